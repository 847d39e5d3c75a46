using System.Globalization;

namespace RnnLm.Notebooks.Figures.Drawing;

/// <summary>An axis on the page: from values to pixels, and its marks.</summary>
/// <param name="axis">The axis.</param>
/// <param name="range">Its ends as they are drawn; exponents on a log axis.</param>
/// <param name="first">The pixel of the first end.</param>
/// <param name="last">The pixel of the last end.</param>
internal sealed class AxisScale(Axis axis, (double First, double Last) range, double first, double last)
{
    /// <summary>The pixel of a value; NaN for what a log axis cannot show.</summary>
    public double this[double value] => first + ((Ranges.Scaled(axis, value) - range.First) / (range.Last - range.First) * (last - first));

    /// <summary>The value of a pixel, not of a log axis.</summary>
    public double At(double pixel) => range.First + ((pixel - first) / (last - first) * (range.Last - range.First));

    /// <summary>Where the axis begins and ends, in pixels.</summary>
    public (double First, double Last) Ends => (first, last);

    /// <summary>Whether zero is marked with a line.</summary>
    public bool MarksZero => Ranges.MarksZero(axis, range);

    /// <summary>The marks with their texts, within the axis.</summary>
    /// <param name="most">About how many there is room for.</param>
    public IReadOnlyList<Tick> Ticks(int most)
    {
        var all = axis.Ticks ?? axis.Categories?.Select((name, i) => new Tick(i, name)).ToArray() ?? (axis.Log ? Powers(most) : Round(most));
        var (low, high) = (Math.Min(range.First, range.Last), Math.Max(range.First, range.Last));
        var slack = 1e-9 * (high - low);
        return [.. all.Where(tick => Ranges.Scaled(axis, tick.Value) >= low - slack && Ranges.Scaled(axis, tick.Value) <= high + slack)];
    }

    /// <summary>What a power of ten reads, as Plotly writes it.</summary>
    public static string Power(int exponent) => exponent switch
    {
        0 => "1",
        1 => "10",
        _ => $"10<sup>{exponent.ToString(CultureInfo.InvariantCulture).Replace('-', '−')}</sup>",
    };

    /// <summary>A step of 1, 2 or 5 times a power of ten that gives at most so many marks.</summary>
    public static double Step(double span, int most)
    {
        var raw = span / Math.Max(1, most);
        var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        return new[] { 1.0, 2, 5, 10 }.First(factor => factor * power >= raw * (1 - 1e-9)) * power;
    }

    public static IReadOnlyList<Tick> Round(double low, double high, int most)
    {
        var step = Step(high - low, most);
        var decimals = Math.Max(0, (int)Math.Ceiling(-Math.Log10(step) - 1e-9));
        var begin = (long)Math.Ceiling((low / step) - 1e-9);
        var end = (long)Math.Floor((high / step) + 1e-9);
        return [.. Enumerable.Range(0, (int)(end - begin + 1)).Select(i => (begin + i) * step).Select(value => new Tick(value, Label(value, decimals)))];
    }

    private Tick[] Round(int most) => [.. Round(Math.Min(range.First, range.Last), Math.Max(range.First, range.Last), most)];

    private Tick[] Powers(int most)
    {
        var (low, high) = (Math.Min(range.First, range.Last), Math.Max(range.First, range.Last));
        var every = Math.Max(1, (int)Math.Ceiling((high - low) / most));
        var exponents = Enumerable.Range((int)Math.Floor(low), (int)(Math.Ceiling(high) - Math.Floor(low)) + 1).Where(e => e % every == 0);
        int[] between = high - low < 1.5 ? [1, 2, 5] : [1];
        return [.. exponents.SelectMany(e => between.Select(factor => new Tick(factor * Math.Pow(10, e), factor == 1 ? Power(e) : Label(factor * Math.Pow(10, e), Math.Max(0, -e)))))];
    }

    private static string Label(double value, int decimals) => Math.Abs(value) switch
    {
        >= 1e6 => (value / 1e6).ToString("0.###", CultureInfo.InvariantCulture) + "M",
        >= 1e4 => (value / 1e3).ToString("0.###", CultureInfo.InvariantCulture) + "k",
        _ => value.ToString("F" + Math.Min(decimals, 8), CultureInfo.InvariantCulture),
    } is var text && text.StartsWith('-') ? "−" + text[1..] : text;
}
