using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;
using CSharpKernel.Session.Errors;

namespace CSharpKernel.Display;

/// <summary>
/// Reads a value into <see cref="Node"/>s, each part of it once: within limits of depth and length, past circles, properties that throw
/// and sequences that never end.
/// </summary>
internal sealed class NodeReader
{
    /// <summary>How many items of a sequence are shown when it is the value itself, and inside others.</summary>
    private const int Longest = 100, LongestInside = 20;

    /// <summary>How many rows and columns of a grid are shown.</summary>
    private const int LargestGrid = 20;

    private const int Deepest = 4;

    /// <summary>How many values are read in all: sequences inside sequences multiply.</summary>
    private const int Most = 10_000;

    private readonly HashSet<object> _around = new(ReferenceEqualityComparer.Instance);
    private int _read;

    /// <summary>Reads a value, the parts of it included.</summary>
    public static Node Read(object? value) => new NodeReader().Read(value, 0);

    private Node Read(object? value, int depth)
    {
        if (value is null)
            return new TextNode("null", TextKind.Other);
        if (Scalar.Read(value) is { } scalar)
            return scalar;
        if (value is HtmlContent markup)
            return new MarkupNode(markup.Html, markup.Html);
        if (ConventionFormatters.Html(value) is { } html)
            return new MarkupNode(html, PlainText.TypeAndText(value));
        if (depth > Deepest || ++_read > Most)
            return Remark(TypeName.Of(value.GetType()) + " …");
        if (!value.GetType().IsValueType && !_around.Add(value))
            return Remark($"{TypeName.Of(value.GetType())} (again: a circle)");
        try
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
            return ReadParts(value, depth);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return Thrown(exception);
        }
        finally
        {
            _around.Remove(value);
        }
    }

    private Node ReadParts(object value, int depth) => value switch
    {
        Exception exception => new TextNode(string.Join('\n', ExceptionReport.From(exception).Traceback), TextKind.Other),
        Array { Rank: 2 } grid => Grid(grid, depth),
        ITuple tuple => new ObjectNode(
            "", null,
                [.. Enumerable.Range(0, tuple.Length).Select(item => ($"Item{item + 1}", Read(tuple[item], depth + 1)))], IsTuple: true),
        IDictionary dictionary => Map(dictionary, dictionary.Count, depth),
        IEnumerable pairs when MemberReader.DictionaryCount(value) is { } count => Map(pairs, count, depth),
        IEnumerable sequence => List(sequence, depth),
        _ => new ObjectNode(
            MemberReader.IsAnonymous(value) ? "" : TypeName.Of(value.GetType()), MemberReader.OwnText(value),
            [.. MemberReader.Read(value)
                .Select(member => (member.Name, member.Problem is null ? Read(member.Value, depth + 1) : Thrown(member.Problem)))],
            IsTuple: false),
    };

    private Node List(IEnumerable sequence, int depth)
    {
        var (items, gap, problem) = Excerpt.Of(sequence, depth == 0 ? Longest : LongestInside);
        List<Node> nodes = [.. items.Select(item => Read(item, depth + 1))];
        if (problem is not null)
            nodes.Add(Thrown(problem));
        var label = MemberReader.GroupKey(sequence) is var (isGroup, key) && isGroup ? PlainText.Write(Read(key, depth + 1)) : null;
        return label is null && Rows(nodes) is { } rows
            ? new GridNode(TypeName.Of(sequence.GetType()), rows, gap, ((ListNode)nodes[0]).Gap)
            : new ListNode(label, nodes, gap);
    }

    // Rows of numbers, all of one length, are a matrix whatever holds them.
    private static IReadOnlyList<IReadOnlyList<Node>>? Rows(List<Node> nodes) =>
        nodes.Count > 1 && nodes[0] is ListNode { Items.Count: > 0 } first
        && nodes.All(node => node is ListNode row && row.Gap == first.Gap && row.Items.Count == first.Items.Count
            && row.Items.All(item => item is TextNode { Kind: TextKind.Number }))
            ? [.. nodes.Select(node => ((ListNode)node).Items)]
            : null;

    private MapNode Map(IEnumerable pairs, int count, int depth)
    {
        var (items, gap, problem) = Excerpt.Of(pairs, depth == 0 ? Longest : LongestInside, count);
        List<(Node, Node)> entries =
            [.. items.Select(MemberReader.Pair).Select(pair => (Read(pair.Key, depth + 1), Read(pair.Value, depth + 1)))];
        if (problem is not null)
            entries.Add((Remark("…"), Thrown(problem)));
        return new MapNode(entries, gap);
    }

    private GridNode Grid(Array grid, int depth)
    {
        var (rows, rowGap) = Excerpt.Indices(grid.GetLength(0), LargestGrid);
        var (columns, columnGap) = Excerpt.Indices(grid.GetLength(1), LargestGrid);
        var (top, left) = (grid.GetLowerBound(0), grid.GetLowerBound(1));
        var type = string.Create(CultureInfo.InvariantCulture,
            $"{TypeName.Of(grid.GetType().GetElementType()!)}[{grid.GetLength(0)},{grid.GetLength(1)}]");
        return new GridNode(
            type,
            [.. rows.Select(row =>
                (IReadOnlyList<Node>)[.. columns.Select(column => Read(grid.GetValue(top + row, left + column), depth + 1))])],
            rowGap,
            columnGap);
    }

    private static TextNode Remark(string text) => new(text, TextKind.Remark);

    private static TextNode Thrown(Exception exception) => Remark($"(throws {TypeName.Of(exception.GetType())}: {exception.Message})");
}
