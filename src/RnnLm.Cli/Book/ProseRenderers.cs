using Markdig.Extensions.Mathematics;
using Markdig.Extensions.Tables;
using Markdig.Extensions.TaskLists;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace RnnLm.Cli.Book;

/// <summary>$…$ and $$…$$ within a line.</summary>
internal sealed class MathInlineRenderer(Prose prose, int cell) : HtmlObjectRenderer<MathInline>
{
    protected override void Write(HtmlRenderer renderer, MathInline obj) =>
        renderer.Write(prose.Formula(obj.Content.ToString(), obj.DelimiterCount == 2, cell));
}

/// <summary>$$ on lines of their own.</summary>
internal sealed class MathBlockRenderer(Prose prose, int cell) : HtmlObjectRenderer<MathBlock>
{
    protected override void Write(HtmlRenderer renderer, MathBlock obj)
    {
        renderer.EnsureLine();
        renderer.WriteLine(prose.Formula(obj.Lines.ToString(), display: true, cell));
    }
}

/// <summary>Code in prose, coloured if it is C#.</summary>
internal sealed class ColouredCodeRenderer : HtmlObjectRenderer<CodeBlock>
{
    protected override void Write(HtmlRenderer renderer, CodeBlock obj)
    {
        bool isCSharp = obj is FencedCodeBlock { Info: "csharp" or "cs" or "c#" or "C#" };
        renderer.EnsureLine();
        renderer.Write(CodeHtml.Block(obj.Lines.ToString(), isCSharp));
    }
}

/// <summary>A table that scrolls by itself where the page is narrower.</summary>
internal sealed class ScrollingTableRenderer : HtmlTableRenderer
{
    protected override void Write(HtmlRenderer renderer, Table table)
    {
        renderer.EnsureLine();
        renderer.WriteLine("<div class=\"scroll\" tabindex=\"0\">");
        base.Write(renderer, table);
        renderer.EnsureLine();
        renderer.WriteLine("</div>");
    }
}

/// <summary>A task as a sign: a box that nobody can tick would be a control without a name.</summary>
internal sealed class TaskRenderer : HtmlObjectRenderer<TaskList>
{
    protected override void Write(HtmlRenderer renderer, TaskList obj) =>
        renderer.Write(obj.Checked ? "<span role=\"img\" aria-label=\"done\">☑</span>" : "<span role=\"img\" aria-label=\"open\">☐</span>");
}

/// <summary>A heading that ends in a link to itself.</summary>
internal sealed class AnchoredHeadingRenderer : HtmlObjectRenderer<HeadingBlock>
{
    protected override void Write(HtmlRenderer renderer, HeadingBlock obj)
    {
        string id = obj.GetAttributes().Id!;
        renderer.EnsureLine();
        renderer.Write($"<h{obj.Level}").WriteAttributes(obj).Write(">");
        renderer.WriteLeafInline(obj);
        if (obj.Level > 1)
            renderer.Write($" <a class=\"anchor\" href=\"#{id}\" aria-label=\"Link to this section\">#</a>");
        renderer.WriteLine($"</h{obj.Level}>");
    }
}
