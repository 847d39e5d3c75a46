using CSharpKernel.Display;
using CSharpKernel.Session;

namespace CSharpKernel.Tests.Loop;

/// <summary>A session whose cells are one word and its argument.</summary>
internal sealed class FakeSession : ICodeSession
{
    private readonly ManualResetEventSlim interrupted = new();

    public ManualResetEventSlim Running { get; } = new();

    public CellResult Execute(string code, ICellOutput output)
    {
        string argument = code[(code.IndexOf(' ', StringComparison.Ordinal) + 1)..];
        try
        {
            switch (code.Split(' ')[0])
            {
                case "print":
                    output.Stream("stdout", argument);
                    return new CellResult(null, null);
                case "fail":
                    return new CellResult(null, new CellError("Failure", argument, [argument]));
                case "read":
                    output.Stream("stdout", $"got {output.ReadLine(argument, false)}");
                    return new CellResult(null, null);
                case "print-and-read":
                    output.Stream("stdout", argument);
                    output.ReadLine("", false);
                    return new CellResult(null, null);
                case "wait":
                    interrupted.Reset();
                    Running.Set();
                    interrupted.Wait(TimeSpan.FromSeconds(10));
                    return new CellResult(null, new CellError("Interrupted", "", []));
                case "flood":
                    string line = new string('x', 99) + "\n";
                    for (int i = 0; i < int.Parse(argument, System.Globalization.CultureInfo.InvariantCulture); i++) output.Stream("stdout", line);
                    return new CellResult(null, null);
                case "crash":
                    throw new InvalidDataException("a bug in the session");
                default:
                    return new CellResult(MimeBundle.PlainText(code), null);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or InvalidOperationException)
        {
            return new CellResult(null, new CellError(e.GetType().Name, e.Message, []));
        }
    }

    public void Interrupt() => interrupted.Set();

    public Completion Complete(string code, int cursor) => new([new CompletionItem($"at{cursor}", "function", "()", "doc")], cursor - 1, cursor);

    public MimeBundle? Inspect(string code, int cursor) => code.Contains("known", StringComparison.Ordinal) ? MimeBundle.PlainText("docs") : null;

    public Completeness IsComplete(string code) => new(code.EndsWith('{') ? "incomplete" : "complete", "    ");

    public void WarmUp()
    {
    }

    public CellError Describe(Exception exception) => new("E", exception.Message, [$"described {exception.Message}"]);

    public void Dispose() => interrupted.Dispose();
}
