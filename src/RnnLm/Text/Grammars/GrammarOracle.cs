using RnnLm.Models;

namespace RnnLm.Text.Grammars;

/// <summary>
/// The model that knows the grammar: the exact P(x(t+1) | x(1) … x(t)) from the grammar's prefix probabilities
/// (Jelinek and Lafferty 1991; Stolcke 1995). No model can have a lower expected loss on the grammar's text.
/// </summary>
/// <remarks>
/// Over a paragraph it infers the topic: it holds the probability of each topic and of each number of lines left, and
/// conditions both on every word that it reads.
/// </remarks>
public sealed class GrammarOracle : ILanguageModel
{
    private readonly int[] wordOf;

    /// <summary>An oracle with the grammar's own words as its vocabulary.</summary>
    public GrammarOracle(Grammar grammar)
        : this(grammar, new Vocabulary(new WordTokenizer(), Required(grammar).Words))
    {
    }

    /// <summary>An oracle over another model's vocabulary, so that the two can be compared token by token.</summary>
    /// <exception cref="ArgumentException">The vocabulary lacks a word of the grammar.</exception>
    public GrammarOracle(Grammar grammar, Vocabulary vocabulary)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        Grammar = Required(grammar);
        Vocabulary = vocabulary;
        Tables = new EarleyTables(grammar);
        TokenOf = [.. grammar.Words.Select(w => vocabulary[w]), Vocabulary.Eos];
        if (TokenOf.Contains(Vocabulary.Unk))
        {
            var missing = grammar.Words[Array.IndexOf(TokenOf, Vocabulary.Unk)];
            throw new ArgumentException(
                $"The vocabulary lacks '{missing}', a word of the grammar {grammar.Name}; build it from the grammar's words.", nameof(vocabulary));
        }

        wordOf = new int[vocabulary.Count];
        Array.Fill(wordOf, -1);
        foreach (var (word, token) in TokenOf.Index()) wordOf[token] = word;
    }

    /// <summary>The grammar.</summary>
    public Grammar Grammar { get; }

    /// <inheritdoc/>
    public Vocabulary Vocabulary { get; }

    internal EarleyTables Tables { get; }

    /// <summary>The vocabulary's id of each word of the grammar, its end of line last.</summary>
    internal int[] TokenOf { get; }

    /// <inheritdoc/>
    public IContext Start() => new GrammarContext(this);

    /// <summary>The grammar's index of a token, −1 if the grammar never writes it.</summary>
    internal int WordOf(int token) => wordOf[token];

    private static Grammar Required(Grammar grammar)
    {
        ArgumentNullException.ThrowIfNull(grammar);
        return grammar;
    }
}
