using System.Net;

namespace CSharpKernel.Zmtp;

/// <summary>A REP that answers each request with the request: Jupyter's heartbeat.</summary>
/// <param name="address">The only address to listen on.</param>
/// <param name="port">The port; 0 takes a free one.</param>
internal sealed class ReplySocket(IPAddress address, int port) : ZmtpSocket(address, port, "REP", "REQ", "DEALER")
{
    /// <inheritdoc/>
    protected override void Received(Peer peer, IReadOnlyList<Frame> message)
    {
        if (!message[0].IsCommand) peer.Send(FrameWriter.Message([.. message.Select(frame => frame.Body)]));
    }
}
