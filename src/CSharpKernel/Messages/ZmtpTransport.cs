using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using CSharpKernel.Zmtp;

namespace CSharpKernel.Messages;

/// <summary>
/// Jupyter's five sockets. A message on the wire is routing frames, the delimiter, the signature, header, parent header, metadata and content;
/// on iopub the topic is the routing frame.
/// </summary>
internal sealed class ZmtpTransport : ITransport
{
    private static readonly byte[] Delimiter = "<IDS|MSG>"u8.ToArray();
    private static readonly byte[] Empty = "{}"u8.ToArray();

    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(400);

    private readonly Signer signer;
    private readonly RouterSocket shell;
    private readonly RouterSocket control;
    private readonly RouterSocket stdin;
    private readonly PublishSocket iopub;
    private readonly ReplySocket heartbeat;
    private readonly string topicPrefix = $"kernel.{Guid.NewGuid()}.";
    private Action<Request> received = _ => { };

    /// <summary>Binds all sockets to the connection file's address.</summary>
    /// <exception cref="SocketException">A port is taken.</exception>
    public ZmtpTransport(ConnectionFile connection)
    {
        IPAddress address = connection.Address();
        signer = new Signer(connection.Key);
        shell = Router(address, connection.ShellPort, Channel.Shell);
        control = Router(address, connection.ControlPort, Channel.Control);
        stdin = Router(address, connection.StdinPort, Channel.Stdin);
        iopub = new PublishSocket(address, connection.IopubPort);
        heartbeat = new ReplySocket(address, connection.HbPort);
        Connection = connection with
        {
            ShellPort = shell.Port,
            ControlPort = control.Port,
            StdinPort = stdin.Port,
            IopubPort = iopub.Port,
            HbPort = heartbeat.Port,
        };
    }

    /// <summary>The connection file with the ports really taken.</summary>
    public ConnectionFile Connection { get; }

    private RouterSocket Router(IPAddress address, int port, Channel channel)
    {
        SeenSignatures seen = new();
        return new RouterSocket(address, port, (peer, frames) => Receive(channel, seen, peer, frames));
    }

    /// <inheritdoc/>
    /// <remarks>There is always somebody who could still connect, so <paramref name="ended"/> is never called.</remarks>
    public void Start(Action<Request> received, Action ended)
    {
        this.received = received;
        heartbeat.Start();
        iopub.Start();
        stdin.Start();
        control.Start();
        shell.Start();
    }

    /// <inheritdoc/>
    public void Publish(Message message) => iopub.Publish(Frames([Encoding.UTF8.GetBytes(topicPrefix + message.Header.MsgType)], message));

    /// <inheritdoc/>
    public void Reply(Request request, Message message)
    {
        Route route = (Route)request.Route!;
        (request.Channel == Channel.Control ? control : shell).Send(route.Peer, Frames(route.Envelope, message));
    }

    /// <inheritdoc/>
    /// <remarks>A client uses one identity for its shell and stdin sockets; that is how its stdin socket is found.</remarks>
    public void Ask(Request request, Message message)
    {
        Route route = (Route)request.Route!;
        if (stdin.Find(route.Peer.Identity) is { } peer) stdin.Send(peer, Frames(route.Envelope, message));
    }

    /// <inheritdoc/>
    public bool WaitForSubscriber(TimeSpan limit) => iopub.WaitForSubscriber(limit);

    /// <inheritdoc/>
    public void Dispose()
    {
        long end = Environment.TickCount64 + (long)Linger.TotalMilliseconds;
        foreach (ZmtpSocket socket in (ZmtpSocket[])[control, shell, iopub, stdin, heartbeat])
            socket.Close(TimeSpan.FromMilliseconds(Math.Max(0, end - Environment.TickCount64)));
    }

    private void Receive(Channel channel, SeenSignatures seen, Peer peer, IReadOnlyList<ReadOnlyMemory<byte>> frames)
    {
        int at = 0;
        while (at < frames.Count && !frames[at].Span.SequenceEqual(Delimiter)) at++;
        if (frames.Count < at + 6)
        {
            Drop("it has too few frames");
        }
        else if (!signer.Verify(frames[at + 1].Span, frames[at + 2], frames[at + 3], frames[at + 4], frames[at + 5]))
        {
            Drop("its signature is wrong");
        }
        else if (signer.IsSigning && !seen.Add(frames[at + 1].Span))
        {
            Drop("it was received before");
        }
        else
        {
            try
            {
                Header header = JsonSerializer.Deserialize(frames[at + 2].Span, MessageJson.Of<Header>()) ?? throw new JsonException("null");
                received(new Request(channel, header, frames[at + 2], frames[at + 5], new Route(peer, [.. frames.Take(at)])));
            }
            catch (JsonException e)
            {
                Drop($"its header cannot be read ({e.Message})");
            }
        }

        void Drop(string reason) => Log.Write($"A message on {channel} was dropped: {reason}.");
    }

    private List<ReadOnlyMemory<byte>> Frames(IReadOnlyList<ReadOnlyMemory<byte>> envelope, Message message)
    {
        byte[] header = JsonSerializer.SerializeToUtf8Bytes(message.Header, MessageJson.Of<Header>());
        byte[] signature = signer.Sign(header, message.ParentHeader, Empty, message.Content);
        return [.. envelope, Delimiter, signature, header, message.ParentHeader, Empty, message.Content];
    }

    private sealed record Route(Peer Peer, IReadOnlyList<ReadOnlyMemory<byte>> Envelope);
}
