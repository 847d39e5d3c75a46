using System.Text;

namespace RnnLm.Cli.Terminal;

/// <summary>An output that outlives its terminal: what is written after the window was closed is lost, the work that writes it is not.</summary>
/// <param name="inner">The standard output, or that for errors.</param>
internal sealed class TerminalWriter(TextWriter inner) : TextWriter
{
    // EIO, what Unix answers whoever writes to a terminal that is gone; a full disk or a closed pipe has numbers of its own.
    private const int InputOutputError = 5;
    private bool gone;

    /// <inheritdoc/>
    public override Encoding Encoding => inner.Encoding;

    /// <inheritdoc/>
    public override void Write(char value) => Write([value]);

    /// <inheritdoc/>
    public override void Write(string? value) => Write(value.AsSpan());

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<char> buffer)
    {
        if (gone) return;
        try
        {
            inner.Write(buffer);
        }
        catch (IOException e) when (e.HResult == InputOutputError)
        {
            gone = true;
        }
    }

    /// <inheritdoc/>
    public override void Flush() => inner.Flush();
}
