using System.Globalization;
using System.Net;
using System.Text;

namespace CSharpKernel.Display;

/// <summary>Writes a value as HTML: tables, and no colours of its own, so that it reads well in light and dark themes.</summary>
internal sealed class HtmlWriter
{
    private const string Right = " style=\"text-align: right\"";
    private const string Left = " style=\"text-align: left\"";

    private readonly StringBuilder _html = new();

    /// <summary>The value as a piece of HTML.</summary>
    public static string Write(Node node)
    {
        var writer = new HtmlWriter();
        writer.Value(node, top: true);
        return writer._html.ToString();
    }

    private void Value(Node node, bool top = false)
    {
        switch (node)
        {
            case TextNode text when top || text.Text.Contains('\n', StringComparison.Ordinal):
                Element("pre", Left, text.Text);
                break;
            case TextNode { Kind: TextKind.Remark } text:
                Element("i", "", text.Text);
                break;
            case TextNode text:
                _html.Append(Encoded(text.Text));
                break;
            case MarkupNode markup:
                _html.Append(markup.Html);
                break;
            case ListNode list:
                List(list, top);
                break;
            case MapNode map:
                Table(["Key", "Value"],
                    [.. map.Entries.Select(entry => (IReadOnlyList<Node>)[entry.Key, entry.Value])], map.Gap, indexed: false);
                break;
            case GridNode grid:
                Grid(grid);
                break;
            case ObjectNode value:
                Object(value);
                break;
        }
    }

    private void List(ListNode list, bool top)
    {
        if (list.Label is { } label)
            Element("b", "", label);
        if (list.Items.Count == 0)
            Element("i", "", "(empty)");
        else if (Columns(list.Items) is { } columns)
            Table(columns, [.. list.Items.Cast<ObjectNode>().Select(Values)], list.Gap, indexed: true);
        else if (list.Items.All(item => item is TextNode { Kind: not TextKind.String }))
            Row(list, top);
        else
            Table([""], [.. list.Items.Select(item => (IReadOnlyList<Node>)[item])], list.Gap, indexed: true);
    }

    private static IReadOnlyList<Node> Values(ObjectNode item) => [.. item.Members.Select(member => member.Value)];

    // The names of the properties, if all items have the same.
    private static string[]? Columns(IReadOnlyList<Node> items)
    {
        if (items[0] is not ObjectNode { Members.Count: > 0, Text: null } first)
            return null;
        string[] names = [.. first.Members.Select(member => member.Name)];
        return items.All(item => item is ObjectNode value && value.Members.Select(member => member.Name).SequenceEqual(names))
            ? names : null;
    }

    // A short row of values; below the value itself, their places.
    private void Row(ListNode list, bool top)
    {
        if (!top)
        {
            _html.Append(Encoded(PlainText.Write(list)));
            return;
        }
        var header = new List<string>();
        for (var shown = 0; shown < list.Items.Count; shown++)
            header.Add(Gap.Index(list.Gap, shown).ToString(CultureInfo.InvariantCulture));
        var cells = list.Items.ToList();
        if (list.Gap is { } gap)
        {
            header.Insert(gap.At, gap.Text);
            cells.Insert(gap.At, new TextNode("…", TextKind.Remark));
        }
        _html.Append("<table>");
        Header(header);
        TableRow(null, cells);
        _html.Append("</table>");
    }

    private void Grid(GridNode grid)
    {
        var header = new List<string>();
        for (var shown = 0; shown < (grid.Rows.Count == 0 ? 0 : grid.Rows[0].Count); shown++)
            header.Add(Gap.Index(grid.ColumnGap, shown).ToString(CultureInfo.InvariantCulture));
        if (grid.ColumnGap is { } gap)
            header.Insert(gap.At, gap.Text);
        IReadOnlyList<Node> Cells(IReadOnlyList<Node> row) =>
            grid.ColumnGap is { } columns ? [.. row.Take(columns.At), new TextNode("…", TextKind.Remark), .. row.Skip(columns.At)] : row;
        _html.Append("<div>").Append(Encoded(grid.Type)).Append("</div>");
        Table(header, [.. grid.Rows.Select(Cells)], grid.RowGap, indexed: true);
    }

    private void Object(ObjectNode value)
    {
        if (value.Text is { } own)
        {
            _html.Append("<details><summary>").Append(Encoded(own)).Append("</summary>");
            Members(value);
            _html.Append("</details>");
        }
        else
        {
            Members(value);
        }
    }

    private void Members(ObjectNode value)
    {
        _html.Append("<table>");
        if (value.Type.Length > 0)
            _html.Append("<thead><tr><th colspan=\"2\"").Append(Left).Append('>').Append(Encoded(value.Type)).Append("</th></tr></thead>");
        _html.Append("<tbody>");
        foreach (var (name, member) in value.Members)
            TableRow(name, [member]);
        _html.Append("</tbody></table>");
    }

    private void Table(IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<Node>> rows, Gap? gap, bool indexed)
    {
        _html.Append("<table>");
        if (columns is not [""])
            Header(indexed ? ["", .. columns] : columns);
        _html.Append("<tbody>");
        for (var shown = 0; shown <= rows.Count; shown++)
        {
            if (gap?.At == shown)
                GapRow(gap, columns.Count + (indexed ? 1 : 0));
            if (shown < rows.Count)
                TableRow(indexed ? Gap.Index(gap, shown).ToString(CultureInfo.InvariantCulture) : null, rows[shown]);
        }
        _html.Append("</tbody></table>");
    }

    private void GapRow(Gap gap, int width)
    {
        _html.Append(CultureInfo.InvariantCulture, $"<tr><td colspan=\"{width}\"{Left}>");
        Element("i", "", gap.Text);
        _html.Append("</td></tr>");
    }

    private void Header(IReadOnlyList<string> names)
    {
        _html.Append("<thead><tr>");
        foreach (var name in names)
            Element("th", "", name);
        _html.Append("</tr></thead>");
    }

    private void TableRow(string? name, IReadOnlyList<Node> cells)
    {
        _html.Append("<tr>");
        if (name is not null)
            Element("th", Left, name);
        foreach (var cell in cells)
        {
            _html.Append("<td").Append(cell is TextNode { Kind: TextKind.Number } ? Right : Left).Append('>');
            Value(cell);
            _html.Append("</td>");
        }
        _html.Append("</tr>");
    }

    private void Element(string tag, string attributes, string text) =>
        _html.Append('<').Append(tag).Append(attributes).Append('>').Append(Encoded(text)).Append("</").Append(tag).Append('>');

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);
}
