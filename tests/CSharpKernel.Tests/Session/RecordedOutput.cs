using System.Text;
using CSharpKernel.Display;
using CSharpKernel.Session;

namespace CSharpKernel.Tests.Session;

/// <summary>Keeps what a cell shows, and answers its questions from a list.</summary>
internal sealed class RecordedOutput : ICellOutput
{
    private readonly Lock _gate = new();
    private readonly StringBuilder _all = new();
    private readonly Dictionary<string, StringBuilder> _streams = new() { ["stdout"] = new(), ["stderr"] = new() };
    private readonly List<(MimeBundle Data, string? Id, bool Update)> _displays = [];
    private readonly List<bool> _clears = [];

    public Queue<string> Answers { get; init; } = [];

    public string Out => Of("stdout");

    public string Error => Of("stderr");

    /// <summary>Both streams in the order of their writes.</summary>
    public string All
    {
        get
        {
            lock (_gate)
                return _all.ToString();
        }
    }

    public IReadOnlyList<(MimeBundle Data, string? Id, bool Update)> Displays
    {
        get
        {
            lock (_gate)
                return [.. _displays];
        }
    }

    public IReadOnlyList<bool> Clears => _clears;

    public void Stream(string name, string text)
    {
        lock (_gate)
        {
            _streams[name].Append(text);
            _all.Append(text);
        }
    }

    public void Display(MimeBundle data, string? displayId, bool update)
    {
        lock (_gate)
            _displays.Add((data, displayId, update));
    }

    public void Clear(bool wait) => _clears.Add(wait);

    public string ReadLine(string prompt, bool password)
    {
        if (Answers.TryDequeue(out var answer))
            return answer;
        Thread.Sleep(Timeout.Infinite); // A reader who has gone for coffee.
        return "";
    }

    private string Of(string name)
    {
        lock (_gate)
            return _streams[name].ToString();
    }
}
