using MathNet.Numerics.LinearAlgebra;
using RnnLm.Numerics;
using TermFunction = System.Func<
    MathNet.Numerics.LinearAlgebra.Vector<double>[], MathNet.Numerics.LinearAlgebra.Vector<double>,
    MathNet.Numerics.LinearAlgebra.Matrix<double>, int, int, MathNet.Numerics.LinearAlgebra.Matrix<double>>;
using UseFunction = System.Func<
    MathNet.Numerics.LinearAlgebra.Vector<double>[], MathNet.Numerics.LinearAlgebra.Vector<double>,
    MathNet.Numerics.LinearAlgebra.Matrix<double>, MathNet.Numerics.LinearAlgebra.Matrix<double>>;

namespace RnnLm.Notebooks;

/// <summary>What one loss sends through one use of W_h (slides A22, B28, B29).</summary>
internal static class OneLossExercises
{
    private const string ThreeStates = """
        h: h[0] … h[3], each [d_h];  g = ∂ℒ(3)/∂h(3), [d_h];  Wh: W_h, [d_h×d_h]
        f = tanh, so f′(a(t)) = 1 − h(t)², element by element
        """;

    /// <summary>What ℒ(3) sends through the use of W_h at step 3 (slide B28).</summary>
    public static FunctionExercise<Func<Vector<double>[], Vector<double>, Matrix<double>, Matrix<double>>> UseAtStep3() => new()
    {
        Name = nameof(UseAtStep3),
        Notebook = WayBack.Notebook,
        Title = "The use at step 3",
        Points = 1,
        Items = ["B28"],
        Task = """
            Write `Step3(h, g, Wh)`: the term of $\partial\mathcal L(3)/\partial W_h$ that goes through the use at step 3,
            $h(2)^\top\cdot\delta$ with $\delta = g \odot f'(a(3))$ and $g = \partial\mathcal L(3)/\partial h(3)$.
            """,
        Comment = ThreeStates,
        Signature = "Matrix<double> Step3(Vector<double>[] h, Vector<double> g, Matrix<double> Wh)",
        Solution = new((h, g, Wh) =>
        {
            var slope = 1 - h[3].PointwiseMultiply(h[3]); // f′(a(3)), [d_h]
            var delta = g.PointwiseMultiply(slope); // ∂ℒ(3)/∂a(3), [d_h]
            return h[2].OuterProduct(delta); // h(2)ᵀ·δ, [d_h×d_h]
        }),
        DrawCases = ThreeSteps,
        Wrong =
        [
            new("f′ missing", Slips.MissingSlope(3), (h, g, Wh) => h[2].OuterProduct(g)),
            new("f′ of h", Slips.SlopeOfOutput, (h, g, Wh) => h[2].OuterProduct(g.PointwiseMultiply(WayBack.SlopeOfOutput(h[3])))),
            new("f′ miscalculated", Slips.WrongSlope, (h, g, Wh) => h[2].OuterProduct(g.PointwiseMultiply(WayBack.SlopeWithoutSquare(h[3]))))
            {
                Variants = [.. WayBack.OtherSlopes.Select<Func<Vector<double>, Vector<double>>, UseFunction>(slope => (h, g, Wh) => h[2].OuterProduct(g.PointwiseMultiply(slope(h[3]))))],
            },
            new("result transposed", Slips.Transposed, (h, g, Wh) => g.PointwiseMultiply(WayBack.Slope(h[3])).OuterProduct(h[2])),
            new("another state than h(2)", "Step 3 computes h(3) from h(2)·W_h, so it is h(2) that stands beside W_h there, and no other state.",
                (h, g, Wh) => h[3].OuterProduct(g.PointwiseMultiply(WayBack.Slope(h[3]))))
            {
                Variants = [(h, g, Wh) => h[1].OuterProduct(g.PointwiseMultiply(WayBack.Slope(h[3])))],
            },
            new("f′ of the wrong step", "You take f′ at step 2, 1 − h(2)²; at step 3 it is f applied to a(3) that counts, and its slope is 1 − h(3)².",
                (h, g, Wh) => h[2].OuterProduct(g.PointwiseMultiply(WayBack.Slope(h[2])))),
            new("gone back already", "You multiply by W_h or W_hᵀ already; that leads to h(2). The use at step 3 comes before: g and f′ at step 3 are all that is needed.",
                (h, g, Wh) => h[2].OuterProduct(g.PointwiseMultiply(WayBack.Slope(h[3])) * Wh.Transpose()))
            {
                Variants = [(h, g, Wh) => h[2].OuterProduct(g.PointwiseMultiply(WayBack.Slope(h[3])) * Wh)],
            },
        ],
        Hints = new(
            "At step 3, $a(3) = h(2)\\cdot W_h + \\ldots$ and $h(3) = f(a(3))$. Go back through $f$ first, then through the product.",
            "`g` and the slope are both $[d_h]$ and are multiplied element by element; `h[2].OuterProduct(delta)` makes $[d_h \\times d_h]$, the shape of $W_h$.",
            "`var delta = g.PointwiseMultiply(1 - h[3].PointwiseMultiply(h[3]));`"),
        Afterwards = "One use done. For the use at step 2 the gradient first has to go back from h(3) to h(2).",
    };

    /// <summary>What ℒ(3) sends through the use of W_h at step 2 (slide B28).</summary>
    public static FunctionExercise<Func<Vector<double>[], Vector<double>, Matrix<double>, Matrix<double>>> UseAtStep2() => new()
    {
        Name = nameof(UseAtStep2),
        Notebook = WayBack.Notebook,
        Title = "The use at step 2",
        Points = 1,
        Items = ["B28"],
        Task = """
            Write `Step2(h, g, Wh)`: the term of $\partial\mathcal L(3)/\partial W_h$ that goes through the use at step 2. First go back one step,
            $\partial\mathcal L(3)/\partial h(2) = (g \odot f'(a(3)))\cdot W_h^\top$; then do as at step 3.
            """,
        Comment = ThreeStates,
        Signature = "Matrix<double> Step2(Vector<double>[] h, Vector<double> g, Matrix<double> Wh)",
        Solution = new((h, g, Wh) =>
        {
            var g2 = g.PointwiseMultiply(1 - h[3].PointwiseMultiply(h[3])) * Wh.Transpose(); // ∂ℒ(3)/∂h(2), [d_h]
            var delta = g2.PointwiseMultiply(1 - h[2].PointwiseMultiply(h[2])); // ∂ℒ(3)/∂a(2), [d_h]
            return h[1].OuterProduct(delta); // h(1)ᵀ·δ, [d_h×d_h]
        }),
        DrawCases = ThreeSteps,
        Wrong =
        [
            .. Slips.AtUse(2),
            new("not one step back", "g belongs to h(3), and the use at step 2 is met at h(2): between them lies step 3, crossed once, through f′ and W_hᵀ.",
                (h, g, Wh) => h[1].OuterProduct(g.PointwiseMultiply(WayBack.Slope(h[2]))))
            {
                Variants =
                [
                    (h, g, Wh) => h[1].OuterProduct(g.PointwiseMultiply(WayBack.Slope(h[3]))), (h, g, Wh) => WayBack.Term(h, g, Wh, 3, 3),
                    (h, g, Wh) => WayBack.Term(h, g, Wh, 3, 1), (h, g, Wh) => h[1].OuterProduct(WayBack.Back(h, g, Wh.Transpose(), 3, 1, WayBack.Slope)),
                ],
            },
        ],
        Hints = new(
            "The gradient first crosses step 3, from $h(3)$ to $h(2)$: through $f$, then through $W_h$. Arrived at $h(2)$, do what you did at step 3.",
            "$g$ is $[1\\times d_h]$, $W_h^\\top$ is $[d_h\\times d_h]$: `(g ⊙ slope) * Wh.Transpose()` is $[1\\times d_h]$ again, the gradient for $h(2)$.",
            "`var g2 = g.PointwiseMultiply(1 - h[3].PointwiseMultiply(h[3])) * Wh.Transpose();`, and from `g2` on as in step 3, with every index one less."),
        Afterwards = "Once more back, and you are at step 1.",
    };

    /// <summary>What ℒ(3) sends through the use of W_h at step 1 (slide B28).</summary>
    public static FunctionExercise<Func<Vector<double>[], Vector<double>, Matrix<double>, Matrix<double>>> UseAtStep1() => new()
    {
        Name = nameof(UseAtStep1),
        Notebook = WayBack.Notebook,
        Title = "The use at step 1",
        Points = 1,
        Items = ["B28"],
        Task = """
            Write `Step1(h, g, Wh)`: the term of $\partial\mathcal L(3)/\partial W_h$ that goes through the use at step 1. The gradient goes back two steps,
            $\partial\mathcal L(3)/\partial h(1) = g\cdot\frac{\partial h(3)}{\partial h(2)}\cdot\frac{\partial h(2)}{\partial h(1)}$; then do as at step 3. Here $h(0)$ is not zero.
            """,
        Comment = ThreeStates,
        Signature = "Matrix<double> Step1(Vector<double>[] h, Vector<double> g, Matrix<double> Wh)",
        Solution = new((h, g, Wh) =>
        {
            var g2 = g.PointwiseMultiply(1 - h[3].PointwiseMultiply(h[3])) * Wh.Transpose(); // ∂ℒ(3)/∂h(2), [d_h]
            var g1 = g2.PointwiseMultiply(1 - h[2].PointwiseMultiply(h[2])) * Wh.Transpose(); // ∂ℒ(3)/∂h(1), [d_h]
            var delta = g1.PointwiseMultiply(1 - h[1].PointwiseMultiply(h[1])); // ∂ℒ(3)/∂a(1), [d_h]
            return h[0].OuterProduct(delta); // h(0)ᵀ·δ, [d_h×d_h]
        }),
        DrawCases = ThreeSteps,
        Wrong =
        [
            .. Slips.AtUse(1),
            new("not two steps back",
                "From h(3) to h(1) there are two steps, 3 and 2, each crossed once, with its own f′ and W_hᵀ; the use at step 1 is met there.",
                (h, g, Wh) => h[0].OuterProduct(WayBack.Back(h, g, Wh.Transpose(), 3, 2, WayBack.Slope).PointwiseMultiply(WayBack.Slope(h[1]))))
            {
                Variants =
                [
                    (h, g, Wh) => h[0].OuterProduct(g.PointwiseMultiply(WayBack.Slope(h[1]))), (h, g, Wh) => h[0].OuterProduct(WayBack.Back(h, g, Wh.Transpose(), 3, 0, WayBack.Slope)),
                    (h, g, Wh) => WayBack.Term(h, g, Wh, 3, 2),
                    (h, g, Wh) => h[0].OuterProduct((g.PointwiseMultiply(WayBack.Slope(h[3])).PointwiseMultiply(WayBack.Slope(h[2])) * Wh.Transpose()).PointwiseMultiply(WayBack.Slope(h[1]))),
                ],
            },
        ],
        Hints = new(
            "It is the same walk, one step longer: $h(3) \\to h(2) \\to h(1)$, and then the use at step 1, beside which $h(0)$ stands.",
            "All gradients on the way are $[1\\times d_h]$; the result is $h(0)^\\top\\cdot\\delta$, $[d_h\\times 1]\\cdot[1\\times d_h] = [d_h\\times d_h]$.",
            "`var g1 = g2.PointwiseMultiply(1 - h[2].PointwiseMultiply(h[2])) * Wh.Transpose();` with the `g2` of the step before."),
        Afterwards = "Three cells, one pattern: walk back, then multiply. The next exercise makes a loop of it.",
    };

    /// <summary>Any term ∂ℒ(t)/∂W_h|₍ᵢ₎ (slides A22, B28, B29).</summary>
    public static FunctionExercise<Func<Vector<double>[], Vector<double>, Matrix<double>, int, int, Matrix<double>>> OneTerm() => new()
    {
        Name = nameof(OneTerm),
        Notebook = WayBack.Notebook,
        Title = "One loss, one use",
        IsMustDo = true,
        Points = 2,
        Items = ["A22", "B28", "B29"],
        Task = """
            Write `Term(h, g, Wh, t, i)`: what $\mathcal L(t)$ sends through the use of $W_h$ at step $i \le t$,
            $g\cdot\frac{\partial h(t)}{\partial h(t-1)}\cdots\frac{\partial h(i+1)}{\partial h(i)}\cdot\frac{\partial^+ h(i)}{\partial W_h}$,
            with $g = \partial\mathcal L(t)/\partial h(t)$. Walk with a vector from $t$ down to $i$; never build a Jacobian.
            """,
        Comment = """
            h: h[0] … h[T], each [d_h];  g = ∂ℒ(t)/∂h(t), [d_h];  Wh: W_h, [d_h×d_h]
            1 ≤ i ≤ t ≤ T;  f = tanh, so f′(a(t)) = 1 − h(t)², element by element
            """,
        Signature = "Matrix<double> Term(Vector<double>[] h, Vector<double> g, Matrix<double> Wh, int t, int i)",
        Solution = new((h, g, Wh, t, i) =>
        {
            for (var s = t; s > i; s--)
                g = g.PointwiseMultiply(1 - h[s].PointwiseMultiply(h[s])) * Wh.Transpose(); // ∂ℒ(t)/∂h(s−1), [d_h]
            var delta = g.PointwiseMultiply(1 - h[i].PointwiseMultiply(h[i])); // ∂ℒ(t)/∂a(i), [d_h]
            return h[i - 1].OuterProduct(delta); // h(i−1)ᵀ·δ, [d_h×d_h]
        }),
        DrawCases = random =>
        [
            [WayBack.TwoUnits, WayBack.Row(1, -0.5), WayBack.TwoUnitsWh, 3, 1],
            [random.States(5, 3), random.Vector(3), random.Matrix(3, 3), 5, 2],
            [random.States(6, 4), random.Vector(4), random.Matrix(4, 4), 4, 1],
            [random.States(5, 3), random.Vector(3), random.Matrix(3, 3), 3, 1],
            [random.States(4, 3), random.Vector(3), random.Matrix(3, 3), 4, 4],
        ],
        Wrong =
        [
            new("f′ missing", "You leave f′ out; every step goes back through f first, so g is multiplied by 1 − h², element by element, before W_hᵀ and before the use.",
                (h, g, Wh, t, i) => WayBack.Term(h, g, Wh.Transpose(), t, i, WayBack.NoSlope)),
            new("carried gradient not multiplied by f′", "f′ is missing on the way, or comes after W_hᵀ; each step from h(s) to h(s−1) has its own factor f′(a(s)), and only then comes W_hᵀ.",
                (h, g, Wh, t, i) => WayBack.Term(h, g, Wh.Transpose(), t, i, WayBack.NoSlope, WayBack.Slope))
            {
                Variants = [(h, g, Wh, t, i) => h[i - 1].OuterProduct(WayBack.BackSlopeLast(h, g, Wh.Transpose(), t, i).PointwiseMultiply(WayBack.Slope(h[i])))],
            },
            new("f′ missing at the use", "You arrive at h(i) rightly and multiply with h(i−1) at once; between h(i) and the product h(i−1)·W_h stands f, with the factor 1 − h(i)².",
                (h, g, Wh, t, i) => WayBack.Term(h, g, Wh.Transpose(), t, i, WayBack.Slope, WayBack.NoSlope)),
            new("the wrong slope", Slips.WrongSlope, (h, g, Wh, t, i) => WayBack.Term(h, g, Wh.Transpose(), t, i, WayBack.SlopeOfOutput))
            {
                Variants =
                [
                    .. WayBack.OtherSlopes.Append(WayBack.SlopeWithoutSquare).Select<Func<Vector<double>, Vector<double>>, TermFunction>(slope =>
                        (h, g, Wh, t, i) => WayBack.Term(h, g, Wh.Transpose(), t, i, slope)),
                    (h, g, Wh, t, i) => WayBack.TermWithSlopesOf(h, g, Wh, t, i, s => t),
                    (h, g, Wh, t, i) => WayBack.TermWithSlopesOf(h, g, Wh, t, i, s => s == i ? t : s),
                    (h, g, Wh, t, i) => WayBack.TermWithSlopesOf(h, g, Wh, t, i, s => s > i ? t : s),
                    (h, g, Wh, t, i) => WayBack.TermWithSlopesOf(h, g, Wh, t, i, s => s - 1),
                    (h, g, Wh, t, i) => WayBack.TermWithSlopesOf(h, g, Wh, t, i, s => s > i ? s - 1 : s),
                    (h, g, Wh, t, i) => WayBack.TermWithSlopesOf(h, g, Wh, t, i, s => s == i ? s - 1 : s),
                ],
            },
            new("W_h not transposed", Slips.NotTransposed, (h, g, Wh, t, i) => WayBack.Term(h, g, Wh, t, i, WayBack.Slope)),
            new("the uses added up", "You add up the uses from i to t; the one at step i alone is asked for. Multiply with h(i−1) once, after the loop.",
                (h, g, Wh, t, i) => Enumerable.Range(i, t - i + 1).Select(use => WayBack.Term(h, g, Wh, t, use)).Sum()),
            new("another state than h(i−1)", "Step i computes h(i) from h(i−1)·W_h, so it is h(i−1) that stands beside W_h, and no other state.",
                (h, g, Wh, t, i) => h[i].OuterProduct(WayBack.Back(h, g, Wh.Transpose(), t, i, WayBack.Slope).PointwiseMultiply(WayBack.Slope(h[i]))))
            {
                Variants = [(h, g, Wh, t, i) => h[t - 1].OuterProduct(WayBack.Back(h, g, Wh.Transpose(), t, i, WayBack.Slope).PointwiseMultiply(WayBack.Slope(h[i])))],
            },
            new(
                "another way than from t to i",
                "From h(t) your walk is to cross the steps t, t − 1, …, i + 1 and arrive at h(i), where the use at step i is met: s begins at t, and the loop runs while s > i.",
                (h, g, Wh, t, i) => h[i - 1].OuterProduct(WayBack.Back(h, g, Wh.Transpose(), t, i - 1, WayBack.Slope).PointwiseMultiply(WayBack.Slope(h[i]))))
            {
                Variants =
                [
                    (h, g, Wh, t, i) => h[i - 1].OuterProduct(WayBack.Back(h, g, Wh.Transpose(), t, i + 1, WayBack.Slope).PointwiseMultiply(WayBack.Slope(h[i]))),
                    (h, g, Wh, t, i) => h[i - 1].OuterProduct(WayBack.Back(h, g, Wh.Transpose(), t - 1, i, WayBack.Slope).PointwiseMultiply(WayBack.Slope(h[i]))),
                    (h, g, Wh, t, i) => h[i - 1].OuterProduct(g.PointwiseMultiply(WayBack.Slope(h[i]))),
                    (h, g, Wh, t, i) => WayBack.Term(h, g, Wh, h.Length - 1, i),
                    (h, g, Wh, t, i) => WayBack.TermWithSlopesOf(h, g, Wh, t, i, s => s > i ? t + i + 1 - s : s), // forwards, from i + 1 to t
                    (h, g, Wh, t, i) => WayBack.TermWithSlopesOf(h, g, Wh, t, i, s => s > i ? t + i - s : s), // and from i to t − 1
                ],
            },
        ],
        Hints = new(
            "Two parts: a loop that walks from $h(t)$ back to $h(i)$, and, once there, what you did in the three cells above.",
            "In the loop a row stays a row: $[1\\times d_h] \\odot [1\\times d_h]$, then $\\cdot\\,W_h^\\top$, $[d_h\\times d_h]$. Only the last line makes a matrix.",
            "`for (var s = t; s > i; s--) g = g.PointwiseMultiply(1 - h[s].PointwiseMultiply(h[s])) * Wh.Transpose();`"),
        Afterwards = "With this one function every term of every loss is yours; the sum over i is the gradient.",
    };

    private static object[][] ThreeSteps(RandomGenerator random) =>
    [
        [WayBack.TwoUnits, WayBack.Row(1, -0.5), WayBack.TwoUnitsWh],
        [random.States(3, 3), random.Vector(3), random.Matrix(3, 3)],
        [random.States(3, 4), random.Vector(4), random.Matrix(4, 4)],
    ];
}
