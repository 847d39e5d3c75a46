namespace RnnLm.Notebooks;

/// <summary>Three hints in Markdown, each telling more than the one before.</summary>
/// <param name="Idea">What the result is, in words.</param>
/// <param name="Shape">What goes in and comes out, and how the pieces fit.</param>
/// <param name="Line">The line of code that matters.</param>
public sealed record Hints(string Idea, string Shape, string Line)
{
    /// <summary>The hint with this number, from 1 to 3.</summary>
    public string this[int number] => number switch
    {
        1 => Idea,
        2 => Shape,
        3 => Line,
        _ => throw new ArgumentOutOfRangeException(nameof(number), $"There are three hints, 1 to 3, but {number} was asked for."),
    };
}
