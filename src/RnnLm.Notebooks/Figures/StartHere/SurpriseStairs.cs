namespace RnnLm.Notebooks.Figures;

/// <summary>
/// −ln P(text) as a flight of stairs, one step for each word: the chain rule ln P(text) = Σₜ ln P(x(t) | x(t−1) … x(1)) as a waterfall (slide A3).
/// </summary>
public static class SurpriseStairs
{
    /// <summary>The figure.</summary>
    /// <param name="words">The text.</param>
    /// <param name="models">One row each: −ln of the probability of each word, in nats.</param>
    /// <exception cref="ArgumentException">A model has not as many numbers as there are words.</exception>
    public static Figure Of(IReadOnlyList<string> words, params IReadOnlyList<ModelAnswers> models)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(models);
        if (models.FirstOrDefault(model => model.Values is not [var row] || row.Count != words.Count) is { } other)
            throw new ArgumentException($"There are {words.Count} words; give the model '{other.Name}' one row of as many numbers.", nameof(models));
        return new Figure
        {
            Title = "The surprise of a sentence, word by word",
            Caption = "Each step is −ln of one word's probability, and the last one ends at −ln P(text). Where one flight climbs and the other does not, a model knows more.",
            Description = $"A flight of stairs for each model ({string.Join(", ", models.Select(m => FormattableString.Invariant($"{m.Name} ends at {m.Values[0].Sum():F1} nats")))}), "
                + $"with one step for each word of: {string.Join(' ', words)}.",
            Panels = [new() { X = new() { Categories = [.. words], Grid = false }, Y = new() { Title = "nats in all" } }],
            Traces = [.. models.Select(model => Stairs(model, words))],
        };
    }

    private static Bar Stairs(ModelAnswers model, IReadOnlyList<string> words)
    {
        double[] steps = [.. model.Values[0].Select(nats => Math.Max(0, nats))]; // rounding leaves −1e-16 where a word was certain
        var bases = new double[steps.Length];
        for (var t = 1; t < steps.Length; t++)
            bases[t] = bases[t - 1] + steps[t - 1];
        return new Bar
        {
            Name = model.Name,
            Colour = model.Colour,
            Values = steps,
            Bases = bases,
            Hover = [.. words.Select((word, t) => FormattableString.Invariant($"{model.Name}: {word} {steps[t]:F2} nats, {bases[t] + steps[t]:F2} in all"))],
        };
    }
}
