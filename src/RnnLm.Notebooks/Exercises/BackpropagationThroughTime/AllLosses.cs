using MathNet.Numerics.LinearAlgebra;
using RnnLm.Numerics;
using Gradient = System.Func<
    MathNet.Numerics.LinearAlgebra.Vector<double>[], MathNet.Numerics.LinearAlgebra.Vector<double>[],
    MathNet.Numerics.LinearAlgebra.Matrix<double>, MathNet.Numerics.LinearAlgebra.Matrix<double>>;

namespace RnnLm.Notebooks;

/// <summary>From one loss to all, and to the weights that the slides left out (slides B27, B29).</summary>
internal static class AllLossesExercises
{
    /// <summary>Backpropagation through time itself (slide B29).</summary>
    public static FunctionExercise<Func<Vector<double>[], Vector<double>[], Matrix<double>, Matrix<double>>> BackThroughTime() => new()
    {
        Name = nameof(BackThroughTime),
        Notebook = WayBack.Notebook,
        Title = "Backpropagation through time",
        IsMustDo = true,
        Points = 4,
        Items = ["A26", "B29"],
        Task = """
            Write `BackThroughTime(h, g, Wh)`: $\partial\mathcal L/\partial W_h$ for $\mathcal L = \sum_t \mathcal L(t)$, the sum and not the mean. Given are the states and,
            for every step, $\partial\mathcal L(t)/\partial h(t)$ through that step's own loss. One loop from $T$ down to 1: carry the gradient, and accumulate.
            """,
        Comment = """
            h: h[0] … h[T], each [d_h], h[0] not zero;  g: g[t−1] = ∂ℒ(t)/∂h(t), each [d_h]
            Wh: W_h, [d_h×d_h];  f = tanh, so f′(a(t)) = 1 − h(t)²;  returns ∂Σℒ/∂W_h, [d_h×d_h]
            """,
        Signature = "Matrix<double> BackThroughTime(Vector<double>[] h, Vector<double>[] g, Matrix<double> Wh)",
        Solution = new((h, g, Wh) =>
        {
            var gradient = Wh * 0; // ∂Σℒ/∂W_h, [d_h×d_h]
            var carried = h[0] * 0; // what the later losses ask of h(t), [d_h]
            for (var t = g.Length; t >= 1; t--)
            {
                var slope = 1 - h[t].PointwiseMultiply(h[t]); // f′(a(t)), [d_h]
                var delta = (g[t - 1] + carried).PointwiseMultiply(slope); // ∂Σℒ/∂a(t), [d_h]
                gradient += h[t - 1].OuterProduct(delta); // h(t−1)ᵀ·δ(t), [d_h×d_h]
                carried = delta * Wh.Transpose(); // [d_h]
            }

            return gradient;
        }),
        DrawCases = random =>
        [
            [WayBack.TwoUnits, new[] { WayBack.Row(0.5, 1), WayBack.Row(-1, 0.5), WayBack.Row(1, -0.5) }, WayBack.TwoUnitsWh],
            [random.States(5, 3), Gradients(random, 5, 3), random.Matrix(3, 3)],
            [random.States(6, 4), Gradients(random, 6, 4), random.Matrix(4, 4)],
        ],
        Wrong =
        [
            new("W_h not transposed", Slips.NotTransposed, (h, g, Wh) => Carry(h, g, Wh, WayBack.Slope)),
            new("f′ missing", "f′ is missing somewhere. At h(t) what is carried meets g: add the two first, then multiply both by f′, δ(t) = (g + carried) ⊙ (1 − h(t)²), and let this δ(t) go back.",
                (h, g, Wh) => Carry(h, g, Wh.Transpose(), WayBack.NoSlope))
            {
                Variants = [(h, g, Wh) => CarryUnsloped(h, g, Wh.Transpose(), joinsBeforeSlope: true), (h, g, Wh) => CarryUnsloped(h, g, Wh.Transpose(), joinsBeforeSlope: false)],
            },
            new("the wrong slope", Slips.WrongSlope, (h, g, Wh) => Carry(h, g, Wh.Transpose(), WayBack.SlopeOfOutput))
            {
                Variants =
                [
                    .. WayBack.OtherSlopes.Append(WayBack.SlopeWithoutSquare).Select<Func<Vector<double>, Vector<double>>, Gradient>(slope =>
                        (h, g, Wh) => Carry(h, g, Wh.Transpose(), slope)),
                    (h, g, Wh) => Walked(h, g, Wh.Transpose(), Backwards(h), slopeOf: t => t - 1),
                ],
            },
            new(
                "gradient overwritten",
                "You keep the term of a single step: add each term to the sum (+=), do not put it in its place (=), and return after the loop.",
                (h, g, Wh) => Terms(h, g, Wh.Transpose(), WayBack.Slope)[0])
            {
                Variants = [(h, g, Wh) => Terms(h, g, Wh.Transpose(), WayBack.Slope)[^1]],
            },
            new(
                "only one of two gradients",
                "At h(t) two gradients meet and are added: g[t − 1] of the step's own loss, and δ(t+1)·W_hᵀ carried back from the later ones. One of them is missing.",
                (h, g, Wh) => WayBack.Steps(g.Length).Select(t => h[t - 1].OuterProduct(g[t - 1].PointwiseMultiply(WayBack.Slope(h[t])))).Sum())
            {
                Variants =
                [
                    (h, g, Wh) => WayBack.Steps(g.Length).Select(i => WayBack.Term(h, g[^1], Wh, g.Length, i)).Sum(),
                    (h, g, Wh) => WayBack.Steps(g.Length).Select(t => WayBack.Term(h, g[t - 1], Wh, t, t) + (t > 1 ? WayBack.Term(h, g[t - 1], Wh, t, t - 1) : Wh * 0)).Sum(),
                ],
            },
            new(
                "carried from another step",
                "What is carried into step t is δ(t+1)·W_hᵀ, of that one step: the loop goes from T down to 1, carried begins with zeros, and each step puts a new one in its place.",
                (h, g, Wh) => Walked(h, g, Wh.Transpose(), Backwards(h).Reverse()))
            {
                Variants =
                [
                    (h, g, Wh) => Walked(h, g, Wh.Transpose(), Backwards(h), heaps: true),
                    (h, g, Wh) => Walked(h, g, Wh.Transpose(), Backwards(h), begin: g[^1]),
                    (h, g, Wh) => Walked(h, g, Wh.Transpose(), Backwards(h), begin: h[0]),
                    (h, g, Wh) => Carry(h, g, Matrix<double>.Build.DenseIdentity(Wh.RowCount), WayBack.Slope), // not through W_h at all
                ],
            },
            new("a step left out", "One step of the walk is missing: t goes from T, which is g.Length, down to 1, both included.",
                (h, g, Wh) => Walked(h, g, Wh.Transpose(), Backwards(h).Skip(1)))
            {
                Variants = [(h, g, Wh) => Walked(h, g, Wh.Transpose(), Backwards(h).SkipLast(1))],
            },
            new("another state than h(t−1)", "Step t computes h(t) from h(t−1)·W_h, so it is h(t−1) that stands beside W_h there, and neither h(t) nor one state for all steps.",
                (h, g, Wh) => Deltas(h, g, Wh.Transpose(), WayBack.Slope).Select((delta, n) => h[n + 1].OuterProduct(delta)).Sum())
            {
                Variants =
                [
                    (h, g, Wh) => Deltas(h, g, Wh.Transpose(), WayBack.Slope).Select(delta => h[0].OuterProduct(delta)).Sum(),
                    (h, g, Wh) => Deltas(h, g, Wh.Transpose(), WayBack.Slope).Select(delta => h[g.Length - 1].OuterProduct(delta)).Sum(),
                    (h, g, Wh) => Deltas(h, g, Wh.Transpose(), WayBack.Slope).Select(delta => h[g.Length].OuterProduct(delta)).Sum(),
                ],
            },
        ],
        Hints = new(
            "Walk back once. At $h(t)$ two gradients meet: that of $\\mathcal L(t)$ and what is carried from $h(t+1)$. Add them; go through $f$; leave a term behind; go through $W_h$.",
            "`carried` is $[d_h]$ and begins at zero, `gradient` is $[d_h\\times d_h]$ and begins at zero (`Wh * 0`). For $t = T, \\ldots, 1$; the loss gradient of step $t$ is `g[t - 1]`.",
            "`var delta = (g[t - 1] + carried).PointwiseMultiply(1 - h[t].PointwiseMultiply(h[t]));` and then `gradient += …;` and `carried = …;`"),
        Afterwards = "You have written backpropagation through time, in as many steps as the text has words.",
    };

    /// <summary>The gradient of the embeddings where a word is repeated (slide B27).</summary>
    public static FunctionExercise<Func<int[], Vector<double>[], int, Matrix<double>>> EmbeddingGradient() => new()
    {
        Name = nameof(EmbeddingGradient),
        Notebook = WayBack.Notebook,
        Title = "A word that is read twice",
        Points = 2,
        Items = ["B27"],
        Task = """
            Write `EmbeddingGradient(x, g, V)`: $\partial\mathcal L/\partial E$, $[|V|\times d_e]$, from $\partial\mathcal L/\partial e(t)$ for every step. Row $v$ of $E$ is
            the embedding of word $v$, and it was read wherever $x(t) = v$.
            """,
        Comment = "x: the words, numbers from 0 to V − 1;  g[n] = ∂ℒ/∂e of the word x[n], [d_e];  returns [V×d_e]",
        Signature = "Matrix<double> EmbeddingGradient(int[] x, Vector<double>[] g, int V)",
        Solution = new((x, g, V) =>
        {
            var gradient = Matrix<double>.Build.Dense(V, g[0].Count); // [|V|×d_e]
            for (var n = 0; n < x.Length; n++)
                gradient.SetRow(x[n], gradient.Row(x[n]) + g[n]);
            return gradient;
        }),
        DrawCases = random =>
        [
            [new[] { 2, 4, 2, 0 }, new[] { WayBack.Row(1, 0), WayBack.Row(0, 1), WayBack.Row(0.5, 2), WayBack.Row(-1, 1) }, 6],
            [new[] { 3, 1, 3, 5, 1, 3 }, Gradients(random, 6, 3), 8],
            [new[] { 6, 0, 5, 6, 5 }, Gradients(random, 5, 2), 7],
        ],
        Wrong =
        [
            new("last use kept", "A repeated word keeps its last gradient only: add to the row that is there, and do not put the new one in its place.",
                (x, g, V) => ByWord(x, g, V, uses => uses[^1])),
            new("first use kept", "A repeated word keeps its first gradient only; every time it was read adds one.",
                (x, g, V) => ByWord(x, g, V, uses => uses[0])),
            new("mean over the uses", "You take the mean over a word's uses; the loss is a sum, and so every use counts in full.",
                (x, g, V) => ByWord(x, g, V, uses => uses.Aggregate((a, b) => a + b) / uses.Length)),
            new("gradients in other rows", "The gradient of step n, g[n], belongs to the row of the word that was read there, x[n]: not to row n, and not to the word before or after it.",
                (x, g, V) => ByWord([.. Enumerable.Range(0, x.Length)], g, V, uses => uses[0]))
            {
                Variants = [(x, g, V) => EmbeddingGradientOf(x[1..], g[..^1], V), (x, g, V) => EmbeddingGradientOf(x[..^1], g[1..], V)],
            },
            new("every row touched", "Every row gets a gradient; words that were not read did not take part in the loss, and their rows stay 0.",
                (x, g, V) => Matrix<double>.Build.Dense(V, g[0].Count, (_, j) => g.Sum(row => row[j]))),
            new("a word left out", "The loop leaves out a word of the text: n runs over all of x, from 0 while n < x.Length.",
                (x, g, V) => EmbeddingGradientOf(x[1..], g[1..], V))
            {
                Variants = [(x, g, V) => EmbeddingGradientOf(x[..^1], g[..^1], V)],
            },
            new("a row for other words", "The result has a row for each of the V words, read or not, in the order of their numbers: [V×d_e].",
                (x, g, V) => Matrix<double>.Build.DenseOfRowVectors(x.Distinct().Select(word => EmbeddingGradientOf(x, g, V).Row(word))))
            {
                Variants = [(x, g, V) => EmbeddingGradientOf(x, g, x.Max() + 1), (x, g, _) => Matrix<double>.Build.DenseOfRowVectors(g)],
            },
            new("divided by T", "You divide by the length of the text; the loss is a sum here, and so is the gradient.",
                (x, g, V) => ByWord(x, g, V, uses => uses.Aggregate((a, b) => a + b) / x.Length)),
        ],
        Hints = new(
            "$E$ is a weight like $W_h$: its row $v$ is used wherever the word $v$ is read. What happens with the gradients of several uses?",
            "$T$ rows of length $d_e$ go in, a matrix of $|V|$ rows comes out, most of them zero. One loop over the text, one row touched each time.",
            "`gradient.SetRow(x[n], gradient.Row(x[n]) + g[n]);`"),
        Afterwards = "It is the same law once more: one row, several uses, gradients added.",
    };

    private static Vector<double>[] Gradients(RandomGenerator random, int count, int size) =>
        [.. Enumerable.Range(0, count).Select(_ => random.Vector(size))];

    private static Matrix<double> ByWord(int[] x, Vector<double>[] g, int size, Func<Vector<double>[], Vector<double>> keep)
    {
        var gradient = Matrix<double>.Build.Dense(size, g[0].Count);
        foreach (var word in x.Distinct()) gradient.SetRow(word, keep([.. g.Where((_, n) => x[n] == word)]));
        return gradient;
    }

    private static Matrix<double> EmbeddingGradientOf(int[] x, Vector<double>[] g, int size) => ByWord(x, g, size, uses => uses.Aggregate((a, b) => a + b));

    // δ(1) … δ(T), carried back.
    private static Vector<double>[] Deltas(Vector<double>[] h, Vector<double>[] g, Matrix<double> way, Func<Vector<double>, Vector<double>> slope)
    {
        var deltas = new Vector<double>[g.Length];
        var carried = h[0] * 0;
        for (var t = g.Length; t >= 1; t--)
        {
            deltas[t - 1] = (g[t - 1] + carried).PointwiseMultiply(slope(h[t]));
            carried = deltas[t - 1] * way;
        }

        return deltas;
    }

    private static IEnumerable<int> Backwards(Vector<double>[] h) => WayBack.Steps(h.Length - 1).Reverse();

    // The walk over these steps, with the slope of another step, with a beginning that is not zero, or with all that was ever carried on one heap.
    private static Matrix<double> Walked(
        Vector<double>[] h, Vector<double>[] g, Matrix<double> way, IEnumerable<int> steps, Func<int, int>? slopeOf = null, Vector<double>? begin = null, bool heaps = false)
    {
        var (sum, carried) = (way * 0, begin ?? h[0] * 0);
        foreach (var t in steps)
        {
            var delta = (g[t - 1] + carried).PointwiseMultiply(WayBack.Slope(h[slopeOf?.Invoke(t) ?? t]));
            sum += h[t - 1].OuterProduct(delta);
            carried = heaps ? carried + (delta * way) : delta * way;
        }

        return sum;
    }

    private static Matrix<double>[] Terms(Vector<double>[] h, Vector<double>[] g, Matrix<double> way, Func<Vector<double>, Vector<double>> slope) =>
        [.. Deltas(h, g, way, slope).Select((delta, n) => h[n].OuterProduct(delta))];

    private static Matrix<double> Carry(Vector<double>[] h, Vector<double>[] g, Matrix<double> way, Func<Vector<double>, Vector<double>> slope) =>
        Terms(h, g, way, slope).Sum();

    // What is carried comes without f′; it joins g before f′ is applied to both, or after it was applied to g alone.
    private static Matrix<double> CarryUnsloped(Vector<double>[] h, Vector<double>[] g, Matrix<double> way, bool joinsBeforeSlope)
    {
        var sum = way * 0;
        var carried = h[0] * 0;
        for (var t = g.Length; t >= 1; t--)
        {
            var slope = WayBack.Slope(h[t]);
            var delta = joinsBeforeSlope ? (g[t - 1] + carried).PointwiseMultiply(slope) : g[t - 1].PointwiseMultiply(slope) + carried;
            sum += h[t - 1].OuterProduct(delta);
            carried = (joinsBeforeSlope ? g[t - 1] + carried : delta) * way;
        }

        return sum;
    }
}
