using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace RnnLm.Notebooks.Figures.Forms;

/// <summary>A figure as text: title, caption, and the numbers in short. Bars are drawn.</summary>
internal static partial class FigureText
{
    private const int Most = 10; // Rows of a trace; what lies between the ends of more is thinned out.
    private const int BarWidth = 40; // Letters of the longest bar.

    public static string Write(Figure figure)
    {
        var still = figure.Still();
        var text = new StringBuilder();
        text.Append(Plain(figure.Title)).Append('\n');
        foreach (var line in Plotly.Header.Wrap(Plain(figure.Caption), 100)) text.Append(line).Append('\n');
        if (figure.Slider is { } slider)
        {
            var frame = slider.Frames[slider.Start];
            text.Append(Plain($"{slider.Label}: {frame.Label}{(frame.Caption.Length > 0 ? ": " + frame.Caption : "")}")).Append('\n');
        }
        foreach (var trace in still.Traces.Where(trace => trace is not Scatter { Marks: Marks.Text } and not Band || trace.Name.Length > 0 || !figure.Panels[trace.Panel].X.Visible))
        {
            text.Append('\n');
            var title = Plain(trace.Name.Length > 0 ? trace.Name : figure.Panels[trace.Panel].Title);
            if (title.Length > 0) text.Append(title).Append('\n');
            if (trace is Scatter { Labels: not null } labelled && !figure.Panels[trace.Panel].X.Visible) AddLabels(text, labelled);
            else if (trace is Bar bar) AddBars(text, bar, figure.Panels[bar.Panel]);
            else AddTable(text, TraceTable.Of(trace, figure.Panels[trace.Panel]));
        }
        return text.ToString().TrimEnd('\n');
    }

    /// <summary>A text without markup: <c>W&lt;sub&gt;h&lt;/sub&gt;</c> reads W_h.</summary>
    public static string Plain(string text) => Markup().Replace(text, match => match.Value switch { "<sub>" => "_", "<sup>" => "^", "<br>" => " ", _ => "" });

    /// <summary>Four significant digits.</summary>
    public static string Number(double value) =>
        double.IsNaN(value) ? "" : value.ToString(Math.Abs(value) is >= 1e-4 and < 1e6 || value == 0 ? "G4" : "0.###e+0", CultureInfo.InvariantCulture);

    /// <summary>The labels of a diagram, those at one height on a line: the rows of a matrix, the lines of a text.</summary>
    private static void AddLabels(StringBuilder text, Scatter labelled)
    {
        // What a colour tells of each in the picture, the pointer's text tells here.
        var labels = labelled is { Colours: not null, Hover: { } told } ? told : labelled.Labels!;
        var line = new List<string>();
        for (var i = 0; i < labelled.Y.Count; i++)
        {
            if (i > 0 && labelled.Y[i] != labelled.Y[i - 1]) Flush();
            line.Add(Plain(labels[i]));
        }
        Flush();

        void Flush()
        {
            if (line.Any(label => label.Length > 0)) text.Append("  ").AppendJoin("  ", line).Append('\n');
            line.Clear();
        }
    }

    private static void AddBars(StringBuilder text, Bar bar, Panel panel)
    {
        var table = TraceTable.Of(bar, panel);
        var names = table.Rows.Select(row => Plain(row[0])).ToArray();
        var numbers = table.Rows.Select((row, i) => bar.Labels is { } labels ? Plain(labels[i]) : row[1]).ToArray();
        var (width, numberWidth) = (names.Max(name => name.Length), numbers.Max(number => number.Length));
        var longest = bar.Values.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty().Max();
        for (var i = 0; i < names.Length; i++)
        {
            var length = longest > 0 && double.IsFinite(bar.Values[i]) ? (int)Math.Round(BarWidth * Math.Abs(bar.Values[i]) / longest, MidpointRounding.AwayFromZero) : 0;
            text.Append("  ").Append(names[i].PadRight(width)).Append("  ").Append(numbers[i].PadLeft(numberWidth)).Append("  ").Append(bar.Values[i] < 0 ? '░' : '█', length).Append('\n');
        }
        if (table.LeftOut > 0) text.Append("  … ").Append(table.LeftOut).Append(" more\n");
    }

    private static void AddTable(StringBuilder text, TraceTable table)
    {
        var shown = Thinned(table.Rows.Count).Select(i => table.Rows[i]).ToArray();
        var columns = Enumerable.Range(0, Math.Min(table.Columns.Count, Most + 1)).ToArray();
        var lines = shown.Prepend(table.Columns).Select(row => columns.Select(j => Plain(row[j])).ToArray()).ToArray();
        var widths = columns.Select(j => lines.Max(line => line[j].Length)).ToArray();
        foreach (var line in lines)
            text.Append("  ").Append(string.Join("  ", columns.Select(j => line[j].PadLeft(widths[j])))).Append(table.Columns.Count > columns.Length ? "  …" : "").Append('\n');
    }

    private static IEnumerable<int> Thinned(int count) =>
        count <= Most ? Enumerable.Range(0, count) : Enumerable.Range(0, Most).Select(i => (int)Math.Round(i * (count - 1.0) / (Most - 1)));

    [GeneratedRegex("</?(b|i|sub|sup|br)/?>")]
    private static partial Regex Markup();
}
