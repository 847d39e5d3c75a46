namespace RnnLm.Text;

/// <summary>Every character is a token (slide B1): a Unicode scalar value, so that an emoji outside the basic plane is one and not two.</summary>
/// <remarks>Nothing is lost: a round trip gives the same line.</remarks>
public sealed class CharacterTokenizer : ITokenizer
{
    /// <inheritdoc/>
    public string Name => "char";

    /// <inheritdoc/>
    public IReadOnlyList<string> Tokenize(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var characters = new List<string>(line.Length);
        Tokenize(line, character => characters.Add(character.ToString()));
        return characters;
    }

    /// <inheritdoc/>
    public void Tokenize(ReadOnlySpan<char> line, TokenReceiver receiver)
    {
        ArgumentNullException.ThrowIfNull(receiver);
        for (var i = 0; i < line.Length;)
        {
            var length = i + 1 < line.Length && char.IsSurrogatePair(line[i], line[i + 1]) ? 2 : 1;
            receiver(line.Slice(i, length));
            i += length;
        }
    }

    /// <inheritdoc/>
    public string Detokenize(IEnumerable<string> tokens) => string.Concat(tokens);
}
