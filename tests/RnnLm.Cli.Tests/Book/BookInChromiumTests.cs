using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using RnnLm.Cli.Book;
using RnnLm.Cli.Notebooks;
using RnnLm.Cli.Tests.Notebooks;
using Xunit;

namespace RnnLm.Cli.Tests.Book;

/// <summary>The pages in a browser, from the file system and without a connection.</summary>
[Trait("Speed", "slow")]
public sealed partial class BookInChromiumTests : IDisposable
{
    private static readonly string Here = Path.Combine(KernelLocation.Repository(), "tests", "RnnLm.Cli.Tests");
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("all-kinds.html", "1280,900", false)]
    [InlineData("all-kinds.html", "375,800", true)]
    [InlineData("index.html", "1280,900", true)]
    public void Axe_finds_no_serious_fault(string page, string size, bool dark)
    {
        string axe = Path.Combine(Here, "Book", "node_modules", "axe-core", "axe.min.js");
        Assert.SkipUnless(File.Exists(axe), "axe-core is not installed: run npm ci in tests/RnnLm.Cli.Tests/Book");
        WriteBook();
        UsePlotlyFromFile();
        string report = Report(page, size, dark, $$"""
            for (let y = 0; y < document.documentElement.scrollHeight; y += 500) { scrollTo(0, y); await new Promise(done => setTimeout(done, 50)); }
            for (let i = 0; i < 100 && document.querySelectorAll("figure.plot:not(.drawn)").length > 0; i++) await new Promise(done => setTimeout(done, 100));
            scrollTo(0, 0);
            const axe = document.head.appendChild(document.createElement("script"));
            axe.src = "{{new Uri(axe)}}";
            await new Promise(done => axe.onload = done);
            const { violations, passes } = await window.axe.run();
            return passes.length + " checks passed;" + violations
              .filter(fault => fault.impact === "serious" || fault.impact === "critical")
              .map(fault => `\n${fault.id}: ${fault.help}: ${fault.nodes.map(node => node.html + " " + node.failureSummary).join(" | ")}`).join("");
            """);
        Assert.Matches("^[1-9][0-9]* checks passed;$", report);
    }

    [Fact]
    public void A_slider_and_buttons_of_the_page_move_the_plot()
    {
        WriteBook();
        UsePlotlyFromFile();
        string report = Report("all-kinds.html", "1280,900", dark: false, """
            const figure = document.querySelectorAll("figure.plot")[1];
            figure.scrollIntoView();
            for (let i = 0; i < 100 && !figure.querySelector(".slider"); i++) await new Promise(done => setTimeout(done, 100));
            const plot = figure.querySelector(".drawing"), slider = figure.querySelector("input[type=range]");
            const last = () => plot.data[0].y[11].toFixed(3);
            const said = [figure.querySelector(".slider").textContent, last()];
            slider.value = 4;
            slider.dispatchEvent(new Event("input"));
            await new Promise(done => setTimeout(done, 500));
            said.push(slider.getAttribute("aria-valuetext"), last());
            const [linear, logarithmic] = figure.querySelectorAll(".menu button");
            logarithmic.click();
            await new Promise(done => setTimeout(done, 500));
            said.push(plot.layout.yaxis.type, linear.getAttribute("aria-pressed"), logarithmic.getAttribute("aria-pressed"));
            said.push(figure.querySelector(".still").getBoundingClientRect().height);
            document.querySelector("button.theme").click();
            await new Promise(done => setTimeout(done, 1500));
            const anew = figure.querySelector(".drawing");
            said.push(anew !== plot, anew.layout.font.color, anew.data[0].y[11].toFixed(3), anew.layout.yaxis.type);
            return said.join(" | ");
            """);
        Assert.Equal("ρ = 0.9 | 0.314 | 1.1 | 2.853 | log | false | true | 0 | true | rgb(227, 225, 220) | 2.853 | log", report);
    }

    [Fact]
    public void The_button_changes_the_colours_and_the_choice_is_kept()
    {
        WriteBook();
        string report = Report("all-kinds.html", "1280,900", dark: false, """
            const ground = () => getComputedStyle(document.body).backgroundColor;
            const button = document.querySelector("button.theme");
            const said = [ground(), button.textContent];
            button.click();
            said.push(ground(), button.textContent, localStorage.getItem("rnnlm-book:theme"));
            button.click();
            said.push(ground(), localStorage.getItem("rnnlm-book:theme"));
            return said.join(" | ");
            """);
        Assert.Equal("rgb(253, 252, 250) | Dark | rgb(23, 25, 28) | Light | dark | rgb(253, 252, 250) | ", report);
    }

    [Fact]
    public void The_arrow_keys_turn_the_page_unless_something_else_has_the_focus()
    {
        WriteBook();
        string report = Report("all-kinds.html", "1280,900", dark: false, """
            const turned = [];
            navigation.addEventListener("navigate", event => { turned.push(new URL(event.destination.url).pathname.split("/").pop()); event.preventDefault(); });
            const press = target => target.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }));
            press(document.querySelector("pre.code"));
            press(document.querySelector("button.theme"));
            turned.push("then");
            press(document.body);
            return turned.join(" ");
            """);
        Assert.Equal("then next.html", report);
    }

    [Fact]
    public void Mathematics_is_set_and_the_still_picture_stays_without_a_connection()
    {
        WriteBook();
        string report = Report("all-kinds.html", "375,800", dark: false, """
            await new Promise(done => setTimeout(done, 1000));
            const fraction = document.querySelector("mfrac"), still = document.querySelector(".still img");
            return [
              fraction.getBoundingClientRect().height > fraction.firstChild.getBoundingClientRect().height * 1.8,
              still.complete && still.naturalWidth > 0 && still.getBoundingClientRect().height > 50,
              document.documentElement.scrollWidth <= innerWidth,
            ].join(" ");
            """);
        Assert.Equal("true true true", report);
    }

    private void WriteBook()
    {
        BookChapter[] chapters = [.. new[] { "all-kinds", "next" }.Select(name =>
        {
            string path = Path.Combine(Here, "Book", name + ".ipynb");
            return new BookChapter(name, path, Notebook.Load(path));
        })];
        Assert.Empty(BookWriter.Write(chapters, _folder.File("book")));
    }

    /// <summary>Lets the book draw without a connection.</summary>
    private void UsePlotlyFromFile()
    {
        string plotly = Path.Combine(Here, "Book", "node_modules", "plotly.js-dist-min", "plotly.min.js");
        Assert.SkipUnless(File.Exists(plotly), "Plotly is not installed: run npm ci in tests/RnnLm.Cli.Tests/Book");
        string integrity = Convert.ToBase64String(SHA384.HashData(File.ReadAllBytes(plotly)));
        Assert.Contains($"integrity: \"sha384-{integrity}\"", File.ReadAllText(_folder.File("book/figures.js")), StringComparison.Ordinal);
        string path = _folder.File("book/all-kinds.html");
        const string Drawing = "<script defer src=\"figures.js\">";
        string page = File.ReadAllText(path);
        Assert.Contains(Drawing, page, StringComparison.Ordinal);
        File.WriteAllText(path, page.Replace(Drawing, $"<script defer src=\"{new Uri(plotly)}\"></script>\n{Drawing}", StringComparison.Ordinal));
    }

    /// <summary>What a script, run after the page has loaded, returns.</summary>
    private string Report(string page, string size, bool dark, string script)
    {
        string path = _folder.File("book/" + page);
        File.WriteAllText(path, File.ReadAllText(path).Replace("</body>", $$"""
            <script>
              addEventListener("load", async () => {
                const run = async () => { {{script}} };
                const report = document.createElement("pre");
                report.id = "report";
                try { report.textContent = await run(); } catch (error) { report.textContent = error.stack; }
                document.body.append(report);
              });
            </script></body>
            """, StringComparison.Ordinal));
        return WebUtility.HtmlDecode(ReportElement().Match(Dump(path, size, dark)).Groups[1].Value);
    }

    /// <summary>The page after its scripts have run.</summary>
    private string Dump(string path, string size, bool dark)
    {
        string? chromium = new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);
        Assert.SkipUnless(chromium is not null, "there is no Chromium here");
        var start = new ProcessStartInfo(chromium!)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList =
            {
                "--headless", "--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND", $"--user-data-dir={_folder.File("profile")}",
                $"--window-size={size}", $"--blink-settings=preferredColorScheme={(dark ? 0 : 1)}", "--virtual-time-budget=20000", "--dump-dom", new Uri(path).ToString(),
            },
        };
        using Process process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        string html = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return html;
    }

    [GeneratedRegex("<pre id=\"report\">(.*?)</pre>", RegexOptions.Singleline)]
    private static partial Regex ReportElement();
}
