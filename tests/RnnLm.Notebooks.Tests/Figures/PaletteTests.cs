using System.Globalization;
using System.Text.RegularExpressions;
using RnnLm.Models.Recurrent;
using RnnLm.Notebooks.Figures;
using Xunit;

namespace RnnLm.Notebooks.Tests.Figures;

public sealed partial class PaletteTests
{
    private const string DarkPage = "#1e1e1e"; // VS Code's.

    /// <summary>What eyes without one kind of cone see of linear red, green and blue (Machado, Oliveira and Fernandes 2009).</summary>
    private static readonly Dictionary<string, double[,]> Visions = new()
    {
        ["all cones"] = new[,] { { 1.0, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } },
        ["no red"] = new[,] { { 0.152286, 1.052583, -0.204868 }, { 0.114503, 0.786281, 0.099216 }, { -0.003882, -0.048116, 1.051998 } },
        ["no green"] = new[,] { { 0.367322, 0.860646, -0.227968 }, { 0.280085, 0.672501, 0.047413 }, { -0.011820, 0.042940, 0.968881 } },
        ["no blue"] = new[,] { { 1.255528, -0.076749, -0.178779 }, { -0.078411, 0.930809, 0.147602 }, { 0.004733, 0.691367, 0.303900 } },
    };

    private static readonly Dictionary<string, string> Sisters = Pair().Matches(FigureAssets.Script).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);

    [Fact]
    public void Colours_of_things_stand_out_from_the_card_and_their_sisters_from_a_dark_page()
    {
        Assert.All(Palette.Series, colour => Assert.InRange(Contrast(colour, Palette.Card), 3, 21));
        Assert.All(Palette.Series, colour => Assert.InRange(Contrast(Sisters[colour], DarkPage), 3, 21));
        foreach (var text in new[] { Palette.Ink, Palette.Faint })
        {
            Assert.InRange(Contrast(text, Palette.Card), 4.5, 21);
            Assert.InRange(Contrast(Sisters[text], DarkPage), 4.5, 21);
        }
        // What is marked is read in ink.
        Assert.All(new[] { Palette.Mark, Palette.SecondMark }, mark => Assert.InRange(Contrast(Palette.Ink, mark), 4.5, 21));
        Assert.All(new[] { Palette.Mark, Palette.SecondMark }, mark => Assert.InRange(Contrast(Sisters[Palette.Ink], Sisters[mark]), 4.5, 21));
    }

    [Fact]
    public void Readers_of_every_colour_vision_tell_them_apart()
    {
        foreach (var (vision, matrix) in Visions)
        {
            foreach (var set in new[] { Palette.Series, [.. Palette.Series.Select(colour => Sisters[colour])] })
            {
                foreach (var (a, b) in from a in set from b in set where string.CompareOrdinal(a, b) < 0 select (a, b))
                {
                    var difference = Lab(a, matrix).Zip(Lab(b, matrix), (x, y) => (x - y) * (x - y)).Sum();
                    Assert.True(Math.Sqrt(difference) >= 10, $"{a} and {b} are alike to eyes with {vision}: ΔE is {Math.Sqrt(difference):F1}");
                }
            }
        }
    }

    [Fact]
    public void Each_kind_of_network_has_its_colour_and_a_scale_runs_evenly_from_light_to_dark()
    {
        Assert.Equal(3, Enum.GetValues<RecurrentKind>().Select(Palette.Of).Distinct().Count());
        Assert.Throws<ArgumentOutOfRangeException>(() => Palette.Of((RecurrentKind)9));
        var lightness = ColourScale.Sequential.Stops.Select(stop => Lab(stop.Colour, Visions["all cones"])[0]).ToArray();
        Assert.Equal(lightness.OrderDescending(), lightness);
        Assert.Equal("rgb(244,246,248)", ColourScale.Sequential.At(-1));
        Assert.Equal("rgb(11,58,105)", ColourScale.Sequential.At(1));
        Assert.Equal(("#000000", "#ffffff"), (ColourScale.Sequential.InkAt(0), ColourScale.Sequential.InkAt(1)));
    }

    private static double Contrast(string one, string other)
    {
        double Luminance(string colour) => Linear(colour) is var c ? (0.2126 * c[0]) + (0.7152 * c[1]) + (0.0722 * c[2]) : 0;
        var (a, b) = (Luminance(one) + 0.05, Luminance(other) + 0.05);
        return Math.Max(a, b) / Math.Min(a, b);
    }

    private static double[] Linear(string colour) => [.. new[] { 1, 3, 5 }
        .Select(i => int.Parse(colour.AsSpan(i, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)
        .Select(part => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4))];

    private static double[] Lab(string colour, double[,] vision)
    {
        var linear = Linear(colour);
        var seen = Enumerable.Range(0, 3).Select(i => Math.Clamp(Enumerable.Range(0, 3).Sum(j => vision[i, j] * linear[j]), 0, 1)).ToArray();
        double F(double t) => t > 0.008856 ? Math.Cbrt(t) : (7.787 * t) + (16 / 116.0);
        var x = F(((0.4124 * seen[0]) + (0.3576 * seen[1]) + (0.1805 * seen[2])) / 0.9505);
        var y = F((0.2126 * seen[0]) + (0.7152 * seen[1]) + (0.0722 * seen[2]));
        var z = F(((0.0193 * seen[0]) + (0.1192 * seen[1]) + (0.9505 * seen[2])) / 1.089);
        return [(116 * y) - 16, 500 * (x - y), 200 * (y - z)];
    }

    [GeneratedRegex("\"(#[0-9a-f]{6})\": \"(#[0-9a-f]{6})\"")]
    private static partial Regex Pair();
}
