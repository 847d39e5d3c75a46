using MathNet.Numerics.LinearAlgebra;
using RnnLm.Analysis;
using RnnLm.Models.Recurrent;
using RnnLm.Notebooks.Figures;
using RnnLm.Numerics;
using Xunit;

namespace RnnLm.Notebooks.Tests.Figures.VanishingGradients;

public sealed class VanishingGradientsFigureTests
{
    [Fact]
    public void The_powers_climb_first_and_the_slider_says_how_far()
    {
        var figure = PowersFigure.Of(0.9, [0, 1, 5]);
        Assert.Equal("ρ = 0.9, σ₁ = 5.157; largest 19.379 at k = 9, above 1 until k = 54.", figure.Slider!.Frames[2].Caption);
        Assert.EndsWith("never exceed 1.", figure.Slider.Frames[0].Caption, StringComparison.Ordinal);
        var norms = (Scatter)figure.Slider.Frames[2].Traces[0];
        Assert.Equal(81, norms.Y.Count);
        Assert.Equal(19.379, norms.Y.Max(), 3);
        Assert.Equal(1.014, norms.Y[54], 3);
        Assert.Equal(Math.Pow(0.9, 80), ((Scatter)figure.Traces[1]).Y[1], 12);
        Assert.NotEmpty(figure.ToPlotly());
    }

    [Fact]
    public void A_chain_of_factors_turns_with_the_faintest_input_as_notebook_09_says()
    {
        var figure = FactorChain.Of([OneUnit(0), OneUnit(0.01)], "input x");
        var (rest, pushed) = (figure.Slider!.Frames[0], figure.Slider.Frames[1]);
        Assert.All(((Bar)rest.Traces[0]).Values, factor => Assert.Equal(1.5, factor, 12));
        Assert.Equal(Math.Pow(1.5, 20), ((Scatter)rest.Traces[1]).Y[20], 6);
        var factors = ((Bar)pushed.Traces[0]).Values;
        Assert.Equal(factors.Aggregate((p, q) => p * q), ((Scatter)pushed.Traces[1]).Y[20], 1e-12);
        Assert.InRange(((Scatter)pushed.Traces[1]).Y[20], 0.001, 0.01);
        Assert.All(factors.Take(6), factor => Assert.InRange(factor, 1.4, 1.5)); // the first are still 1.5
        Assert.All(factors.Skip(14), factor => Assert.InRange(factor, 0.35, 0.42)); // at rest, about 0.4
        Assert.Equal(0.86, OneUnit(0.01).Steps[^1].Hidden[0], 2);
        Assert.Equal(Math.Pow(1.5, 20), ((Scatter)pushed.Traces[2]).Y[1], 6); // the bound does not notice
        Assert.NotEmpty(figure.ToPlotly());
        Assert.StartsWith("The chain is drawn for one unit", Assert.Throws<ArgumentException>(() => FactorChain.Of([Run(1.5, 1)], "x")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_step_scales_the_rows_of_the_weights_by_its_slopes()
    {
        var steps = Run(1.5, 2).Steps;
        var frames = JacobianFigure.Of(steps).Slider!.Frames;
        Assert.Equal(steps.Count, frames.Count);
        for (var t = 0; t < steps.Count; t++)
        {
            var (weights, slopes, jacobian) = ((Heatmap)frames[t].Traces[0], (Bar)frames[t].Traces[1], (Heatmap)frames[t].Traces[2]);
            for (var j = 0; j < 10; j++)
                for (var i = 0; i < 10; i++) Assert.Equal(slopes.Values[j] * weights.Z[j, i], jacobian.Z[j, i], 12);
            Assert.Equal(steps[t].Cell.Wh[3, 7], weights.Z[7, 3]); // transposed
        }

        Assert.NotEmpty(JacobianFigure.Of(steps).ToPlotly());
    }

    [Fact]
    public void The_explorer_shows_every_setting_and_both_bounds()
    {
        var results = new DecayExperiment(size: 6, last: 50, seeds: 3).Measure(DecayExplorer.Settings);
        var figure = DecayExplorer.Of(results, startAt: 2);
        Assert.Equal(12, figure.Slider!.Frames.Count);
        Assert.Equal("2", figure.Slider.Frames[figure.Slider.Start].Label);
        Assert.Equal(["tanh", "tanh, faint inputs", "sigmoid", "sigmoid, faint inputs", "linear"], figure.Menus[0].Items.Select(i => i.Label));
        Assert.Equal(["orthogonal", "Gaussian"], figure.Menus[1].Items.Select(i => i.Label));
        IEnumerable<int> Named(int menu, string label) => figure.Menus[menu].Items.Single(i => i.Label == label).Traces;

        var sigmoid = results.Single(r => r.Setting is { Weights: RecurrentWeights.Gaussian, Activation.Name: "sigmoid", Radius: 2, InputScale: 1 });
        var traces = Named(0, "sigmoid").Intersect(Named(1, "Gaussian")).Select(i => figure.Traces[i]).ToArray();
        Assert.Equal(6, traces.Length);
        var median = (Scatter)traces[1];
        Assert.Equal(sigmoid.Norms.Select(n => n[10]).Order().ElementAt(1), median.Y[median.X.ToList().IndexOf(10)]);
        var band = (Band)traces[0];
        Assert.All(median.Y.Index(), p => Assert.InRange(p.Item, band.Low[p.Index], band.High[p.Index]));
        Assert.Equal(Math.Pow(0.25 * sigmoid.LargestSingularValues.Order().ElementAt(1), 50), ((Scatter)traces[2]).Y[1], 1e-9);
        Assert.Equal(Math.Pow(2, 50), ((Scatter)traces[3]).Y[1]);
        Assert.Equal(1, ((Scatter)traces[5]).Y[^1], 9); // all uses have all of the gradient
        Assert.True(figure.ToPlotly().Length < Figure.MostBytes);

        var often = CurvesFigure.HowOften(results);
        Assert.Equal(["orthogonal", "Gaussian"], often.Menus[0].Items.Select(i => i.Label));
        Assert.Equal([.. Enumerable.Range(0, 10)], often.Menus[0].Items.SelectMany(i => i.Traces));
        Assert.Equal(results.Single(r => r.Setting is { Weights: RecurrentWeights.Orthogonal, Activation.Name: "identity", Radius: 1.25 }).ShareExploding, ((Scatter)often.Traces[4]).Y[3]);
        Assert.NotEmpty(often.ToPlotly());
    }

    [Fact]
    public void Eigenvalues_and_singular_values_are_those_of_the_snapshot()
    {
        var snapshots = new[] { 0.5, 1.5 }.Select(radius => Run(radius, 1)).ToArray();
        var figure = SpectrumFigure.Of(snapshots, last: 8);
        var eigenvalues = (Scatter)figure.Slider!.Frames[1].Traces[0];
        Assert.All(eigenvalues.X.Zip(eigenvalues.Y), p => Assert.Equal(1.5, Math.Sqrt((p.First * p.First) + (p.Second * p.Second)), 9)); // ρ times orthogonal
        var largest = (Scatter)figure.Slider.Frames[1].Traces[2];
        Assert.Equal(StepJacobian.SingularValuesByLag(snapshots[1].Steps, 12, 8).Select(values => values[0]), largest.Y);
        Assert.Equal(Math.Pow(1.5, 8), ((Scatter)figure.Slider.Frames[1].Traces[1]).Y[1], 9);
        Assert.Single(figure.Shapes, shape => shape.Kind == ShapeKind.Ellipse); // 1/γ is the unit circle for tanh
        Assert.NotEmpty(figure.ToPlotly());
    }

    [Fact]
    public void Stronger_inputs_move_the_units_to_the_ends_and_shorten_a_typical_gradient()
    {
        var figure = SaturationFigure.Of([Run(1.5, 0.1), Run(1.5, 4)], "inputs");
        Assert.All(figure.Slider!.Frames, frame => Assert.Equal(1, ((Bar)frame.Traces[0]).Values.Sum(), 12));
        double Ends(int frame) => ((Bar)figure.Slider.Frames[frame].Traces[0]).Values is var v ? v[0] + v[^1] : 0;
        Assert.True(Ends(1) > 3 * Ends(0));
        double Typical(int frame) => ((Scatter)figure.Slider.Frames[frame].Traces[1]).Y.Average();
        Assert.True(Typical(1) < 0.6 * Typical(0));
        Assert.All(((Scatter)figure.Slider.Frames[1].Traces[2]).Y, norm => Assert.InRange(norm, 0, 1.5 + 1e-9)); // γσ₁
        Assert.NotEmpty(figure.ToPlotly());
    }

    [Fact]
    public void A_sentence_is_coloured_relative_to_its_darkest_word_and_ends_in_the_last_row()
    {
        ConnectedSentence far = new("far", ["a", "b", "c"], [new("Elman", [0, 1, 4]), new("LSTM", [8, 2, 0])]);
        ConnectedSentence near = new("near", ["a", "c"], [new("Elman", [1, 2]), new("LSTM", [2, 0])]);
        var figure = ConnectivityText.Of([near, far], "books");
        var text = (Heatmap)figure.Slider!.Frames[1].Traces[0];
        Assert.Equal([0, 1, 0.25, 0.25, 1, 0], text.Z.Cast<double>());
        Assert.Equal(["a", "a", "b", "b", "c", "c"], text.Labels!.Cast<string>());
        var shorter = (Heatmap)figure.Slider.Frames[0].Traces[0];
        Assert.True(double.IsNaN(shorter.Z[0, 0]));
        Assert.Equal("c", shorter.Labels![2, 1]);
        Assert.Contains("c (Elman), a (LSTM)", figure.Slider.Frames[1].Caption, StringComparison.Ordinal);
        Assert.NotEmpty(figure.ToPlotly());
    }

    [Fact]
    public void Curves_show_means_with_their_runs_and_medians_with_their_range()
    {
        double[][] runs = [[1, 0.5], [0.5, 0.1], [0.9, 0.9]];
        var mean = Curve.Mean("tanh", Palette.Elman, [1, 10], runs);
        Assert.Equal([0.8, 0.5], mean.Y.Select(y => Math.Round(y, 12)));
        var median = Curve.Median("tanh", Palette.Elman, [1, 10], runs);
        Assert.Equal([0.9, 0.5], median.Y);
        Assert.Equal([0.5, 0.1], median.Range!.Value.Low);

        var figure = CurvesFigure.Forgetting([mean], 0.125, [new("tanh", Palette.Elman, [4, 12], [1, 2])]);
        Assert.Equal([6, 2, 2], figure.Traces.Cast<Scatter>().Select(t => t.X.Count));
        Assert.Equal([0, 0, 1], figure.Traces.Select(t => t.Panel));
        Assert.Equal(0.125, Assert.Single(figure.Shapes).Y0);
        Assert.NotEmpty(figure.ToPlotly());
        var guessed = CurvesFigure.Forgetting([mean], 0.125, [new("tanh", Palette.Elman, [4, 12], [1, 2])], costOfGuess: 1.79);
        Assert.Equal([(0, 0.125), (1, 1.79)], guessed.Shapes.Select(s => (s.Panel, s.Y0)));
        Assert.Contains("a guess costs 1.79", guessed.Description, StringComparison.Ordinal);
        Assert.NotEmpty(CurvesFigure.Decay([median]).ToPlotly());
        Assert.NotEmpty(CurvesFigure.Plateau([median], Math.Log(8)).ToPlotly());
        Assert.NotEmpty(CurvesFigure.Spikes([median], [mean]).ToPlotly());
    }

    private static Snapshot OneUnit(double x)
    {
        var cell = new ElmanCell(Matrix<double>.Build.Dense(1, 1, 1.5), Matrix<double>.Build.Dense(1, 1, 1), Vector<double>.Build.Dense(1), Activation.Tanh);
        return new($"{x}", [.. cell.Unroll(Vector<double>.Build.Dense(1), Enumerable.Repeat(Vector<double>.Build.Dense(1, x), 20)).Cast<ElmanStep>()]);
    }

    private static Snapshot Run(double radius, double inputs)
    {
        var random = new RandomGenerator(1);
        var cell = new ElmanCell(RandomMatrix.Orthogonal(10, radius, random), Matrix<double>.Build.DenseIdentity(10), Vector<double>.Build.Dense(10), Activation.Tanh);
        var e = Enumerable.Range(0, 12).Select(_ => Vector<double>.Build.Dense(10, _ => inputs * random.NextGaussian())).ToArray();
        return new($"{radius}", [.. cell.Unroll(Vector<double>.Build.Dense(10, 0.1), e).Cast<ElmanStep>()]);
    }
}
