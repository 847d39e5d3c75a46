using System.Buffers.Binary;

namespace CSharpKernel.Zmtp;

/// <summary>Turns messages and commands into octets. All frames of a message go into one buffer, so that they leave as one write.</summary>
internal static class FrameWriter
{
    /// <summary>A message of one or more frames.</summary>
    public static byte[] Message(IReadOnlyList<ReadOnlyMemory<byte>> bodies)
    {
        ArgumentOutOfRangeException.ThrowIfZero(bodies.Count, nameof(bodies));
        long total = 0;
        foreach (ReadOnlyMemory<byte> body in bodies) total += HeadSize(body.Length) + body.Length;
        byte[] octets = new byte[total];
        int at = 0;
        for (int i = 0; i < bodies.Count; i++)
            at += Write(octets.AsSpan(at), i < bodies.Count - 1 ? FrameFlags.More : FrameFlags.None, bodies[i].Span);
        return octets;
    }

    /// <summary>A command.</summary>
    public static byte[] Command(ReadOnlySpan<byte> body)
    {
        byte[] octets = new byte[HeadSize(body.Length) + body.Length];
        _ = Write(octets, FrameFlags.Command, body);
        return octets;
    }

    private static int HeadSize(int size) => size <= byte.MaxValue ? 2 : 9;

    private static int Write(Span<byte> target, FrameFlags flags, ReadOnlySpan<byte> body)
    {
        int head = HeadSize(body.Length);
        if (head == 2)
        {
            target[0] = (byte)flags;
            target[1] = (byte)body.Length;
        }
        else
        {
            target[0] = (byte)(flags | FrameFlags.Long);
            BinaryPrimitives.WriteUInt64BigEndian(target[1..], (ulong)body.Length);
        }
        body.CopyTo(target[head..]);
        return head + body.Length;
    }
}
