using System.Net;
using System.Net.Sockets;

namespace CSharpKernel.Zmtp;

/// <summary>A bound socket of ZMTP 3.0 over TCP: accepts connections and keeps the peers that have shaken hands.</summary>
internal abstract class ZmtpSocket : IDisposable
{
    private const int StackSize = 256 << 10;

    private readonly Socket listener;
    private readonly string type;
    private readonly string[] accepts;
    private readonly HashSet<Peer> peers = [];
    private volatile bool closed;

    /// <summary>Binds; nobody is accepted before <see cref="Start"/>.</summary>
    /// <param name="address">The only address to listen on.</param>
    /// <param name="port">The port; 0 takes a free one.</param>
    /// <param name="type">Our type.</param>
    /// <param name="accepts">The types of peers that it talks to.</param>
    /// <exception cref="SocketException">The address cannot be bound.</exception>
    protected ZmtpSocket(IPAddress address, int port, string type, params string[] accepts)
    {
        this.type = type;
        this.accepts = accepts;
        listener = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        // A restarted kernel is given the ports of the one before it; on Windows this option would mean sharing them.
        if (!OperatingSystem.IsWindows()) listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        listener.Bind(new IPEndPoint(address, port));
        listener.Listen(512);
        Port = ((IPEndPoint)listener.LocalEndPoint!).Port;
    }

    /// <summary>The port that it listens on.</summary>
    public int Port { get; }

    /// <summary>Begins to accept peers.</summary>
    public void Start() => new Thread(AcceptAll, StackSize) { IsBackground = true, Name = $"ZMTP {type} {Port}" }.Start();

    /// <summary>The peers that have shaken hands, as of now.</summary>
    protected Peer[] Peers()
    {
        lock (peers) return [.. peers];
    }

    /// <summary>A message, or a command that concerns the socket's type, has come. Called on the peer's own thread.</summary>
    protected abstract void Received(Peer peer, IReadOnlyList<Frame> message);

    /// <summary>A peer has shaken hands.</summary>
    protected virtual void Joined(Peer peer)
    {
    }

    /// <summary>A peer that had shaken hands has gone.</summary>
    protected virtual void Left(Peer peer)
    {
    }

    private void AcceptAll()
    {
        while (!closed)
        {
            try
            {
                Socket connection = listener.Accept();
                new Thread(() => Serve(connection), StackSize) { IsBackground = true, Name = $"ZMTP {type} reader" }.Start();
            }
            catch (ObjectDisposedException)
            {
                return;
            }
            catch (Exception e) when (e is SocketException or OutOfMemoryException)
            {
                // A connection reset before it was accepted, or no file or thread left for it: others may still come.
                Thread.Sleep(10);
            }
        }
    }

    private void Serve(Socket connection)
    {
        using Peer peer = new(connection);
        peer.Run(type, accepts, Add, Received);
        lock (peers)
        {
            if (!peers.Remove(peer)) return;
        }
        Left(peer);
    }

    private void Add(Peer peer)
    {
        lock (peers) peers.Add(peer);
        Joined(peer);
    }

    /// <summary>Accepts nobody any more, lets each peer have what is queued for it, waiting at most so long, and closes.</summary>
    public void Close(TimeSpan linger)
    {
        closed = true;
        listener.Dispose();
        long end = Environment.TickCount64 + (long)linger.TotalMilliseconds;
        foreach (Peer peer in Peers()) peer.Close(TimeSpan.FromMilliseconds(Math.Max(0, end - Environment.TickCount64)));
    }

    /// <summary>Closes at once.</summary>
    public void Dispose() => Close(TimeSpan.Zero);
}
