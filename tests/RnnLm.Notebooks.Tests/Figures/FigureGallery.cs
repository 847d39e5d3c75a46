using RnnLm.Models;
using RnnLm.Notebooks.Figures;

namespace RnnLm.Notebooks.Tests.Figures;

/// <summary>
/// An example of every figure of the course. Each is checked against Plotly's schema, drawn in a browser with its slider and buttons moved, and drawn still:
/// whoever writes a figure adds it here, or in a partial file of this class for a notebook.
/// </summary>
public static partial class FigureGallery
{
    private static readonly string[] Words = "after the proctor started the clock , the students near the window opened their".Split(' ');

    /// <summary>The examples by name; a notebook's figures are added in <c>FigureGallery.NN.cs</c>.</summary>
    public static IReadOnlyDictionary<string, Func<Figure>> All { get; } = new Dictionary<string, Func<Figure>>
    {
        ["matrix-product"] = () => ProductFigures.Matrix(new double[,] { { 1, 2, 3 }, { 0, -1, 2 }, { 4, 0, 1 }, { 2, 2, 0 } }, new double[,] { { 2, 1 }, { 0, -1 }, { 1, 0 } }),
        ["vector-matrix"] = () => ProductFigures.Matrix(new double[,] { { 1, 2, 3 } }, new double[,] { { 2, 1 }, { 0, -1 }, { 1, 1 } }, ("a", "B", "c")),
        ["dot-product"] = () => ProductFigures.Dot([1, 2, 3, -1], [2, 0, 1, 4]),
        ["elementwise-product"] = () => ProductFigures.Elementwise(new double[,] { { 1, 2 }, { 0, -1 }, { 4, 0.5 } }, new double[,] { { 2, 1 }, { 5, -1 }, { 0.25, 3 } }),
        ["predictions"] = () => PredictionBars.Of("the students opened their ___",
            ("5-gram", [new("cabins", 0.21), new("folders", 0.17), new("<unk>", 0.12), new("books", 0.09), new("lunchboxes", 0.04)]),
            ("grammar (the floor)", [new("books", 0.62), new("exams", 0.22), new("laptops", 0.11), new("minds", 0.03), new("folders", 0.004)])),
        ["predictions-along"] = () => PredictionBars.Along("LSTM", [.. Prefixes()]),
        ["curves"] = Decay,
        ["weighted-text"] = () => WeightedText.Of("What the prediction ‘books’ depends on", "The darker a word, the more the probability of ‘books’ changes with its embedding. Who still sees ‘proctor’?",
            Words, ("Elman", Weights(0.55)), ("LSTM", Weights(0.9))),
        ["weighted-text-along"] = () => WeightedText.Along("What the prediction depends on", "Move the slider: how far back does the dark reach?", Words, "memory",
            [.. new[] { 0.5, 0.7, 0.9 }.Select(keep => ($"{keep:0.0}", new (string, IReadOnlyList<double>)[] { ("", Weights(keep)) }))]),
        ["chain-rule-graph"] = ChainRule,
        ["heatmap-with-buttons"] = Heatmaps,
        ["cliff"] = Cliff,
        ["signed-bars"] = SignedBars,
        ["complex-plane"] = Eigenvalues,
    }.Concat(OfNotebooks()).ToDictionary();

    private static double[] Weights(double keep) => [.. Words.Select((_, i) => Math.Pow(keep, Words.Length - 1 - i) + (i == 2 && keep > 0.8 ? 0.5 : 0))];

    private static IEnumerable<(string, IReadOnlyList<Prediction>)> Prefixes()
    {
        string[] guesses = ["students", "clock", "books", "exams", "windows"];
        string[] words = ["the", "students", "opened", "their"];
        for (var i = 1; i <= words.Length; i++)
            yield return (string.Join(' ', words[..i]), [.. guesses.Skip(i % 3).Concat(guesses.Take(i % 3)).Select((word, rank) => new Prediction(word, 0.2 * i / Math.Pow(2, rank)))]);
    }

    private static Figure Decay()
    {
        double[] lags = [.. Enumerable.Range(0, 31).Select(lag => (double)lag)];
        double[] Powers(double rate) => [.. lags.Select(lag => Math.Pow(rate, lag))];
        Curve Measured(string name, double rate, string colour) => new(name, colour, lags, Powers(rate)) { Range = (Powers(rate * 0.93), Powers(rate * 1.05)) };
        Curve[] curves = [Measured("Elman", 0.6, Palette.Elman), Measured("GRU", 0.85, Palette.Gru), Measured("LSTM", 0.93, Palette.Lstm),
            new("bound (γσ₁)<sup>ℓ</sup>", Palette.Faint, lags, Powers(0.8)) { Dash = Dash.Dashed }];
        var lagAxis = new Axis { Title = "lag ℓ" };
        return CurveFigure.Of("The gradient fades with the lag", "Straight lines on the left are exponential decay. On the right: how many steps hold nine tenths of the gradient?",
            "Three curves fall in straight lines on a log axis, Elman fastest and LSTM slowest; beside it, the share of the gradient within the last k steps rises to 1.",
            new CurvePanel("norm by lag", lagAxis, new Axis { Title = "‖∂ℒ(t)/∂h(t−ℓ)‖", Log = true }, curves),
            new CurvePanel("share of the last k steps", new Axis { Title = "k" }, new Axis { Title = "share", Range = (0, 1.02) },
                [.. new[] { ("Elman", 0.6, Palette.Elman), ("GRU", 0.85, Palette.Gru), ("LSTM", 0.93, Palette.Lstm) }.Select(c => new Curve(c.Item1, c.Item3, lags, [.. lags.Select(k => 1 - Math.Pow(c.Item2, k))]))]));
    }

    private static Figure ChainRule()
    {
        GraphNode[] nodes = [new("x", 0, 2, "x") { Below = "1" }, new("y", 0, 0.9, "y") { Below = "2" }, new("z", 0, -0.2, "z") { Below = "0" },
            new("a", 2.4, 1.6, "a") { Below = "x + y = 3" }, new("b", 2.4, 0.1, "b") { Below = "max(y, z) = 2" }, new("f", 4.8, 0.9, "f") { Below = "a·b = 6" }];
        GraphEdge[] edges = [new("x", "a", "1"), new("y", "a", "1"), new("y", "b", "1"), new("z", "b", "0"), new("a", "f", "b = 2"), new("b", "f", "a = 3")];
        return GraphFigure.Of("Gradients add at outward branches", "Move the slider along the two paths from f back to y. What does each contribute to ∂f/∂y?",
            "A graph: x and y make a, y and z make b, a and b make f. Two paths lead from f back to y; their products 2 and 3 add up to 5.", nodes, edges,
            [new("nothing yet", "f = (x + y)·max(y, z) = 6", []), new("through a", "∂f/∂a · ∂a/∂y = 2·1 = <b>2</b>", [("a", "f"), ("y", "a")]),
             new("through b", "∂f/∂b · ∂b/∂y = 3·1 = <b>3</b>", [("b", "f"), ("y", "b")]), new("the sum", "∂f/∂y = 2 + 3 = <b>5</b>", [("a", "f"), ("y", "a"), ("b", "f"), ("y", "b")])], "path");
    }

    private static Figure Heatmaps()
    {
        double[,] Map(double rate, bool weights)
        {
            var z = new double[12, 12];
            for (var t = 0; t < 12; t++)
            {
                for (var i = 0; i < 12; i++) z[t, i] = i > t || (weights && i == 0) ? double.NaN : ((t - i) * Math.Log10(rate)) - (weights ? 0.4 : 0);
            }
            return z;
        }
        Trace[] At(double rate) => [new Heatmap { Z = Map(rate, false), PowersOfTen = true, ScaleTitle = "‖∂ℒ(t)/∂h(i)‖" }, new Heatmap { Z = Map(rate, true), PowersOfTen = true, ScaleTitle = "‖∂ℒ(t)/∂W<sub>h</sub> at i‖" }];
        return new Figure
        {
            Title = "Which step feels which loss",
            Caption = "A row is a loss, a column the step that its gradient reaches. Move the slider: does the dark part grow away from the diagonal?",
            Description = "A triangle of cells, darkest on the diagonal, fading to the left.",
            Panels = [new Panel { X = new Axis { Title = "step i", Grid = false }, Y = new Axis { Title = "loss step t", Reversed = true, Grid = false }, EqualUnits = true }],
            Traces = At(0.5),
            Slider = new Slider("training step", [.. new[] { 0.5, 0.6, 0.7, 0.8 }.Select((rate, k) => new Frame($"{100 * k}", At(rate)))]) { Start = 1 },
            Menus = [new Menu("gradient of", [new("the state h(i)", [0]), new("W<sub>h</sub>, used at i", [1])])],
        };
    }

    private static Figure Cliff()
    {
        double[] w = [.. Enumerable.Range(0, 40).Select(i => 4.5 + (i * 2.5 / 39))];
        double[] b = [.. Enumerable.Range(0, 40).Select(i => -4 + (i * 2.5 / 39))];
        var z = new double[40, 40];
        for (var i = 0; i < 40; i++)
        {
            for (var j = 0; j < 40; j++)
            {
                var x = 0.5;
                for (var t = 0; t < 50; t++) x = (w[j] / (1 + Math.Exp(-x))) + b[i];
                z[i, j] = Math.Pow((1 / (1 + Math.Exp(-x))) - 0.7, 2);
            }
        }
        return new Figure
        {
            Title = "The cliff",
            Caption = "Left: a wall rises where the last state changes its mind. Right: the same from above. Where would a step of gradient descent throw you?",
            Description = "A flat surface with a steep wall along a curve, beside its contours.",
            Panels = [new Panel { Title = "error", X = new Axis { Title = "w" }, Y = new Axis { Title = "b" }, Z = new Axis { Title = "error" } }, new Panel { Title = "from above", X = new Axis { Title = "w" }, Y = new Axis { Title = "b" } }],
            Traces = [new Surface { X = w, Y = b, Z = z, ShowScale = false }, new Contour { X = w, Y = b, Z = z, Panel = 1, ScaleTitle = "error" },
                new Scatter { X = [5, 5], Y = [-4, -1.5], Panel = 1, Colour = Palette.Vermilion, Dash = Dash.Dashed, Name = "w = 5" }],
            Annotations = [new Annotation(5, -2.61, "steepest") { Panel = 1, From = (5.6, -1.9), Colour = Palette.Ink }],
        };
    }

    private static Figure SignedBars() => new()
    {
        Title = "Each use's part of the gradient",
        Caption = "The bars are ⟨g<sub>i</sub>, g⟩/‖g‖, and they add up to ‖g‖. One of them pulls the other way.",
        Description = "Five bars from step 1 to 5: 0.1, 0.3, −0.2, 0.8 and 1.4, with their ranges; together 2.4.",
        Panels = [new Panel { X = new Axis { Title = "step i", Categories = ["1", "2", "3", "4", "5"] }, Y = new Axis { Title = "contribution" } }],
        Traces = [new Bar { Values = [0.1, 0.3, -0.2, 0.8, 1.4], Low = [0.05, 0.2, -0.3, 0.6, 1.1], High = [0.15, 0.5, -0.1, 0.9, 1.6], Colours = [Palette.Positive, Palette.Positive, Palette.Negative, Palette.Positive, Palette.Positive] }],
        Shapes = [Shape.HorizontalLine(1) with { Dash = Dash.Dashed }],
        Annotations = [new Annotation(0, 1, "1") { Anchor = Anchor.Bottom }],
    };

    private static Figure Eigenvalues()
    {
        double[] angles = [.. Enumerable.Range(0, 16).Select(k => k * 2.4)];
        Trace[] At(double radius) => [new Scatter { Name = "eigenvalues of W<sub>h</sub>", Marks = Marks.Markers, X = [.. angles.Select((a, k) => radius * Math.Sqrt((k + 1) / 16.0) * Math.Cos(a))], Y = [.. angles.Select((a, k) => radius * Math.Sqrt((k + 1) / 16.0) * Math.Sin(a))] }];
        return new Figure
        {
            Title = "Eigenvalues in the complex plane",
            Caption = "Inside the unit circle a direction fades, outside it grows. Move the slider to scale W<sub>h</sub>.",
            Description = "Sixteen points in the complex plane, with the unit circle; the slider moves them outwards.",
            Panels = [new Panel { X = new Axis { Title = "real", Range = (-2, 2) }, Y = new Axis { Title = "imaginary", Range = (-2, 2) }, EqualUnits = true }],
            Traces = At(0.5),
            Shapes = [Shape.Circle(0, 0, 1) with { Dash = Dash.Dashed }],
            Slider = new Slider("ρ", [.. new[] { 0.5, 1, 1.5, 2 }.Select(r => new Frame($"{r:0.0}", At(r)))]) { Start = 1 },
        };
    }
}
