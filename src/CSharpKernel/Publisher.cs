using System.Text;
using CSharpKernel.Messages;

namespace CSharpKernel;

/// <summary>
/// Everything that the kernel sends passes here, in order. Console text is gathered for a moment, for a message for each line would be slow;
/// whatever else is sent, the text written before it goes first.
/// </summary>
internal sealed class Publisher
{
    private const int FullSize = 256 << 10;
    private static readonly TimeSpan GatheringTime = TimeSpan.FromMilliseconds(40);

    private readonly ITransport transport;
    private readonly string session = Guid.NewGuid().ToString();
    private readonly object latch = new();
    private readonly StringBuilder gathered = new();
    private string gatheredName = "";
    private Request? gatheredParent;

    /// <summary>Sends through this transport.</summary>
    public Publisher(ITransport transport)
    {
        this.transport = transport;
        new Thread(FlushRegularly, 256 << 10) { IsBackground = true, Name = "console flush" }.Start();
    }

    /// <summary>Sends to everybody what belongs to a request, or to none.</summary>
    public void Publish<T>(Request? parent, T content)
        where T : IContent
    {
        lock (latch)
        {
            SendGathered(keepHalfPair: false);
            transport.Publish(Create(parent, content));
        }
    }

    /// <summary>Answers a request.</summary>
    public void Reply<T>(Request request, T content)
        where T : IContent =>
        Send(request, Create(request, content), transport.Reply);

    /// <summary>Answers a request that could not be answered as it should.</summary>
    public void ReplyError(Request request, ErrorReply error)
    {
        string type = request.Header.MsgType.Replace("_request", "_reply", StringComparison.Ordinal);
        Send(request, Message.Create(session, type, request.HeaderJson, error), transport.Reply);
    }

    /// <summary>Asks the client that sent a request.</summary>
    public void Ask<T>(Request request, T content)
        where T : IContent =>
        Send(request, Create(request, content), transport.Ask);

    /// <summary>Gathers console text of a request's cell.</summary>
    public void Write(Request parent, string name, string text)
    {
        if (text.Length == 0) return;
        lock (latch)
        {
            if (gatheredParent != parent || gatheredName != name) SendGathered(keepHalfPair: false);
            if (gathered.Length == 0) Monitor.Pulse(latch);
            gatheredParent = parent;
            gatheredName = name;
            gathered.Append(text);
            if (gathered.Length >= FullSize) SendGathered(keepHalfPair: true);
        }
    }

    /// <summary>Sends the text gathered so far.</summary>
    public void Flush()
    {
        lock (latch) SendGathered(keepHalfPair: false);
    }

    private Message Create<T>(Request? parent, T content)
        where T : IContent =>
        Message.Create(session, parent?.HeaderJson ?? Message.NoParent, content);

    private void Send(Request request, Message message, Action<Request, Message> send)
    {
        lock (latch)
        {
            SendGathered(keepHalfPair: false);
            send(request, message);
        }
    }

    private void FlushRegularly()
    {
        while (true)
        {
            lock (latch)
            {
                while (gathered.Length == 0) Monitor.Wait(latch);
            }
            Thread.Sleep(GatheringTime);
            lock (latch) SendGathered(keepHalfPair: true);
        }
    }

    private void SendGathered(bool keepHalfPair)
    {
        if (gathered.Length == 0) return;
        // A character beyond the BMP may have been written in two halves, the second of which has yet to come.
        char? half = keepHalfPair && char.IsHighSurrogate(gathered[^1]) ? gathered[^1] : null;
        if (half is not null) gathered.Length--;
        if (gathered.Length > 0) transport.Publish(Create(gatheredParent, new StreamOutput(gatheredName, gathered.ToString())));
        gathered.Clear();
        if (half is not null) gathered.Append(half);
    }
}
