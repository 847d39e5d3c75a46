using System.Diagnostics;
using System.Net;
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
        string path = _folder.File("book/" + page);
        File.WriteAllText(path, File.ReadAllText(path).Replace("</body>", $$"""
            <script src="{{new Uri(axe)}}"></script>
            <script>
              addEventListener("load", async () => {
                const { violations, passes } = await axe.run();
                const report = document.createElement("pre");
                report.id = "report";
                report.textContent = passes.length + " checks passed;" + violations
                  .filter(fault => fault.impact === "serious" || fault.impact === "critical")
                  .map(fault => `\n${fault.id}: ${fault.help}: ${fault.nodes.map(node => node.html + " " + node.failureSummary).join(" | ")}`).join("");
                document.body.append(report);
              });
            </script></body>
            """, StringComparison.Ordinal));
        string report = WebUtility.HtmlDecode(Report().Match(Dump(path, size, dark)).Groups[1].Value);
        Assert.Matches("^[1-9][0-9]* checks passed;$", report);
    }

    [Fact]
    public void Mathematics_is_set_and_the_still_picture_stays_without_a_connection()
    {
        WriteBook();
        string path = _folder.File("book/all-kinds.html");
        File.WriteAllText(path, File.ReadAllText(path).Replace("</body>", """
            <script>
              addEventListener("load", () => setTimeout(() => {
                const fraction = document.querySelector("mfrac"), still = document.querySelector(".still img");
                const report = document.createElement("pre");
                report.id = "report";
                report.textContent = [
                  fraction.getBoundingClientRect().height > fraction.firstChild.getBoundingClientRect().height * 1.8,
                  still.complete && still.naturalWidth > 0 && still.getBoundingClientRect().height > 50,
                  document.documentElement.scrollWidth <= innerWidth,
                ].join(" ");
                document.body.append(report);
              }, 1000));
            </script></body>
            """, StringComparison.Ordinal));
        Assert.Equal("true true true", Report().Match(Dump(path, "375,800", dark: false)).Groups[1].Value);
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
    private static partial Regex Report();
}
