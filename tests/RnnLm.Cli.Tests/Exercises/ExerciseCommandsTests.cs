using System.Text.Json.Nodes;
using RnnLm.Cli.Exercises;
using RnnLm.Cli.Notebooks;
using RnnLm.Cli.Tests.Commands;
using RnnLm.Cli.Tests.Notebooks;
using Xunit;
using Course = RnnLm.Notebooks.Exercises;

namespace RnnLm.Cli.Tests.Exercises;

public sealed class ExerciseCommandsTests
{
    [Fact]
    public void Exercise_shows_the_task_a_hint_when_asked_and_the_solution_when_asked()
    {
        var task = CommandLine.Run("exercise", "dotproduct");
        Assert.Equal(0, task.ExitCode);
        Assert.Contains("Write `Dot(a, b)`: the dot product a·bᵀ = ∑_i a_i b_i of two rows of the same length.", task.Output, StringComparison.Ordinal);
        Assert.Contains("double Dot(double[] a, double[] b)", task.Output, StringComparison.Ordinal);
        Assert.Contains("Two rows of length n go in, one number comes out.", CommandLine.Run("exercise", "DotProduct", "--hint", "2").Output, StringComparison.Ordinal);
        Assert.Contains("sum += a[i] * b[i]", CommandLine.Run("exercise", "DotProduct", "--show").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("exercise", "Nothing", "rnnlm exercise: there is no exercise Nothing; rnnlm status lists them all.")]
    [InlineData("exercise", "DotProdct", "rnnlm exercise: there is no exercise DotProdct; did you mean DotProduct?")]
    [InlineData("exercise", "A", "there is no exercise A; rnnlm status lists them all.")]
    [InlineData("exercise", "00-start-here", "00-start-here is a notebook; its exercises are WordsInSight, LikeliestWords, TextProbability, WhereToStart.")]
    [InlineData("exercise", "bakctroughtime", "did you mean BackThroughTime?")]
    [InlineData("exercise", "otprod", "did you mean DotProduct")]
    [InlineData("exercise", "DotProduct --hint 4", "--hint takes a whole number from 1 to 3, but '4' came.")]
    [InlineData("copy", "--only 99-none", "rnnlm copy: there is no notebook 99-none; the course has 00-start-here")]
    [InlineData("solve", "99-none --out x.ipynb", "rnnlm solve: there is no notebook 99-none; the course has 00-start-here")]
    [InlineData("grade", "--json --csv", "choose one")]
    [InlineData("grade", "--as none x.ipynb", "no notebook none has exercises")]
    public void What_is_asked_wrongly_gets_a_sentence(string command, string arguments, string sentence)
    {
        var outcome = CommandLine.Run([command, .. arguments.Split(' ')]);
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains(sentence, outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Status_shows_every_exercise()
    {
        var table = CommandLine.Run("status");
        Assert.Equal(0, table.ExitCode);
        Assert.All(Course.All, exercise => Assert.Contains(exercise.Name, table.Output, StringComparison.Ordinal));
        var lines = CommandLine.Run("status", "--json").Output.Trim().Split('\n').Select(line => JsonNode.Parse(line)!).ToArray();
        Assert.Equal(Course.All.Select(e => e.Name), lines.Select(line => (string)line["exercise"]!));
        Assert.Equal(Course.All.Select(e => e.IsMustDo), lines.Select(line => (bool)line["mustDo"]!));
        Assert.Matches(@"│ \* DotProduct +│", table.Output);
        Assert.Matches(@"│   MatrixProduct +│", table.Output);
        Assert.Contains($" of {Course.All.Count(e => e.IsMustDo)} passed.", table.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Copy_never_overwrites()
    {
        using var folder = new TemporaryFolder();
        var source = folder.Write("notebooks/02-x.ipynb", "the course's");
        Directory.CreateDirectory(folder.File("work"));
        Assert.True(CopyCommand.Copy(source, folder.File("work")));
        File.WriteAllText(folder.File("work/02-x.ipynb"), "mine");
        Assert.False(CopyCommand.Copy(source, folder.File("work")));
        Assert.Equal("mine", File.ReadAllText(folder.File("work/02-x.ipynb")));
    }

    [Fact]
    public void Solve_fills_stub_cells_alone_and_overwrites_nothing()
    {
        using var folder = new TemporaryFolder();
        var stub = NotebookText.Code("a", Course.DotProduct.Stub);
        stub["metadata"]!["nbgrader"] = new JsonObject { ["grade_id"] = "DotProduct" };
        var source = folder.Write("02-dot-products.ipynb", NotebookText.With(stub, NotebookText.Code("b", "1 + 1")));
        var target = folder.File("solved.ipynb");
        Assert.Equal(0, CommandLine.Run("solve", source, "--out", target).ExitCode);
        Assert.Equal([Course.DotProduct.SolutionText, "1 + 1"], Notebook.Load(target).Cells.Select(c => c.Source));
        var again = CommandLine.Run("solve", source, "--out", target);
        Assert.Equal(1, again.ExitCode);
        Assert.Contains("is there already", again.Error, StringComparison.Ordinal);
        var none = CommandLine.Run("solve", folder.Write("other.ipynb", NotebookText.WithCode("1")), "--out", folder.File("none.ipynb"));
        Assert.Equal(1, none.ExitCode);
        Assert.False(File.Exists(folder.File("none.ipynb")));
    }

    [Theory]
    [InlineData("02-dot-products.ipynb", "02-dot-products")]
    [InlineData("ada-02-dot-products (1).ipynb", "02-dot-products")]
    [InlineData("homework.ipynb", "02-dot-products")]
    [InlineData("unknown.ipynb", null)]
    public void A_file_is_known_by_its_name_or_by_its_exercises(string file, string? expected)
    {
        var stub = NotebookText.Code("a", "");
        stub["metadata"]!["nbgrader"] = new JsonObject { ["grade_id"] = file == "homework.ipynb" ? "DotProduct" : "none" };
        Assert.Equal(expected, CourseFolders.Identify(Path.Combine("class", file), Notebook.Parse(NotebookText.With(stub), file)));
    }

    [Fact]
    public void Grades_come_as_a_table_as_JSON_and_as_CSV()
    {
        var exercise = Course.DotProduct;
        var verdict = RnnLm.Notebooks.Verdict.NotYet(exercise, new("It is off.", "Look."), exercise.Mistakes[1]);
        NotebookGrade[] grades = [new("a,b.ipynb", "02-dot-products", [verdict, RnnLm.Notebooks.Verdict.Passed(exercise, 3)]), new("c.ipynb", null, [], "It is \"broken\"."), new("=1+1.ipynb", null, [], "It is no notebook.")];
        var output = new StringWriter { NewLine = "\n" };
        GradeReport.WriteCsv(output, grades);
        Assert.Equal("""
            file,notebook,exercise,state,earned,points,mistake,note,sentence,advice
            "a,b.ipynb",02-dot-products,DotProduct,not yet,0,2,first element left out,,It is off.,"The first product, a[0]·b[0], is missing: a loop over all elements begins at i = 0."
            "a,b.ipynb",02-dot-products,DotProduct,passed,2,2,,,,
            c.ipynb,,,not graded,0,,,"It is ""broken"".",,
            '=1+1.ipynb,,,not graded,0,,,It is no notebook.,,

            """, output.ToString());
        var json = new StringWriter();
        GradeReport.WriteJson(json, grades, 7);
        var first = JsonNode.Parse(json.ToString().Split('\n')[0])!;
        Assert.Equal((2, 4, "first element left out"), ((int)first["earned"]!, (int)first["points"]!, (string)first["exercises"]![0]!["mistake"]!));
        var console = new StringWriter();
        GradeReport.WriteTable(Spectre.Console.AnsiConsole.Create(new() { Out = new Spectre.Console.AnsiConsoleOutput(console) }), grades);
        Assert.Contains("2 of 4", console.ToString(), StringComparison.Ordinal);
        Assert.Contains("3 notebooks, 1 of them graded, 2 of 4 points in all.", console.ToString(), StringComparison.Ordinal);
    }
}
