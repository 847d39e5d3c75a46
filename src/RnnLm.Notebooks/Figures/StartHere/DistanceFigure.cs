namespace RnnLm.Notebooks.Figures;

/// <summary>The probabilities that several models give the same words, while a slider moves the evidence further away (slides A2, A6).</summary>
public static class DistanceFigure
{
    /// <summary>The figure.</summary>
    /// <param name="words">The candidates for the next word.</param>
    /// <param name="prefixes">What the models have read, one text for each position of the slider.</param>
    /// <param name="distances">How many words back the evidence stands in each.</param>
    /// <param name="models">For each prefix a row with the probability of each word.</param>
    /// <exception cref="ArgumentException">A model has not as many rows as there are prefixes.</exception>
    public static Figure Of(IReadOnlyList<string> words, IReadOnlyList<string> prefixes, IReadOnlyList<int> distances, params IReadOnlyList<ModelAnswers> models)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(prefixes);
        ArgumentNullException.ThrowIfNull(distances);
        ArgumentNullException.ThrowIfNull(models);
        if (models.FirstOrDefault(model => model.Values.Count != prefixes.Count) is { } other)
            throw new ArgumentException($"There are {prefixes.Count} texts, but the model '{other.Name}' answers {other.Values.Count}; give a row for each.", nameof(models));
        var frames = prefixes
            .Select((prefix, place) => new Frame($"{distances[place]} words back", [.. models.Select(model => Bars(model, place, words))]) { Caption = $"{Shortened(prefix)} ___" })
            .ToArray();
        return new Figure
        {
            Title = "What comes next, as the evidence moves away",
            Caption = "Drag the slider. The same word decides each time, further and further back. Watch which bars keep their length.",
            Description = $"For each of the words {string.Join(", ", words)} a bar for each model ({string.Join(", ", models.Select(m => m.Name))}): the probability that it comes next. "
                + $"The slider moves the deciding word from {distances[0]} to {distances[^1]} words back.",
            Panels = [new() { X = new() { Title = "probability of the next word", Range = (0, 1.1 * models.Max(m => m.Values.Max(row => row.Max()))) }, Y = new() { Categories = words, Reversed = true } }],
            Traces = frames[0].Traces,
            Slider = new("the deciding word stands", frames),
            Height = 60 + (34 * words.Count),
        };
    }

    private static Bar Bars(ModelAnswers model, int place, IReadOnlyList<string> words) => new()
    {
        Name = model.Name,
        Colour = model.Colour,
        Horizontal = true,
        Values = model.Values[place],
        Hover = [.. words.Select((word, v) => FormattableString.Invariant($"{model.Name}: {word} {model.Values[place][v]:F3}"))],
    };

    // The beginning and the end, which a line can hold; what moves the evidence away is in between.
    private static string Shortened(string prefix)
    {
        var words = prefix.Split(' ');
        return words.Length <= 13 ? prefix : $"{string.Join(' ', words[..9])} … {string.Join(' ', words[^2..])}";
    }
}
