using System.Text.Json.Nodes;
using RnnLm.Cli.Book;
using RnnLm.Cli.Notebooks;
using RnnLm.Cli.Tests.Notebooks;
using Xunit;

namespace RnnLm.Cli.Tests.Book;

public sealed class BookTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Pages_have_titles_contents_neighbours_and_an_index()
    {
        Write(
            ("01-first", [NotebookText.Markdown("# One & only\n\n**25 minutes** · A1\n\nThe *first* $x$,[^1] [here](#part).\n\n[^1]: Foot.\n\n## Part\n\n## Part\n\n### Deeper")]),
            ("02-second", [NotebookText.Markdown("no title, see [one](01-first.ipynb#Part)")]),
            ("sub/03-third", [NotebookText.Markdown("# Three\n\nBack to [one](../01-first.ipynb) or [here](#Three).")]));
        string first = Read("01-first.html");
        Assert.Contains("<title>One &amp; only · Language", first, StringComparison.Ordinal);
        Assert.Contains("<h1 id=\"one--only\">One &amp; only</h1>", first, StringComparison.Ordinal);
        Assert.Contains("<h2 id=\"part-1\">", first, StringComparison.Ordinal);
        Assert.Contains("<li class=\"level-3\"><a href=\"#deeper\">Deeper</a></li>", first, StringComparison.Ordinal);
        Assert.Contains("rel=\"next\" href=\"02-second.html\"", first, StringComparison.Ordinal);
        Assert.DoesNotContain("rel=\"prev\"", first, StringComparison.Ordinal);
        Assert.DoesNotContain("figures.js", first, StringComparison.Ordinal);
        Assert.Contains("<h1>02-second</h1>", Read("02-second.html"), StringComparison.Ordinal);
        Assert.Contains("href=\"01-first.html#part\"", Read("02-second.html"), StringComparison.Ordinal);
        string third = Read("sub/03-third.html");
        Assert.Contains("href=\"../01-first.html\"", third, StringComparison.Ordinal);
        Assert.Contains("rel=\"prev\" href=\"../02-second.html\"", third, StringComparison.Ordinal);
        Assert.Contains("href=\"../book.css\"", third, StringComparison.Ordinal);
        string index = Read("index.html");
        Assert.Contains("<h2><a href=\"01-first.html\">One &amp; only</a></h2>\n<p class=\"facts\">25 minutes ", index, StringComparison.Ordinal);
        Assert.Contains("<a href=\"01-first.html#part-1\">Part</a>", index, StringComparison.Ordinal);
        Assert.Contains("<p>The <em>first</em> <span class=\"kept\"><math alttext=\"x\"><mi>x</mi></math>,</span> here.</p>", index, StringComparison.Ordinal);
        Assert.Contains("<a href=\"sub/03-third.html\">", index, StringComparison.Ordinal);
        Assert.True(File.Exists(_folder.File("book/book.css")));
        Assert.True(File.Exists(_folder.File("book/book.js")));
        Assert.True(File.Exists(_folder.File("book/figures.js")));
    }

    [Fact]
    public void The_index_says_what_a_chapter_takes_and_asks_for()
    {
        JsonObject graded = NotebookText.Code("check", "1");
        graded["metadata"] = JsonNode.Parse("""{"nbgrader": {"grade": true, "points": 2, "grade_id": "check"}}""");
        string first = _folder.Write("01-first.ipynb", NotebookText.With(NotebookText.Markdown("# One")));
        string second = _folder.Write("02-second.ipynb", NotebookText.With(NotebookText.Markdown("# Two\n\n*40 minutes. Before it: notebook 01, and loops in C#. Items A22, B27.*\n*Must do: one.*\n\n**You will be able to**\n\n- add $x$\n\n> the students opened\n\nIt goes on.\n\n**What comes next?**\n\nThe rest."), graded));
        var notebook = Notebook.Load(second);
        notebook.Metadata["rnnlm"] = JsonNode.Parse("""{"minutes": 40, "items": ["A22", "B27"]}""");
        BookWriter.Write([new BookChapter("01-first", first, Notebook.Load(first)), new BookChapter("02-second", second, notebook)], _folder.File("book"));
        string index = Read("index.html");
        Assert.Contains(
            "<p class=\"facts\">40 minutes · 1 exercise · before it: notebook 01, and loops in C# · items A22, B27 <span", index, StringComparison.Ordinal);
        Assert.Contains("<div class=\"aims\"><p>You will be able to</p>\n<ul>\n<li>add <math", index, StringComparison.Ordinal);
        Assert.Contains("<blockquote>\n<p>the students opened</p>\n</blockquote>\n<p>It goes on.</p>\n<p><strong>What comes next?</strong></p>", index, StringComparison.Ordinal);
        Assert.DoesNotContain("The rest.", index, StringComparison.Ordinal);
        Assert.Contains("<p class=\"facts\">2 chapters · 40 minutes in all · 1 exercise</p>", index, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_reader_would_stumble_over_is_named_with_its_cell()
    {
        string[] warnings = Write(
            ("n", [NotebookText.Markdown("# T"), NotebookText.Markdown("$\\foo$ [a](gone.ipynb) ![b](gone.png) ![c](attachment:gone.png) [d](#gone) [e](https://example.org) [f](#t)")]));
        string path = _folder.File("n.ipynb");
        Assert.Equal(
            [
                $"{path}, cell 2: the link to gone.ipynb leads nowhere",
                $"{path}, cell 2: there is no picture gone.png",
                $"{path}, cell 2: the cell carries no picture gone.png",
                $"{path}, cell 2: \\foo is not known, in the formula \\foo",
                $"{path}, cell 2: nothing on the page is called #gone",
            ],
            warnings);
        Assert.Contains("<code class=\"tex\">\\foo</code>", Read("n.html"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_book_of_some_chapters_links_the_others_pages_or_their_files()
    {
        _folder.Write("02 second.ipynb", NotebookText.With(NotebookText.Markdown("# Two")));
        _folder.Write("TEACHING.md", "");
        (string, JsonObject[]) First() => ("01-first", [NotebookText.Markdown("# One\n\n[two](02%20second.ipynb#Two), [how to teach](TEACHING.md)")]);
        string[] told = [$"{_folder.File("01-first.ipynb")}, cell 1: the link to TEACHING.md leads out of the book"];
        Assert.Equal(told, Write(First()));
        Assert.Contains("href=\"../02%20second.ipynb\"", Read("01-first.html"), StringComparison.Ordinal);
        // Run for itself before or after, it has a page.
        File.WriteAllText(_folder.File("book/02 second.html"), "");
        Assert.Equal(told, Write(First()));
        Assert.Contains("href=\"02%20second.html#two\"", Read("01-first.html"), StringComparison.Ordinal);
    }

    [Fact]
    public void Pictures_travel_with_the_page()
    {
        File.WriteAllBytes(_folder.File("dot.png"), [1, 2, 3]);
        JsonObject cell = NotebookText.Markdown("![dot](dot.png) ![own](attachment:own.png)");
        cell["attachments"] = new JsonObject { ["own.png"] = new JsonObject { ["image/png"] = "BBBB" } };
        Assert.Empty(Write(("n", [cell])));
        Assert.Contains("src=\"data:image/png;base64,AQID\"", Read("n.html"), StringComparison.Ordinal);
        Assert.Contains("src=\"data:image/png;base64,BBBB\"", Read("n.html"), StringComparison.Ordinal);
    }

    [Fact]
    public void Markdown_has_what_the_course_uses()
    {
        Write(("n", [NotebookText.Markdown(
            "# T\n\n| a | $|V|$ |\n|--|--:|\n| 1 | 2 |\n\n> [!TIP]\n> Read on.\n\nNote[^1] and $$a \\\\ b$$\n\n```csharp\nvar x = 1;\n```\n\n[^1]: Foot.\n\n$$\n\\sum_i x_i\n$$"),
            NotebookText.Markdown("Again[^1]\n\n[^1]: Other.")]));
        string html = Read("n.html");
        Assert.Contains("<div class=\"scroll\" tabindex=\"0\">\n<table>", html, StringComparison.Ordinal);
        Assert.Contains("<math alttext=\"|V|\">", html, StringComparison.Ordinal);
        Assert.Contains("class=\"markdown-alert markdown-alert-tip\"", html, StringComparison.Ordinal);
        Assert.Contains("<span class=\"keyword\">var</span> x", html, StringComparison.Ordinal);
        Assert.Contains("<math alttext=\"\\sum_i x_i\" display=\"block\">", html, StringComparison.Ordinal);
        Write(("m", [NotebookText.Markdown("# T\n\n$a$ and $aaaaaaaaaaaaa + bbbbbbbbbbbbbbb + cccccccccccccccc + ddd$")]));
        Assert.Contains("<p><math alttext=\"a\"><mi>a</mi></math> and <span class=\"long\" tabindex=\"0\"><math", Read("m.html"), StringComparison.Ordinal);
        Assert.Contains("id=\"c1-fn:1\"", html, StringComparison.Ordinal);
        Assert.Contains("href=\"#c2-fn:1\"", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"output_type": "stream", "name": "stdout", "text": "a<b\n"}""", "<pre class=\"stream\" tabindex=\"0\">a&lt;b</pre>")]
    [InlineData("""{"output_type": "stream", "name": "stderr", "text": ["\u001b[31mx\u001b[0m"]}""", "<pre class=\"stream stderr\" tabindex=\"0\"><span class=\"ansi-1\">x</span></pre>")]
    [InlineData("""{"output_type": "error", "ename": "E", "evalue": "v", "traceback": []}""", "<div class=\"error\"><p class=\"label\">Error</p><pre tabindex=\"0\">E: v</pre></div>")]
    [InlineData("""{"output_type": "display_data", "data": {"text/html": "<b>x</b>", "text/plain": "x"}}""", "<div class=\"html\" tabindex=\"0\"><b>x</b></div>")]
    [InlineData("""{"output_type": "display_data", "data": {"text/latex": "$x$", "text/plain": "x"}}""", "<math alttext=\"x\" display=\"block\"><mi>x</mi></math>")]
    [InlineData("""{"output_type": "display_data", "data": {"image/png": "AAAA", "text/plain": "a \"dot\""}}""", "<img src=\"data:image/png;base64,AAAA\" alt=\"a &quot;dot&quot;\">")]
    [InlineData("""{"output_type": "display_data", "data": {"image/svg+xml": "<svg><title>A dot</title><desc>It is round.</desc></svg>"}}""", "alt=\"A dot. It is round\">")]
    [InlineData("""{"output_type": "execute_result", "data": {"text/plain": ["1\n", "2"]}}""", "<pre class=\"value\" tabindex=\"0\">1\n2</pre>")]
    [InlineData("""{"output_type": "execute_result", "data": {"application/json": {"a": 1}}}""", "&quot;a&quot;: 1")]
    public void Outputs_show_their_richest_form(string output, string html)
    {
        Write(("n", [NotebookText.Code("c", "1", JsonNode.Parse(output)!.AsObject())]));
        Assert.Contains(html, Read("n.html"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_plot_keeps_its_still_picture_and_its_data_cannot_end_the_script()
    {
        Write(("n", [NotebookText.Code("c", "1", JsonNode.Parse(
            """{"output_type": "display_data", "data": {"application/vnd.plotly.v1+json": {"data": [{"name": "</script><b>"}]}, "text/html": "no", "image/svg+xml": "<svg/>", "text/plain": "a plot"}}""")!.AsObject())]));
        string html = Read("n.html");
        Assert.Contains("<figure class=\"plot\"><div class=\"still\"><img src=\"data:image/svg+xml;base64,", html, StringComparison.Ordinal);
        Assert.Contains("alt=\"a plot\"", html, StringComparison.Ordinal);
        Assert.Contains("<script defer src=\"figures.js\">", html, StringComparison.Ordinal);
        Assert.DoesNotContain("</script><b>", html, StringComparison.Ordinal);
    }

    private string[] Write(params (string Name, JsonObject[] Cells)[] notebooks)
    {
        BookChapter[] chapters = [.. notebooks.Select(notebook =>
        {
            string path = _folder.Write(notebook.Name + ".ipynb", NotebookText.With(notebook.Cells));
            return new BookChapter(notebook.Name, path, Notebook.Load(path));
        })];
        return [.. BookWriter.Write(chapters, _folder.File("book"))];
    }

    private string Read(string page) => File.ReadAllText(_folder.File("book/" + page));
}
