namespace CSharpKernel.Session.Running;

/// <summary>The console's input of the cells: every line is asked of the reader.</summary>
internal sealed class CellReader(TextReader original) : TextReader
{
    private string _line = "";
    private int _next;

    public override string? ReadLine()
    {
        if (_next < _line.Length)
        {
            var rest = _line[_next..].TrimEnd('\n');
            _next = _line.Length;
            return rest;
        }
        return ConsoleCapture.Output is { } output ? output.ReadLine("", password: false) : original.ReadLine();
    }

    public override int Peek()
    {
        if (_next >= _line.Length)
        {
            if (ReadLine() is not { } line)
                return -1;
            (_line, _next) = (line + "\n", 0);
        }
        return _line[_next];
    }

    public override int Read()
    {
        var character = Peek();
        if (character >= 0)
            _next++;
        return character;
    }
}
