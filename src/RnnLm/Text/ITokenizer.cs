namespace RnnLm.Text;

/// <summary>Receives one token of a line; the span is valid during the call only.</summary>
public delegate void TokenReceiver(ReadOnlySpan<char> token);

/// <summary>Cuts a line of text into tokens, and puts tokens together again (slides B1: a word, a subword or a character).</summary>
/// <remarks>
/// A tokenizer sees one line at a time, never a line break: the end of a line is a token of its own,
/// <see cref="Vocabulary.Eos"/>, which the vocabulary adds.
/// </remarks>
public interface ITokenizer
{
    /// <summary>The name by which a model file and the command know this kind: <c>word</c>, <c>char</c> or <c>bpe</c>.</summary>
    string Name { get; }

    /// <summary>What, with the name, makes this tokenizer anew (<see cref="Tokenizers.Create"/>): the merges of byte pairs, else empty.</summary>
    string Data => "";

    /// <summary>All tokens that it can give, if they are known beforehand, so that a vocabulary of them leaves none unknown; else null.</summary>
    IReadOnlyList<string>? Inventory => null;

    /// <summary>The tokens of one line, in order.</summary>
    IReadOnlyList<string> Tokenize(string line);

    /// <summary>Hands the tokens of one line over in order, without making strings of them: the way for large corpora.</summary>
    void Tokenize(ReadOnlySpan<char> line, TokenReceiver receiver)
    {
        ArgumentNullException.ThrowIfNull(receiver);
        foreach (var token in Tokenize(line.ToString())) receiver(token);
    }

    /// <summary>The text of these tokens; the inverse of <see cref="Tokenize(string)"/>.</summary>
    string Detokenize(IEnumerable<string> tokens);
}
