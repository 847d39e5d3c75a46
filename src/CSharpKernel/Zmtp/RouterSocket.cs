using System.Net;

namespace CSharpKernel.Zmtp;

/// <summary>A ROUTER: hears many clients, answers the one that asked.</summary>
/// <remarks>The identity is how a peer is found, never a frame on the wire.</remarks>
/// <param name="address">The only address to listen on.</param>
/// <param name="port">The port; 0 takes a free one.</param>
/// <param name="received">Called for each message, on the thread of the peer that sent it.</param>
internal sealed class RouterSocket(IPAddress address, int port, Action<Peer, IReadOnlyList<ReadOnlyMemory<byte>>> received)
    : ZmtpSocket(address, port, "ROUTER", "DEALER", "REQ", "ROUTER")
{
    private readonly Lock latch = new();
    private readonly List<Peer> joined = [];

    /// <summary>Sends to the peer, or if it has reconnected to its successor of the same identity.</summary>
    public void Send(Peer peer, IReadOnlyList<ReadOnlyMemory<byte>> message)
    {
        Peer? target = peer.IsOpen ? peer : Find(peer.Identity);
        target?.Send(FrameWriter.Message(message));
    }

    /// <summary>The peer that last joined under this identity; for an empty identity the only peer, if there is just one.</summary>
    public Peer? Find(ReadOnlyMemory<byte> identity)
    {
        lock (latch)
        {
            if (identity.IsEmpty) return joined.Count == 1 ? joined[0] : null;
            return joined.FindLast(peer => peer.Identity.Span.SequenceEqual(identity.Span));
        }
    }

    /// <inheritdoc/>
    protected override void Received(Peer peer, IReadOnlyList<Frame> message)
    {
        if (!message[0].IsCommand) received(peer, [.. message.Select(frame => frame.Body)]);
    }

    /// <inheritdoc/>
    protected override void Joined(Peer peer)
    {
        lock (latch) joined.Add(peer);
    }

    /// <inheritdoc/>
    protected override void Left(Peer peer)
    {
        lock (latch) joined.Remove(peer);
    }
}
