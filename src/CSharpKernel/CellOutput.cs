using CSharpKernel.Display;
using CSharpKernel.Messages;
using CSharpKernel.Session;

namespace CSharpKernel;

/// <summary>The output of one cell, as messages that belong to its request.</summary>
/// <param name="request">The request that runs the cell.</param>
/// <param name="silent">Whether nothing is to be shown.</param>
/// <param name="allowInput">Whether the client answers questions.</param>
/// <param name="publisher">Where the messages go.</param>
/// <param name="input">Where questions go.</param>
internal sealed class CellOutput(Request request, bool silent, bool allowInput, Publisher publisher, InputChannel input) : ICellOutput
{
    private static readonly Dictionary<string, string> NoMetadata = [];

    /// <inheritdoc/>
    public void Stream(string name, string text)
    {
        if (!silent) publisher.Write(request, name, text);
    }

    /// <inheritdoc/>
    public void Display(MimeBundle data, string? displayId, bool update)
    {
        if (silent) return;
        if (update) publisher.Publish(request, new UpdateDisplayData(data, NoMetadata, new Transient(displayId)));
        else publisher.Publish(request, new DisplayData(data, NoMetadata, new Transient(displayId)));
    }

    /// <inheritdoc/>
    public void Clear(bool wait)
    {
        if (!silent) publisher.Publish(request, new ClearOutput(wait));
    }

    /// <inheritdoc/>
    public string ReadLine(string prompt, bool password)
    {
        if (!allowInput)
            throw new InvalidOperationException("The cell asks for a line of input, but the client that runs it takes none.");
        return input.Ask(request, prompt, password);
    }
}
