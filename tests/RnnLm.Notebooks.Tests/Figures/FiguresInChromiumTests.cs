using System.Text.Json;
using RnnLm.Notebooks.Display;
using RnnLm.Notebooks.Figures;
using Xunit;

namespace RnnLm.Notebooks.Tests.Figures;

/// <summary>Every figure drawn in Chromium by VS Code's Plotly and by the newest, as JSON and as HTML, and without Plotly.</summary>
[Trait("Speed", "slow")]
public sealed class FiguresInChromiumTests(FiguresInChromiumTests.Browser browser) : IClassFixture<FiguresInChromiumTests.Browser>
{
    public static TheoryData<string> Names => [.. FigureGallery.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_drawn_as_computed(string name)
    {
        Assert.SkipUnless(BrowserScripts.Missing is null, BrowserScripts.Missing ?? "");
        Assert.SkipUnless(browser.Checked(name), "Not among the figures that FIGURES names.");
        var faults = browser.Output.Split('\n').Where(line => line.StartsWith($"{name}, ", StringComparison.Ordinal)).ToArray();
        Assert.True(faults.Length == 0, string.Join('\n', faults));
        Assert.Contains($"{name} checked", browser.Output, StringComparison.Ordinal);
    }

    /// <summary>
    /// One browser for all figures. While a figure is worked on, the variable FIGURES names it (several with commas), and FIGURE_PICTURES a folder
    /// in which the screenshots and what the browser was given stay, to be looked at.
    /// </summary>
    public sealed class Browser
    {
        private readonly string[] _names = Environment.GetEnvironmentVariable("FIGURES") is { Length: > 0 } named ? named.Split(',') : [.. FigureGallery.All.Keys];

        public Browser()
        {
            if (BrowserScripts.Missing is not null) return;
            var pictures = Environment.GetEnvironmentVariable("FIGURE_PICTURES") is { Length: > 0 } folder ? Path.GetFullPath(folder) : null;
            var source = pictures is null ? Directory.CreateTempSubdirectory("figures-").FullName : Directory.CreateDirectory(Path.Combine(pictures, "source")).FullName;
            foreach (var name in _names) Write(source, name, FigureGallery.All[name]());
            Output = BrowserScripts.RunScript("check.mjs", [source, .. pictures is null ? [] : (string[])[pictures]]);
            if (pictures is null) Directory.Delete(source, recursive: true);
        }

        /// <summary>A line <c>NAME checked</c> for each figure, and before it one for each fault, <c>NAME, where: what</c>.</summary>
        public string Output { get; } = "";

        public bool Checked(string name) => _names.Contains(name);
    }

    private static void Write(string folder, string name, Figure figure)
    {
        File.WriteAllText(Path.Combine(folder, name + ".json"), figure.As(MimeTypes.Plotly));
        File.WriteAllText(Path.Combine(folder, name + ".html"), figure.As(MimeTypes.Html));
        var expected = new
        {
            frames = figure.Slider?.Frames.Select(frame => frame.Traces.Select(Data)).ToArray() ?? [],
            menus = figure.Menus.Select((menu, m) => menu.Items.Select((_, k) =>
            {
                var pressed = figure with { Menus = [.. figure.Menus.Select((other, n) => n == m ? menu with { Start = k } : other)] };
                return figure.Traces.Select((_, i) => pressed.IsSeen(i));
            })).ToArray(),
        };
        File.WriteAllText(Path.Combine(folder, name + ".expected.json"), JsonSerializer.Serialize(expected));
    }

    /// <summary>What must be drawn of a trace, from its own numbers and not from the JSON that is checked.</summary>
    private static object Data(Trace trace) => trace switch
    {
        Scatter points => new { x = Plain(points.X), y = Plain(points.Y) },
        Bar { Horizontal: true } bar => new { x = Plain(bar.Values) },
        Bar bar => new { y = Plain(bar.Values) },
        Grid grid => new { z = Enumerable.Range(0, grid.Z.GetLength(0)).Select(i => Plain(Enumerable.Range(0, grid.Z.GetLength(1)).Select(j => grid.Z[i, j]))) },
        SpaceCurve curve => new { x = Plain(curve.X), y = Plain(curve.Y), z = Plain(curve.Z) },
        Band band => new { y = Plain(band.High.Concat(band.Low.Reverse())) },
        _ => throw new ArgumentException($"Say how a {trace.GetType().Name} is checked.", nameof(trace)),
    };

    private static double?[] Plain(IEnumerable<double> values) => [.. values.Select(value => double.IsFinite(value) ? value : (double?)null)];
}
