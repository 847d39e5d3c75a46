using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;

namespace CSharpKernel.Zmtp;

/// <summary>
/// One connection of a socket: a thread that reads, a thread that writes, and between the kernel and the latter an unbounded queue.
/// Threads of its own, not the pool's, so that a cell which keeps the pool busy delays no message.
/// </summary>
internal sealed class Peer : IDisposable
{
    private const int StackSize = 256 << 10;
    private const int HandshakeLimit = 64 << 10;
    private static readonly TimeSpan HandshakeTime = TimeSpan.FromSeconds(30);

    private readonly Socket socket;
    private readonly BlockingCollection<ReadOnlyMemory<byte>> outgoing = [];
    private readonly Thread writer;

    /// <summary>Takes over an accepted connection; <see cref="Run"/> does the rest.</summary>
    public Peer(Socket socket)
    {
        this.socket = socket;
        socket.NoDelay = true;
        writer = new Thread(WriteAll, StackSize) { IsBackground = true, Name = "ZMTP writer" };
    }

    /// <summary>The identity that the peer gave itself; empty if none.</summary>
    public ReadOnlyMemory<byte> Identity { get; private set; }

    /// <summary>Whether octets queued now may still reach the peer.</summary>
    public bool IsOpen => !outgoing.IsAddingCompleted;

    /// <summary>Queues octets for sending; without effect once the connection has ended.</summary>
    public void Send(ReadOnlyMemory<byte> octets)
    {
        try
        {
            outgoing.Add(octets);
        }
        catch (InvalidOperationException)
        {
            // Closed in this very moment: what was to be sent is lost, as with any connection that ends.
        }
    }

    /// <summary>Shakes hands and reads until the connection ends, on the calling thread.</summary>
    /// <param name="socketType">Our socket's type.</param>
    /// <param name="accepts">The peer's types that ours may talk to.</param>
    /// <param name="ready">Called once, after the handshake.</param>
    /// <param name="received">Called for each message, and for each command other than PING and PONG.</param>
    public void Run(string socketType, IReadOnlyCollection<string> accepts, Action<Peer> ready, Action<Peer, IReadOnlyList<Frame>> received)
    {
        try
        {
            using Stream stream = new BufferedStream(new NetworkStream(socket, ownsSocket: false), 64 << 10);
            FrameReader reader = new(stream, HandshakeLimit);
            ShakeHands(stream, reader, socketType, accepts);
            reader.Limit = FrameReader.DefaultLimit;
            writer.Start();
            ready(this);
            while (true)
            {
                IReadOnlyList<Frame> message = reader.ReadMessage();
                if (message[0].IsCommand && Command.Parse(message[0].Body) is { Name: "PING" or "PONG" } command)
                {
                    if (command.Name == "PING") Send(Command.Pong(command.Data));
                }
                else
                {
                    received(this, message);
                }
            }
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            // The peer has gone or talks nonsense: either way this connection is over, and only this one.
        }
        finally
        {
            Dispose();
        }
    }

    private void ShakeHands(Stream stream, FrameReader reader, string socketType, IReadOnlyCollection<string> accepts)
    {
        socket.ReceiveTimeout = (int)HandshakeTime.TotalMilliseconds;
        // Both sides send at once: a peer may wait for our greeting before it goes on with its own.
        SendNow(Greeting.Ours());
        Greeting.Expect(stream);
        SendNow(Command.Ready(socketType));
        Frame frame = reader.ReadFrame();
        if (!frame.IsCommand || Command.Parse(frame.Body) is not { Name: "READY" } ready)
            throw new ProtocolViolationException("The peer's handshake does not end with READY.");
        Dictionary<string, ReadOnlyMemory<byte>> properties = ready.Properties();
        string peerType = properties.TryGetValue("Socket-Type", out ReadOnlyMemory<byte> type) ? Encoding.ASCII.GetString(type.Span) : "";
        if (!accepts.Contains(peerType))
        {
            SendNow(Command.Error($"{socketType} does not talk to this socket type"));
            throw new ProtocolViolationException($"{socketType} does not talk to '{peerType}'.");
        }
        Identity = properties.GetValueOrDefault("Identity");
        socket.ReceiveTimeout = 0;
    }

    private void WriteAll()
    {
        try
        {
            foreach (ReadOnlyMemory<byte> octets in outgoing.GetConsumingEnumerable()) SendNow(octets.Span);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            Dispose();
        }
    }

    private void SendNow(ReadOnlySpan<byte> octets)
    {
        while (!octets.IsEmpty) octets = octets[socket.Send(octets)..];
    }

    /// <summary>Lets what is queued go out, waiting at most so long, and closes the connection.</summary>
    public void Close(TimeSpan linger)
    {
        outgoing.CompleteAdding();
        if (writer.IsAlive && linger > TimeSpan.Zero) writer.Join(linger);
        socket.Dispose();
    }

    /// <summary>Closes the connection at once.</summary>
    public void Dispose() => Close(TimeSpan.Zero);
}
