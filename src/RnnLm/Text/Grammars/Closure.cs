using MathNet.Numerics.LinearAlgebra;

namespace RnnLm.Text.Grammars;

/// <summary>
/// The closure R = I + P + P² + … = (I − P)⁻¹ of a sparse relation between symbols, as Stolcke 1995 needs it for left corners
/// (which symbols can a phrase begin with) and for unit productions (which symbols can a phrase be at once).
/// </summary>
/// <remarks>Row by row over the strongly connected components: only symbols that reach each other share a small dense inverse.</remarks>
internal sealed class Closure
{
    private readonly (int Symbol, double Weight)[][] rows;

    /// <param name="relation">The rows of P: for each symbol its successors and their weights.</param>
    public Closure(IReadOnlyList<Dictionary<int, double>> relation)
    {
        var sums = new Dictionary<int, double>[relation.Count];
        foreach (var component in StrongComponents.Find([.. relation.Select(r => r.Keys.ToArray())]))
        {
            var inside = component.Index().ToDictionary(c => c.Item, c => c.Index);
            // What leaves the component, and the identity: the rows whose combinations the component's own are.
            var outer = component.Select(symbol =>
            {
                var row = new Dictionary<int, double> { [symbol] = 1 };
                foreach (var (successor, weight) in relation[symbol])
                {
                    if (!inside.ContainsKey(successor)) AddTo(row, sums[successor], weight);
                }

                return row;
            }).ToArray();
            if (component.Length == 1 && !relation[component[0]].ContainsKey(component[0]))
            {
                sums[component[0]] = outer[0];
                continue;
            }

            var n = component.Length;
            var matrix = Matrix<double>.Build.DenseIdentity(n); // I − P within the component, [n×n]
            foreach (var (symbol, i) in inside)
            {
                foreach (var (successor, weight) in relation[symbol])
                {
                    if (inside.TryGetValue(successor, out var j)) matrix[i, j] -= weight;
                }
            }

            var inverse = matrix.Inverse();
            for (var i = 0; i < n; i++)
            {
                sums[component[i]] = [];
                for (var j = 0; j < n; j++) AddTo(sums[component[i]], outer[j], inverse[i, j]);
            }
        }

        rows = [.. sums.Select(r => r.Where(e => e.Value != 0).OrderBy(e => e.Key).Select(e => (e.Key, e.Value)).ToArray())];
    }

    /// <summary>The non-zero entries of one row of R.</summary>
    public ReadOnlySpan<(int Symbol, double Weight)> this[int symbol] => rows[symbol];

    private static void AddTo(Dictionary<int, double> row, Dictionary<int, double> other, double weight)
    {
        foreach (var (symbol, value) in other) row[symbol] = row.GetValueOrDefault(symbol) + (weight * value);
    }
}
