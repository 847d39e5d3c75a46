using System.Buffers;

namespace RnnLm.Text;

/// <summary>
/// Words are what stands between ASCII white space, as in the Penn Treebank and the n-gram toolkits (slide B1).
/// Nothing else is cut or changed: case and punctuation stay as they are.
/// </summary>
/// <remarks>Detokenizing puts one space between two words, so a round trip keeps the words and normalises the white space.</remarks>
public sealed class WordTokenizer : ITokenizer
{
    internal static readonly SearchValues<char> WhiteSpace = SearchValues.Create(" \t\n\v\f\r");

    /// <inheritdoc/>
    public string Name => "word";

    /// <inheritdoc/>
    public IReadOnlyList<string> Tokenize(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var words = new List<string>();
        Tokenize(line, word => words.Add(word.ToString()));
        return words;
    }

    /// <inheritdoc/>
    public void Tokenize(ReadOnlySpan<char> line, TokenReceiver receiver)
    {
        ArgumentNullException.ThrowIfNull(receiver);
        while (line.IndexOfAnyExcept(WhiteSpace) is var start and >= 0)
        {
            line = line[start..];
            var end = line.IndexOfAny(WhiteSpace);
            if (end < 0) end = line.Length;
            receiver(line[..end]);
            line = line[end..];
        }
    }

    /// <inheritdoc/>
    public string Detokenize(IEnumerable<string> tokens) => string.Join(' ', tokens);
}
