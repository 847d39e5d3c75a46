using RnnLm.Cli.Book.Mathematics;
using RnnLm.Cli.Notebooks;
using Xunit;

namespace RnnLm.Cli.Tests.Book;

public sealed class TexMathTests
{
    /// <summary>Formulas whose MathML was looked at in a browser: TeX on one line, MathML on the next.</summary>
    public static TheoryData<string, string> Formulas()
    {
        string[] lines = File.ReadAllLines(Path.Combine(KernelLocation.Repository(), "tests", "RnnLm.Cli.Tests", "Book", "formulas.txt"));
        var formulas = new TheoryData<string, string>();
        foreach (string[] formula in lines.Where(line => line.Length > 0).Chunk(2))
            formulas.Add(formula[0], formula[1].Trim());
        return formulas;
    }

    [Theory]
    [MemberData(nameof(Formulas))]
    public void A_formula_becomes_the_MathML_that_was_looked_at(string tex, string mathMl)
    {
        string math = TexMath.ToMathMl(tex, display: true);
        Assert.StartsWith("<math alttext=\"", math, StringComparison.Ordinal);
        Assert.EndsWith($"\" display=\"block\">{mathMl}</math>", math, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x_i", "<msub><mi>x</mi><mi>i</mi></msub>")]
    [InlineData("x^2_i", "<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>")]
    [InlineData(@"\frac12", "<mfrac><mn>1</mn><mn>2</mn></mfrac>")]
    [InlineData("-1", "<mrow><mo form=\"prefix\">−</mo><mn>1</mn></mrow>")]
    [InlineData("a-1", "<mrow><mi>a</mi><mo>−</mo><mn>1</mn></mrow>")]
    [InlineData("{}^2", "<msup><mrow /><mn>2</mn></msup>")]
    [InlineData("3.14", "<mn>3.14</mn>")]
    [InlineData(@"\mathcal{L}", "<mi>ℒ</mi>")]
    [InlineData(@"\mathbf{x}", "<mi>𝐱</mi>")]
    [InlineData(@"\mathbb{R}", "<mi>ℝ</mi>")]
    [InlineData(@"\text{a_b}", "<mtext>a_b</mtext>")]
    [InlineData(@"\{\}", "<mrow><mo stretchy=\"false\" lspace=\"0\" rspace=\"0\">{</mo><mo stretchy=\"false\" lspace=\"0\" rspace=\"0\">}</mo></mrow>")]
    [InlineData("a & b", "<mtable class=\"aligned\" displaystyle=\"true\"><mtr><mtd class=\"r\"><mi>a</mi></mtd><mtd class=\"l\"><mi>b</mi></mtd></mtr></mtable>")]
    public void Small_formulas(string tex, string mathMl) =>
        Assert.EndsWith($"\">{mathMl}</math>", TexMath.ToMathMl(tex, display: false), StringComparison.Ordinal);

    [Theory]
    [InlineData(@"\foo x", @"\foo is not known")]
    [InlineData("{a", "a '{' is not closed")]
    [InlineData("a}", "'}' is not expected here")]
    [InlineData("x_a_b", "double subscript")]
    [InlineData("x^a^b", "double superscript")]
    [InlineData(@"\frac{a}", "an argument is missing at the end")]
    [InlineData(@"\left( a", @"\left has no \right")]
    [InlineData(@"\left x", @"x is not a bracket for \left")]
    [InlineData(@"\right)", "'\\right)' is not expected here")]
    [InlineData(@"\begin{pmatrix} a", @"\begin{pmatrix} has no \end")]
    [InlineData(@"\begin{pmatrix} a \end{bmatrix}", @"\begin{pmatrix} ends with \end{bmatrix}")]
    [InlineData(@"\begin{tikz} a \end{tikz}", "the environment tikz is not known")]
    [InlineData(@"\begin{array}{c|c} a \end{array}", "the columns c|c are not of l, c and r")]
    [InlineData("a \\", "the formula ends in a backslash")]
    [InlineData("50%", @"'%' needs a backslash or \text")]
    [InlineData(@"\text{a $b}", @"a '$' in \text is not closed")]
    public void What_is_not_known_is_named(string tex, string message) =>
        Assert.Equal(message, Assert.Throws<TexException>(() => TexMath.ToMathMl(tex, display: false)).Message);

    [Fact]
    public void The_source_stays_readable_for_who_cannot_see_the_formula() =>
        Assert.Contains("alttext=\"a &lt; \\frac{b}{c}\"", TexMath.ToMathMl("a <\n  \\frac{b}{c}", display: true), StringComparison.Ordinal);

    [Fact]
    public void No_input_does_worse_than_a_TexException()
    {
        string[] parts = [@"\left", @"\right", "(", ")", "{", "}", "^", "_", "a", "1", "'", @"\frac", @"\\", "&", @"\begin{cases}", @"\end{cases}", @"\text{x}", @"\sqrt", "[", "]", @"\hat", " "];
        var random = new RnnLm.Numerics.RandomGenerator(1);
        for (int trial = 0; trial < 3000; trial++)
        {
            string tex = string.Concat(Enumerable.Range(0, 1 + random.Next(9)).Select(_ => parts[random.Next(parts.Length)]));
            try
            {
                TexMath.ToMathMl(tex, display: true);
            }
            catch (TexException)
            {
                // Named, as it should be.
            }
        }
    }
}
