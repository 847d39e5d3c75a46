using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace RnnLm.Cli.Data;

/// <summary>What a file's content must hash to: SHA-256, or the SHA-1 by which Git names it where only that is published.</summary>
/// <param name="Kind"><c>sha256</c> or <c>git</c>.</param>
/// <param name="Value">In lower-case hexadecimal.</param>
internal sealed record ContentHash(string Kind, string Value)
{
    public static ContentHash Sha256(string value) => new("sha256", value);

    public static ContentHash GitBlob(string value) => new("git", value);

    /// <summary>The hash of this file, of the same kind.</summary>
    public ContentHash Of(string path)
    {
        using var hash = IncrementalHash.CreateHash(Kind == "git" ? HashAlgorithmName.SHA1 : HashAlgorithmName.SHA256);
        using var file = File.OpenRead(path);
        // Git hashes "blob ", the length and a zero before the content.
        if (Kind == "git") hash.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"blob {file.Length}\0")));
        var buffer = new byte[1 << 16];
        for (int read; (read = file.Read(buffer)) > 0;) hash.AppendData(buffer, 0, read);
        return this with { Value = Convert.ToHexStringLower(hash.GetHashAndReset()) };
    }

    public override string ToString() => $"{Kind}:{Value}";
}
