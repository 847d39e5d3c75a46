using MathNet.Numerics.LinearAlgebra;
using RnnLm.Analysis;
using RnnLm.Models.Recurrent;
using RnnLm.Notebooks.Figures;
using RnnLm.Numerics;
using RnnLm.Training.Autograd;
using RnnLm.Training.Backpropagation;

namespace RnnLm.Notebooks.Tests.Figures;

public static partial class FigureGallery
{
    /// <summary>The figures of the notebooks, on small data.</summary>
    private static Dictionary<string, Func<Figure>> OfNotebooks() => new()
    {
        ["distance"] = () => DistanceFigure.Of(["exams", "books", "laptops"], ["the students opened their", "the students near the window opened their"], [4, 7],
            new ModelAnswers("5-gram", Palette.NGram, [[0.3, 0.4, 0.1], [0.2, 0.2, 0.2]]), new ModelAnswers("LSTM", Palette.Lstm, [[0.2, 0.6, 0.1], [0.2, 0.5, 0.2]])),
        ["surprise-stairs"] = () => SurpriseStairs.Of(["the", "students", "opened", "their", "books"],
            new ModelAnswers("LSTM", Palette.Lstm, [[1.2, 2.5, 1.8, 0.2, 1.1]]), new ModelAnswers("5-gram", Palette.NGram, [[1.3, 2.8, 2.2, 0.1, 2.4]])),
        ["state-compass"] = () => StateCompass.Of(["exams", "books", "laptops"], Matrix<double>.Build.DenseOfArray(new double[,] { { 3, 2, -1 }, { 1, 2, 3 } }),
            Vector<double>.Build.DenseOfArray([0, 0.5, 0]), [1, 3]),
        ["computation-graph"] = () => ComputationGraph.Of(Product()),
        ["unrolled-paths"] = () => UnrolledPaths.Of(Rnn(3)),
        ["contribution-bars"] = () => ContributionBars.Of(Rnn(10).Contributions(10)),
        ["gradient-heatmap"] = () => GradientHeatmap.Of([.. Enumerable.Range(0, 5).Select(n => Gradients(10 * n, T: 9))], Words[..9], Words[1..10]),
        ["truncation-curves"] = () => TruncationCurves.Of([new(1, 1, 0.8, 0.2), new(1, 2, 0.9, 0.4), new(4, 1, 0.97, 0.3), new(4, 2, 0.96, 0.5), new(9, 1, 1, 1), new(9, 2, 0.9998, 0.8)]),
        ["factor-chain"] = () => FactorChain.Of([.. new[] { 0, 0.01, 0.5 }.Select(OneUnit)], "input x"),
        ["jacobian"] = () => JacobianFigure.Of(Unrolled(1.5, 1).Steps),
        ["powers"] = () => PowersFigure.Of(0.9, [0, 1, 5]),
        ["decay-explorer"] = () => DecayExplorer.Of(Decays.Value),
        ["how-often"] = () => CurvesFigure.HowOften(Decays.Value),
        ["spectrum"] = () => SpectrumFigure.Of([.. new[] { 0.5, 0.9, 1.5 }.Select(radius => Unrolled(radius, 1))], last: 8),
        ["saturation"] = () => SaturationFigure.Of([Unrolled(1.5, 0.1), Unrolled(1.5, 1), Unrolled(1.5, 4)], "inputs"),
        ["connectivity"] = () => ConnectivityText.Of([new("near", Words[8..], [new("Elman", [0, 0, 0, 0, 0.2, 1]), new("LSTM", [1, 0.2, 0.2, 0.1, 0.4, 1])]),
            new("far", Words, [new("Elman", Weights(0.6)), new("LSTM", Weights(0.9))])], "books"),
        ["plateau"] = () => CurvesFigure.Plateau(Runs(), Math.Log(8)),
        ["decay"] = () => CurvesFigure.Decay(Runs()),
        ["forgetting"] = () => CurvesFigure.Forgetting(Runs(), 0.125, Runs()),
        ["spikes"] = () => CurvesFigure.Spikes(Runs(), Runs()),
    };

    private static readonly Lazy<IReadOnlyList<DecayResult>> Decays = new(() => [.. new DecayExperiment(size: 5, last: 50, seeds: 3).Measure(DecayExplorer.Settings)]);

    private static Curve[] Runs()
    {
        double[][] fast = [[0.8, 0.3, 0.05], [0.7, 0.2, 0.02]];
        double[][] slow = [[0.9, 0.7, 0.6], [0.95, 0.8, 0.4]];
        return [Curve.Median("Elman", Palette.Elman, [1, 10, 20], fast), Curve.Mean("LSTM", Palette.Lstm, [1, 10, 20], slow)];
    }

    private static Value Product()
    {
        Value x = new(1, "x"), y = new(2, "y"), z = new(0, "z");
        var (a, b) = (x + y, Value.Max(y, z));
        (a.Label, b.Label) = ("a", "b");
        var f = a * b;
        f.Label = "f";
        return f;
    }

    private static Bptt Rnn(int steps)
    {
        var random = new RandomGenerator(4);
        Vector<double> Normal(int size) => Vector<double>.Build.Dense(size, _ => random.NextGaussian());
        var cell = ElmanCell.Random(3, 4, Activation.Tanh, random);
        return new SimplifiedRnn(cell, Normal(4), [.. Enumerable.Range(0, steps).Select(_ => Normal(3))], [.. Enumerable.Range(0, steps).Select(_ => Normal(4))]).Bptt();
    }

    private static GradientSnapshot Gradients(int step, int T)
    {
        var random = new RandomGenerator((ulong)step + 3);
        Matrix<double> Normal(int rows, int columns) => Matrix<double>.Build.Dense(rows, columns, (_, _) => random.NextGaussian());
        var model = new EncoderRnnDecoder(Normal(6, 3), ElmanCell.Random(3, 4, Activation.Tanh, random), Normal(4, 6), Normal(1, 6).Row(0));
        int[] words = [.. Enumerable.Range(0, T + 1).Select(t => t % 6)];
        return GradientSnapshot.Of(step, new LanguageModelBptt(model, Normal(1, 4).Row(0), words[..^1], words[1..]));
    }

    private static Snapshot OneUnit(double x)
    {
        var cell = new ElmanCell(Matrix<double>.Build.Dense(1, 1, 1.5), Matrix<double>.Build.Dense(1, 1, 1), Vector<double>.Build.Dense(1), Activation.Tanh);
        return new(FormattableString.Invariant($"{x}"), [.. cell.Unroll(Vector<double>.Build.Dense(1), Enumerable.Repeat(Vector<double>.Build.Dense(1, x), 20)).Cast<ElmanStep>()]);
    }

    private static Snapshot Unrolled(double radius, double inputs)
    {
        var random = new RandomGenerator(1);
        var cell = new ElmanCell(RandomMatrix.Orthogonal(10, radius, random), Matrix<double>.Build.DenseIdentity(10), Vector<double>.Build.Dense(10), Activation.Tanh);
        var e = Enumerable.Range(0, 12).Select(_ => Vector<double>.Build.Dense(10, _ => inputs * random.NextGaussian())).ToArray();
        return new(FormattableString.Invariant($"{radius}"), [.. cell.Unroll(Vector<double>.Build.Dense(10, 0.1), e).Cast<ElmanStep>()]);
    }
}
