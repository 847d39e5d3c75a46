namespace CSharpKernel.Display;

/// <summary>A value as read once, before it is written in one form or another.</summary>
internal abstract record Node;

/// <summary>A value that is one piece of text.</summary>
/// <param name="Text">Without quotes.</param>
/// <param name="Kind">What it is text of.</param>
internal sealed record TextNode(string Text, TextKind Kind) : Node;

/// <summary>What a piece of text stands for, and so how it is set.</summary>
internal enum TextKind
{
    /// <summary>A string: quoted inside other values.</summary>
    String,

    /// <summary>A character: quoted inside other values.</summary>
    Character,

    /// <summary>A number: to the right in tables.</summary>
    Number,

    /// <summary>Anything else that says itself what it is.</summary>
    Other,

    /// <summary>The kernel's own remark in place of a value.</summary>
    Remark,
}

/// <summary>A sequence.</summary>
/// <param name="Label">What distinguishes it, such as a group's key; null if nothing does.</param>
/// <param name="Items">Its first and its last items.</param>
/// <param name="Gap">What is left out between them.</param>
internal sealed record ListNode(string? Label, IReadOnlyList<Node> Items, Gap? Gap) : Node;

/// <summary>A dictionary.</summary>
internal sealed record MapNode(IReadOnlyList<(Node Key, Node Value)> Entries, Gap? Gap) : Node;

/// <summary>A two-dimensional array, or rows of equal length.</summary>
/// <param name="Type">Its type with its extent, such as <c>double[3,4]</c>.</param>
/// <param name="Rows">Its first and its last rows, each with its first and its last columns.</param>
/// <param name="RowGap">What is left out between the rows.</param>
/// <param name="ColumnGap">What is left out between the columns.</param>
internal sealed record GridNode(string Type, IReadOnlyList<IReadOnlyList<Node>> Rows, Gap? RowGap, Gap? ColumnGap) : Node;

/// <summary>An object with properties.</summary>
/// <param name="Type">Its type; empty for an anonymous one.</param>
/// <param name="Text">What its own <c>ToString</c> says; null if it has none of its own.</param>
/// <param name="Members">Its properties and fields.</param>
/// <param name="IsTuple">Whether the names of the members only count them.</param>
internal sealed record ObjectNode(string Type, string? Text, IReadOnlyList<(string Name, Node Value)> Members, bool IsTuple) : Node;

/// <summary>A value that brings its own HTML.</summary>
internal sealed record MarkupNode(string Html, string Text) : Node;

/// <summary>What is left out of a sequence.</summary>
/// <param name="At">How many of the items shown stand before it.</param>
/// <param name="Count">How many are left out; null if nobody knows.</param>
internal sealed record Gap(int At, long? Count)
{
    /// <summary>What is left out, in words.</summary>
    public string Text =>
        Count is { } count ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"… {count} more …") : "… and more";

    /// <summary>The place in the whole of the item shown at <paramref name="shown"/>.</summary>
    public static long Index(Gap? gap, int shown) => gap is null || shown < gap.At ? shown : shown + (gap.Count ?? 0);
}
