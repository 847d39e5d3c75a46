using RnnLm.Models.Recurrent;

namespace RnnLm.Notebooks.Figures;

/// <summary>
/// The course's colours, by role. They differ for readers of every colour vision, and stand out by at least 3 to 1 from the card they are drawn on;
/// the page's script turns each into its sister for dark pages.
/// </summary>
public static class Palette
{
    /// <summary>Blue: the first of anything.</summary>
    public const string Blue = "#0b6bb5";

    /// <summary>Vermilion: the second, and what is to be looked at.</summary>
    public const string Vermilion = "#b93600";

    /// <summary>Green: the third.</summary>
    public const string Green = "#0a8564";

    /// <summary>Purple: the fourth.</summary>
    public const string Purple = "#a3468a";

    /// <summary>Ochre: the fifth.</summary>
    public const string Ochre = "#b08900";

    /// <summary>Sky: the sixth.</summary>
    public const string Sky = "#3a93c9";

    /// <summary>Texts and axes.</summary>
    public const string Ink = "#22272e";

    /// <summary>What stands back: bounds, other curves, second texts.</summary>
    public const string Faint = "#6b7280";

    /// <summary>Lines of the grid.</summary>
    public const string Rule = "#e3e5e8";

    /// <summary>The card that a figure is drawn on.</summary>
    public const string Card = "#fdfcfa";

    /// <summary>Behind what is marked.</summary>
    public const string Mark = "#fbe3a6";

    /// <summary>Behind the second of two things that are marked.</summary>
    public const string SecondMark = "#bfe0f2";

    /// <summary>What a value that adds to a sum is drawn in.</summary>
    public const string Positive = Blue;

    /// <summary>What a value that takes from a sum is drawn in.</summary>
    public const string Negative = Vermilion;

    /// <summary>The Elman network, in the whole course.</summary>
    public const string Elman = Vermilion;

    /// <summary>The LSTM network.</summary>
    public const string Lstm = Blue;

    /// <summary>The GRU network.</summary>
    public const string Gru = Green;

    /// <summary>The n-gram model.</summary>
    public const string NGram = Ochre;

    /// <summary>The fixed-window network.</summary>
    public const string Window = Purple;

    /// <summary>The exact probabilities of a grammar: the floor.</summary>
    public const string Oracle = Ink;

    /// <summary>Colours for things without a role, in this order.</summary>
    public static IReadOnlyList<string> Series { get; } = [Blue, Vermilion, Green, Purple, Ochre, Sky];

    /// <summary>The colour of a kind of recurrent network.</summary>
    public static string Of(RecurrentKind kind) => kind switch
    {
        RecurrentKind.Elman => Elman,
        RecurrentKind.Lstm => Lstm,
        RecurrentKind.Gru => Gru,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such kind of recurrent network."),
    };
}
