using System.Xml.Linq;

namespace RnnLm.Cli.Book.Mathematics;

internal sealed partial class TexParser
{
    private XElement Environment(string name)
    {
        string[] columns = name == "array" ? Columns(TakeBracedText()) : [];
        bool atEnd() => LooksAtWord(@"\end");
        XElement table = name == "array" ? ParseRows(name, atEnd, columns) : ParseRows(name, atEnd);
        if (!TakeWord(@"\end"))
            throw new TexException($"\\begin{{{name}}} has no \\end");
        string end = TakeBracedText();
        if (end != name)
            throw new TexException($"\\begin{{{name}}} ends with \\end{{{end}}}");
        (string open, string close) = name switch
        {
            "pmatrix" => ("(", ")"),
            "bmatrix" => ("[", "]"),
            "Bmatrix" => ("{", "}"),
            "vmatrix" => ("|", "|"),
            "Vmatrix" => ("‖", "‖"),
            "cases" => ("{", ""),
            _ => ("", ""),
        };
        if (open.Length == 0)
            return table;
        object[] content = close.Length == 0 ? [Fence(open, "prefix"), table] : [Fence(open, "prefix"), table, Fence(close, "postfix")];
        return MathElements.Element("mrow", content);
    }

    private static string[] Columns(string columns) => columns.All(letter => letter is 'l' or 'c' or 'r' or ' ')
        ? [.. columns.Where(letter => letter != ' ').Select(letter => letter.ToString())]
        : throw new TexException($"the columns {columns} are not of l, c and r");

    private XElement Substack()
    {
        SkipSpace();
        if (!Take('{'))
            throw new TexException(@"\substack needs a group in braces");
        XElement rows = ParseRows("substack", () => AtEnd || source[_position] == '}');
        return Take('}') ? rows : throw new TexException("a '{' is not closed");
    }

    private XElement ParseRows(string name, Func<bool> atEnd) => name switch
    {
        "matrix" or "pmatrix" or "bmatrix" or "Bmatrix" or "vmatrix" or "Vmatrix" or "smallmatrix" or "substack" => ParseRows(name, atEnd, ["c"]),
        "cases" => ParseRows(name, atEnd, ["l", "l"]),
        "aligned" or "align" or "align*" or "split" or "alignedat" => ParseRows(name, atEnd, ["r", "l"]),
        "gathered" or "gather" or "gather*" or "equation" or "equation*" => ParseRows(name, atEnd, ["c"]),
        _ => throw new TexException($"the environment {name} is not known"),
    };

    /// <summary>Rows of cells as a table; the alignment of columns repeats if there are more.</summary>
    private XElement ParseRows(string name, Func<bool> atEnd, string[] columns)
    {
        bool isDisplay = name is not ("cases" or "array" or "smallmatrix" or "substack") && !name.EndsWith("matrix", StringComparison.Ordinal);
        var table = new XElement("mtable", new XAttribute("class", isDisplay ? "aligned" : name));
        if (isDisplay)
            table.Add(new XAttribute("displaystyle", "true"));
        var row = new XElement("mtr");
        while (true)
        {
            string alignment = columns.Length == 0 ? "c" : columns[row.Elements().Count() % columns.Length];
            var cell = new XElement("mtd");
            if (alignment != "c")
                cell.Add(new XAttribute("class", alignment));
            // What begins the right column of an equation follows the left one: '=' there is no prefix.
            bool follows = isDisplay && alignment == "l";
            List<XElement> items = ParseItems();
            if (follows && items.Count > 0 && items[0].Attribute("form") is { Value: "prefix" } form && items[0].Class() == AtomClass.Binary)
                form.Value = "infix";
            cell.Add(items);
            row.Add(cell);
            SkipSpace();
            if (Take('&'))
                continue;
            if (LooksAt(@"\\") || LooksAtWord(@"\cr"))
            {
                _position += LooksAt(@"\\") ? 2 : 3;
                SkipRowDistance();
                table.Add(row);
                row = new XElement("mtr");
                SkipSpace();
                if (!atEnd())
                    continue;
            }
            break;
        }
        if (row.HasElements)
            table.Add(row);
        return table.As(AtomClass.Ordinary);
    }

    /// <summary>The distance in \\[4pt].</summary>
    private void SkipRowDistance()
    {
        int close = !AtEnd && source[_position] == '[' ? source.IndexOf(']', _position) : -1;
        if (close >= 0 && source[(_position + 1)..close] is var distance && (distance.EndsWith("pt", StringComparison.Ordinal) || distance.EndsWith("em", StringComparison.Ordinal) || distance.EndsWith("ex", StringComparison.Ordinal)))
            _position = close + 1;
    }
}
