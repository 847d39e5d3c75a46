using System.Globalization;
using System.Text;
using RnnLm.Numerics;
using RnnLm.Text.Grammars;

namespace RnnLm.Tests.Grammars;

/// <summary>
/// Small grammars at random: recursion on the left, in the middle and on the right, cycles of unit rules, ambiguity, features, a topic
/// that holds for some lines.
/// </summary>
internal static class RandomGrammar
{
    /// <summary>The text of a grammar; not every one is consistent.</summary>
    public static string Text(ulong seed)
    {
        var random = new RandomGenerator(seed);
        var names = "ABCD"[..(2 + random.Next(3))];
        var hasFeatures = random.Next(2) == 0;
        var isParagraph = hasFeatures && random.Next(2) == 0;
        var text = new StringBuilder();
        if (hasFeatures) text.Append("feature topic = sea town air\nfeature number = one many\n");
        if (isParagraph) text.Append(CultureInfo.InvariantCulture, $"paragraph topic {1 + random.Next(3)} {3 + random.Next(4)}\n");
        var topic = isParagraph ? "[topic]" : "";
        text.Append(CultureInfo.InvariantCulture, $"Start{topic} -> A{topic} | A{topic} {names[^1]}{topic}\n");
        // What has a topic knows it by its words; a rule that names no symbol keeps most derivations short.
        foreach (var name in names)
        {
            foreach (var value in isParagraph ? ["sea", "town", "air"] : new[] { "" })
            {
                text.Append(isParagraph ? $"{name}[{value}]" : $"{name}");
                text.Append(CultureInfo.InvariantCulture, $" -> 0.5: {Word()} {(hasFeatures ? "Noun[number] Verb[number]" : Word())}");
                foreach (var weight in new[] { 0.2, 0.2, 0.1 })
                    text.Append(CultureInfo.InvariantCulture, $" | {weight}: {string.Join(' ', Enumerable.Range(0, 1 + random.Next(3)).Select(_ => Symbol(value)))}");
                text.Append('\n');
            }
        }

        if (hasFeatures) text.Append("Noun[one] -> x | y\nNoun[many] -> 0.9: z | 0.1: x\nVerb[one] -> u\nVerb[many] -> u | v Noun[number]\n");
        return text.ToString();

        string Word() => "pqrs"[random.Next(4)].ToString();

        string Symbol(string value)
        {
            if (random.Next(2) == 0) return Word();
            var name = names[random.Next(names.Length)];
            return isParagraph ? $"{name}[{(random.Next(4) == 0 ? "topic" : value)}]" : $"{name}";
        }
    }

    /// <summary>The grammar of a text, or null if its derivations may never end, or a symbol is out of reach.</summary>
    public static Grammar? Parse(string text)
    {
        try
        {
            return Grammar.Parse(text);
        }
        catch (GrammarException)
        {
            return null;
        }
    }
}
