using System.Globalization;

namespace RnnLm.Notebooks.Figures;

/// <summary>Colours along a scale from 0 to 1, their lightness changing evenly so that they read without hue.</summary>
/// <param name="Stops">Places from 0 to 1, ascending, with their colours as <c>#rrggbb</c>.</param>
public sealed record ColourScale(IReadOnlyList<(double Place, string Colour)> Stops)
{
    /// <summary>From the card's own colour to dark blue: magnitudes, probabilities.</summary>
    public static ColourScale Sequential { get; } = new(
        [(0, "#f4f6f8"), (0.2, "#cfe1ee"), (0.4, "#93c1de"), (0.6, "#4f97c6"), (0.8, "#1f68a4"), (1, "#0b3a69")]);

    /// <summary>Vermilion below, the card's colour in the middle, blue above: signed values; give a range that is symmetric around 0.</summary>
    public static ColourScale Diverging { get; } = new(
        [(0, "#8f2a06"), (0.25, "#e0834f"), (0.5, "#f5f3f0"), (0.75, "#6aa7d3"), (1, "#0d4a83")]);

    /// <summary>
    /// The colour at a place, between its neighbours; places outside are moved to the end. It is written as <c>rgb(…)</c>, which pages do not turn into a dark
    /// sister: what is written on it was chosen for this very colour.
    /// </summary>
    public string At(double place)
    {
        place = Math.Clamp(place, 0, 1);
        var above = Enumerable.Range(1, Stops.Count - 1).First(i => place <= Stops[i].Place);
        var (low, high) = (Stops[above - 1], Stops[above]);
        var share = (place - low.Place) / (high.Place - low.Place);
        var parts = Parts(low.Colour).Zip(Parts(high.Colour), (a, b) => (int)Math.Round(a + (share * (b - a))));
        return $"rgb({string.Join(',', parts.Select(part => part.ToString(CultureInfo.InvariantCulture)))})";
    }

    /// <summary>Black or white, whichever reads better on the colour at a place.</summary>
    public string InkAt(double place)
    {
        var linear = At(place)[4..^1].Split(',').Select(part => double.Parse(part, CultureInfo.InvariantCulture)).Select(part => Math.Pow(part / 255.0, 2.2)).ToArray();
        return (0.2126 * linear[0]) + (0.7152 * linear[1]) + (0.0722 * linear[2]) > 0.179 ? "#000000" : "#ffffff"; // where both have 4.5 to 1
    }

    private static int[] Parts(string colour) =>
        [.. Enumerable.Range(0, 3).Select(i => int.Parse(colour.AsSpan(1 + (2 * i), 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture))];
}
