namespace CSharpKernel.Display;

/// <summary>Writes a value as plain text, in the short forms of C#: <c>[1, 2, 3]</c>, <c>Point { X = 1, Y = 2 }</c>.</summary>
internal static class PlainText
{
    private const int LongestLine = 120;

    /// <summary>The whole value: a string stands without quotes, null as <c>&lt;null&gt;</c>.</summary>
    public static string WriteValue(Node node, bool isNull) => isNull ? "<null>" : node is TextNode text ? text.Text : Write(node);

    /// <summary>A value inside another.</summary>
    public static string Write(Node node) => node switch
    {
        TextNode { Kind: TextKind.String } text => Quoted(text.Text),
        TextNode { Kind: TextKind.Character } text => $"'{text.Text}'",
        TextNode text => text.Text,
        MarkupNode markup => markup.Text,
        ListNode list => (list.Label is null ? "" : list.Label + ": ") + Joined("[", With(list.Items.Select(Write), list.Gap), "]"),
        MapNode map => Joined("{ ", With(map.Entries.Select(entry => $"[{Write(entry.Key)}] = {Write(entry.Value)}"), map.Gap), " }"),
        GridNode grid => Grid(grid),
        ObjectNode { Text: { } own } => own,
        ObjectNode { IsTuple: true } tuple => Joined("(", [.. tuple.Members.Select(member => Write(member.Value))], ")"),
        ObjectNode { Members: [] } empty => empty.Type,
        ObjectNode value => Joined(
            (value.Type.Length == 0 ? "" : value.Type + " ") + "{ ",
                [.. value.Members.Select(member => $"{member.Name} = {Write(member.Value)}")], " }"),
        _ => "",
    };

    /// <summary>A value that is drawn elsewhere: its own text, or its type.</summary>
    public static string TypeAndText(object value) => MemberReader.OwnText(value) ?? TypeName.Of(value.GetType());

    private static string Quoted(string text) =>
        "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal) + "\"";

    private static List<string> With(IEnumerable<string> items, Gap? gap)
    {
        List<string> all = [.. items];
        if (gap is not null)
            all.Insert(gap.At, gap.Text);
        return all;
    }

    // On one line if it fits, else one item a line.
    private static string Joined(string open, List<string> items, string close)
    {
        var line = open + string.Join(", ", items) + close;
        if (items.Count == 0)
            return open.TrimEnd() + close.TrimStart();
        if (items.Count == 1 || (line.Length <= LongestLine && !line.Contains('\n', StringComparison.Ordinal))
            || items.Max(item => item.Length) < LongestLine / 6)
            return line;
        var indented = items.Select(item => "  " + item.Replace("\n", "\n  ", StringComparison.Ordinal));
        return $"{open.TrimEnd()}\n{string.Join(",\n", indented)}\n{close.TrimStart()}";
    }

    // Columns aligned to the right, the type above.
    private static string Grid(GridNode grid)
    {
        List<List<string>> rows = [.. grid.Rows.Select(row => row.Select(Write).ToList())];
        if (grid.ColumnGap is { } columns)
            rows.ForEach(row => row.Insert(columns.At, "…"));
        if (grid.RowGap is { } gap)
            rows.Insert(gap.At, [.. Enumerable.Repeat("…", rows.Count == 0 ? 0 : rows[0].Count)]);
        var widths =
            Enumerable.Range(0, rows.Count == 0 ? 0 : rows[0].Count).Select(column => rows.Max(row => row[column].Length)).ToList();
        return grid.Type
            + string.Concat(rows.Select(row => "\n" + string.Join("  ", row.Select((cell, column) => cell.PadLeft(widths[column])))));
    }
}
