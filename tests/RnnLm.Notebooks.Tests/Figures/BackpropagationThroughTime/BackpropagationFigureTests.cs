using MathNet.Numerics.LinearAlgebra;
using RnnLm.Analysis;
using RnnLm.Models.Recurrent;
using RnnLm.Notebooks.Figures;
using RnnLm.Numerics;
using RnnLm.Training.Autograd;
using RnnLm.Training.Backpropagation;
using Xunit;

namespace RnnLm.Notebooks.Tests.Figures;

public sealed class BackpropagationFigureTests
{
    [Fact]
    public void The_computation_graph_shows_what_each_node_hands_on_and_what_has_arrived()
    {
        var figure = ComputationGraph.Of(Example());
        var frames = figure.Slider!.Frames;
        Assert.Equal(["forwards", "back from f", "back from b", "back from a"], frames.Select(frame => frame.Label));
        Assert.Equal(3, figure.Slider.Start);
        Assert.Equal(["1", "2", "3", "0", "2", "6"], Below(frames[0]));
        Assert.Equal("2, ∂f/∂y = <b>3</b>", Below(frames[2])[1]); // over b alone so far
        Assert.Equal(["1, ∂f/∂x = <b>2</b>", "2, ∂f/∂y = <b>5</b>", "3, ∂f/∂a = <b>2</b>", "0, ∂f/∂z = <b>0</b>", "2, ∂f/∂b = <b>3</b>", "6, ∂f/∂f = <b>1</b>"], Below(frames[3]));
        Assert.Contains("a = x + y hands on ∂f/∂a = 2", frames[3].Caption, StringComparison.Ordinal);
        Assert.Contains(frames[3].Annotations!, label => label.Text.Contains("3 · 0 = 0", StringComparison.Ordinal)); // z, the smaller
        Assert.Contains("∂f/∂y = 5", figure.Description, StringComparison.Ordinal);

        Assert.Throws<ArgumentException>(() => ComputationGraph.Of(new Value(1, "x")));
        Assert.Throws<ArgumentException>(() => ComputationGraph.Of(new Value(1, "x") + new Value(2, "x")));
    }

    [Fact]
    public void A_value_that_is_used_twice_by_one_operation_has_one_arrow_with_both_derivatives()
    {
        Value x = new(3, "x");
        var square = x * x;
        square.Label = "f";
        var last = ComputationGraph.Of(square).Slider!.Frames[^1];
        Assert.Equal(["3, ∂f/∂x = <b>6</b>", "9, ∂f/∂f = <b>1</b>"], Below(last));
        Assert.Contains(last.Annotations!, label => label.Text.Contains("1 · 6 = 6", StringComparison.Ordinal));
    }

    [Fact]
    public void The_paths_of_a_loss_are_as_many_as_its_uses_and_carry_the_norms_of_their_terms()
    {
        var bptt = Rnn(3);
        var frames = UnrolledPaths.Of(bptt).Slider!.Frames;
        Assert.Equal(["the graph", "step 3", "step 2", "step 1", "all"], frames.Select(frame => frame.Label));
        for (var i = 1; i <= 3; i++)
        {
            var norm = FormattableString.Invariant($"norm {bptt.Contribution(3, i).FrobeniusNorm():0.00}");
            Assert.EndsWith(norm, frames[4 - i].Caption, StringComparison.Ordinal);
        }

        Assert.StartsWith("∂ℒ(3)/∂h(3) · ∂h(3)/∂h(2) · ∂⁺h(2)/∂W<sub>h</sub>", frames[2].Caption, StringComparison.Ordinal);
        Assert.Equal([0, 2, 3, 4, 6], frames.Select(Lit)); // arrows that are walked: use, states, loss
        Assert.Throws<ArgumentException>(() => UnrolledPaths.Of(Rnn(6)));
    }

    [Fact]
    public void The_bars_add_up_to_the_norm_and_stand_on_each_other()
    {
        var terms = Rnn(6).Contributions(6);
        var figure = ContributionBars.Of(terms);
        var (bars, diamonds, stairs) = ((Bar)figure.Traces[0], (Scatter)figure.Traces[1], (Bar)figure.Traces[2]);
        var norm = terms.Aggregate((a, b) => a + b).FrobeniusNorm();
        Assert.Equal(norm, bars.Values.Sum(), 12);
        Assert.Equal(terms.Select(term => term.FrobeniusNorm()), diamonds.Y);
        Assert.Equal(0, stairs.Bases![0]);
        for (var i = 1; i < 6; i++) Assert.Equal(stairs.Bases[i - 1] + stairs.Values[i - 1], stairs.Bases[i], 12);
        Assert.Equal(bars.Values.Select(x => x < 0 ? Palette.Negative : Palette.Positive), bars.Colours!);

        // [3 0] and [−1 1]: the sum is [2 1], so that they go 6/√5 and −1/√5 along it.
        var opposed = (Bar)ContributionBars.Of([Matrix<double>.Build.Dense(1, 2, [3, 0]), Matrix<double>.Build.Dense(1, 2, [-1, 1])]).Traces[0];
        Assert.Equal([Palette.Positive, Palette.Negative], opposed.Colours!);
        Assert.Equal(-1 / Math.Sqrt(5), opposed.Values[1], 12);
        Assert.Throws<ArgumentException>(() => ContributionBars.Of([]));
    }

    [Fact]
    public void The_truncation_curves_show_every_training_and_the_means()
    {
        TruncationResult[] results = [new(1, 1, 0.8, 0.2), new(1, 2, 0.9, 0.4), new(3, 1, 1, 1), new(3, 2, 0.9998, 0.8)];
        var figure = TruncationCurves.Of(results, lag: 2, cues: 5);
        Assert.Equal([0.8, 0.9, 1, 0.9998], ((Scatter)figure.Traces[0]).Y);
        Assert.Equal([0.85, 0.9999], ((Scatter)figure.Traces[1]).Y.Select(y => Math.Round(y, 10)));
        Assert.Equal([0.3, 0.9], ((Scatter)figure.Traces[3]).Y.Select(y => Math.Round(y, 10)));
        Assert.Equal([1, 3], ((Scatter)figure.Traces[3]).X);
        Assert.Contains(figure.Shapes, shape => shape is { Panel: 1, X0: 3 }); // lag + 1 uses reach the cue
        Assert.Contains(figure.Shapes, shape => shape is { Panel: 1, Y0: 0.2 }); // guessing among five cues
        Assert.Contains("from K = 3 on", figure.Caption, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => TruncationCurves.Of([]));
    }

    [Fact]
    public void The_heatmap_holds_logarithms_where_a_loss_depends_on_a_step_and_holes_elsewhere()
    {
        var snapshots = Snapshots(T: 5, count: 3);
        var figure = GradientHeatmap.Of(snapshots, ["a", "b", "c", "d", "e"], ["b", "c", "d", "e", "f"]);
        Assert.Equal(["0", "10", "20"], figure.Slider!.Frames.Select(frame => frame.Label));
        for (var n = 0; n < 3; n++)
        {
            var (states, weight) = ((Heatmap)figure.Slider.Frames[n].Traces[0], (Heatmap)figure.Slider.Frames[n].Traces[1]);
            for (var t = 1; t <= 5; t++)
            {
                for (var i = 0; i <= 5; i++)
                {
                    if (i > t) Assert.True(double.IsNaN(states.Z[t - 1, i]));
                    else Assert.Equal(Math.Log10(snapshots[n].OfStates[t - 1, i]), states.Z[t - 1, i], 0.005);
                    if (i > 0 && i <= t) Assert.Equal(Math.Log10(snapshots[n].OfWeight[t - 1, i - 1]), weight.Z[t - 1, i - 1], 0.005);
                }
            }

            Assert.Equal([1, 2, 3, 4, 5], weight.X!);
            Assert.Equal(states.Range, weight.Range); // one scale for both, through all of training
        }

        Assert.Equal([[0], [1]], Assert.Single(figure.Menus).Items.Select(item => item.Traces));
        Assert.Throws<ArgumentException>(() => GradientHeatmap.Of(snapshots, ["a"], ["b"]));
        Assert.Throws<ArgumentException>(() => GradientHeatmap.Of(snapshots[..1], ["a", "b", "c", "d", "e"], ["b", "c", "d", "e", "f"]));
    }

    [Fact]
    public void Every_figure_is_drawn_within_a_megabyte()
    {
        var words = Enumerable.Range(0, 20).Select(n => $"w{n}").ToArray();
        Figure[] figures = [ComputationGraph.Of(Example()), UnrolledPaths.Of(Rnn(3)), ContributionBars.Of(Rnn(12).Contributions(12)), GradientHeatmap.Of(Snapshots(T: 20, count: 30), words, words)];
        Assert.All(figures, figure => Assert.InRange(figure.ToPlotly().Length, 500, Figure.MostBytes));
    }

    private static Value Example()
    {
        Value x = new(1, "x"), y = new(2, "y"), z = new(0, "z");
        var a = x + y;
        a.Label = "a";
        var b = Value.Max(y, z);
        b.Label = "b";
        var f = a * b;
        f.Label = "f";
        return f;
    }

    private static GradientSnapshot[] Snapshots(int T, int count)
    {
        var generator = new RandomGenerator(3);
        return [.. Enumerable.Range(0, count).Select(n => Snapshot(10 * n))];

        GradientSnapshot Snapshot(int step)
        {
            Matrix<double> Normal(int rows, int columns) => Matrix<double>.Build.Dense(rows, columns, (_, _) => generator.NextGaussian());
            var model = new EncoderRnnDecoder(Normal(6, 3), ElmanCell.Random(3, 4, Activation.Tanh, generator), Normal(4, 6), Normal(1, 6).Row(0));
            return GradientSnapshot.Of(step, new LanguageModelBptt(model, Normal(1, 4).Row(0), [.. Enumerable.Range(0, T).Select(t => t % 6)], [.. Enumerable.Range(1, T).Select(t => t % 6)]));
        }
    }

    private static Bptt Rnn(int steps)
    {
        var generator = new RandomGenerator(4);
        Vector<double> Normal(int size) => Vector<double>.Build.Dense(size, _ => generator.NextGaussian());
        var cell = ElmanCell.Random(3, 4, Activation.Tanh, generator);
        return new SimplifiedRnn(cell, Normal(4), [.. Enumerable.Range(0, steps).Select(_ => Normal(3))], [.. Enumerable.Range(0, steps).Select(_ => Normal(4))]).Bptt();
    }

    private static IReadOnlyList<string> Below(Frame frame) => ((Scatter)frame.Traces[1]).Labels!;

    private static int Lit(Frame frame) => frame.Annotations!.Count(annotation => annotation.From is not null && annotation.Colour == Palette.Vermilion);
}
