using System.Buffers.Binary;

namespace CSharpKernel.Zmtp;

/// <summary>Reads frames and whole messages from a stream, however the network has split them.</summary>
/// <param name="stream">Where the octets come from.</param>
/// <param name="limit">The largest message accepted, in octets of all its frames' bodies.</param>
internal sealed class FrameReader(Stream stream, long limit)
{
    /// <summary>The largest message accepted from a client that has shaken hands.</summary>
    public const long DefaultLimit = 256L << 20;

    private const int MaxFrames = 1024;
    private const int GrowthStep = 1 << 20;

    /// <summary>The largest message accepted from now on.</summary>
    public long Limit { get; set; } = limit;

    /// <summary>The next frame.</summary>
    /// <exception cref="EndOfStreamException">The peer has gone.</exception>
    /// <exception cref="ProtocolViolationException">Reserved flags, or a frame above the limit.</exception>
    public Frame ReadFrame() => ReadFrame(Limit);

    /// <summary>The next message, or a single command.</summary>
    /// <exception cref="EndOfStreamException">The peer has gone.</exception>
    /// <exception cref="ProtocolViolationException">A command within a message, or more than the limits allow.</exception>
    public IReadOnlyList<Frame> ReadMessage()
    {
        List<Frame> frames = [];
        long remaining = Limit;
        while (true)
        {
            Frame frame = ReadFrame(remaining);
            if (frame.IsCommand && (frames.Count > 0 || frame.HasMore))
                throw new ProtocolViolationException("A command must stand alone, outside any message.");
            frames.Add(frame);
            if (!frame.HasMore) return frames;
            if (frames.Count == MaxFrames) throw new ProtocolViolationException($"A message has more than {MaxFrames} frames.");
            remaining -= frame.Body.Length;
        }
    }

    private Frame ReadFrame(long allowed)
    {
        Span<byte> head = stackalloc byte[8];
        stream.ReadExactly(head[..1]);
        byte flags = head[0];
        if ((flags & ~(byte)(FrameFlags.More | FrameFlags.Long | FrameFlags.Command)) != 0)
            throw new ProtocolViolationException($"A frame has the reserved flags 0x{flags:x2}.");
        ulong size;
        if (((FrameFlags)flags).HasFlag(FrameFlags.Long))
        {
            stream.ReadExactly(head);
            size = BinaryPrimitives.ReadUInt64BigEndian(head);
        }
        else
        {
            stream.ReadExactly(head[..1]);
            size = head[0];
        }
        if (size > (ulong)allowed) throw new ProtocolViolationException($"A frame of {size} octets is above the limit of {allowed}.");
        return new Frame((FrameFlags)flags, ReadBody((int)size));
    }

    /// <summary>Memory is taken as octets come, not as a size in a header promises.</summary>
    private byte[] ReadBody(int size)
    {
        byte[] body = new byte[Math.Min(size, GrowthStep)];
        int filled = 0;
        while (true)
        {
            stream.ReadExactly(body, filled, body.Length - filled);
            filled = body.Length;
            if (filled == size) return body;
            Array.Resize(ref body, (int)Math.Min(size, 2L * filled));
        }
    }
}
