using System.Globalization;
using MathNet.Numerics.LinearAlgebra;

namespace RnnLm.Text.Grammars;

/// <summary>Refuses a grammar some of whose derivations never end: the oracle's probabilities would not add up to 1.</summary>
internal static class GrammarChecks
{
    public static void Check(Grammar grammar, GrammarSyntax syntax)
    {
        CheckTermination(grammar, syntax);
        CheckConsistency(grammar, syntax);
    }

    /// <summary>Every symbol derives at least one string of words.</summary>
    private static void CheckTermination(Grammar grammar, GrammarSyntax syntax)
    {
        var ends = new bool[grammar.SymbolCount];
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var rule in grammar.Rules)
            {
                if (ends[rule.Left] || !rule.Right.All(s => s < 0 || ends[s])) continue;
                changed = ends[rule.Left] = true;
            }
        }

        var endless = Array.IndexOf(ends, false);
        if (endless >= 0) throw Error(grammar, syntax, endless, $"{grammar.Symbols[endless]} never ends: each of its alternatives leads back to itself.");
    }

    /// <summary>
    /// No symbol begets itself once or more on average (Booth and Thompson 1973): within each recursive component the matrix of
    /// expected children has a spectral radius below 1, so that derivations end with probability 1 and have finite length.
    /// </summary>
    private static void CheckConsistency(Grammar grammar, GrammarSyntax syntax)
    {
        var children = GrammarMoments.ExpectedChildren(grammar);
        foreach (var component in StrongComponents.Find([.. children.Select(c => c.Keys.ToArray())]))
        {
            if (component.Length == 1 && !children[component[0]].ContainsKey(component[0])) continue;
            var mean = Matrix<double>.Build.Dense(component.Length, component.Length,
                (i, j) => children[component[i]].GetValueOrDefault(component[j]));
            var radius = mean.Evd().EigenValues.Max(e => e.Magnitude);
            if (radius > 1 - 1e-9)
            {
                throw Error(grammar, syntax, component.Min(), string.Create(CultureInfo.InvariantCulture,
                    $"{grammar.Symbols[component.Min()]} begets itself {radius:0.###} times on average, so that derivations may never end; give its recursive alternatives less weight."));
            }
        }
    }

    private static GrammarException Error(Grammar grammar, GrammarSyntax syntax, int symbol, string message)
    {
        var place = syntax.Rules.First(r => r.Left.Name == grammar.NameOf(symbol)).Left.Place;
        return new GrammarException(syntax.Source, place.Line, place.Column, message);
    }
}
