using System.Globalization;

namespace RnnLm.Text.Grammars;

/// <summary>Reads a grammar file into <see cref="GrammarSyntax"/>; data/README.md describes the format.</summary>
internal sealed class GrammarParser
{
    /// <summary>What errors name in place of a file where the start symbol was chosen outside it.</summary>
    public const string StartSymbol = "start symbol";

    private string source;
    private readonly Dictionary<string, Feature> features = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (Feature Feature, int Index)> values = new(StringComparer.Ordinal);
    private readonly List<RuleTerm> rules = [];
    private readonly List<Dependency> dependencies = [];
    private readonly List<Lexeme> dependents = [];
    private SymbolTerm? start;
    private (Feature Feature, int Shortest, int Longest)? paragraph;
    private List<Lexeme> lexemes = [];
    private int next;

    private GrammarParser(string source) => this.source = source;

    /// <summary>The grammar with another start symbol, which nothing but itself has to reach.</summary>
    public static GrammarSyntax WithStart(string text, string source, string start)
    {
        var parser = new GrammarParser(source);
        var syntax = parser.Read(text);
        parser.source = StartSymbol;
        parser.lexemes = GrammarLexer.Read(StartSymbol, start, 1);
        if (parser.lexemes.Count == 0) throw parser.Error(new Place(1, 1), "a nonterminal of the grammar is expected, such as Sentence.");
        parser.next = 0;
        parser.start = null;
        parser.ReadStart();
        return syntax with { Start = parser.start!, StartIsChosen = true };
    }

    public static GrammarSyntax Parse(string text, string source) => new GrammarParser(source).Read(text);

    private GrammarSyntax Read(string text)
    {
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length;)
        {
            // An indented line goes on with the one before it.
            lexemes = GrammarLexer.Read(source, lines[i].TrimEnd('\r'), ++i);
            while (i < lines.Length && lines[i].Length > 0 && char.IsWhiteSpace(lines[i][0]))
                lexemes.AddRange(GrammarLexer.Read(source, lines[i].TrimEnd('\r'), ++i));
            next = 0;
            if (lexemes.Count > 0) ReadStatement();
        }

        if (rules.Count == 0) throw Error(new Place(1, 1), "a grammar has at least one rule, such as: Sentence -> the Noun Verb .");
        // A dependency's names may be defined anywhere in the file.
        if (dependents.FirstOrDefault(d => rules.All(r => r.Left.Name != d.Text)) is { Text: { } name } undefined) throw Error(undefined.Place, $"{name} is used but not defined.");
        return new GrammarSyntax(source, start ?? rules[0].Left, rules, paragraph?.Feature, paragraph?.Shortest ?? 1, paragraph?.Longest ?? 1) { Dependencies = dependencies };
    }

    private void ReadStatement()
    {
        var first = lexemes[0];
        if (first.Kind == LexemeKind.Name) ReadRule();
        else if (first.Text == "feature") ReadFeature();
        else if (first.Text == "paragraph") ReadParagraph();
        else if (first.Text == "dependency") ReadDependency();
        else if (first.Text == "start")
        {
            next = 1;
            ReadStart();
        }

        else throw Error(first.Place, $"a line begins with a nonterminal (capitalised), 'feature', 'paragraph', 'dependency' or 'start', not with '{first.Text}'.");
    }

    // feature number = singular plural
    private void ReadFeature()
    {
        next = 1;
        var name = Expect(LexemeKind.Word, "the feature's name");
        if (features.ContainsKey(name.Text)) throw Error(name.Place, $"the feature '{name.Text}' is defined already.");
        if (Expect(LexemeKind.Word, "'='") is var equals && equals.Text != "=") throw Error(equals.Place, $"'=' follows the feature's name, not '{equals.Text}'.");
        var names = new List<string>();
        while (next < lexemes.Count)
        {
            var value = Expect(LexemeKind.Word, "a value");
            if (values.ContainsKey(value.Text) || names.Contains(value.Text)) throw Error(value.Place, $"the value '{value.Text}' is taken already; values have names of their own.");
            names.Add(value.Text);
        }

        if (names.Count < 2) throw Error(name.Place, $"the feature '{name.Text}' needs at least two values, such as: feature number = singular plural");
        var feature = new Feature(name.Text, names);
        features.Add(name.Text, feature);
        for (var i = 0; i < names.Count; i++) values.Add(names[i], (feature, i));
    }

    // paragraph topic 3 6
    private void ReadParagraph()
    {
        next = 1;
        var name = Expect(LexemeKind.Word, "a feature");
        if (!features.TryGetValue(name.Text, out var feature)) throw Error(name.Place, $"'{name.Text}' is no feature; define it before this line.");
        var shortest = ExpectCount();
        var longest = ExpectCount();
        if (longest < shortest) throw Error(name.Place, $"a paragraph of {shortest} to {longest} lines has no length; write the smaller number first.");
        if (paragraph is not null) throw Error(lexemes[0].Place, "there is a paragraph line already.");
        ExpectEnd();
        paragraph = (feature, shortest, longest);
    }

    // dependency Object Doing Cue
    private void ReadDependency()
    {
        next = 1;
        var word = Expect(LexemeKind.Name, "the nonterminal of the dependent word");
        var cues = new List<Lexeme>();
        do cues.Add(Expect(LexemeKind.Name, "the nonterminal of its cue"));
        while (next < lexemes.Count);
        dependents.AddRange([word, .. cues]);
        dependencies.Add(new Dependency(word.Text, [.. cues.Select(c => c.Text)]));
    }

    private void ReadStart()
    {
        if (start is not null) throw Error(lexemes[0].Place, $"the start symbol is {start.Name} already.");
        start = ReadSymbol();
        if (start.IsWord) throw Error(start.Place, $"the start symbol is a nonterminal, not the word '{start.Name}'.");
        ExpectEnd();
    }

    private void ReadRule()
    {
        next = 0;
        var left = ReadSymbol();
        if (left.Features.FirstOrDefault(f => f.Other) is { } other) throw Error(left.Place, $"'!{other.Variable}' stands only on the right of '->'.");
        var arrow = next < lexemes.Count ? lexemes[next] : default;
        if (arrow.Text != "->") throw Error(next < lexemes.Count ? arrow.Place : left.Place, $"'->' follows {left.Name}.");
        next++;
        var alternatives = new List<Alternative>();
        do alternatives.Add(ReadAlternative());
        while (next < lexemes.Count && lexemes[next++].Text == "|");
        CheckWeights(left, alternatives);
        rules.Add(new RuleTerm(left, alternatives));
    }

    private Alternative ReadAlternative()
    {
        var place = next < lexemes.Count ? lexemes[next].Place : lexemes[^1].Place;
        double? weight = null;
        if (next < lexemes.Count && lexemes[next].Kind == LexemeKind.Weight) weight = lexemes[next++].Weight;
        else if (next < lexemes.Count && lexemes[next] is { LooksLikeWeight: true } number)
            throw Error(number.Place, $"is {number.Text} a weight or a word here? Write {number.Text}: for a weight, \"{number.Text}\" for a word.");
        var symbols = new List<SymbolTerm>();
        while (next < lexemes.Count && !(lexemes[next].Kind == LexemeKind.Punctuation && lexemes[next].Text == "|")) symbols.Add(ReadSymbol());
        return symbols.Count > 0
            ? new Alternative(weight, symbols, place)
            : throw Error(place, "an alternative has at least one symbol; write two alternatives, one with and one without the optional part.");
    }

    private SymbolTerm ReadSymbol()
    {
        var lexeme = next < lexemes.Count ? lexemes[next++] : throw Error(lexemes[^1].Place, "a symbol is missing at the end of this line.");
        if (lexeme is { Kind: LexemeKind.Punctuation, Text: "->" }) throw Error(lexeme.Place, "a rule has one '->'; another rule begins on a line of its own, without a space before it.");
        if (lexeme.Kind is LexemeKind.Punctuation or LexemeKind.Weight)
            throw Error(lexeme.Place, $"a word or a nonterminal is expected here, not '{lexeme.Text}'; quote it if it is a word.");
        if (lexeme.Kind == LexemeKind.Word) return new SymbolTerm(lexeme.Text, true, [], lexeme.Place);
        var terms = new List<FeatureTerm>();
        if (next < lexemes.Count && lexemes[next].Text == "[" && lexemes[next].Kind == LexemeKind.Punctuation)
        {
            do
            {
                next++;
                terms.Add(ReadFeatureTerm(terms));
            }
            while (next < lexemes.Count && lexemes[next].Text == ",");
            if (next == lexemes.Count) throw Error(lexeme.Place, $"the bracket of {lexeme.Text} is not closed by ']'.");
            if (lexemes[next++] is var end && end.Text != "]") throw Error(end.Place, $"',' or ']' is expected here, in the bracket of {lexeme.Text}, not '{end.Text}'.");
        }

        return new SymbolTerm(lexeme.Text, false, [.. terms.OrderBy(t => t.Feature.Name, StringComparer.Ordinal)], lexeme.Place);
    }

    private FeatureTerm ReadFeatureTerm(List<FeatureTerm> before)
    {
        var other = next < lexemes.Count && lexemes[next].Text == "!";
        if (other) next++;
        var name = Expect(LexemeKind.Word, "a feature or one of its values");
        FeatureTerm term;
        if (!other && values.TryGetValue(name.Text, out var value)) term = new(value.Feature, value.Index, null, false);
        else if (features.TryGetValue(name.Text.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9'), out var feature)) term = new(feature, null, name.Text, other);
        else throw Error(name.Place, $"'{name.Text}' is neither a feature nor a value of one; features are defined before the rules, such as: feature number = singular plural");
        if (before.Any(t => t.Feature == term.Feature)) throw Error(name.Place, $"the feature '{term.Feature.Name}' is given twice.");
        return term;
    }

    private void CheckWeights(SymbolTerm left, List<Alternative> alternatives)
    {
        var written = alternatives.Count(a => a.Weight is not null);
        if (written == 0) return;
        if (alternatives.FirstOrDefault(a => a.Weight is null) is { } without)
            throw Error(without.Place, $"either every alternative of {left.Name} has a weight or none has (then all are equally likely).");
        var sum = alternatives.Sum(a => a.Weight!.Value);
        if (Math.Abs(sum - 1) > 1e-9)
            throw Error(left.Place, string.Create(CultureInfo.InvariantCulture, $"the weights of {left.Name} add up to {sum:0.######}, not to 1."));
    }

    private int ExpectCount()
    {
        var lexeme = Expect(LexemeKind.Word, "a number of lines");
        return int.TryParse(lexeme.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and <= 1000
            ? count
            : throw Error(lexeme.Place, $"a number of lines from 1 to 1000 is expected, not '{lexeme.Text}', as in: paragraph topic 3 6");
    }

    private Lexeme Expect(LexemeKind kind, string what)
    {
        if (next >= lexemes.Count) throw Error(lexemes[^1].Place, $"{what} is missing at the end of this line.");
        return lexemes[next].Kind == kind ? lexemes[next++] : throw Error(lexemes[next].Place, $"{what} is expected here, not '{lexemes[next].Text}'.");
    }

    private void ExpectEnd()
    {
        if (next < lexemes.Count) throw Error(lexemes[next].Place, $"nothing more is expected on this line, but '{lexemes[next].Text}' follows.");
    }

    private GrammarException Error(Place place, string message) => new(source, place.Line, place.Column, message);
}
