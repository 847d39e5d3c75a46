using MathNet.Numerics.LinearAlgebra;
using RnnLm.Numerics;
using Xunit;

namespace RnnLm.Tests.Numerics;

/// <summary>The numeric examples of deck B.</summary>
public sealed class AlgebraTests
{
    private static readonly Vector<double> OneTwoThree = Row(1, 2, 3);

    [Fact]
    public void B4_the_dot_product_of_1_2_3_and_2_0_1_is_5() =>
        Assert.Equal(5, Algebra.Dot(OneTwoThree, Row(2, 0, 1)));

    [Fact]
    public void B5_a_row_vector_times_a_matrix_is_5_2() =>
        Assert.Equal(Row(5, 2), Algebra.Multiply(OneTwoThree, Matrix(new double[,] { { 2, 1 }, { 0, -1 }, { 1, 1 } })));

    [Fact]
    public void B6_a_4x3_matrix_times_a_3x2_matrix_is_4x2()
    {
        var a = Matrix(new double[,] { { 1, 2, 3 }, { 0, 1, 0 }, { -1, 0, 2 }, { 4, -2, 1 } });
        var b = Matrix(new double[,] { { 2, 1 }, { 0, -1 }, { 1, 1 } });
        Assert.Equal(Matrix(new double[,] { { 5, 2 }, { 0, -1 }, { 0, 1 }, { 9, 7 } }), Algebra.Multiply(a, b));
    }

    [Fact]
    public void B7_the_element_wise_product_of_vectors_is_3_0_minus_6() =>
        Assert.Equal(Row(3, 0, -6), Algebra.Hadamard(OneTwoThree, Row(3, 0, -2)));

    [Fact]
    public void B8_the_element_wise_product_of_3x2_matrices()
    {
        var a = Matrix(new double[,] { { 1, 2 }, { 3, 4 }, { 5, 6 } });
        var b = Matrix(new double[,] { { 2, 0 }, { -1, 3 }, { 0.5, -2 } });
        Assert.Equal(Matrix(new double[,] { { 2, 0 }, { -3, 12 }, { 2.5, -12 } }), Algebra.Hadamard(a, b));
    }

    [Fact]
    public void A_wrong_shape_names_both_shapes_and_the_broken_rule()
    {
        var twoByFour = Matrix<double>.Build.Dense(2, 4);
        var threeByTwo = Matrix<double>.Build.Dense(3, 2);

        Refuses("a has 3 elements and b has 2: a dot product needs two vectors of one length.", () => Algebra.Dot(OneTwoThree, Row(1, 2)));
        Refuses("a is 1×3 and B is 2×4: the inner sizes, 3 and 2, must be equal.", () => Algebra.Multiply(OneTwoThree, twoByFour));
        Refuses("A is 2×4 and B is 3×2: the inner sizes, 4 and 3, must be equal.", () => Algebra.Multiply(twoByFour, threeByTwo));
        Refuses(
            "a has 3 elements and b has 1: an element-wise product needs equal shapes.", () => Algebra.Hadamard(OneTwoThree, Row(1)));
        Refuses("A is 2×4 and B is 3×2: an element-wise product needs equal shapes.", () => Algebra.Hadamard(twoByFour, threeByTwo));
    }

    private static void Refuses(string message, Func<object> call) =>
        Assert.StartsWith(message, Assert.Throws<ArgumentException>(call).Message, StringComparison.Ordinal);

    private static Vector<double> Row(params double[] values) => Vector<double>.Build.DenseOfArray(values);

    private static Matrix<double> Matrix(double[,] values) => Matrix<double>.Build.DenseOfArray(values);
}
