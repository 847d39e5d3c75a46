using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace RnnLm.Notebooks.Tests;

public sealed class ValuesTests
{
    private static readonly Vector<double> Row = Vector<double>.Build.Dense([1, 2.5, -3]);
    private static readonly Matrix<double> Table = Matrix<double>.Build.DenseOfArray(new[,] { { 1.0, 2 }, { 3, 4 }, { 5, 6 } });

    [Fact]
    public void Values_are_written_as_one_would_write_them()
    {
        Assert.Equal("null", Values.Text(null));
        Assert.Equal("0.333333", Values.Text(1.0 / 3));
        Assert.Equal("\"books\"", Values.Text("books"));
        Assert.Equal("[1, 2.5, -3]", Values.Text(Row));
        Assert.Equal("[[1, 2],\n [3, 4],\n [5, 6]]", Values.Text(Table));
        Assert.Equal("[[1, 2.5, -3], null]", Values.Text(new[] { Row, null }));
        Assert.Equal("(0.5, [1, 2])", Values.Text((0.5, new[] { 1, 2 })));
        Assert.Equal("[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, … 8 more]", Values.Text(Enumerable.Range(0, 20).ToArray()));
        Assert.Equal("[[-1, 0.5],\n [10,   2]]", Values.Text(Matrix<double>.Build.DenseOfArray(new[,] { { -1, 0.5 }, { 10, 2 } })));
        Assert.Equal("Dot([1, 2.5, -3], 2)", Values.Call("Dot", ["a", "b"], [Row, 2]));
        Assert.Equal("Product(a, B)\na = [1, 2.5, -3]\nB = [[1, 2],\n     [3, 4],\n     [5, 6]]", Values.Call("Product", ["a", "B"], [Row, Table]));
    }

    [Fact]
    public void What_is_the_same_up_to_the_tolerance_does_not_differ()
    {
        object[] values = [1.5, 3, "a", true, Row, Table, new[] { Row, Row }, new List<double[]> { new[] { 1.0 } }, (2.0, Table)];
        Assert.All(values, value =>
        {
            Assert.Null(Values.Difference(value, value, 0));
            Assert.Null(Values.Difference(value, Values.Copy(value), 0));
        });
        Assert.Null(Values.Difference(1e6, 1e6 + 1e-4, 1e-9));
        Assert.NotNull(Values.Difference(1e6, 1e6 + 1e-2, 1e-9));
        Assert.Null(Values.Difference(new[] { 1e6, 0 }, new[] { 1e6, 1e-4 }, 1e-9)); // relative to the largest
    }

    [Fact]
    public void The_first_difference_is_told_with_its_place()
    {
        var other = Table.Clone();
        other[2, 1] = 7;
        Tells(Table, other, "The number at [2, 1] is not the expected one.", "1 at [2, 1]");
        Tells(5.0, 3.0, "The number is not the expected one.", "-2");
        Tells(new[] { Row, Row }, new[] { Row, Row * 2 }, "The number at [1][0] is not the expected one.", "1 at [1][0]");
        Tells(Row, Vector<double>.Build.Dense(2), "Your result is a vector of 2, but should be a vector of 3.");
        Tells(Table, Table.Transpose(), "Your result is a 2×3 matrix, but should be a 3×2 matrix.");
        Tells(new[] { Row }, Array.Empty<Vector<double>>(), "Your result is an empty list, but should be a list of 1.");
        Tells(Row, null, "Your result is null.");
        Tells(new[] { Row, Row }, new[] { Row, null }, "The element [1] of your result is null.");
        Tells(1.0, double.NaN, "Your result is not a number (NaN).");
        Tells(Row, Vector<double>.Build.Dense([1, double.PositiveInfinity, 0]), "The element [1] of your result is infinite.");
        Tells("vanishing", "exploding", "Your result is \"exploding\", but should be \"vanishing\".");
        Assert.Null(Values.Difference(new[] { "h(0)->h(1)" }, new[] { "H(0) -> h(1)" }, 0)); // spaces and capitals carry no meaning
        Tells((1.0, Row), (1.0, Row * 2), "The number at [1][0] is not the expected one.", "1 at [1][0]");
    }

    [Fact]
    public void A_copy_shares_nothing()
    {
        double[][] value = [[1, 2], [3]];
        var copy = (double[][])Values.Copy(value);
        copy[0][1] = 9;
        Assert.Equal(2, value[0][1]);
        var list = (List<double[]>)Values.Copy(new List<double[]>(value));
        list[1][0] = 9;
        Assert.Equal(3, value[1][0]);
    }

    [Fact]
    public void Cases_and_outcomes_come_out_of_JSON_as_they_went_in()
    {
        object[] arguments = [1.5, Row, Table, new[] { Row, Row }, new List<double[]> { new[] { double.NaN } }, 3];
        var types = new[] { typeof(double), typeof(Vector<double>), typeof(Matrix<double>), typeof(Vector<double>[]), typeof(IReadOnlyList<double[]>), typeof(int) };
        var read = ExerciseJson.ReadCases(ExerciseJson.WriteCases([arguments]), types).Single();
        Assert.Equal(arguments.Select(Values.Text), read.Select(Values.Text));
        Outcome[] outcomes =
        [
            new() { Value = Table }, new() { Threw = "it \"broke\"" }, new() { TookTooLong = true, StillRuns = true }, new() { IsNotImplemented = true },
            new() { Value = Table, Changed = [1], IsAliased = true },
        ];
        var again = ExerciseJson.ReadOutcomes(ExerciseJson.WriteOutcomes(outcomes), typeof(Matrix<double>));
        Assert.Equal(outcomes.Select(o => (Values.Text(o.Value), o.Threw, o.TookTooLong, o.StillRuns, o.IsNotImplemented, o.Changed.Count, o.IsAliased, o.IsSound)),
            again.Select(o => (Values.Text(o.Value), o.Threw, o.TookTooLong, o.StillRuns, o.IsNotImplemented, o.Changed.Count, o.IsAliased, o.IsSound)));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[null]")]
    [InlineData("[{\"value\":[[1,2],[3]]}]")]
    [InlineData("[{\"value\":{\"a\":1}}]")]
    [InlineData("[{\"value\":true}]")]
    [InlineData("{}")]
    public void What_is_no_outcome_is_refused(string json) =>
        Assert.Throws<System.Text.Json.JsonException>(() => ExerciseJson.ReadOutcomes(json, typeof(Matrix<double>)));

    [Fact]
    public void Matrices_of_a_list_stand_one_below_the_other() => Assert.Equal("""
        [[[1, 2],
          [3, 4]],
         [[10, 20],
          [30, 40]]]
        """, Values.Text(new[] { Matrix<double>.Build.DenseOfArray(new double[,] { { 1, 2 }, { 3, 4 } }), 10 * Matrix<double>.Build.DenseOfArray(new double[,] { { 1, 2 }, { 3, 4 } }) }));

    [Theory]
    [InlineData("\"five\"", "Your result is a text, but should be a 2×2 matrix.")]
    [InlineData("[]", "Your result is an empty list, but should be a 2×2 matrix.")]
    [InlineData("9.5", "Your result is a number, but should be a 2×2 matrix.")]
    public void A_value_of_another_type_is_read_as_what_it_is(string json, string sentence)
    {
        var value = ExerciseJson.ReadOutcomes($"[{{\"value\":{json}}}]", typeof(Matrix<double>)).Single().Value;
        Assert.Equal(sentence, Values.Difference(Matrix<double>.Build.Dense(2, 2), value, 1e-9)!.Sentence);
    }

    private static void Tells(object expected, object? got, string sentence, string? text = null)
    {
        var difference = Values.Difference(expected, got, 1e-9)!;
        Assert.Equal((sentence, text), (difference.Sentence, difference.Text));
    }
}
