namespace RnnLm.Notebooks.Tests.DotProducts;

public sealed class ProductShapeTests() : FunctionExerciseTests<Func<int[], int[], int[]>>(Exercises.ProductShape)
{
    protected override IReadOnlyList<Func<int[], int[], int[]>> RightFunctions =>
    [
        (A, B) =>
        {
            var (n, p, q, m) = (A[0], A[1], B[0], B[1]);
            if (p != q) return Array.Empty<int>();
            return new int[] { n, m };
        },
        (A, B) => A[1] - B[0] != 0 ? [] : [.. A.Take(1), .. B.Skip(1)],
    ];

    protected override IReadOnlyList<(string?, Func<int[], int[], int[]>)> WrongFunctions =>
    [
        ("an inner size returned", (A, B) => A[1] == B[0] ? new[] { A[1], B[0] } : []),
        ("an inner size returned", (A, B) => A[1] == B[0] ? new[] { A[0], B[0] } : []),
        ("an inner size returned", (A, B) => A[1] == B[0] ? new[] { A[1], B[1] } : []),
        ("rule turned round", (A, B) => A[1] == B[0] ? [] : new[] { A[0], B[1] }),
        ("other sizes compared", (A, B) => A[0] == B[0] ? new[] { A[0], B[1] } : []),
        ("other sizes compared", (A, B) => A[1] == B[1] ? new[] { A[0], B[1] } : []),
        ("rows and columns swapped", (A, B) => A[1] == B[0] ? new[] { B[1], A[0] } : []),
        ("rule not checked", (A, B) => [A[0], B[1]]),
        ("other sizes compared", (A, B) => A[0] == B[1] ? new[] { A[0], B[1] } : []),
        ("rule of the element-wise product", (A, B) => A.SequenceEqual(B) ? A : []),
        ("B·A in the place of A·B", (A, B) => B[1] == A[0] ? new[] { B[0], A[1] } : []),
        ("other sizes compared", (A, B) => A[1] == B[0] && B[1] == A[0] ? new[] { A[0], B[1] } : []),
        ("zeros in the place of an empty array", (A, B) => A[1] == B[0] ? new[] { A[0], B[1] } : new int[2]),
        ("zeros in the place of an empty array", (A, B) => A[1] == B[0] ? new[] { A[0], B[1] } : new[] { -1, -1 }),
        ("the same result for every call", (A, B) => []),
        (null, (A, B) => A[1] == B[0] ? new[] { A[0] * B[1] } : []),
    ];
}
