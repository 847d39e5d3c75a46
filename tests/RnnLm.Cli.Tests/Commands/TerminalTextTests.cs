using RnnLm.Cli.Terminal;
using Xunit;
using Course = RnnLm.Notebooks.Exercises;

namespace RnnLm.Cli.Tests.Commands;

/// <summary>The Markdown and the formulas of the exercises, as a terminal shows them.</summary>
public sealed class TerminalTextTests
{
    [Theory]
    [InlineData(@"$\frac{\partial h(t)}{\partial h(t-1)}\cdot W_h^\top$", "∂h(t)/∂h(t − 1)·W_hᵀ")]
    [InlineData(@"$\mathcal L = \sum_t \tfrac12 (w^{10} - 1)^2$", "ℒ = ∑_t ½(w¹⁰ − 1)²")]
    [InlineData(@"$\frac{\mathcal L(w+\varepsilon) - \mathcal L(w-\varepsilon)}{2\varepsilon}$", "(ℒ(w + ε) − ℒ(w − ε))/2ε")]
    [InlineData(@"**A.** $h \cdot U$, [$1\times d_h$], in `P * Q`", "A. h·U, [1×d_h], in `P * Q`")]
    [InlineData("the *sum* and **not** the mean", "the sum and not the mean")]
    [InlineData("`edges.Add($\"h({t})\");` costs $1", "`edges.Add($\"h({t})\");` costs $1")]
    public void Signs_become_plain_text(string markdown, string plain) => Assert.Equal(plain, TerminalText.Plain(markdown));

    [Fact]
    public void No_exercise_shows_TeX_and_no_line_of_its_prose_is_too_wide()
    {
        foreach (var exercise in Course.All)
        {
            foreach (var markdown in (string[])[exercise.Statement, exercise.Hints[1], exercise.Hints[2]])
            {
                var output = new StringWriter { NewLine = "\n" };
                TerminalText.WriteMarkdown(output, markdown, 80);
                Assert.DoesNotContain("\\", output.ToString(), StringComparison.Ordinal);
                Assert.DoesNotContain("$", output.ToString(), StringComparison.Ordinal);
                Assert.All(output.ToString().Split('\n'), line => Assert.InRange(line.Length, 0, 80));
            }
        }
    }

    [Fact]
    public void Points_of_a_list_keep_their_lines_and_hang()
    {
        var output = new StringWriter { NewLine = "\n" };
        TerminalText.WriteMarkdown(output, "Which\none?\n\n- **A.** the first of two\n- **B.** none", 20);
        Assert.Equal("Which one?\n\n- A. the first of\n  two\n- B. none\n", output.ToString());
    }
}
