using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Xunit;

namespace CSharpKernel.Tests.Zmtp;

/// <summary>A client written octet by octet from the specification, sharing nothing with the kernel's code.</summary>
internal sealed class RawPeer : IDisposable
{
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = 10_000 };

    public RawPeer(int port) => socket.Connect(IPAddress.Loopback, port);

    public static byte[] Greeting { get; } = [0xFF, 0, 0, 0, 0, 0, 0, 0, 1, 0x7F, 3, 0, .. "NULL"u8, .. new byte[48]];

    public void Send(params byte[] octets) => socket.Send(octets);

    public byte[] Receive(int count)
    {
        byte[] octets = new byte[count];
        for (int filled = 0; filled < count;)
        {
            int read = socket.Receive(octets, filled, count - filled, SocketFlags.None);
            if (read == 0) throw new EndOfStreamException();
            filled += read;
        }
        return octets;
    }

    /// <summary>Whether the kernel hangs up, whatever it sends before.</summary>
    public bool IsDropped()
    {
        try
        {
            byte[] octets = new byte[4096];
            while (socket.Receive(octets) > 0)
            {
            }
            return true;
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode != SocketError.TimedOut;
        }
    }

    /// <summary>Greets and says READY; gives back the kernel's READY frame.</summary>
    public byte[] ShakeHands(string type, string identity = "")
    {
        Send(Greeting);
        Assert.Equal(64, Receive(64).Length);
        byte[] ready =
        [
            5, .. "READY"u8,
            11, .. "Socket-Type"u8, 0, 0, 0, (byte)type.Length, .. Encoding.ASCII.GetBytes(type),
            8, .. "Identity"u8, 0, 0, 0, (byte)identity.Length, .. Encoding.ASCII.GetBytes(identity),
        ];
        Send([4, (byte)ready.Length, .. ready]);
        return ReceiveFrame().Body;
    }

    public void SendMessage(params byte[][] frames)
    {
        for (int i = 0; i < frames.Length; i++)
        {
            byte[] size = new byte[8];
            BinaryPrimitives.WriteInt64BigEndian(size, frames[i].Length);
            byte more = (byte)(i < frames.Length - 1 ? 1 : 0);
            Send(frames[i].Length < 256 ? [more, (byte)frames[i].Length, .. frames[i]] : [(byte)(more | 2), .. size, .. frames[i]]);
        }
    }

    public (byte Flags, byte[] Body) ReceiveFrame()
    {
        byte flags = Receive(1)[0];
        long size = (flags & 2) == 0 ? Receive(1)[0] : BinaryPrimitives.ReadInt64BigEndian(Receive(8));
        return (flags, Receive((int)size));
    }

    public List<byte[]> ReceiveMessage()
    {
        List<byte[]> frames = [];
        while (true)
        {
            (byte flags, byte[] body) = ReceiveFrame();
            frames.Add(body);
            if ((flags & 1) == 0) return frames;
        }
    }

    public void Dispose() => socket.Dispose();
}
