using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.Mathematics;
using Markdig.Extensions.Tables;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using RnnLm.Cli.Book.Mathematics;

namespace RnnLm.Cli.Book;

/// <summary>A heading of a page.</summary>
/// <param name="Level">1 for the title.</param>
/// <param name="Id">What links to it name.</param>
/// <param name="Html">Its text.</param>
/// <param name="Text">Its text without any markup.</param>
public sealed record Heading(int Level, string Id, string Html, string Text);

/// <summary>Turns the Markdown cells of one page into HTML, and gathers its headings and what is wrong with it.</summary>
/// <param name="links">Where links and pictures lead.</param>
public sealed partial class Prose(BookLinks links)
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables()
        .UseFootnotes()
        .UseDefinitionLists()
        .UseTaskLists()
        .UseAutoLinks()
        .UseMathematics()
        .UseAlertBlocks()
        .UseGenericAttributes()
        .Build();

    /// <summary>In characters of TeX: what is longer may be wider than a phone, and scrolls there by itself.</summary>
    private const int LongFormula = 50;

    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);

    /// <summary>The headings so far.</summary>
    public List<Heading> Headings { get; } = [];

    /// <summary>What a reader would stumble over, each with its cell.</summary>
    public List<string> Warnings { get; } = [];

    /// <summary>Ids that links within the page name.</summary>
    public List<(int Cell, string Id)> LinksWithin { get; } = [];

    /// <summary>How it begins: the first paragraph after the title and the line of minutes, with a quotation right before it and a question in bold right after it.</summary>
    public string? Opening { get; private set; }

    /// <summary>The list of what the reader will be able to do, with the words that stand before it; null if there is none.</summary>
    public string? Aims { get; private set; }

    /// <summary>Turns a cell into HTML.</summary>
    /// <param name="markdown">Its source.</param>
    /// <param name="cell">Its number, from 1, for warnings.</param>
    /// <param name="attachment">Gives the data of a picture that the cell carries; null if there is none of that name.</param>
    public string ToHtml(string markdown, int cell, Func<string, string?> attachment)
    {
        MarkdownDocument document = Markdown.Parse(markdown, Pipeline);
        foreach (MathInline formula in document.Descendants<MathInline>().Where(formula => formula.DelimiterCount == 1).ToArray())
            KeepWithItsMark(formula);
        foreach (HeadingBlock heading in document.Descendants<HeadingBlock>())
            Add(heading);
        foreach (ParagraphBlock paragraph in document.OfType<ParagraphBlock>())
        {
            if (paragraph.Inline?.FirstChild is MathInline { DelimiterCount: 2, NextSibling: null })
                paragraph.GetAttributes().AddClass("display"); // may be wider than a line of prose
        }
        foreach (LinkInline link in document.Descendants<LinkInline>())
            Resolve(link, cell, attachment);
        Opening ??= FindOpening([.. document], cell);
        Aims ??= document.Zip(document.Skip(1))
            .Where(pair => pair is { First: ParagraphBlock or HeadingBlock, Second: ListBlock } && SaysAims(PlainText(((LeafBlock)pair.First).Inline)))
            .Select(pair => $"<p>{PlainText(((LeafBlock)pair.First).Inline)}</p>\n{Quotable(Render(renderer => renderer.Render(pair.Second), cell))}")
            .FirstOrDefault();
        // Footnotes are numbered within a cell; their ids must differ within the page.
        return Render(renderer => renderer.Render(document), cell)
            .Replace("id=\"fn", $"id=\"c{cell}-fn", StringComparison.Ordinal)
            .Replace("href=\"#fn", $"href=\"#c{cell}-fn", StringComparison.Ordinal);
    }

    /// <summary>A formula as MathML, or its source and a warning.</summary>
    public string Formula(string tex, bool display, int cell)
    {
        string html;
        try
        {
            html = TexMath.ToMathMl(tex, display);
        }
        catch (TexException e)
        {
            Warnings.Add($"cell {cell}: {e.Message}, in the formula {tex.Trim()}");
            html = $"<code class=\"tex\">{WebUtility.HtmlEncode(tex.Trim())}</code>";
        }
        return display ? $"<span class=\"equation\" tabindex=\"0\">{html}</span>"
            : tex.Length > LongFormula ? $"<span class=\"long\" tabindex=\"0\">{html}</span>"
            : html;
    }

    private string Render(Action<HtmlRenderer> write, int cell)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        var renderer = new HtmlRenderer(writer);
        Pipeline.Setup(renderer);
        renderer.ObjectRenderers.ReplaceOrAdd<HtmlMathInlineRenderer>(new MathInlineRenderer(this, cell));
        renderer.ObjectRenderers.ReplaceOrAdd<HtmlMathBlockRenderer>(new MathBlockRenderer(this, cell));
        renderer.ObjectRenderers.ReplaceOrAdd<CodeBlockRenderer>(new ColouredCodeRenderer());
        renderer.ObjectRenderers.ReplaceOrAdd<HtmlTableRenderer>(new ScrollingTableRenderer());
        renderer.ObjectRenderers.ReplaceOrAdd<Markdig.Extensions.TaskLists.HtmlTaskListRenderer>(new TaskRenderer());
        renderer.ObjectRenderers.ReplaceOrAdd<HeadingRenderer>(new AnchoredHeadingRenderer());
        write(renderer);
        return writer.ToString();
    }

    // Browsers break a line between a formula and what follows it, were it only a comma.
    private static void KeepWithItsMark(MathInline formula)
    {
        if (formula.NextSibling is not LiteralInline { Content: { IsEmpty: false } rest } text || !",.;:?!)".Contains(rest.CurrentChar, StringComparison.Ordinal))
            return;
        var mark = new LiteralInline(rest.CurrentChar.ToString());
        rest.Start++;
        text.Content = rest;
        formula.InsertBefore(new HtmlInline("<span class=\"kept\">"));
        formula.InsertAfter(mark);
        mark.InsertAfter(new HtmlInline("</span>"));
    }

    private void Add(HeadingBlock heading)
    {
        string text = PlainText(heading.Inline);
        string slug = Slug(text);
        string id = slug;
        for (int i = 1; !_ids.Add(id); i++)
            id = $"{slug}-{i}";
        heading.GetAttributes().Id = id;
        Headings.Add(new Heading(heading.Level, id, heading.Inline is null ? "" : Render(renderer => renderer.WriteChildren(heading.Inline), 0), text));
    }

    private void Resolve(LinkInline link, int cell, Func<string, string?> attachment)
    {
        if (link.Url is not { Length: > 0 } url)
            return;
        try
        {
            link.Url = link.IsImage ? links.Picture(url, attachment) : links.Link(url);
        }
        catch (FileNotFoundException e)
        {
            Warnings.Add($"cell {cell}: {e.Message}");
        }
        if (link.Url.StartsWith('#'))
        {
            link.Url = Uri.UnescapeDataString(link.Url).ToLowerInvariant();
            LinksWithin.Add((cell, link.Url[1..]));
        }
    }

    private string? FindOpening(Block[] blocks, int cell)
    {
        string Html(Block block) => Render(renderer => renderer.Render(block), cell);
        int first = Headings.Count == 0 ? -1 : Array.FindIndex(blocks, block =>
            block is ParagraphBlock { Inline: { } inline } && Render(renderer => renderer.WriteChildren(inline), cell) is var html && !ChapterFacts.IsLineOfFacts(html) && !SaysAims(html));
        if (first < 0)
            return null;
        string quotation = first > 0 && blocks[first - 1] is QuoteBlock quote ? Html(quote) : "";
        bool asks = blocks.ElementAtOrDefault(first + 1) is ParagraphBlock { Inline: { } next } && next.All(inline => inline is EmphasisInline { DelimiterCount: 2 }) && PlainText(next).EndsWith('?');
        return Quotable(quotation + Html(blocks[first]) + (asks ? Html(blocks[first + 1]) : ""));
    }

    private static bool SaysAims(string text) => text.Length < 200 && text.Contains("will be able to", StringComparison.OrdinalIgnoreCase);

    /// <summary>As the index quotes it, where its links would lead nowhere.</summary>
    private static string Quotable(string html) => Anchor().Replace(Footnote().Replace(html, ""), "");

    [GeneratedRegex("<a [^>]*class=\"footnote-ref\".*?</a>")]
    private static partial Regex Footnote();

    [GeneratedRegex("</?a\\b[^>]*>")]
    private static partial Regex Anchor();

    /// <summary>GitHub's rule: small letters, digits, '-' and '_'; spaces become '-'.</summary>
    private static string Slug(string text)
    {
        var slug = new StringBuilder();
        foreach (char letter in text.Trim().ToLowerInvariant())
        {
            if (char.IsLetterOrDigit(letter) || letter is '-' or '_')
                slug.Append(letter);
            else if (letter == ' ')
                slug.Append('-');
        }
        return slug.Length == 0 ? "section" : slug.ToString();
    }

    private static string PlainText(ContainerInline? inline) => inline is null ? "" : string.Concat(inline.Descendants().Select(part => part switch
    {
        LiteralInline literal => literal.Content.ToString(),
        CodeInline code => code.Content,
        Markdig.Extensions.Mathematics.MathInline math => math.Content.ToString(),
        LineBreakInline => " ",
        _ => "",
    }));
}
