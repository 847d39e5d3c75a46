using System.Globalization;
using MathNet.Numerics.LinearAlgebra;

namespace RnnLm.Notebooks.Figures;

/// <summary>
/// An output layer with a state of two numbers, ŷ = softmax(h·U + b₂): the columns of U as arrows, one for each word, h as an arrow among them that a slider
/// turns, and beside them the probabilities (slides B5, B14).
/// </summary>
public static class StateCompass
{
    private const int Directions = 36;

    /// <summary>The figure.</summary>
    /// <param name="words">The outcomes.</param>
    /// <param name="U">[2×|V|], a column for each word.</param>
    /// <param name="b2">[|V|].</param>
    /// <param name="lengths">The lengths of h that a button chooses among; it begins with the first.</param>
    /// <param name="startAt">The direction that h begins with, in degrees, a multiple of 10.</param>
    /// <exception cref="ArgumentException">The parts do not fit together.</exception>
    public static Figure Of(IReadOnlyList<string> words, Matrix<double> U, Vector<double> b2, IReadOnlyList<double> lengths, int startAt = 0)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(U);
        ArgumentNullException.ThrowIfNull(b2);
        ArgumentNullException.ThrowIfNull(lengths);
        if (U.RowCount != 2 || U.ColumnCount != words.Count || b2.Count != words.Count)
        {
            throw new ArgumentException(
                $"A compass needs a state of two numbers, and a column of U and a number of b₂ for each of the {words.Count} words; U is {U.RowCount}×{U.ColumnCount}, and b₂ has {b2.Count}.", nameof(U));
        }

        var frames = Enumerable.Range(0, Directions).Select(i => FrameAt(i * 360 / Directions, words, U, b2, lengths)).ToArray();
        var reach = 1.5 * Math.Max(lengths.Max(), U.EnumerateColumns().Max(column => column.L2Norm()));
        return new Figure
        {
            Title = "Two numbers choose among the words",
            Caption = "Turn h with the slider. Words whose columns it points along gain, and words behind it lose. A longer h is surer.",
            Description = $"Left, an arrow from the origin for the column of U of each word ({string.Join(", ", words)}) and one for the state h. "
                + "Right, a bar for the probability of each word. As h turns, the bar of the word that it points to grows.",
            Panels =
            [
                new() { Title = "columns of U, and h", EqualUnits = true, Share = 1.25, X = new() { Range = (-reach, reach) }, Y = new() { Range = (-reach, reach) } },
                new() { Title = "ŷ = softmax(h·U + b₂)", X = new() { Title = "probability", Range = (0, 1.15) }, Y = new() { Categories = [.. words], Reversed = true } },
            ],
            Traces = frames[startAt * Directions / 360].Traces,
            Annotations = [.. words.Select((word, v) => BeyondTheTip(word, U.Column(v)))],
            Slider = new("direction of h", frames) { Start = startAt * Directions / 360 },
            Menus =
            [
                new("length of h", [.. lengths.Select((length, i) => new MenuItem(length.ToString(CultureInfo.InvariantCulture), [1 + (2 * i), 2 + (2 * i)]))]),
            ],
        };
    }

    private static Frame FrameAt(int degrees, IReadOnlyList<string> words, Matrix<double> U, Vector<double> b2, IReadOnlyList<double> lengths)
    {
        var direction = Vector<double>.Build.DenseOfArray([Math.Cos(degrees * Math.PI / 180), Math.Sin(degrees * Math.PI / 180)]);
        return new Frame($"{degrees}°", [Columns(U), .. lengths.SelectMany(length => ForState(length * direction, words, U, b2))]);
    }

    private static Scatter Columns(Matrix<double> U) => new()
    {
        Name = "columns of U",
        InLegend = false,
        X = [.. U.Row(0).SelectMany(x => (double[])[0, x, double.NaN])],
        Y = [.. U.Row(1).SelectMany(y => (double[])[0, y, double.NaN])],
        Colour = Palette.Faint,
    };

    // Beside a column that lies, above or below one that stands, so that no word lies on its own line.
    private static Annotation BeyondTheTip(string word, Vector<double> column) => new(column[0], column[1], word)
    {
        Anchor = Math.Abs(column[0]) > 2 * Math.Abs(column[1])
            ? column[0] > 0 ? Anchor.Left : Anchor.Right
            : column[1] > 0 ? Anchor.Bottom : Anchor.Top,
        Shift = (Math.Sign(column[0]) * 4, column[1] == 0 ? 9 : Math.Sign(column[1]) * 4), // off the axis
    };

    private static IEnumerable<Trace> ForState(Vector<double> h, IReadOnlyList<string> words, Matrix<double> U, Vector<double> b2)
    {
        var z = (h * U) + b2; // [1×2]·[2×|V|] + [1×|V|]
        var exponentials = (z - z.Maximum()).PointwiseExp();
        var y = exponentials / exponentials.Sum();
        yield return new Scatter
        {
            Name = "h",
            InLegend = false,
            X = [0, h[0]],
            Y = [0, h[1]],
            Labels = ["", "h"],
            Marks = Marks.Lines | Marks.Markers | Marks.Text,
            LabelPlace = LabelPlace.Right,
            Colour = Palette.Vermilion,
            Width = 4,
        };
        yield return new Bar
        {
            Name = "ŷ",
            InLegend = false,
            Panel = 1,
            Horizontal = true,
            Values = [.. y],
            Labels = [.. y.Select(p => p.ToString("F2", CultureInfo.InvariantCulture))],
            Hover = [.. words.Select((word, v) => string.Create(CultureInfo.InvariantCulture, $"{word}: score {z[v]:F2}, probability {y[v]:F3}"))],
        };
    }
}
