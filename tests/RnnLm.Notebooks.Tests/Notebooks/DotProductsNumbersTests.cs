using MathNet.Numerics.LinearAlgebra;
using RnnLm.Models;
using RnnLm.Models.Files;
using RnnLm.Numerics;
using Xunit;

namespace RnnLm.Notebooks.Tests;

/// <summary>The numbers that notebook 02 quotes in its prose; those of the lecture's five examples stand in the library's AlgebraTests.</summary>
public sealed class DotProductsNumbersTests
{
    private static readonly string[] Words = ["exams", "books", "laptops", "minds", "lunchboxes"];
    private static readonly Matrix<double> U = Matrix<double>.Build.DenseOfArray(new double[,] { { 3, 2, -1, -3, -1 }, { 1, 2, 3, 0, -3 } });
    private static readonly Vector<double> B2 = Vector<double>.Build.DenseOfArray([0, 0.5, 0, 0, -0.5]);

    [Fact]
    public void These_are_the_numbers_of_the_notebook()
    {
        var source = string.Concat(CourseNotebook.Open("02-dot-products").Cells.Select(CourseNotebook.Source));
        Assert.Contains("{ 3, 2, -1, -3, -1 },\n    { 1, 2,  3,  0, -3 },", source, StringComparison.Ordinal);
        Assert.Contains("Row(0, 0.5, 0, 0, -0.5)", source, StringComparison.Ordinal);
        Assert.Contains("Row(0.8, 0.6)", source, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_bias_exams_would_win_by_3_to_2_8_and_with_it_books_does()
    {
        var h = Vector<double>.Build.DenseOfArray([0.8, 0.6]);
        var products = Algebra.Multiply(h, U);
        Assert.Equal(3.0, products[0], 12);
        Assert.Equal(2.8, products[1], 12);
        Assert.Equal(0, products.MaximumIndex());
        Assert.Equal("books", Words[(products + B2).MaximumIndex()]);
    }

    [Fact]
    public void The_softmax_by_hand_gives_books_0_54()
    {
        var z = Algebra.Multiply(Vector<double>.Build.DenseOfArray([0.8, 0.6]), U) + B2;
        var exponentials = (z - z.Maximum()).PointwiseExp();
        Assert.Equal([3.0, 3.3, 1.0], z.Take(3).Select(score => Math.Round(score, 9)));
        Assert.Equal([0.74, 1, 0.10], exponentials.Take(3).Select(e => Math.Round(e, 2)));
        Assert.Equal(1.85, exponentials.Sum(), 2);
        Assert.Equal(0.54, exponentials[1] / exponentials.Sum(), 2);
    }

    [Fact]
    public void Laptops_wins_upwards_and_a_little_to_the_left()
    {
        foreach (var degrees in (int[])[90, 100, 110, 120])
            Assert.Equal("laptops", Winner(degrees, 1));
        Assert.NotEqual("laptops", Winner(60, 1));
    }

    [Fact]
    public void A_longer_state_is_surer_and_a_short_one_leaves_it_to_the_bias()
    {
        var sure = Probabilities(40, 2).Maximum() - Probabilities(40, 1).Maximum();
        Assert.True(sure > 0);
        Assert.Equal(B2.MaximumIndex(), Probabilities(250, 0.01).MaximumIndex());
    }

    [Fact]
    public void E_to_the_710_is_too_large_for_a_double_and_to_the_709_is_not()
    {
        Assert.Equal(double.PositiveInfinity, Math.Exp(710));
        Assert.True(double.IsFinite(Math.Exp(709)));
    }

    [Fact]
    public void Where_nobody_is_named_the_network_bets_on_words_that_fit_whatever_is_opened_and_on_a_proctor()
    {
        var lstm = ModelFile.Load(Path.Combine(CourseNotebook.Folder, "..", "data", "models", "students-lstm.safetensors"));
        var next = lstm.Next("the students opened their").ToDictionary(p => p.Token, p => p.Probability);
        Assert.Equal("exams", next.MaxBy(p => p.Value).Key);
        Assert.InRange(Sum("fine", "little", "new", "own", "precious", "secret"), 0.45, 0.58); // half of its bets
        Assert.InRange(Sum("exams", "tests", "booklets", "quizzes", "envelopes", "worksheets", "folders"), 0.38, 0.5); // most of the other half

        double Sum(params string[] words) => words.Sum(word => next[word]);
    }

    private static string Winner(double degrees, double length) => Words[Probabilities(degrees, length).MaximumIndex()];

    private static Vector<double> Probabilities(double degrees, double length)
    {
        var angle = degrees * Math.PI / 180;
        var z = (length * Vector<double>.Build.DenseOfArray([Math.Cos(angle), Math.Sin(angle)]) * U) + B2; // [1×2]·[2×5] + [1×5]
        var exponentials = (z - z.Maximum()).PointwiseExp();
        return exponentials / exponentials.Sum();
    }
}
