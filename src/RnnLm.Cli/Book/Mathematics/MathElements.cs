using System.Xml.Linq;

namespace RnnLm.Cli.Book.Mathematics;

/// <summary>What a part of a formula is to its neighbours: TeX's classes of atoms.</summary>
internal enum AtomClass
{
    Ordinary,
    Function,
    LargeOperator,
    Binary,
    Relation,
    Open,
    Close,
    Punctuation,
    Space,
}

/// <summary>Makes MathML elements that remember their class.</summary>
internal static class MathElements
{
    public static XElement Identifier(string text, bool upright = false)
    {
        var element = new XElement("mi", text);
        bool single = text.EnumerateRunes().Count() == 1;
        if (upright && single)
            element.Add(new XAttribute("mathvariant", "normal"));
        return element.As(AtomClass.Ordinary);
    }

    public static XElement Number(string text) => new XElement("mn", text).As(AtomClass.Ordinary);

    public static XElement Operator(string text, AtomClass atomClass, params (string Name, string Value)[] attributes) =>
        new XElement("mo", attributes.Select(attribute => new XAttribute(attribute.Name, attribute.Value)), text).As(atomClass);

    /// <summary>A bracket that keeps its size, as TeX's do without \left.</summary>
    public static XElement Bracket(string text, AtomClass atomClass) =>
        Operator(text, atomClass, ("stretchy", "false"), ("lspace", "0"), ("rspace", "0"));

    public static XElement Space(string width) => new XElement("mspace", new XAttribute("width", width)).As(AtomClass.Space);

    /// <summary>One element for several: themselves if they are one.</summary>
    public static XElement Row(IReadOnlyList<XElement> items) => items.Count == 1 ? items[0] : new XElement("mrow", items).As(AtomClass.Ordinary);

    public static XElement Element(string name, params object[] content) => new XElement(name, content).As(AtomClass.Ordinary);

    /// <summary>The same element with this class.</summary>
    public static XElement As(this XElement element, AtomClass atomClass)
    {
        element.RemoveAnnotations<object>();
        element.AddAnnotation(atomClass);
        return element;
    }

    public static AtomClass Class(this XElement element) => element.Annotation<object>() is AtomClass atomClass ? atomClass : AtomClass.Ordinary;

    /// <summary>Takes the space from around operators and relations, as TeX does in scripts.</summary>
    public static XElement Tight(XElement script)
    {
        foreach (XElement element in script.DescendantsAndSelf("mo").Where(element => element.Class() is AtomClass.Binary or AtomClass.Relation))
        {
            element.SetAttributeValue("lspace", "0");
            element.SetAttributeValue("rspace", "0");
        }
        return script;
    }

    /// <summary>
    /// Adds what depends on neighbours: a sign with nothing before it is a prefix; a function's name keeps a thin space from its operand,
    /// unless that begins with a bracket.
    /// </summary>
    public static List<XElement> Spaced(IReadOnlyList<XElement> items)
    {
        var spaced = new List<XElement>(items.Count);
        AtomClass? previous = null;
        for (int i = 0; i < items.Count; i++)
        {
            XElement item = items[i];
            AtomClass current = item.Class();
            bool operandBefore = previous is AtomClass.Ordinary or AtomClass.Close;
            if (current == AtomClass.Binary && !operandBefore && previous != AtomClass.Space && item.Name == "mo")
                item.SetAttributeValue("form", "prefix");
            if (current == AtomClass.Function && operandBefore)
                spaced.Add(Space("0.1667em"));
            spaced.Add(item);
            if (current == AtomClass.Function && i + 1 < items.Count && items[i + 1].Class() is AtomClass.Ordinary or AtomClass.Function or AtomClass.LargeOperator)
            {
                // The name of the next function would add its own space.
                spaced.Add(Space("0.1667em"));
            }
            previous = current;
        }
        return spaced;
    }
}
