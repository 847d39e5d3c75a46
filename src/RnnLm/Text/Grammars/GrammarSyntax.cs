namespace RnnLm.Text.Grammars;

/// <summary>A place in a grammar file, line and column counted from 1.</summary>
internal readonly record struct Place(int Line, int Column);

/// <summary>A feature such as <c>number</c>, the values that it takes, and where it is defined.</summary>
internal sealed record Feature(string Name, IReadOnlyList<string> Values, Place Place);

/// <summary>What a symbol's bracket says of one feature: a fixed value, a variable, or any value but a variable's.</summary>
/// <param name="Feature">The feature.</param>
/// <param name="Value">The fixed value's index, or null.</param>
/// <param name="Variable">The variable's name, such as <c>number</c> or <c>number2</c>, or null.</param>
/// <param name="Other">True for <c>!number</c>: a value other than the variable's.</param>
internal sealed record FeatureTerm(Feature Feature, int? Value, string? Variable, bool Other)
{
    /// <inheritdoc/>
    public override string ToString() => (Other ? "!" : "") + (Value is { } value ? Feature.Values[value] : Variable);
}

/// <summary>A symbol as it is written: a word, or a nonterminal with its features.</summary>
internal sealed record SymbolTerm(string Name, bool IsWord, IReadOnlyList<FeatureTerm> Features, Place Place)
{
    /// <summary>The symbol as it is written, such as <c>Noun[number, past]</c>.</summary>
    public override string ToString() => Features.Count == 0 ? Name : $"{Name}[{string.Join(", ", Features)}]";
}

/// <summary>One alternative of a rule; the weight is null where none is written.</summary>
internal sealed record Alternative(double? Weight, IReadOnlyList<SymbolTerm> Symbols, Place Place);

/// <summary>A rule with all its alternatives.</summary>
internal sealed record RuleTerm(SymbolTerm Left, IReadOnlyList<Alternative> Alternatives);

/// <summary>A grammar file as it is written, before its features are expanded.</summary>
/// <param name="Source">The file's name, for error messages.</param>
/// <param name="Start">The symbol of a line.</param>
/// <param name="Rules">The rules, in order.</param>
/// <param name="Paragraph">The feature that holds for a paragraph, or null if every line stands alone.</param>
/// <param name="ShortestParagraph">The fewest lines of a paragraph.</param>
/// <param name="LongestParagraph">The most lines of a paragraph; every length between is equally likely.</param>
internal sealed record GrammarSyntax(
    string Source, SymbolTerm Start, IReadOnlyList<RuleTerm> Rules, Feature? Paragraph, int ShortestParagraph, int LongestParagraph)
{
    /// <summary>True if the user chose another start symbol than the file's: then some rules may be out of reach.</summary>
    public bool StartIsChosen { get; init; }

    /// <summary>Words that depend on others far away, by the nonterminals that write them.</summary>
    public IReadOnlyList<Dependency> Dependencies { get; init; } = [];
}
