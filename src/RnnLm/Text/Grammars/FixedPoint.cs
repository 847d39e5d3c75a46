using MathNet.Numerics.LinearAlgebra;

namespace RnnLm.Text.Grammars;

/// <summary>
/// Solves x = b + P·x, that is x = (I − P)⁻¹·b, for a sparse relation P between symbols: what a symbol has itself, and what it has
/// through the symbols that it leads to.
/// </summary>
/// <remarks>Over the strongly connected components in order: only symbols that reach each other share a small dense system.</remarks>
internal static class FixedPoint
{
    /// <param name="relation">The rows of P: for each symbol its successors and their weights.</param>
    /// <param name="own">b.</param>
    public static double[] Solve(IReadOnlyList<Dictionary<int, double>> relation, IReadOnlyList<double> own)
    {
        var solution = new double[relation.Count];
        foreach (var component in StrongComponents.Find([.. relation.Select(r => r.Keys.ToArray())]))
        {
            var inside = component.Index().ToDictionary(c => c.Item, c => c.Index);
            var given = component.Select(symbol =>
                own[symbol] + relation[symbol].Where(s => !inside.ContainsKey(s.Key)).Sum(s => s.Value * solution[s.Key]));
            var system = Matrix<double>.Build.DenseIdentity(component.Length); // I − P within the component, [n×n]
            foreach (var (symbol, i) in inside)
            {
                foreach (var (successor, weight) in relation[symbol])
                {
                    if (inside.TryGetValue(successor, out var j)) system[i, j] -= weight;
                }
            }

            var values = system.Solve(Vector<double>.Build.DenseOfEnumerable(given));
            foreach (var (symbol, i) in inside) solution[symbol] = values[i];
        }

        return solution;
    }
}
