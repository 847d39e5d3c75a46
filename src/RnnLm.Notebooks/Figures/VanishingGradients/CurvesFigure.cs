using System.Globalization;
using RnnLm.Analysis;

namespace RnnLm.Notebooks.Figures;

/// <summary>One network's numbers along an axis: a loss at each update, a norm at each lag.</summary>
/// <param name="Name">Whose.</param>
/// <param name="Colour">In which colour, of <see cref="Palette"/>.</param>
/// <param name="X">Where.</param>
/// <param name="Y">The numbers.</param>
public sealed record Curve(string Name, string Colour, IReadOnlyList<double> X, IReadOnlyList<double> Y)
{
    /// <summary>Lower and upper ends over seeds, drawn as an area; null for none.</summary>
    public (IReadOnlyList<double> Low, IReadOnlyList<double> High)? Range { get; init; }

    /// <summary>The runs that it sums up, drawn as faint points; null for none.</summary>
    public IReadOnlyList<IReadOnlyList<double>>? Runs { get; init; }

    /// <summary>The medians of several runs at each x, with their range.</summary>
    public static Curve Median(string name, string colour, IReadOnlyList<double> x, IReadOnlyList<IReadOnlyList<double>> runs) =>
        new(name, colour, x, At(x, runs, DecayExplorer.Median)) { Range = (At(x, runs, Enumerable.Min), At(x, runs, Enumerable.Max)) };

    /// <summary>The means of several runs at each x, and the runs.</summary>
    public static Curve Mean(string name, string colour, IReadOnlyList<double> x, IReadOnlyList<IReadOnlyList<double>> runs) =>
        new(name, colour, x, At(x, runs, Enumerable.Average)) { Runs = runs };

    private static double[] At(IReadOnlyList<double> x, IReadOnlyList<IReadOnlyList<double>> runs, Func<IEnumerable<double>, double> of) =>
        [.. x.Select((_, i) => of(runs.Select(run => run[i])))];

    /// <summary>Its traces in a panel: the range over seeds or the seeds themselves, if there are several, and the line.</summary>
    internal IEnumerable<Trace> Traces(int panel, bool inLegend, bool markers = false)
    {
        if (Range is var (low, high)) yield return new Band { Name = Name, InLegend = false, Panel = panel, X = X, Low = low, High = high, Colour = Colour };
        if (Runs is { } runs)
        {
            yield return new Scatter
            {
                Name = $"{Name}, single seeds",
                InLegend = false,
                Panel = panel,
                Marks = Marks.Markers,
                Size = 5,
                Opacity = 0.35,
                Colour = Colour,
                X = [.. runs.SelectMany(_ => X)],
                Y = [.. runs.SelectMany(run => run)],
            };
        }

        yield return new Scatter { Name = Name, InLegend = inLegend, Panel = panel, X = X, Y = Y, Colour = Colour, Width = 2.5, Marks = markers ? Marks.Lines | Marks.Markers : Marks.Lines };
    }
}

/// <summary>The figures of this notebook that compare networks line by line.</summary>
public static class CurvesFigure
{
    /// <summary>Losses while networks learn to recall, with the loss of a guess: the plateau (slide A16).</summary>
    /// <param name="curves">The loss at each update.</param>
    /// <param name="guess">The loss of a guess, ln of the number of cues.</param>
    public static Figure Plateau(IReadOnlyList<Curve> curves, double guess) => new()
    {
        Title = "A plateau, and who leaves it",
        Caption = "For a while nobody is better than a guess: the loss stays at the dotted line. A network leaves it when a gradient has found its way back to the cue.",
        Description = $"The loss of {Names(curves)} over the updates. All stay near the loss of a guess at first; then one after the other falls, some never.",
        Panels = [new() { X = new() { Title = "update" }, Y = new() { Title = "loss, nats", Range = (0, 1.35 * guess) } }],
        Traces = [.. curves.SelectMany(c => c.Traces(0, true))],
        Shapes = [Shape.HorizontalLine(guess) with { Dash = Dash.Dotted, Colour = Palette.Ink }],
        Annotations = [new(curves[0].X[^1], guess, "a guess") { Anchor = Anchor.Right, Shift = (0, 10), Colour = Palette.Ink }],
    };

    /// <summary>Norm of the gradient by lag in trained networks (slides B31, B35).</summary>
    public static Figure Decay(IReadOnlyList<Curve> curves) => new()
    {
        Title = "Norm of the gradient by lag, in trained networks",
        Caption = "A straight line is a constant factor a step. See at which lag each has lost two digits: there its loss hardly hears of the words any more.",
        Description = $"Norms of the gradient for the state, relative to lag 0, on a logarithmic axis, of {Names(curves)}.",
        Panels = [new() { X = new() { Title = "lag ℓ" }, Y = new() { Title = "‖∂ℒ(T)/∂s(T−ℓ)‖, relative", Log = true, Range = (1e-12, 10) } }],
        Traces = [.. curves.SelectMany(c => c.Traces(0, true))],
    };

    /// <summary>What forgetting costs by distance: the share recalled, and the nats above the oracle (slides A16, B35).</summary>
    /// <param name="recalled">The share recalled at each lag.</param>
    /// <param name="guess">The share that a guess recalls.</param>
    /// <param name="nats">The nats above the oracle at each distance.</param>
    /// <param name="costOfGuess">How many nats above the oracle a guess is; null draws no line.</param>
    public static Figure Forgetting(IReadOnlyList<Curve> recalled, double guess, IReadOnlyList<Curve> nats, double? costOfGuess = null) => new()
    {
        Title = "What forgetting costs, by distance",
        Caption = "Left, a cue to be repeated after a lag. Right, the object in the students' sentences, by the number of words since its cue: nats above the best possible model. Dotted, a guess.",
        Description = $"Left, the share of cues recalled against the lag, mean over seeds and each seed as a point, of {Names(recalled)}; a guess recalls {guess:P0}. Right, nats above the oracle against distance, of {Names(nats)}{(costOfGuess is { } c ? string.Create(CultureInfo.InvariantCulture, $"; a guess costs {c:F2}") : "")}.",
        Panels =
        [
            new() { Title = "share recalled", X = new() { Title = "lag ℓ" }, Y = new() { Range = (0, 1.05) } },
            new() { Title = "nats above the oracle", X = new() { Title = "words since the cue" }, Y = new() { Range = (0, 1.15 * Math.Max(0.1, nats.SelectMany(c => c.Y).Max())) } },
        ],
        Traces = [.. recalled.SelectMany(c => c.Traces(0, true, markers: true)), .. nats.SelectMany(c => c.Traces(1, recalled.All(r => r.Name != c.Name), markers: true))],
        Shapes =
        [
            Shape.HorizontalLine(guess) with { Dash = Dash.Dotted, Colour = Palette.Ink },
            .. costOfGuess is { } cost ? [Shape.HorizontalLine(cost) with { Panel = 1, Dash = Dash.Dotted, Colour = Palette.Ink }] : Array.Empty<Shape>(),
        ],
    };

    /// <summary>Loss and gradient norm of runs, update by update, on logarithmic axes: spikes (slide B36).</summary>
    public static Figure Spikes(IReadOnlyList<Curve> losses, IReadOnlyList<Curve> norms) => new()
    {
        Title = "An exploding run, and the same run clipped",
        Caption = "Where the norm shoots up, one update throws the weights far away, and the loss needs many more to come back.",
        Description = $"Left, the loss; right, the norm of the gradient, update by update on logarithmic axes, of {Names(losses)}.",
        Panels =
        [
            new() { Title = "loss, nats a word", X = new() { Title = "update" }, Y = new() { Log = true, Ticks = [new(2, "2"), new(3, "3"), new(5, "5"), new(10, "10"), new(20, "20"), new(50, "50")] } },
            new() { Title = "norm of the gradient", X = new() { Title = "update" }, Y = new() { Log = true } },
        ],
        Traces = [.. losses.SelectMany(c => c.Traces(0, true)), .. norms.SelectMany(c => c.Traces(1, false))],
    };

    /// <summary>The share of random networks whose gradients explode, against ρ; a button chooses how W_h is drawn (slide B31).</summary>
    /// <param name="results">Any results of a <see cref="DecayExperiment"/>.</param>
    public static Figure HowOften(IReadOnlyList<DecayResult> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        var weights = results.Select(r => r.Setting.Weights).Distinct().Order().ToArray();
        var curves = weights.Select(w => results.Where(r => r.Setting.Weights == w)
            .GroupBy(r => (r.Setting.Activation.Name, r.Setting.InputScale))
            .Select((group, i) => new Curve(
                DecayExplorer.NameOf(group.First().Setting), Palette.Series[i % Palette.Series.Count], [.. group.Select(r => r.Setting.Radius)], [.. group.Select(r => r.ShareExploding)]))
            .ToArray()).ToArray();
        var first = 0;
        return new()
        {
            Title = "How often do gradients explode?",
            Caption = "It depends on the scale: never at the ρ that weights usually begin with, mostly or always at ρ = 3 with tanh, never up to ρ = 4 with the sigmoid.",
            Description = $"The share of random networks whose gradients grow, against ρ, of {Names(curves[0])}, for each way to draw the weights.",
            Panels = [new() { X = new() { Title = "ρ" }, Y = new() { Title = "share that explodes", Range = (-0.03, 1.05) } }],
            Traces = [.. curves.SelectMany(of => of.SelectMany(c => c.Traces(0, true, markers: true)))],
            Menus = weights.Length < 2 ? [] :
            [
                new("weights", [.. weights.Select((w, i) => new MenuItem(w == RecurrentWeights.Gaussian ? "Gaussian" : "orthogonal", [.. Enumerable.Range((first += curves[i].Length) - curves[i].Length, curves[i].Length)]))]),
            ],
        };
    }

    private static string Names(IEnumerable<Curve> curves) => string.Join(", ", curves.Select(c => c.Name).Distinct());
}
