using System.Globalization;
using System.Text;

namespace CSharpKernel.Session.Running;

/// <summary>A console stream of the cells: each write is passed on at once and whole, so that two streams keep their order.</summary>
internal sealed class CellWriter : TextWriter
{
    private readonly string _name;
    private readonly TextWriter _original;

    /// <param name="name"><c>stdout</c> or <c>stderr</c>.</param>
    /// <param name="original">Where text goes while no cell has run.</param>
    public CellWriter(string name, TextWriter original) : base(CultureInfo.InvariantCulture)
    {
        (_name, _original) = (name, original);
        CoreNewLine = ['\n'];
    }

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(string? value)
    {
        if (string.IsNullOrEmpty(value))
            return;
        if (ConsoleCapture.Output is { } output)
            output.Stream(_name, value);
        else
            _original.Write(value);
    }

    public override void Write(char value) => Write(value.ToString());

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    public override void Write(ReadOnlySpan<char> buffer) => Write(buffer.ToString());

    public override void WriteLine() => Write("\n");

    public override void WriteLine(string? value) => Write(value + "\n");

    public override void WriteLine(ReadOnlySpan<char> buffer) => Write(string.Concat(buffer, "\n"));

    public override void WriteLine(char[] buffer, int index, int count) => WriteLine(buffer.AsSpan(index, count));
}
