using System.Text;

namespace RnnLm.Text.Grammars;

/// <summary>A rule X → Y₁ … Yₙ of an expanded grammar.</summary>
/// <param name="Left">X.</param>
/// <param name="Right">Y₁ … Yₙ: a nonterminal's index, or for the word w its complement ~w.</param>
/// <param name="Probability">P(Y₁ … Yₙ | X).</param>
internal sealed record GrammarRule(int Left, int[] Right, double Probability);

/// <summary>
/// A probabilistic context-free grammar, read from a small text file, whose features (number, topic …) are expanded into
/// ordinary symbols. It generates lines of text, and knows the exact probability of every next word
/// (<see cref="GrammarOracle"/>): hence the lowest perplexity that any model can reach on its text.
/// </summary>
/// <remarks>
/// A grammar may hold one feature, its topic, over a paragraph of several lines. The lines of a paragraph are
/// independent given the topic; each begins at the start symbol of that topic.
/// </remarks>
public sealed class Grammar
{
    internal Grammar(
        string name, IReadOnlyList<string> words, IReadOnlyList<string> symbols, IReadOnlyList<GrammarRule> rules,
        IReadOnlyList<int> starts, int shortestParagraph, int longestParagraph)
    {
        Name = name;
        Words = words;
        Symbols = symbols;
        Rules = rules;
        Starts = starts;
        ShortestParagraph = shortestParagraph;
        LongestParagraph = longestParagraph;
        var byLeft = rules.Select((rule, index) => (rule, index)).ToLookup(r => r.rule.Left, r => r.index);
        RulesOf = [.. symbols.Select((_, symbol) => byLeft[symbol].ToArray())];
    }

    /// <summary>The grammar's name: its file's, without the ending.</summary>
    public string Name { get; }

    /// <summary>The words it can write, in ordinal order.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>The number of rules after expansion.</summary>
    public int RuleCount => Rules.Count;

    /// <summary>The number of nonterminals after expansion.</summary>
    public int SymbolCount => Symbols.Count;

    /// <summary>The fewest lines that share a topic.</summary>
    public int ShortestParagraph { get; }

    /// <summary>The most lines that share a topic; every length between is equally likely.</summary>
    public int LongestParagraph { get; }

    /// <summary>The long-distance dependencies that the grammar declares.</summary>
    public IReadOnlyList<Dependency> Dependencies { get; internal init; } = [];

    /// <summary>The nonterminals' names, such as <c>Noun[plural]</c>.</summary>
    internal IReadOnlyList<string> Symbols { get; }

    /// <summary>Where each nonterminal's rule stands in the file.</summary>
    internal IReadOnlyList<Place> Places { get; init; } = [];

    internal IReadOnlyList<GrammarRule> Rules { get; }

    /// <summary>The rules' indices by their left side.</summary>
    internal int[][] RulesOf { get; }

    /// <summary>The start symbols, one for each topic; a paragraph chooses among them with equal probability.</summary>
    internal IReadOnlyList<int> Starts { get; }

    /// <summary>Reads a grammar file.</summary>
    /// <param name="path">A UTF-8 text file in the format that data/README.md describes.</param>
    /// <param name="start">A start symbol to use in place of the file's, such as <c>Apart[d3]</c>: it holds a feature fast.</param>
    /// <exception cref="GrammarException">The file breaks a rule of the format; the message names line and column.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Grammar Load(string path, string? start = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var bytes = File.ReadAllBytes(path);
        if (InvalidUtf8.Find(bytes) is { } place)
        {
            throw new GrammarException(
                Path.GetFileName(path), place.Line, place.Byte, $"0x{bytes[place.Offset]:X2} does not continue valid UTF-8; save the file as UTF-8.");
        }

        return Parse(Encoding.UTF8.GetString(bytes), Path.GetFileName(path), start);
    }

    /// <summary>Reads a grammar from its text.</summary>
    /// <param name="text">The grammar.</param>
    /// <param name="source">Its file's name, for error messages.</param>
    /// <param name="start">A start symbol to use in place of the text's.</param>
    /// <exception cref="GrammarException">The text breaks a rule of the format; the message names line and column.</exception>
    public static Grammar Parse(string text, string source = "grammar", string? start = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(source);
        text = text.TrimStart('\uFEFF'); // a byte order mark
        var syntax = GrammarParser.Parse(text, source);
        var whole = new GrammarExpansion(syntax).Expand();
        GrammarChecks.Check(whole, source);
        return start is null ? whole : new GrammarExpansion(GrammarParser.WithStart(text, source, start)).Expand();
    }

    /// <summary>A nonterminal's name without its features: <c>Noun</c> of <c>Noun[plural]</c>.</summary>
    internal string NameOf(int symbol) => Symbols[symbol].Split('[')[0];
}
