using System.Globalization;

namespace RnnLm.Notebooks.Figures;

/// <summary>How much a prediction hangs on each word of a sentence, in one network.</summary>
/// <param name="Model">Which network.</param>
/// <param name="Influence">‖∂ŷ(word)/∂e(i)‖ of each word of the sentence.</param>
public sealed record WordInfluence(string Model, IReadOnlyList<double> Influence);

/// <summary>A sentence at one distance between its cue and the word to come.</summary>
/// <param name="Label">What the slider reads, such as <c>14 words</c>.</param>
/// <param name="Words">The words that have been read.</param>
/// <param name="Influences">Of each network.</param>
public sealed record ConnectedSentence(string Label, IReadOnlyList<string> Words, IReadOnlyList<WordInfluence> Influences);

/// <summary>
/// A sentence read downwards, once for each network, each word coloured by how much the prediction hangs on it, ‖∂ŷ(word)/∂e(i)‖ relative to the largest
/// (slides A16, B26). A slider moves the cue away.
/// </summary>
public static class ConnectivityText
{
    /// <summary>The figure of these sentences.</summary>
    /// <param name="sentences">The same networks in each.</param>
    /// <param name="predicted">The word whose probability is asked about.</param>
    public static Figure Of(IReadOnlyList<ConnectedSentence> sentences, string predicted)
    {
        ArgumentNullException.ThrowIfNull(sentences);
        var models = sentences[0].Influences.Select(i => i.Model).ToArray();
        var rows = sentences.Max(s => s.Words.Count);
        var frames = sentences.Select(s => new Frame(s.Label, [Text(s, rows)]) { Caption = Said(s, predicted) }).ToArray();
        var start = frames.Length - 1;
        return new Figure
        {
            Title = $"Which words does “{predicted}” hang on?",
            Caption = "Read downwards. The darker a word, the more the probability changes with it. Move the cue away: where does it stay dark?",
            Description = $"The sentence once for each of {string.Join(", ", models)}, a word below the other, coloured by its influence on the probability of “{predicted}”. {Said(sentences[start], predicted)}",
            Panels = [new() { X = new() { Categories = models, Grid = false }, Y = new() { Visible = false, Grid = false, Reversed = true, Range = (-0.5, rows - 0.5) } }],
            Traces = frames[start].Traces,
            Slider = frames.Length > 1 ? new("cue", frames) { Start = start } : null,
            Height = 24 * rows,
        };
    }

    private static Heatmap Text(ConnectedSentence sentence, int rows)
    {
        var columns = sentence.Influences.Count;
        var (values, words) = (new double[rows, columns], new string[rows, columns]);
        var skip = rows - sentence.Words.Count; // shorter sentences end in the same row
        for (var j = 0; j < columns; j++)
        {
            var largest = sentence.Influences[j].Influence.Max();
            for (var i = 0; i < rows; i++)
            {
                (values[i, j], words[i, j]) = i < skip
                    ? (double.NaN, "")
                    : (largest > 0 ? sentence.Influences[j].Influence[i - skip] / largest : 0, sentence.Words[i - skip]);
            }
        }

        return new Heatmap { Name = "influence", Z = values, Labels = words, Range = (0, 1), ScaleTitle = "relative", Gap = 2 };
    }

    private static string Said(ConnectedSentence sentence, string predicted) => $"“{predicted}” hangs most on "
        + string.Join(", ", sentence.Influences.Select(i =>
        {
            var word = i.Influence.Index().MaxBy(pair => pair.Item).Index;
            return string.Create(CultureInfo.InvariantCulture, $"{sentence.Words[word]} ({i.Model})");
        })) + ".";
}
