using System.Globalization;
using RnnLm.Analysis;

namespace RnnLm.Notebooks.Figures;

/// <summary>The figures of this notebook that compare networks line by line.</summary>
public static class CurvesFigure
{
    /// <summary>Losses while networks learn to recall, with the loss of a guess: the plateau (slide A16).</summary>
    /// <param name="curves">The loss at each update.</param>
    /// <param name="guess">The loss of a guess, ln of the number of cues.</param>
    public static Figure Plateau(IReadOnlyList<Curve> curves, double guess) => CurveFigure.Of(
        "A plateau, and who leaves it",
        "For a while nobody is better than a guess: the loss stays at the dotted line. A network leaves it when a gradient has found its way back to the cue.",
        $"The loss of {Names(curves)} over the updates. All stay near the loss of a guess at first; then one after the other falls, some never.",
        new CurvePanel("", new() { Title = "update" }, new() { Title = "loss, nats", Range = (0, 1.35 * guess) }, curves)) with
    {
        Shapes = [Guess(guess)],
        Annotations = [new(curves[0].X[^1], guess, "a guess") { Anchor = Anchor.Right, Shift = (0, 11), Background = Palette.Card }],
    };

    /// <summary>Norm of the gradient by lag in trained networks (slides B31, B35).</summary>
    public static Figure Decay(IReadOnlyList<Curve> curves) => CurveFigure.Of(
        "Norm of the gradient by lag, in trained networks",
        "A straight line is a constant factor a step. See at which lag each has lost two digits: there its loss hardly hears of the words any more.",
        $"Norms of the gradient for the state, relative to lag 0, on a logarithmic axis, of {Names(curves)}.",
        new CurvePanel("", new() { Title = "lag ℓ, steps" }, new() { Title = "‖∂ℒ(T)/∂s(T−ℓ)‖, relative to lag 0", Log = true, Range = (1e-12, 10) }, curves));

    /// <summary>What forgetting costs by distance: the share recalled, and the nats above the oracle (slides A16, B35).</summary>
    /// <param name="recalled">The share recalled at each lag.</param>
    /// <param name="guess">The share that a guess recalls.</param>
    /// <param name="nats">The nats above the oracle at each distance.</param>
    /// <param name="costOfGuess">How many nats above the oracle a guess is; null draws no line.</param>
    public static Figure Forgetting(IReadOnlyList<Curve> recalled, double guess, IReadOnlyList<Curve> nats, double? costOfGuess = null) => CurveFigure.Of(
        "What forgetting costs, by distance",
        "Left, a cue to be repeated after a lag. Right, the object in the students' sentences, by the number of words since its cue: nats above the best possible model. Dotted, a guess.",
        $"Left, the share of cues recalled against the lag, mean over seeds and each seed as a point, of {Names(recalled)}; a guess recalls {guess:P0}. "
            + $"Right, nats above the oracle against distance, of {Names(nats)}{(costOfGuess is { } c ? string.Create(CultureInfo.InvariantCulture, $"; a guess costs {c:F2}") : "")}.",
        new CurvePanel("cues recalled", new() { Title = "lag ℓ, steps" }, new() { Title = "share", Range = (0, 1.05) }, Marked(recalled)),
        new CurvePanel("loss at the object", new() { Title = "distance, words since the cue" },
            new() { Title = "nats above the oracle", Range = (0, 1.15 * Math.Max(0.1, nats.SelectMany(c => c.Y).Max())) }, Marked(nats))) with
    {
        Shapes = [Guess(guess), .. costOfGuess is { } cost ? [Guess(cost) with { Panel = 1 }] : Array.Empty<Shape>()],
        Annotations = [new((recalled[0].X[^1] + recalled[0].X[^2]) / 2, guess, "a guess") { Shift = (0, -11), Background = Palette.Card }],
    };

    /// <summary>Loss and gradient norm of runs, update by update, on logarithmic axes: spikes (slide B36).</summary>
    public static Figure Spikes(IReadOnlyList<Curve> losses, IReadOnlyList<Curve> norms) => CurveFigure.Of(
        "An exploding run, and the same run clipped",
        "Where the norm shoots up, one update throws the weights far away, and the loss needs many more to come back.",
        $"Left, the loss; right, the norm of the gradient, update by update on logarithmic axes, of {Names(losses)}.",
        new CurvePanel("loss", new() { Title = "update" },
            new() { Title = "nats a word", Log = true, Ticks = [new(2, "2"), new(3, "3"), new(5, "5"), new(10, "10"), new(20, "20"), new(50, "50")] }, losses),
        new CurvePanel("norm of the gradient", new() { Title = "update" }, new() { Title = "‖g‖", Log = true }, norms));

    /// <summary>The share of random networks whose gradients explode, against ρ; a button chooses how W_h is drawn (slide B31).</summary>
    /// <param name="results">Any results of a <see cref="DecayExperiment"/>.</param>
    public static Figure HowOften(IReadOnlyList<DecayResult> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        var weights = results.Select(r => r.Setting.Weights).Distinct().Order().ToArray();
        var curves = weights.Select(w => results.Where(r => r.Setting.Weights == w)
            .GroupBy(r => (r.Setting.Activation.Name, r.Setting.InputScale))
            .Select((group, i) => new Curve(
                DecayExplorer.NameOf(group.First().Setting), Palette.Series[i % Palette.Series.Count], [.. group.Select(r => r.Setting.Radius)], [.. group.Select(r => r.ShareExploding)])
            {
                Dash = group.Key.InputScale < 1 ? Dash.Dashed : Dash.Solid, // so that both are seen where they lie on each other
            })
            .ToArray()).ToArray();
        var first = 0;
        return new()
        {
            Title = "How often do gradients explode?",
            Caption = "It depends on the scale: never at the ρ that weights usually begin with, mostly or always at ρ = 3 with tanh, never up to ρ = 4 with the sigmoid.",
            Description = $"The share of random networks whose gradients grow, against ρ, of {Names(curves[0])}, for each way to draw the weights.",
            Panels = [new() { X = new() { Title = "ρ" }, Y = new() { Title = "share of networks", Range = (-0.03, 1.05) } }],
            Traces = [.. curves.SelectMany(of => Marked(of).SelectMany(c => c.Traces(0)))],
            Menus = weights.Length < 2 ? [] :
            [
                new("weights", [.. weights.Select((w, i) => new MenuItem(
                    w == RecurrentWeights.Gaussian ? "Gaussian" : "orthogonal",
                    [.. Enumerable.Range((first += curves[i].Length) - curves[i].Length, curves[i].Length)]))]),
            ],
        };
    }

    private static Shape Guess(double height) => Shape.HorizontalLine(height) with { Dash = Dash.Dotted, Colour = Palette.Ink };

    private static Curve[] Marked(IEnumerable<Curve> curves) => [.. curves.Select(curve => curve with { Marked = true })];

    private static string Names(IEnumerable<Curve> curves) => string.Join(", ", curves.Select(c => c.Name).Distinct());
}
