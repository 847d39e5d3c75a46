namespace RnnLm.Text;

/// <summary>Makes a tokenizer from the two strings that a model file keeps of it.</summary>
public static class Tokenizers
{
    /// <summary>The tokenizer with this <see cref="ITokenizer.Name"/> and <see cref="ITokenizer.Data"/>.</summary>
    /// <exception cref="ArgumentException">The name is unknown, or the data is not what that kind needs.</exception>
    public static ITokenizer Create(string name, string data = "")
    {
        ArgumentNullException.ThrowIfNull(data);
        return name switch
        {
            "word" => new WordTokenizer(),
            "char" => new CharacterTokenizer(),
            "bpe" => BytePairTokenizer.Parse(data),
            _ => throw new ArgumentException($"A tokenizer is 'word', 'char' or 'bpe', but '{name}' came.", nameof(name)),
        };
    }
}
