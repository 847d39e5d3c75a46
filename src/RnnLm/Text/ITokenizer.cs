namespace RnnLm.Text;

/// <summary>Cuts a line of text into tokens, and puts tokens together again (slides B1: a word, a subword or a character).</summary>
/// <remarks>
/// A tokenizer sees one line at a time, never a line break: the end of a line is a token of its own,
/// <see cref="Vocabulary.Eos"/>, which the vocabulary adds.
/// </remarks>
public interface ITokenizer
{
    /// <summary>The name by which a model file and the command know this kind: <c>word</c>, <c>char</c> or <c>bpe</c>.</summary>
    string Name { get; }

    /// <summary>The tokens of one line, in order.</summary>
    IReadOnlyList<string> Tokenize(string line);

    /// <summary>The text of these tokens; the inverse of <see cref="Tokenize"/>.</summary>
    string Detokenize(IEnumerable<string> tokens);
}
