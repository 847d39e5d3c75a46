namespace CSharpKernel.Zmtp;

/// <summary>One frame of ZMTP 3.0 (RFC 23): flags, a size of one or eight octets, a body.</summary>
/// <param name="Flags">What the frame is.</param>
/// <param name="Body">Its octets.</param>
internal readonly record struct Frame(FrameFlags Flags, ReadOnlyMemory<byte> Body)
{
    /// <summary>Whether further frames of the same message follow.</summary>
    public bool HasMore => Flags.HasFlag(FrameFlags.More);

    /// <summary>Whether the frame is a command rather than part of a message.</summary>
    public bool IsCommand => Flags.HasFlag(FrameFlags.Command);
}

/// <summary>The flags octet of a frame; the upper five bits are reserved and must be zero.</summary>
[Flags]
internal enum FrameFlags : byte
{
    /// <summary>The last frame of a message, with a size of one octet.</summary>
    None = 0,

    /// <summary>More frames of the message follow.</summary>
    More = 1,

    /// <summary>The size takes eight octets.</summary>
    Long = 2,

    /// <summary>A command.</summary>
    Command = 4,
}
