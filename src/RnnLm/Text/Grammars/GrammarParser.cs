using System.Globalization;

namespace RnnLm.Text.Grammars;

/// <summary>Reads a grammar file into <see cref="GrammarSyntax"/>; data/README.md describes the format.</summary>
internal sealed class GrammarParser
{
    /// <summary>What errors name in place of a file where the start symbol was chosen outside it.</summary>
    public const string StartSymbol = "start symbol";

    private readonly string source;
    private readonly FeatureTable features = new();
    private readonly List<RuleTerm> rules = [];
    private readonly List<Dependency> dependencies = [];
    private readonly List<Lexeme> dependents = [];
    private SymbolTerm? start;
    private (Feature Feature, int Shortest, int Longest)? paragraph;
    private LexemeReader line;

    private GrammarParser(string source) => (this.source, line) = (source, new LexemeReader(source, []));

    /// <summary>The grammar with another start symbol, which nothing but itself has to reach.</summary>
    public static GrammarSyntax WithStart(string text, string source, string start)
    {
        var parser = new GrammarParser(source);
        var syntax = parser.Read(text);
        var lexemes = GrammarLexer.Line(StartSymbol, start, 1);
        if (lexemes.Count == 0) throw new GrammarException(StartSymbol, 1, 1, "a nonterminal of the grammar is expected, such as Sentence.");
        parser.line = new LexemeReader(StartSymbol, lexemes);
        var chosen = parser.ReadStart();
        if (syntax.Rules.All(r => r.Left.Name != chosen.Name))
            throw parser.line.Error(chosen.Place, $"{source} has no symbol {chosen.Name}; its own start is {syntax.Start}.");
        return syntax with { Start = chosen, StartIsChosen = true };
    }

    public static GrammarSyntax Parse(string text, string source) => new GrammarParser(source).Read(text);

    /// <summary>What to do about a symbol that no rule defines.</summary>
    public static string Undefined(string symbol) =>
        $"{symbol} is used but not defined; write a rule for it, or \"{symbol}\" in quotation marks if it is a word.";

    private GrammarSyntax Read(string text)
    {
        foreach (var statement in GrammarLexer.Statements(source, text))
        {
            line = new LexemeReader(source, statement);
            ReadStatement();
        }

        if (rules.Count == 0) throw new GrammarException(source, 1, 1, "a grammar has at least one rule, such as: Sentence -> the cat sleeps");
        // A dependency's names may be defined anywhere in the file.
        if (dependents.FirstOrDefault(d => rules.All(r => r.Left.Name != d.Text)) is { Text: not null } undefined)
            throw line.Error(undefined.Place, $"{undefined.Text} is used but not defined; write a rule for it.");
        return new GrammarSyntax(source, start ?? rules[0].Left, rules, paragraph?.Feature, paragraph?.Shortest ?? 1, paragraph?.Longest ?? 1)
        {
            Dependencies = dependencies,
        };
    }

    private void ReadStatement()
    {
        if (line.Sees(LexemeKind.Name))
        {
            ReadRule();
            return;
        }

        var first = line.Read("a statement");
        switch (first.Text)
        {
            case "feature":
                features.Define(line);
                break;
            case "paragraph":
                ReadParagraph(first);
                break;
            case "dependency":
                ReadDependency();
                break;
            case "start":
                if (start is not null) throw line.Error(first.Place, $"the start symbol is {start} already; delete one of the two lines.");
                start = ReadStart();
                break;
            case "|":
                throw line.Error(first.Place, "indent this line, so that it goes on with the rule above it.");
            default:
                throw line.Error(first.Place,
                    $"a line begins with a nonterminal (capitalised), 'feature', 'paragraph', 'dependency' or 'start', not with '{first.Text}'.");
        }
    }

    // paragraph topic 3 6
    private void ReadParagraph(Lexeme first)
    {
        var name = line.Expect(LexemeKind.Word, "a feature");
        var feature = features[name.Text] ?? throw line.Error(name.Place, $"'{name.Text}' is no feature; define it before this line.");
        var (shortest, longest) = (line.ExpectCount(), line.ExpectCount());
        if (longest < shortest)
            throw line.Error(name.Place, $"a paragraph of {shortest} to {longest} lines has no length; write the smaller number first.");
        if (paragraph is not null) throw line.Error(first.Place, "there is a paragraph line already; delete one of the two.");
        line.ExpectEnd();
        paragraph = (feature, shortest, longest);
    }

    // dependency Object Doing Cue
    private void ReadDependency()
    {
        var word = line.Expect(LexemeKind.Name, "the nonterminal of the dependent word");
        var cues = new List<Lexeme>();
        do cues.Add(line.Expect(LexemeKind.Name, "the nonterminal of its cue"));
        while (!line.IsAtEnd);
        dependents.AddRange([word, .. cues]);
        dependencies.Add(new Dependency(word.Text, [.. cues.Select(c => c.Text)]));
    }

    // start Sentence
    private SymbolTerm ReadStart()
    {
        var symbol = ReadSymbol();
        if (symbol.IsWord)
            throw line.Error(symbol.Place, $"the start symbol is a nonterminal, which begins with a capital, not the word '{symbol.Name}'.");
        line.ExpectEnd();
        return symbol;
    }

    // Noun[number] -> 0.8: cat | 0.2: old Noun[number]
    private void ReadRule()
    {
        var left = ReadSymbol();
        if (left.Features.FirstOrDefault(f => f.Other) is { } other)
            throw line.Error(left.Place, $"'{other}' stands only on the right of '->'.");
        if (!line.Take("->"))
            throw line.IsAtEnd ? line.Error(left.Place, Arrow()) : line.Error(Arrow());
        var alternatives = new List<Alternative>();
        do alternatives.Add(ReadAlternative());
        while (line.Take("|"));
        CheckWeights(left, alternatives);
        rules.Add(new RuleTerm(left, alternatives));

        string Arrow() => $"'->' follows {left}, as in: Sentence -> the cat sleeps";
    }

    private Alternative ReadAlternative()
    {
        var place = line.Place;
        if (line.Sees(LexemeKind.Word) && line.Next.LooksLikeWeight)
            throw line.Error($"is {line.Next.Text} a weight or a word here? Write {line.Next.Text}: for a weight, \"{line.Next.Text}\" for a word.");
        double? weight = line.Sees(LexemeKind.Weight) ? line.Read("a weight").Weight : null;
        var symbols = new List<SymbolTerm>();
        while (!line.IsAtEnd && !line.Sees("|")) symbols.Add(ReadSymbol());
        return symbols.Count > 0
            ? new Alternative(weight, symbols, place)
            : throw line.Error(place, "an alternative has at least one symbol; write two alternatives, one with and one without the optional part.");
    }

    private SymbolTerm ReadSymbol()
    {
        var lexeme = line.Read("a symbol");
        if (lexeme.Is("->"))
            throw line.Error(lexeme.Place, "a rule has one '->'; another rule begins on a line of its own, without a space before it.");
        if (lexeme.Is("[") && line.Sees(LexemeKind.Word) && line.Next.LooksLikeWeight)
            throw line.Error(lexeme.Place, $"a weight stands before its alternative, with a colon: {line.Next.Text}: and then the symbols.");
        if (lexeme.Kind is LexemeKind.Punctuation or LexemeKind.Weight)
            throw line.Error(lexeme.Place, $"a word or a nonterminal is expected here, not '{lexeme.Text}'; quote it if it is a word.");
        if (lexeme.Kind == LexemeKind.Word) return new SymbolTerm(lexeme.Text, true, [], lexeme.Place);
        var terms = new List<FeatureTerm>();
        if (line.Take("["))
        {
            do
            {
                var place = line.Place;
                var term = features.ReadTerm(line);
                if (terms.Any(t => t.Feature == term.Feature))
                    throw line.Error(place, $"the feature '{term.Feature.Name}' is given twice; delete one of the two.");
                terms.Add(term);
            }
            while (line.Take(","));
            if (line.IsAtEnd) throw line.Error(lexeme.Place, $"the bracket of {lexeme.Text} is not closed by ']'.");
            if (!line.Take("]")) throw line.Error($"',' or ']' is expected here, in the bracket of {lexeme.Text}, not '{line.Next.Text}'.");
        }

        return new SymbolTerm(lexeme.Text, false, [.. terms.OrderBy(t => t.Feature.Name, StringComparer.Ordinal)], lexeme.Place);
    }

    private void CheckWeights(SymbolTerm left, List<Alternative> alternatives)
    {
        if (alternatives.All(a => a.Weight is null)) return;
        if (alternatives.FirstOrDefault(a => a.Weight is null) is { } without)
            throw line.Error(without.Place, $"either every alternative of {left} has a weight or none has (then all are equally likely).");
        var sum = alternatives.Sum(a => a.Weight!.Value);
        if (Math.Abs(sum - 1) > 1e-9)
        {
            var difference = string.Create(CultureInfo.InvariantCulture, $"{Math.Abs(sum - 1):0.############} is {(sum < 1 ? "missing" : "too much")}");
            throw line.Error(left.Place, string.Create(CultureInfo.InvariantCulture,
                $"the weights of {left} add up to {sum:0.############}, not to 1: {difference}."));
        }
    }
}
