namespace CSharpKernel.Messages;

/// <summary>
/// What carries messages between the kernel and its clients. Messages may be sent from any thread; disposing sends what is still queued, for a
/// moment at most.
/// </summary>
internal interface ITransport : IDisposable
{
    /// <summary>Begins to receive.</summary>
    /// <param name="received">Called for each valid message, possibly by several threads at once.</param>
    /// <param name="ended">Called when nobody can send anything any more.</param>
    void Start(Action<Request> received, Action ended);

    /// <summary>Sends to everybody, on iopub.</summary>
    void Publish(Message message);

    /// <summary>Answers a request on the channel on which it came.</summary>
    void Reply(Request request, Message message);

    /// <summary>Asks the client that sent a request, on stdin.</summary>
    void Ask(Request request, Message message);

    /// <summary>Waits until what is published reaches somebody.</summary>
    /// <returns>False if that did not happen within the limit.</returns>
    bool WaitForSubscriber(TimeSpan limit);
}
