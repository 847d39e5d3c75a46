using MathNet.Numerics.LinearAlgebra;

namespace RnnLm.Notebooks.Figures;

/// <summary>Products of vectors and matrices, one cell after the other (slide items B4 to B8).</summary>
public static class ProductFigures
{
    private const int CellHeight = 36; // Pixels.

    /// <summary>
    /// The dot product a·bᵀ = c, c = Σ_i a_i·b_i, drawn as the product of a 1×n and an n×1 matrix; the slider adds one product after the other, as a loop does.
    /// </summary>
    /// <param name="a">a, n numbers.</param>
    /// <param name="b">b, as many.</param>
    /// <exception cref="ArgumentException">The lengths differ, or a slider has too few or too many positions for them.</exception>
    public static Figure Dot(IEnumerable<double> a, IEnumerable<double> b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        double[] first = [.. a], second = [.. b];
        var n = first.Length;
        if (second.Length != n) throw new ArgumentException($"a has {n} numbers and b {second.Length}: a dot product pairs them, so both need as many.", nameof(b));
        if (n is < 2 or > Slider.MostFrames) throw new ArgumentException($"The slider adds one product after the other: give 2 to {Slider.MostFrames} numbers, not {n}.", nameof(a));
        const double Gap = 0.7;
        double[,] row = new double[1, n], column = new double[n, 1];
        double[] sums = new double[n + 1];
        for (var i = 0; i < n; i++) (row[0, i], column[i, 0], sums[i + 1]) = (first[i], second[i], sums[i] + (first[i] * second[i]));
        var left = new MatrixBlock(row, "a", 0, n + Gap);
        var above = new MatrixBlock(column, "bᵀ", n + Gap, 0);
        MatrixBlock Result(int terms) => new(new[,] { { sums[terms] } }, "c", n + Gap, n + Gap);
        Frame Add(int terms) => new($"{terms}", [left.Numbers(), above.Numbers(), Result(terms).Numbers()])
        {
            Caption = $"c = {string.Join(" + ", first[..terms].Zip(second, (x, y) => $"{Numerals.Factor(x)}·{Numerals.Factor(y)}"))} = <b>{Numerals.Short(sums[terms])}</b>{(terms < n ? " so far" : "")}",
            Shapes =
            [
                .. left.Brackets(), .. above.Brackets(), .. Result(terms).Brackets(),
                left.Marked(0, terms - 1, 1, 1, Palette.Mark), above.Marked(terms - 1, 0, 1, 1, Palette.SecondMark), Result(terms).Framed(0, 0),
            ],
        };
        Frame[] steps = [.. Enumerable.Range(1, n).Select(Add)];
        return Diagram($"a · bᵀ = c: {left.Shape} · {above.Shape} → 1×1",
            "Move the slider: each number of a (yellow) meets the number of b (blue) at the same place, and their product is added to c.",
            $"a is a row, bᵀ a column above its right end, and c stands where they meet. After each of the {n} products c is {string.Join(", ", sums[1..].Select(Numerals.Short))}.",
            [.. steps[0].Traces.Cast<Scatter>()], [left.Title(beside: true), above.Title(beside: true), Result(n).Title(beside: false)], steps, "products added", (-2.4, n + Gap + 1.4), n + Gap + 1.9);
    }

    /// <summary>
    /// The matrix product A·B = C, c_ij = Σ_k a_ik·b_kj: C stands right of A and below B, so that each cell lies where its row and its column meet.
    /// A row vector is a 1×n matrix. The slider goes through the cells of C and works each out; those to come are not shown, so that one can predict them.
    /// </summary>
    /// <param name="a">A, n×k.</param>
    /// <param name="b">B, k×m.</param>
    /// <param name="names">What A, B and C are called.</param>
    /// <exception cref="ArgumentException">The inner sizes differ, or C has more cells than a slider has positions.</exception>
    public static Figure Matrix(double[,] a, double[,] b, (string A, string B, string C)? names = null)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        var (n, inner, m) = (a.GetLength(0), a.GetLength(1), b.GetLength(1));
        if (b.GetLength(0) != inner)
            throw new ArgumentException($"A is {n}×{inner} and B is {b.GetLength(0)}×{m}: A must have as many columns ({inner}) as B has rows ({b.GetLength(0)}).", nameof(b));
        Require(n * m, nameof(b));
        var product = (CreateMatrix.DenseOfArray(a) * CreateMatrix.DenseOfArray(b)).ToArray(); // n×k · k×m → n×m
        var (nameA, nameB, nameC) = names ?? ("A", "B", "C");
        const double Gap = 0.7;
        var left = new MatrixBlock(a, nameA, 0, inner + Gap);
        var above = new MatrixBlock(b, nameB, inner + Gap, 0);
        var result = new MatrixBlock(product, nameC, inner + Gap, inner + Gap);
        MatrixBlock[] blocks = [left, above, result];
        Annotation[] titles = [left.Title(beside: true), above.Title(beside: true), result.Title(beside: false)];
        Trace[] Numbers(int known) => [left.Numbers(), above.Numbers(), result.Numbers(known)];
        Frame Step(int i, int j) => new($"{i + 1}, {j + 1}", Numbers((i * m) + j + 1))
        {
            Caption = $"{nameC}<sub>{i + 1},{j + 1}</sub> = {string.Join(" + ", Enumerable.Range(0, inner).Select(k => $"{Numerals.Factor(a[i, k])}·{Numerals.Factor(b[k, j])}"))} = <b>{Numerals.Short(product[i, j])}</b>",
            Shapes = [.. blocks.SelectMany(block => block.Brackets()), left.Marked(i, 0, 1, inner, Palette.Mark), above.Marked(0, j, inner, 1, Palette.SecondMark), result.Framed(i, j)],
        };
        return Diagram($"{nameA} · {nameB} = {nameC}: {left.Shape} · {above.Shape} → {result.Shape}",
            $"Move the slider: each cell of {nameC} is the dot product of a row of {nameA} (yellow) and a column of {nameB} (blue). The inner sizes, {inner} and {inner}, must be equal.",
            $"{nameC} is drawn right of {nameA} and below {nameB}. At each step a row of {nameA} and a column of {nameB} are coloured, and the cell of {nameC} where they meet is framed.",
            Numbers(1), titles, [.. Cells(n, m).Select(cell => Step(cell.Row, cell.Column))], $"row, column of {nameC}", (-2.4, inner + Gap + m + 0.4), inner + Gap + n + 0.9);
    }

    /// <summary>The element-wise product A ⊙ B = C, c_ij = a_ij·b_ij, of two matrices of one shape; the slider goes through the cells.</summary>
    /// <param name="a">A, n×m.</param>
    /// <param name="b">B, n×m.</param>
    /// <param name="names">What A, B and C are called.</param>
    /// <exception cref="ArgumentException">The shapes differ, or there are more cells than a slider has positions.</exception>
    public static Figure Elementwise(double[,] a, double[,] b, (string A, string B, string C)? names = null)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        var (n, m) = (a.GetLength(0), a.GetLength(1));
        if ((n, m) != (b.GetLength(0), b.GetLength(1)))
            throw new ArgumentException($"A is {n}×{m} and B is {b.GetLength(0)}×{b.GetLength(1)}: for an element-wise product both need one shape.", nameof(b));
        Require(n * m, nameof(b));
        var product = CreateMatrix.DenseOfArray(a).PointwiseMultiply(CreateMatrix.DenseOfArray(b)).ToArray(); // n×m
        var (nameA, nameB, nameC) = names ?? ("A", "B", "C");
        MatrixBlock[] blocks = [new(a, nameA, 0, 0), new(b, nameB, m + 1, 0), new(product, nameC, 2 * (m + 1), 0)];
        Annotation[] signs = [new(m + 0.5, n / 2.0, "⊙") { Size = 18 }, new((2 * m) + 1.5, n / 2.0, "=") { Size = 18 }];
        Trace[] Numbers(int known) => [blocks[0].Numbers(), blocks[1].Numbers(), blocks[2].Numbers(known)];
        Frame Step(int i, int j) => new($"{i + 1}, {j + 1}", Numbers((i * m) + j + 1))
        {
            Caption = $"{nameC}<sub>{i + 1},{j + 1}</sub> = {Numerals.Factor(a[i, j])}·{Numerals.Factor(b[i, j])} = <b>{Numerals.Short(product[i, j])}</b>",
            Shapes = [.. blocks.SelectMany(block => block.Brackets()), blocks[0].Marked(i, j, 1, 1, Palette.Mark), blocks[1].Marked(i, j, 1, 1, Palette.SecondMark), blocks[2].Framed(i, j)],
        };
        return Diagram($"{nameA} ⊙ {nameB} = {nameC}, all {n}×{m}",
            "Move the slider: each cell is the product of the two cells at the same place. Nothing is summed, and the shape stays.",
            $"{nameA}, {nameB} and their element-wise product {nameC} side by side; at each step the same cell of all three is marked.",
            Numbers(1), [.. blocks.Select(block => block.Title(beside: false)), .. signs], [.. Cells(n, m).Select(cell => Step(cell.Row, cell.Column))],
            "row, column", (-0.4, (3 * m) + 2.4), n + 0.9);
    }

    private static Figure Diagram(string title, string caption, string description, Trace[] numbers, Annotation[] titles, Frame[] steps, string slider,
        (double, double) width, double height) => new()
        {
            Title = title,
            Caption = caption,
            Description = description,
            Panels = [new Panel { X = Axis.Hidden(width.Item1, width.Item2), Y = Axis.Hidden(-0.3, height) with { Reversed = true }, EqualUnits = true }],
            Height = (int)Math.Clamp((height + 0.3) * CellHeight, 120, 520),
            Traces = numbers,
            Annotations = titles,
            Shapes = steps[0].Shapes ?? [],
            Slider = steps.Length > 1 ? new Slider(slider, steps) : null,
        };

    private static IEnumerable<(int Row, int Column)> Cells(int rows, int columns) =>
        from i in Enumerable.Range(0, rows) from j in Enumerable.Range(0, columns) select (i, j);

    private static void Require(int cells, string name)
    {
        if (cells is < 1 or > Slider.MostFrames)
            throw new ArgumentException($"The product has {cells} cells; the slider steps through 1 to {Slider.MostFrames}: take smaller matrices.", name);
    }
}
