namespace RnnLm.Notebooks.Figures;

/// <summary>
/// A text whose words lie on tiles, the darker the more weight they have: for instance how strongly a prediction depends on each word,
/// ‖∂ŷ(v)/∂e(i)‖. One row of tiles for each model or measure.
/// </summary>
public static class WeightedText
{
    private const double LineWidth = 46; // Letters on a line: as many as a phone can show.
    private const double Padding = 1.4; // Letters around a word.

    /// <summary>The text under each set of weights.</summary>
    /// <param name="title">What is shown.</param>
    /// <param name="caption">What to look at.</param>
    /// <param name="words">The words, in reading order.</param>
    /// <param name="rows">For each row its name and a weight, at least 0, for each word. A row's greatest weight is darkest.</param>
    /// <exception cref="ArgumentException">A row has more or fewer weights than there are words, or one below 0.</exception>
    public static Figure Of(string title, string caption, IReadOnlyList<string> words, params (string Name, IReadOnlyList<double> Weights)[] rows)
    {
        var (traces, shapes, notes, height) = Draw(words, rows);
        return Diagram(title, caption, words, rows, traces, height) with { Shapes = shapes, Annotations = notes };
    }

    /// <summary>The text under weights that change with a slider.</summary>
    /// <param name="title">What is shown.</param>
    /// <param name="caption">What to look at.</param>
    /// <param name="words">The words.</param>
    /// <param name="slider">What the slider changes.</param>
    /// <param name="steps">For each position what it reads, and the rows as above, as many each time.</param>
    public static Figure Along(string title, string caption, IReadOnlyList<string> words, string slider,
        IReadOnlyList<(string Label, (string Name, IReadOnlyList<double> Weights)[] Rows)> steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        if (steps.Count < 2) throw new ArgumentException("Give at least two steps; for one use Of.", nameof(steps));
        var drawn = steps.Select(step => Draw(words, step.Rows)).ToArray();
        var frames = steps.Zip(drawn, (step, d) => new Frame(step.Label, d.Traces) { Shapes = d.Shapes, Annotations = d.Notes }).ToArray();
        return Diagram(title, caption, words, steps[0].Rows, drawn[0].Traces, drawn[0].Height) with
        {
            Shapes = drawn[0].Shapes,
            Annotations = drawn[0].Notes,
            Slider = new Slider(slider, frames),
        };
    }

    private static Figure Diagram(string title, string caption, IReadOnlyList<string> words, (string Name, IReadOnlyList<double> Weights)[] rows,
        IReadOnlyList<Trace> traces, double height) => new()
        {
            Title = title,
            Caption = caption,
            Description = string.Join(" ", rows.Select(row => $"{row.Name}: most weight on {string.Join(", ", Heaviest(words, row.Weights))}.")),
            Panels = [new Panel { X = Axis.Hidden(0, LineWidth), Y = Axis.Hidden(0, height) with { Reversed = true } }],
            Height = (int)(height * 30),
            Traces = traces,
        };

    private static IEnumerable<string> Heaviest(IReadOnlyList<string> words, IReadOnlyList<double> weights) =>
        Enumerable.Range(0, words.Count).OrderByDescending(i => weights[i]).Take(3).Select(i => $"'{words[i]}'");

    private static (IReadOnlyList<Trace> Traces, IReadOnlyList<Shape> Shapes, IReadOnlyList<Annotation> Notes, double Height) Draw(
        IReadOnlyList<string> words, (string Name, IReadOnlyList<double> Weights)[] rows)
    {
        var (traces, shapes, notes, top) = (new List<Trace>(), new List<Shape>(), new List<Annotation>(), 0.0);
        foreach (var (name, weights) in rows)
        {
            if (weights.Count != words.Count) throw new ArgumentException($"The row '{name}' has {weights.Count} weights for {words.Count} words: give one for each.", nameof(rows));
            if (weights.Any(weight => !(weight >= 0))) throw new ArgumentException($"The row '{name}' has a weight that is not 0 or more: give norms.", nameof(rows));
            if (name.Length > 0) notes.Add(new Annotation(0, top + 0.5, $"<b>{name}</b>") { Anchor = Anchor.Left });
            top += name.Length > 0 ? 0.95 : 0;
            top = Tiles(words, name, weights, top, traces, shapes) + 0.35;
        }
        return (traces, shapes, notes, top);
    }

    private static double Tiles(IReadOnlyList<string> words, string name, IReadOnlyList<double> weights, double top, List<Trace> traces, List<Shape> shapes)
    {
        var most = Math.Max(weights.Max(), 1e-300);
        var (x, centres, middles, inks) = (0.0, new List<double>(), new List<double>(), new List<string>());
        for (var i = 0; i < words.Count; i++)
        {
            var width = Math.Min(words[i].Length + Padding, LineWidth);
            if (x + width > LineWidth) (x, top) = (0, top + 1);
            var colour = ColourScale.Sequential.At(weights[i] / most);
            shapes.Add(new Shape(ShapeKind.Rectangle, x + 0.1, top + 0.06, x + width - 0.1, top + 0.94) { Fill = colour, Width = 0, Behind = true });
            centres.Add(x + (width / 2));
            middles.Add(top + 0.5);
            inks.Add(ColourScale.Sequential.InkAt(weights[i] / most));
            x += width;
        }
        traces.Add(new Scatter
        {
            Name = name,
            InLegend = false,
            Marks = Marks.Text,
            LabelPlace = LabelPlace.Centre,
            X = centres,
            Y = middles,
            Labels = words,
            Colours = inks,
            Hover = [.. words.Select((word, i) => $"{word}: {Numerals.Short(weights[i])}")],
        });
        return top + 1;
    }
}
