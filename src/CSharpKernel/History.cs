using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CSharpKernel.Messages;

namespace CSharpKernel;

/// <summary>The cells of this kernel's life, kept in memory only.</summary>
internal sealed class History
{
    // The kernel knows one session only: its own. Clients call the current one 0.
    private const int CurrentSession = 1;

    private readonly Lock latch = new();
    private readonly List<Entry> entries = [];

    /// <summary>Remembers a cell about to run.</summary>
    public void Add(int number, string code)
    {
        lock (latch) entries.Add(new Entry(number, code, null));
    }

    /// <summary>Remembers the value of the cell last added.</summary>
    public void AddValue(string text)
    {
        lock (latch) entries[^1] = entries[^1] with { Output = text };
    }

    /// <summary>Answers a request.</summary>
    public HistoryReply Answer(HistoryRequest request)
    {
        lock (latch)
        {
            IEnumerable<Entry> found = request.HistAccessType switch
            {
                "tail" => entries.TakeLast(request.N ?? entries.Count),
                "range" => Range(request),
                "search" => Search(request),
                _ => [],
            };
            return new HistoryReply([.. found.Select(entry => Triple(entry, request.Output))]);
        }
    }

    private IEnumerable<Entry> Range(HistoryRequest request)
    {
        if (request.Session is not (0 or CurrentSession)) return [];
        return entries.Where(entry => entry.Number >= request.Start && entry.Number < (request.Stop ?? int.MaxValue));
    }

    private IEnumerable<Entry> Search(HistoryRequest request)
    {
        string pattern = Regex.Escape(request.Pattern ?? "*")
            .Replace(@"\*", ".*", StringComparison.Ordinal)
            .Replace(@"\?", ".", StringComparison.Ordinal);
        Regex regex = new($@"\A{pattern}\z", RegexOptions.Singleline | RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        IEnumerable<Entry> found = entries.Where(entry => regex.IsMatch(entry.Code));
        // Of equal cells the last one counts.
        if (request.Unique) found = found.Reverse().DistinctBy(entry => entry.Code).Reverse();
        return request.N is { } n ? found.TakeLast(n) : found;
    }

    private static JsonArray Triple(Entry entry, bool withOutput) =>
        new(CurrentSession, entry.Number, withOutput ? new JsonArray(entry.Code, entry.Output) : entry.Code);

    private sealed record Entry(int Number, string Code, string? Output);
}
