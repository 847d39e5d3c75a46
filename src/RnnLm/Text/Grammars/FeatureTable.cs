namespace RnnLm.Text.Grammars;

/// <summary>The features of a grammar by their names, and what a name in a bracket means: a value, or a variable of a feature.</summary>
internal sealed class FeatureTable
{
    private readonly Dictionary<string, Feature> features = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (Feature Feature, int Index)> values = new(StringComparer.Ordinal);

    /// <summary>The feature of this name, or null.</summary>
    public Feature? this[string name] => features.GetValueOrDefault(name);

    // feature number = singular plural
    public void Define(LexemeReader line)
    {
        var name = line.Expect(LexemeKind.Word, "the feature's name");
        CheckName(line, name);
        if (line.Expect(LexemeKind.Word, "'='") is var equals && equals.Text != "=")
            throw line.Error(equals.Place, $"'=' follows the feature's name, not '{equals.Text}'.");
        var names = new List<string>();
        while (!line.IsAtEnd)
        {
            var value = line.Expect(LexemeKind.Word, "a value");
            if (values.ContainsKey(value.Text) || names.Contains(value.Text))
                throw line.Error(value.Place, $"the value '{value.Text}' is taken already; values have names of their own.");
            if (VariableOf(value.Text) is not null || WithoutNumber(value.Text) == name.Text)
            {
                throw line.Error(value.Place,
                    $"'{value.Text}' reads like a variable of the feature '{WithoutNumber(value.Text)}'; give the value another name.");
            }

            names.Add(value.Text);
        }

        if (names.Count < 2)
            throw line.Error(name.Place, $"the feature '{name.Text}' needs at least two values, such as: feature number = singular plural");
        var feature = new Feature(name.Text, names, name.Place);
        features.Add(name.Text, feature);
        foreach (var (index, value) in names.Index()) values.Add(value, (feature, index));
    }

    /// <summary>One item of a symbol's bracket: <c>number</c>, <c>number2</c>, <c>!number</c> or <c>singular</c>.</summary>
    public FeatureTerm ReadTerm(LexemeReader line)
    {
        var other = line.Take("!");
        var name = line.Expect(LexemeKind.Word, "a feature or one of its values");
        if (!other && values.TryGetValue(name.Text, out var value)) return new(value.Feature, value.Index, null, false);
        if (VariableOf(name.Text) is { } feature) return new(feature, null, name.Text, other);
        throw line.Error(name.Place, other && values.ContainsKey(name.Text)
            ? $"'!' stands before a feature, as in !number, not before the value '{name.Text}'."
            : $"'{name.Text}' is neither a feature nor a value of one; features are defined before the rules, such as: feature number = singular plural");
    }

    private void CheckName(LexemeReader line, Lexeme name)
    {
        if (features.TryGetValue(name.Text, out var before))
            throw line.Error(name.Place, $"the feature '{name.Text}' is defined already, on line {before.Place.Line}; delete one of the two.");
        if (WithoutNumber(name.Text) != name.Text)
            throw line.Error(name.Place, $"'{name.Text}' ends in a digit, as the second variable of a feature does; give the feature another name.");
        if (values.Keys.FirstOrDefault(v => WithoutNumber(v) == name.Text) is { } value)
            throw line.Error(name.Place, $"the value '{value}' would read like a variable of this feature; give the feature another name.");
    }

    private Feature? VariableOf(string variable) => features.GetValueOrDefault(WithoutNumber(variable));

    private static string WithoutNumber(string variable) => variable.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
}
