namespace CSharpKernel.Zmtp;

/// <summary>The 64 octets that each side of a ZMTP 3.0 connection sends first: signature, version, mechanism, as-server, filler.</summary>
internal static class Greeting
{
    /// <summary>The size of a greeting.</summary>
    public const int Size = 64;

    private const int VersionAt = 10;
    private const int MechanismAt = 12;
    private const int MechanismSize = 20;

    /// <summary>Our greeting: version 3.0, mechanism NULL.</summary>
    public static byte[] Ours()
    {
        byte[] octets = new byte[Size];
        octets[0] = 0xFF;
        octets[9] = 0x7F;
        octets[VersionAt] = 3;
        "NULL"u8.CopyTo(octets.AsSpan(MechanismAt));
        return octets;
    }

    /// <summary>Reads the peer's greeting, giving up at the first octet that cannot belong to one.</summary>
    /// <exception cref="EndOfStreamException">The peer has gone.</exception>
    /// <exception cref="ProtocolViolationException">Not ZMTP, older than 3.0, or another mechanism than NULL.</exception>
    public static void Expect(Stream stream)
    {
        byte[] octets = new byte[Size];
        stream.ReadExactly(octets, 0, 1);
        if (octets[0] != 0xFF) throw new ProtocolViolationException("The peer does not speak ZMTP.");
        stream.ReadExactly(octets, 1, VersionAt - 1);
        if (octets[9] != 0x7F) throw new ProtocolViolationException("The peer does not speak ZMTP 2.0 or later.");
        stream.ReadExactly(octets, VersionAt, 1);
        if (octets[VersionAt] < 3) throw new ProtocolViolationException($"ZMTP {octets[VersionAt]}.x is too old: 3.0 or later is needed.");
        stream.ReadExactly(octets, VersionAt + 1, Size - VersionAt - 1);
        ReadOnlySpan<byte> mechanism = octets.AsSpan(MechanismAt, MechanismSize);
        if (!mechanism.TrimEnd((byte)0).SequenceEqual("NULL"u8))
            throw new ProtocolViolationException("The security mechanism is not NULL.");
    }
}
