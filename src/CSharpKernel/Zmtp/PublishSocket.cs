using System.Net;

namespace CSharpKernel.Zmtp;

/// <summary>A PUB: sends each message to all peers that subscribed to a prefix of its first frame. Never drops one.</summary>
/// <param name="address">The only address to listen on.</param>
/// <param name="port">The port; 0 takes a free one.</param>
internal sealed class PublishSocket(IPAddress address, int port) : ZmtpSocket(address, port, "PUB", "SUB", "XSUB")
{
    private readonly Lock latch = new();
    private readonly Dictionary<Peer, List<ReadOnlyMemory<byte>>> subscriptions = [];
    private readonly ManualResetEventSlim subscribed = new();

    /// <summary>Sends a message to its subscribers.</summary>
    public void Publish(IReadOnlyList<ReadOnlyMemory<byte>> message)
    {
        byte[]? octets = null;
        // Under the latch, so that all subscribers see all messages in one order.
        lock (latch)
        {
            foreach ((Peer peer, List<ReadOnlyMemory<byte>> prefixes) in subscriptions)
            {
                if (prefixes.Exists(prefix => message[0].Span.StartsWith(prefix.Span)))
                    peer.Send(octets ??= FrameWriter.Message(message));
            }
        }
    }

    /// <summary>Waits for somebody to have subscribed.</summary>
    /// <returns>False if nobody has within the limit.</returns>
    public bool WaitForSubscriber(TimeSpan limit) => subscribed.Wait(limit);

    /// <inheritdoc/>
    protected override void Received(Peer peer, IReadOnlyList<Frame> message)
    {
        if (message[0].IsCommand)
        {
            // ZMTP 3.1's form; clients of that version may use it whatever version we greet them with.
            Command command = Command.Parse(message[0].Body);
            if (command.Name == "SUBSCRIBE") Subscribe(peer, command.Data);
            else if (command.Name == "CANCEL") Cancel(peer, command.Data);
        }
        else if (message is [{ Body: { IsEmpty: false } body }])
        {
            // ZMTP 3.0's form: a message of one octet and the prefix.
            if (body.Span[0] == 1) Subscribe(peer, body[1..]);
            else if (body.Span[0] == 0) Cancel(peer, body[1..]);
        }
    }

    private void Subscribe(Peer peer, ReadOnlyMemory<byte> prefix)
    {
        lock (latch)
        {
            if (!subscriptions.TryGetValue(peer, out List<ReadOnlyMemory<byte>>? prefixes)) subscriptions[peer] = prefixes = [];
            prefixes.Add(prefix);
        }
        subscribed.Set();
    }

    /// <summary>Takes back one subscription: a prefix subscribed to twice must be cancelled twice (RFC 29).</summary>
    private void Cancel(Peer peer, ReadOnlyMemory<byte> prefix)
    {
        lock (latch)
        {
            if (!subscriptions.TryGetValue(peer, out List<ReadOnlyMemory<byte>>? prefixes)) return;
            int at = prefixes.FindIndex(known => known.Span.SequenceEqual(prefix.Span));
            if (at >= 0) prefixes.RemoveAt(at);
        }
    }

    /// <inheritdoc/>
    protected override void Left(Peer peer)
    {
        lock (latch) subscriptions.Remove(peer);
    }
}
