using System.Globalization;
using MathNet.Numerics.LinearAlgebra;
using RnnLm.Training.Backpropagation;

namespace RnnLm.Notebooks.Figures;

/// <summary>The gradients of one text at one moment of training.</summary>
/// <param name="TrainingStep">How many batches the model has been trained on.</param>
/// <param name="OfStates">‖∂ℒ(t)/∂h(i)‖ at row t − 1, column i: <see cref="Bptt.StateGradientNorms"/>.</param>
/// <param name="OfWeight">‖∂ℒ(t)/∂W_h|₍ᵢ₎‖ at row t − 1, column i − 1: <see cref="Bptt.ContributionNorms"/>.</param>
/// <param name="Losses">ℒ(1) … ℒ(T), in nats.</param>
public sealed record GradientSnapshot(int TrainingStep, Matrix<double> OfStates, Matrix<double> OfWeight, IReadOnlyList<double> Losses)
{
    /// <summary>The gradients of this forward pass.</summary>
    public static GradientSnapshot Of(int trainingStep, LanguageModelBptt text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new(trainingStep, text.Rnn.StateGradientNorms(), text.Rnn.ContributionNorms(), [.. Enumerable.Range(1, text.Length).Select(text.Loss)]);
    }
}

/// <summary>Itemised backpropagation through time: what each loss says to each step, over training (slide B29).</summary>
public static class GradientHeatmap
{
    /// <summary>Rows are losses ℒ(t), columns steps i, colours log₁₀ of the norm. The slider goes through training; a button changes from h(i) to W_h.</summary>
    /// <param name="snapshots">In the order of training, at least two.</param>
    /// <param name="inputs">The words read at steps 1 … T.</param>
    /// <param name="targets">The words that the losses ask for.</param>
    public static Figure Of(IReadOnlyList<GradientSnapshot> snapshots, IReadOnlyList<string> inputs, IReadOnlyList<string> targets)
    {
        ArgumentNullException.ThrowIfNull(snapshots);
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(targets);
        var steps = inputs.Count;
        if (snapshots.Count < 2) throw new ArgumentException($"The slider needs snapshots of two moments or more, but {snapshots.Count} came.", nameof(snapshots));
        if (targets.Count != steps || snapshots.Any(s => s.OfWeight.RowCount != steps))
            throw new ArgumentException($"{steps} inputs came; there must be as many targets and, in every snapshot, as many rows.", nameof(targets));
        var range = Range(snapshots);
        var frames = snapshots.Select(s => new Frame(Whole(s.TrainingStep), Traces(s, range))
        {
            Caption = $"after {Whole(s.TrainingStep)} batches: ℒ({steps}) = {s.Losses[^1].ToString("0.000", CultureInfo.InvariantCulture)} nats",
        }).ToArray();
        return new Figure
        {
            Title = "Which loss speaks to which step",
            Caption = $"Row t: the loss of predicting that word. Column i: how strongly it reaches back to step i, on a log scale. Watch the bottom row while the model learns to recall.",
            Description = $"A triangle of {steps} losses by {steps + 1} steps. At the beginning the bottom row falls from {Power(snapshots[0].OfStates[steps - 1, steps])} at its own step to "
                + $"{Power(snapshots[0].OfStates[steps - 1, 0])} at h(0); after {Whole(snapshots[^1].TrainingStep)} batches from {Power(snapshots[^1].OfStates[steps - 1, steps])} to {Power(snapshots[^1].OfStates[steps - 1, 0])}.",
            Panels =
            [
                new()
                {
                    X = new() { Title = "contributing step i, and the word read there", Ticks = [new(0, "h(0)"), .. inputs.Select((word, n) => new Tick(n + 1, $"{n + 1}<br>{word}"))], Grid = false },
                    Y = new() { Title = "loss ℒ(t), and the word asked for", Ticks = [.. targets.Select((word, n) => new Tick(n + 1, $"{word}  {n + 1}"))], Reversed = true, Grid = false },
                    EqualUnits = true,
                },
            ],
            Traces = frames[0].Traces,
            Slider = new("batches", frames) { Start = frames.Length / 2 },
            Menus = [new("gradient of", [new("h(i)", [0]), new("W<sub>h</sub> at step i", [1])])],
            Height = 440,
        };
    }

    private static Trace[] Traces(GradientSnapshot snapshot, (double Low, double High) range) =>
    [
        Map("‖∂ℒ(t)/∂h(i)‖", snapshot.OfStates, 0, range),
        Map("‖∂ℒ(t)/∂W<sub>h</sub>|<sub>i</sub>‖", snapshot.OfWeight, 1, range),
    ];

    private static Heatmap Map(string name, Matrix<double> norms, int firstStep, (double Low, double High) range)
    {
        var z = new double[norms.RowCount, norms.ColumnCount];
        for (var row = 0; row < norms.RowCount; row++)
        {
            for (var column = 0; column < norms.ColumnCount; column++)
                z[row, column] = norms[row, column] > 0 ? Math.Clamp(Math.Round(Math.Log10(norms[row, column]), 2), range.Low, range.High) : double.NaN;
        }

        return new()
        {
            Name = name,
            Z = z,
            X = [.. Enumerable.Range(firstStep, norms.ColumnCount).Select(i => (double)i)],
            Y = [.. Enumerable.Range(1, norms.RowCount).Select(t => (double)t)],
            Range = range,
            PowersOfTen = true,
            ScaleTitle = "norm",
        };
    }

    // Whole powers of ten, at most six of them below the greatest.
    private static (double Low, double High) Range(IReadOnlyList<GradientSnapshot> snapshots)
    {
        double[] logs = [.. snapshots.SelectMany(s => s.OfStates.Enumerate().Concat(s.OfWeight.Enumerate())).Where(x => x > 0).Select(Math.Log10)];
        var high = Math.Ceiling(logs.Max());
        return (Math.Max(Math.Floor(logs.Min()), high - 6), high);
    }

    private static string Whole(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Power(double number) => number.ToString("0.0e0", CultureInfo.InvariantCulture);
}
