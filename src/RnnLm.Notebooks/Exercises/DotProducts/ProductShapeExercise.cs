namespace RnnLm.Notebooks;

/// <summary>The shape of a product, before it is worked out (B5, B6).</summary>
internal static class ProductShapeExercise
{
    public static FunctionExercise<Func<int[], int[], int[]>> Create() => new()
    {
        Name = "ProductShape",
        Notebook = "02-dot-products",
        Title = "The shape of a product",
        IsMustDo = true,
        Points = 1,
        Items = ["B5", "B6"],
        Task = """
            A shape is two numbers, rows and columns: `[4, 3]` is a 4×3 matrix, `[1, 3]` a row vector. Given the shapes of A and B, return the shape of A·B,
            and an empty array, `[]`, where there is no such product.
            """,
        Comment = "[n×p]·[p×m] = [n×m]",
        Signature = "int[] ProductShape(int[] A, int[] B)",
        Solution = new((A, B) => A[1] == B[0] ? [A[0], B[1]] : []),
        DrawCases = random =>
        [
            [new[] { 4, 3 }, new[] { 3, 2 }], // the slide's
            [new[] { 3, 2 }, new[] { 4, 3 }], // the same two in the other order
            [new[] { 1, 3 }, new[] { 3, 5 }],
            [new[] { 3, 1 }, new[] { 1, 3 }],
            [new[] { 2, 3 }, new[] { 2, 3 }],
            [new[] { 2, 5 }, new[] { 2, 3 }], // as many rows, and no product
            [new[] { 4, 3 }, new[] { 2, 3 }], // as many columns, and no product
            .. Enumerable.Range(0, 3).Select(_ => Chain(2 + random.Next(5), 2 + random.Next(5), 2 + random.Next(5))),
        ],
        Wrong =
        [
            new(
                "an inner size returned",
                "The inner sizes must be equal and then disappear. What is left are the outer ones, A[0] and B[1].",
                (A, B) => A[1] == B[0] ? [A[1], B[0]] : [])
            {
                Variants = [(A, B) => A[1] == B[0] ? [A[0], B[0]] : [], (A, B) => A[1] == B[0] ? [A[1], B[1]] : [], (A, B) => A[1] == B[0] ? [A[0], A[1], B[1]] : []],
            },
            new("rows and columns swapped", "The result has the rows of A and the columns of B, in this order.", (A, B) => A[1] == B[0] ? [B[1], A[0]] : []),
            new("rule not checked", "Where A has not as many columns as B has rows there is no product: return [].", (A, B) => [A[0], B[1]]),
            new(
                "rule turned round",
                "You return [] where there is a product, and a shape where there is none.",
                (A, B) => A[1] != B[0] ? [A[0], B[1]] : []),
            new(
                "other sizes compared",
                "You compare other sizes than those that touch, which are the columns of A and the rows of B: A[1] and B[0], and no others.",
                (A, B) => A[0] == B[1] ? [A[0], B[1]] : [])
            {
                Variants = [(A, B) => A[0] == B[0] ? [A[0], B[1]] : [], (A, B) => A[1] == B[1] ? [A[0], B[1]] : [], (A, B) => A[1] == B[0] && A[0] == B[1] ? [A[0], B[1]] : []],
            },
            new("zeros in the place of an empty array", "Where there is no product, an empty array is asked for, [], with nothing in it.", (A, B) => A[1] == B[0] ? [A[0], B[1]] : [0, 0])
            {
                Variants = [(A, B) => A[1] == B[0] ? [A[0], B[1]] : [0], (A, B) => A[1] == B[0] ? [A[0], B[1]] : [-1, -1]],
            },
            new("rule of the element-wise product", "Equal shapes are what ⊙ needs. For A·B the columns of A must be as many as the rows of B.", (A, B) => A[0] == B[0] && A[1] == B[1] ? [A[0], A[1]] : []),
            new("B·A in the place of A·B", "You give the shape of B·A; the order of the factors matters.", (A, B) => B[1] == A[0] ? [B[0], A[1]] : []),
        ],
        Hints = new(
            "Write the two shapes beside each other, (n×p)(q×m), and look at the two numbers in the middle.",
            "If p = q the product is n×m. If not, there is none.",
            "The whole function: `A[1] == B[0] ? [A[0], B[1]] : []`"),
        Afterwards = "Most errors in networks are caught by this one line, before anything runs.",
    };

    // Neither square nor equal in the outer sizes, so that no mistake is right by chance.
    private static object[] Chain(int n, int p, int m) => [new[] { n, p + n }, new[] { p + n, m + p + n }];
}
