using System.Buffers.Binary;
using System.Text;

namespace CSharpKernel.Zmtp;

/// <summary>A command: a name, preceded by its length octet, and data.</summary>
/// <param name="Name">READY, ERROR, SUBSCRIBE, CANCEL, PING or PONG.</param>
/// <param name="Data">What follows the name.</param>
internal readonly record struct Command(string Name, ReadOnlyMemory<byte> Data)
{
    /// <summary>Splits a command frame.</summary>
    /// <exception cref="ProtocolViolationException">The name is longer than the frame.</exception>
    public static Command Parse(ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty || body.Span[0] == 0 || body.Span[0] >= body.Length)
            throw new ProtocolViolationException("A command has no name, or less than its length octet says.");
        int size = body.Span[0];
        return new Command(Encoding.ASCII.GetString(body.Span.Slice(1, size)), body[(1 + size)..]);
    }

    /// <summary>The octets of a READY command that names our socket's type.</summary>
    public static byte[] Ready(string socketType)
    {
        byte[] value = Encoding.ASCII.GetBytes(socketType);
        byte[] data = new byte[1 + "Socket-Type".Length + 4 + value.Length];
        data[0] = (byte)"Socket-Type".Length;
        "Socket-Type"u8.CopyTo(data.AsSpan(1));
        BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(12), value.Length);
        value.CopyTo(data, 16);
        return Encode("READY"u8, data);
    }

    /// <summary>The octets of an ERROR command, after which the connection is closed.</summary>
    public static byte[] Error(string reason)
    {
        byte[] text = Encoding.ASCII.GetBytes(reason);
        return Encode("ERROR"u8, [(byte)text.Length, .. text]);
    }

    /// <summary>The octets of the answer to a PING: its context, without the two octets of its time to live.</summary>
    /// <exception cref="ProtocolViolationException">The PING is shorter than its time to live, or its context too long.</exception>
    public static byte[] Pong(ReadOnlyMemory<byte> ping)
    {
        if (ping.Length is < 2 or > 2 + 16) throw new ProtocolViolationException("A PING must hold a time to live and at most 16 octets.");
        return Encode("PONG"u8, ping.Span[2..]);
    }

    /// <summary>The properties of a READY command; names do not depend on case.</summary>
    /// <exception cref="ProtocolViolationException">A property runs beyond the command's end.</exception>
    public Dictionary<string, ReadOnlyMemory<byte>> Properties()
    {
        Dictionary<string, ReadOnlyMemory<byte>> properties = new(StringComparer.OrdinalIgnoreCase);
        ReadOnlyMemory<byte> rest = Data;
        while (!rest.IsEmpty)
        {
            string name = Encoding.ASCII.GetString(Take(ref rest, Take(ref rest, 1).Span[0]).Span);
            uint size = BinaryPrimitives.ReadUInt32BigEndian(Take(ref rest, 4).Span);
            properties[name] = Take(ref rest, size);
        }
        return properties;
    }

    private static ReadOnlyMemory<byte> Take(ref ReadOnlyMemory<byte> rest, uint size)
    {
        if (size > rest.Length) throw new ProtocolViolationException("A property of READY runs beyond the command's end.");
        ReadOnlyMemory<byte> taken = rest[..(int)size];
        rest = rest[(int)size..];
        return taken;
    }

    private static byte[] Encode(ReadOnlySpan<byte> name, ReadOnlySpan<byte> data) => FrameWriter.Command([(byte)name.Length, .. name, .. data]);
}
