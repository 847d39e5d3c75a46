using System.Text;

namespace RnnLm.Text;

/// <summary>A printable character for each of the 256 bytes, so that any text can be spelled in tokens that are strings.</summary>
/// <remarks>As in GPT-2 (Radford et al. 2019): a byte that is a printable character of Latin-1 stands for itself, all others,
/// the space among them, follow from U+0100 on. A space thus shows as 'Ġ'.</remarks>
internal static class ByteAlphabet
{
    private static readonly char[] Characters = Assign();
    private static readonly Dictionary<char, byte> Bytes = Characters.Select((c, b) => (c, (byte)b)).ToDictionary();

    /// <summary>The stand-in of a byte.</summary>
    public static char Character(byte value) => Characters[value];

    /// <summary>A text as the stand-ins of its UTF-8 bytes.</summary>
    public static string Spell(ReadOnlySpan<char> text)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(text)];
        Encoding.UTF8.GetBytes(text, bytes);
        return string.Create(bytes.Length, bytes, (characters, from) =>
        {
            for (var i = 0; i < from.Length; i++) characters[i] = Characters[from[i]];
        });
    }

    /// <summary>The text of these stand-ins; bytes that are no valid UTF-8 become U+FFFD.</summary>
    /// <exception cref="ArgumentException">A character is no stand-in.</exception>
    public static string Read(IEnumerable<string> tokens)
    {
        var bytes = new List<byte>();
        foreach (var character in tokens.SelectMany(t => t))
        {
            bytes.Add(Bytes.TryGetValue(character, out var value) ? value : throw new ArgumentException(
                $"Tokens of byte pairs are made of 256 characters that stand for bytes, but '{character}' is none of them.", nameof(tokens)));
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    private static char[] Assign()
    {
        var characters = new char[256];
        var next = '\u0100';
        for (var b = 0; b < characters.Length; b++)
            characters[b] = b is (>= '!' and <= '~') or (>= 0xA1 and <= 0xFF and not 0xAD) ? (char)b : next++;
        return characters;
    }
}
