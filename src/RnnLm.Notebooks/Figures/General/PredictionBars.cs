using System.Globalization;
using RnnLm.Models;

namespace RnnLm.Notebooks.Figures;

/// <summary>What a model expects next, as bars, the likeliest on top (slide items A2, A14, B2).</summary>
public static class PredictionBars
{
    /// <summary>The likeliest tokens of one model or of several side by side.</summary>
    /// <param name="title">What is asked of them, such as the prefix.</param>
    /// <param name="models">Each with its name and what <see cref="Scoring.Next"/> gave, best first.</param>
    /// <exception cref="ArgumentException">There is no model, or one predicts nothing.</exception>
    public static Figure Of(string title, params (string Name, IReadOnlyList<Prediction> Predictions)[] models)
    {
        ArgumentNullException.ThrowIfNull(models);
        if (models.Length == 0 || models.Any(model => model.Predictions.Count == 0))
            throw new ArgumentException("Give at least one model, and for each at least one prediction.", nameof(models));
        var most = models.Max(model => model.Predictions.Max(p => p.Probability));
        return new Figure
        {
            Title = title,
            Caption = models.Length == 1 ? "The length of a bar is the probability that the token comes next."
                : "The length of a bar is the probability that the token comes next. Which tokens does each model rank first, and how sure is it?",
            Description = string.Join("; ", models.Select(model => $"{model.Name}: {Spoken(model.Predictions)}")) + ".",
            Height = 40 + (26 * models.Max(model => model.Predictions.Count)),
            Panels = [.. models.Select(model => new Panel
            {
                Title = model.Name,
                X = new Axis { Title = "probability", Range = (0, (models.Length > 2 ? 1.6 : 1.2) * most) }, // room for a label
                Y = new Axis { Categories = [.. model.Predictions.Select(p => p.Token)], Reversed = true },
            })],
            Traces = [.. models.Select((model, i) => Bars(model.Predictions) with { Name = model.Name, Panel = i })],
        };
    }

    /// <summary>The likeliest tokens after each prefix of a text: the slider reads on.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="steps">Each prefix with what the model then expects, best first, the same number each time.</param>
    /// <exception cref="ArgumentException">The numbers of predictions differ, or there are none.</exception>
    public static Figure Along(string model, IReadOnlyList<(string Prefix, IReadOnlyList<Prediction> Predictions)> steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        if (steps.Count < 2 || steps[0].Predictions.Count == 0 || steps.Any(step => step.Predictions.Count != steps[0].Predictions.Count))
            throw new ArgumentException("Give at least two prefixes, and the same number of predictions (1 or more) for each.", nameof(steps));
        var count = steps[0].Predictions.Count;
        var frames = steps.Select(step => new Frame(LastWord(step.Prefix), Rows(step.Predictions)) { Caption = $"{Tail(step.Prefix)} <b>___</b>" }).ToArray();
        return new Figure
        {
            Title = $"{model} reads on",
            Caption = "Move the slider: after each word the model expects something else. When does it become sure, and of what?",
            Description = string.Join("; ", steps.Select(step => $"after '{step.Prefix}': {Spoken([.. step.Predictions.Take(3)])}")) + ".",
            Height = 40 + (26 * count),
            // The words change with the slider, so they are drawn left of zero and not by the axis.
            Panels = [new Panel
            {
                X = new Axis { Title = "probability", Range = (-0.38, 1.12), Ticks = [.. Enumerable.Range(0, 6).Select(i => new Tick(i / 5.0, (i / 5.0).ToString("0.0", CultureInfo.InvariantCulture)))] },
                Y = new Axis { Range = (-0.6, count - 0.4), Reversed = true, Visible = false, Grid = false },
            }],
            Traces = frames[^1].Traces,
            Slider = new Slider("the model has read …", frames) { Start = frames.Length - 1 },
        };
    }

    private static IReadOnlyList<Trace> Rows(IReadOnlyList<Prediction> predictions) =>
    [
        Bars(predictions),
        new Scatter
        {
            X = [.. predictions.Select(_ => -0.01)],
            Y = [.. predictions.Select((_, i) => (double)i)],
            Marks = Marks.Text,
            LabelPlace = LabelPlace.Left,
            Labels = [.. predictions.Select(p => p.Token)],
        },
    ];

    private static Bar Bars(IReadOnlyList<Prediction> predictions) => new()
    {
        Horizontal = true,
        InLegend = false,
        Values = [.. predictions.Select(p => p.Probability)],
        Labels = [.. predictions.Select(p => Percent(p.Probability))],
        Hover = [.. predictions.Select(p => $"{p.Token}: {Percent(p.Probability)}")],
        Colours = [.. predictions.Select((_, i) => i == 0 ? Palette.Blue : Palette.Sky)],
    };

    private static string Percent(double probability) => (100 * probability).ToString(probability < 0.001 ? "0.000" : "0.0", CultureInfo.InvariantCulture) + " %";

    private static string Spoken(IReadOnlyList<Prediction> predictions) => string.Join(", ", predictions.Select(p => $"{p.Token} {Percent(p.Probability)}"));

    private static string LastWord(string prefix) => prefix[(prefix.LastIndexOf(' ') + 1)..];

    private static string Tail(string prefix) => prefix.Length <= 70 ? prefix : "… " + prefix[(prefix.IndexOf(' ', prefix.Length - 70) + 1)..];
}
