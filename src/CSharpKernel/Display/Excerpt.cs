using System.Collections;

namespace CSharpKernel.Display;

/// <summary>
/// What is shown of a sequence: all of a short one, beginning and end of a long one, the beginning of one whose length nobody knows.
/// </summary>
internal static class Excerpt
{
    /// <summary>The items shown, what is left out, and what ended the reading early.</summary>
    /// <param name="sequence">Read once, and no further than shown.</param>
    /// <param name="limit">The most items to show.</param>
    /// <param name="count">Its length where known.</param>
    public static (IReadOnlyList<object?> Items, Gap? Gap, Exception? Problem) Of(IEnumerable sequence, int limit, int? count = null)
    {
        if (sequence is IList { Count: var length } list and not Array { Rank: > 1 } && length > limit)
        {
            var (indices, gap) = Indices(length, limit);
            var first = list is Array array ? array.GetLowerBound(0) : 0;
            return ([.. indices.Select(index => list is Array values ? values.GetValue(first + index) : list[index])], gap, null);
        }
        var items = new List<object?>();
        try
        {
            foreach (var item in sequence)
            {
                if (items.Count == limit)
                    return (items, new Gap(limit, (count ?? (sequence as ICollection)?.Count) - limit), null);
                items.Add(item);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return (items, null, exception);
        }
        return (items, null, null);
    }

    /// <summary>Which of <paramref name="count"/> places to show: the first and the last halves of <paramref name="limit"/>.</summary>
    public static (IReadOnlyList<int> Indices, Gap? Gap) Indices(int count, int limit)
    {
        if (count <= limit)
            return ([.. Enumerable.Range(0, count)], null);
        var (head, tail) = (limit - limit / 2, limit / 2);
        return ([.. Enumerable.Range(0, head), .. Enumerable.Range(count - tail, tail)], new Gap(head, count - head - tail));
    }
}
