using CSharpKernel.Display;
using CSharpKernel.Session;

namespace CSharpKernel;

/// <summary>Echoes each cell until the C# session is there.</summary>
internal sealed class PlaceholderSession : ICodeSession
{
    public CellResult Execute(string code, ICellOutput output)
    {
        output.Stream("stdout", code);
        return new CellResult(MimeBundle.PlainText(code), null);
    }

    public void Interrupt()
    {
    }

    public Completion Complete(string code, int cursor) => new([], cursor, cursor);

    public MimeBundle? Inspect(string code, int cursor) => null;

    public Completeness IsComplete(string code) => new("complete", "");

    public void WarmUp()
    {
    }

    public CellError Describe(Exception exception) => new(exception.GetType().Name, exception.Message, [exception.ToString()]);

    public void Dispose()
    {
    }
}
