using CSharpKernel.Messages;

namespace CSharpKernel;

/// <summary>Asks the reader for lines, one question at a time.</summary>
internal sealed class InputChannel(Publisher publisher)
{
    // What the cell wrote goes another way than the question and must be there first: VS Code, for one, shows nothing that comes
    // after a question until it is answered, not even the text that says what to answer.
    private static readonly TimeSpan HeadStart = TimeSpan.FromMilliseconds(50);

    private readonly Lock asking = new();
    private readonly object latch = new();
    private string? answer;
    private bool waiting;
    private bool cancelled;

    /// <summary>Asks, and waits for the line.</summary>
    /// <exception cref="OperationCanceledException">The cell was interrupted meanwhile.</exception>
    public string Ask(Request request, string prompt, bool password)
    {
        lock (asking)
        {
            lock (latch)
            {
                // An answer to an earlier question, one that was interrupted, is not the answer to this one.
                answer = null;
                cancelled = false;
                waiting = true;
            }
            publisher.Flush();
            Thread.Sleep(HeadStart);
            publisher.Ask(request, new InputRequest(prompt, password));
            lock (latch)
            {
                try
                {
                    while (answer is null && !cancelled) Monitor.Wait(latch);
                    return answer ?? throw new OperationCanceledException("The cell was interrupted while it waited for input.");
                }
                finally
                {
                    waiting = false;
                }
            }
        }
    }

    /// <summary>The reader's line has come.</summary>
    public void Answer(string line)
    {
        lock (latch)
        {
            if (waiting) answer ??= line;
            Monitor.PulseAll(latch);
        }
    }

    /// <summary>Stops waiting.</summary>
    public void Cancel()
    {
        lock (latch)
        {
            cancelled = true;
            Monitor.PulseAll(latch);
        }
    }
}
