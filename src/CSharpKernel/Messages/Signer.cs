using System.Security.Cryptography;
using System.Text;

namespace CSharpKernel.Messages;

/// <summary>Signs messages with HMAC-SHA256 over the octets of header, parent header, metadata and content; an empty key signs nothing.</summary>
/// <param name="key">The connection file's key.</param>
internal sealed class Signer(string key)
{
    private readonly byte[] key = Encoding.UTF8.GetBytes(key);

    /// <summary>Whether messages are signed at all.</summary>
    public bool IsSigning => key.Length > 0;

    /// <summary>The signature in lower-case hexadecimal digits; empty if nothing is signed.</summary>
    public byte[] Sign(params ReadOnlySpan<ReadOnlyMemory<byte>> parts)
    {
        if (!IsSigning) return [];
        using IncrementalHash hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        foreach (ReadOnlyMemory<byte> part in parts) hash.AppendData(part.Span);
        return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <summary>Whether the signature is right; takes the same time wherever it differs.</summary>
    public bool Verify(ReadOnlySpan<byte> signature, params ReadOnlySpan<ReadOnlyMemory<byte>> parts) =>
        !IsSigning || CryptographicOperations.FixedTimeEquals(signature, Sign(parts));
}
