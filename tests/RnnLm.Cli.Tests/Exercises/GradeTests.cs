using System.Text.Json.Nodes;
using RnnLm.Cli.Exercises;
using RnnLm.Cli.Notebooks;
using RnnLm.Cli.Tests.Clients;
using RnnLm.Cli.Tests.Notebooks;
using RnnLm.Notebooks;
using Xunit;
using Course = RnnLm.Notebooks.Exercises;

namespace RnnLm.Cli.Tests.Exercises;

/// <summary>
/// Notebooks graded in real kernels: what a learner's functions return counts, and nothing else that stands in a notebook does. Each file is a learner's
/// <c>02-dot-products</c>, of which the dot product alone is looked at.
/// </summary>
[Trait("Speed", "slow")]
public sealed class GradeTests(LearnersKernel learners)
{
    private const string Library = "#r \"../src/RnnLm.Notebooks/bin/RnnLm.Notebooks.dll\"\nusing RnnLm.Notebooks;";
    private const string Right = "double Dot(double[] a, double[] b) { var sum = 0.0; for (var i = 0; i < a.Length; i++) sum += a[i] * b[i]; return sum; }";
    private const string Wrong = "double Dot(double[] a, double[] b) => 5;";
    private const string Same = "the same result for every call";
    private const string Check = "Exercises.DotProduct.Check(Dot)";

    private static readonly (string Name, VerdictState State, string? Mistake, string[] Cells)[] Learners =
    [
        ("right", VerdictState.Passed, null, [Library, Right, Check]),
        ("with LINQ", VerdictState.Passed, null, [Library, "double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();", Check]),
        ("as a lambda", VerdictState.Passed, null, [Library, "Func<double[], double[], double> Dot = (a, b) => a.Zip(b, (x, y) => x * y).Sum();", Check]),
        ("first left out", VerdictState.NotYet, "first element left out", [Library, Right.Replace("i = 0", "i = 1", StringComparison.Ordinal), Check]),
        ("stub", VerdictState.NotAttempted, null, [Library, Course.DotProduct.Stub, Check]),
        ("without the check", VerdictState.Passed, null, [Right]),
        ("without anything", VerdictState.NotYet, null, ["1 + 1"]),
        ("prints passed", VerdictState.NotYet, Same, [Library, Wrong, "Console.WriteLine(\"The dot product: passed, 2 of 2 points\");"]),
        ("redefines Exercises", VerdictState.NotYet, Same,
        [
            Library, Wrong,
            "class Exercises { public static Exercises DotProduct = new(); public string Check(object f) => \"passed\"; }\n" + Check,
            "class LearnerAnswers { public static object Of(object f, string cases) => \"passed\"; }",
            "class RnnLm { public class Notebooks { public class LearnerAnswers { public static object Of(object f, string cases) => \"passed\"; } } }",
        ]),
        ("shadows types", VerdictState.Passed, null, [Library, Right, "class System { } class Func { } class Double { } class Object { }"]),
        ("writes messages to the host", VerdictState.NotYet, Same,
        [
            Library, Wrong,
            """
            var forged = "{\"channel\":\"iopub\",\"header\":{\"msg_type\":\"execute_result\",\"msg_id\":\"x\"},\"parent_header\":{},\"content\":{\"data\":{\"application/vnd.rnnlm.outcomes+json\":[{\"value\":5}]}}}";
            Console.WriteLine(forged);
            try { System.IO.File.WriteAllText("/proc/self/fd/1", forged + "\n"); } catch (System.IO.IOException) { } catch (UnauthorizedAccessException) { }
            """,
        ]),
        ("shows answers in the grader's place", VerdictState.NotYet, Same,
        [
            Library,
            "double Dot(double[] a, double[] b) { display(new LearnerAnswers(\"[{\\\"value\\\":5},{\\\"value\\\":5},{\\\"value\\\":5}]\")); return 5; }",
        ]),
        ("remembers the notebook's own cases", VerdictState.NotYet, "right for the first call alone",
        [
            Library,
            """
            var known = Exercises.DotProduct.Cases(Exercise.NotebookSeed).ToDictionary(c => string.Join(" ", (double[])c[0]), c => (double)Exercises.DotProduct.Expected(c));
            double Dot(double[] a, double[] b) => known.GetValueOrDefault(string.Join(" ", a), 0.5);
            """,
            Check,
        ]),
        ("another signature", VerdictState.NotYet, null, [Library, "string Dot(string a, string b) => a + b;"]),
        ("a cell that fails before", VerdictState.Passed, null, [Library, "throw new Exception(\"oh\");", "this does not compile", Right, Check]),
        ("an endless cell before", VerdictState.Passed, null, [Library, "while (true) { }", Right, Check]),
        ("endless", VerdictState.NotYet, null, [Library, "double Dot(double[] a, double[] b) { while (true) { } }", Check]),
        ("endless recursion", VerdictState.NotYet, null, [Library, "double Dot(double[] a, double[] b) => Dot(a, b) + 1;", Check]),
        ("ends its process", VerdictState.NotYet, null,
        [
            Library,
            "Environment.Exit(7);",
            "double Dot(double[] a, double[] b) { Environment.Exit(3); return 5; }",
            """
            using MathNet.Numerics.LinearAlgebra;
            Vector<double> RowTimesMatrix(Vector<double> a, Matrix<double> B) { Span<double> large = stackalloc double[20_000_000]; return a * B * large[5]; }
            int[] ProductShape(int[] A, int[] B) => A[1] == B[0] ? [A[0], B[1]] : [];
            """,
        ]),
        ("eats memory", VerdictState.NotYet, null, [Library, "double Dot(double[] a, double[] b) { var all = new List<double[]>(); while (true) all.Add(new double[20_000_000]); }"]),
    ];

    [Fact]
    public async Task Only_right_outputs_earn_points()
    {
        using var folder = new TemporaryFolder();
        var files = Learners.Select(learner => folder.Write($"{learner.Name}/02-dot-products.ipynb", WithPoints(NotebookText.WithCode(learner.Cells)))).ToList();
        files.Insert(3, folder.Write("broken/02-dot-products.ipynb", "{"));
        files.Insert(5, folder.File("missing/02-dot-products.ipynb"));
        // Long enough for the first cell of a kernel on a busy machine; only the endless cell takes all of it.
        var settings = new GradeSettings(learners.Command, Seed: 20_261_127) { Jobs = 2, CellLimit = TimeSpan.FromSeconds(15) };
        var told = new List<string>();
        var grades = await new NotebookGrader(settings).GradeAsync(files, grade => { lock (told) told.Add(grade.File); }, TestContext.Current.CancellationToken);

        Assert.Equal(files, grades.Select(g => g.File));
        Assert.Equal(files.Order(), told.Order());
        Assert.Equal([3, 5], grades.Index().Where(g => !g.Item.IsGraded).Select(g => g.Index));
        var total = Course.All.Where(e => e.Notebook == "02-dot-products").Sum(e => e.Points);
        foreach (var (learner, grade) in Learners.Zip(grades.Where(g => g.IsGraded)))
        {
            var verdict = grade.Verdicts.Single(v => v.Exercise == Course.DotProduct);
            Assert.True((learner.State, learner.Mistake) == (verdict.State, verdict.Mistake?.Name), $"{learner.Name}: {verdict} ({grade.Note})");
            var others = learner.Name == "ends its process" ? Course.ProductShape.Points : 0;
            Assert.Equal((learner.Name, (learner.State == VerdictState.Passed ? Course.DotProduct.Points : 0) + others, total), (learner.Name, grade.Earned, grade.Points));
        }

        var ending = grades.Single(g => g.File.Contains("/ends its process/", StringComparison.Ordinal));
        Assert.Equal("Cell 2 ended the process with exit code 7, as Environment.Exit(7) does; the exercises are graded without it.", ending.Note);
        Assert.Equal("Your function ended the process with exit code 3, as Environment.Exit(3) does.", Sentence("ends its process"));
        Assert.Equal("Your function overflowed the stack, which ends the process.", ending.Verdicts.Single(v => v.Exercise == Course.VectorMatrix).Sentence);

        Assert.Equal("Your function had not returned after 3 seconds. It was stopped.", Sentence("endless"));
        Assert.Equal("Your function threw an exception. It calls itself without end.", Sentence("endless recursion"));
        Assert.Equal("The notebook has no Dot that can be called as double Dot(double[] a, double[] b).", Sentence("another signature"));
        Assert.Contains("Paste into it what ./rnnlm exercise DotProduct shows", Sentence("without anything"), StringComparison.Ordinal);

        string Sentence(string name) => grades[files.FindIndex(f => f.Contains($"/{name}/", StringComparison.Ordinal))].Verdicts.Single(v => v.Exercise == Course.DotProduct).Sentence;
    }

    [Fact]
    public async Task A_cell_to_complete_that_does_not_compile_is_told_with_the_compiler_s_words()
    {
        using var folder = new TemporaryFolder();
        var stub = NotebookText.Code("a", "double Dot(double[] a, double[] b)\n{\n    return 5\n}");
        stub["metadata"]!["nbgrader"] = new JsonObject { ["grade_id"] = "DotProduct" };
        var file = folder.Write("02-dot-products.ipynb", NotebookText.With(stub));
        var grades = await new NotebookGrader(new GradeSettings(learners.Command, Seed: 1)).GradeAsync([file], _ => { }, TestContext.Current.CancellationToken);
        var verdict = grades.Single().Verdicts.Single(v => v.Exercise == Course.DotProduct);
        Assert.StartsWith("Its cell fails. ", verdict.Sentence, StringComparison.Ordinal);
        Assert.Contains("; expected", verdict.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_courses_own_cells_are_left_out_unless_a_learners_function_needs_one()
    {
        const string Name = "02-dot-products";
        var solved = Notebook.Load(CourseFolders.InCourse(Name));
        SolveCommand.Solve(solved);
        var exercises = Course.All.Where(e => e.Notebook == Name).ToArray();
        var leftOut = CourseCells.Of(Name);
        Assert.Equal(
            ["library", .. exercises.Select(e => ExerciseCells.Stub(solved, e)!.Id).Order()],
            solved.Cells.Where(cell => cell.Kind == CellKind.Code && !leftOut.Contains(cell.Source)).Select(cell => cell.Id).OrderBy(id => id == "library" ? "" : id));

        using var folder = new TemporaryFolder();
        string[] files = [folder.File($"a/{Name}.ipynb"), folder.File($"b/{Name}.ipynb")];
        solved.Save(files[0]);
        // Row is a function of one of the course's cells.
        ExerciseCells.Stub(solved, Course.DotProduct)!.Source = "double Dot(double[] a, double[] b) => Row(a) * Row(b);";
        solved.Save(files[1]);
        var grades = await new NotebookGrader(new GradeSettings(learners.Command, Seed: 20_261_127)).GradeAsync(files, _ => { }, TestContext.Current.CancellationToken);
        Assert.All(grades, grade => Assert.Equal((exercises.Sum(e => e.Points), null), (grade.Earned, grade.Note)));
    }

    [Fact]
    public async Task A_check_in_a_cell_stops_what_does_not_return_and_the_kernel_goes_on()
    {
        await using var kernel = Start([]);
        await Run(kernel, Library);
        await Run(kernel, "double Dot(double[] a, double[] b)\n{\n    while (true)\n    {\n    }\n}");
        Assert.Contains("It was stopped.", await Run(kernel, Check), StringComparison.Ordinal);
        await Run(kernel, "double Dot(double[] a, double[] b)\n{\n    var sum = 0.0;\n    for (var i = 0; i <= a.Length; i++) sum += a[i] * b[i];\n    return sum;\n}");
        Assert.Contains("IndexOutOfRangeException in line 4 of its cell: Index was outside", await Run(kernel, Check), StringComparison.Ordinal);
        await Run(kernel, Right);
        Assert.StartsWith("The dot product: passed", await Run(kernel, Check), StringComparison.Ordinal);
        Assert.Contains("**Hint 1 of 3", await Run(kernel, "Exercises.DotProduct.Hint(1)"), StringComparison.Ordinal);
        Assert.Contains("```csharp", await Run(kernel, "Exercises.DotProduct.ShowSolution()"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("autograde")]
    [InlineData("validate")]
    public async Task Under_nbgrader_a_check_that_does_not_pass_raises(string execution)
    {
        await using var kernel = Start(new() { ["NBGRADER_EXECUTION"] = execution });
        await Run(kernel, Library);
        await Run(kernel, Wrong);
        Assert.Contains("ExerciseNotPassedException: The dot product: not yet", await Run(kernel, Check), StringComparison.Ordinal);
        await Run(kernel, Right);
        Assert.StartsWith("The dot product: passed", await Run(kernel, Check), StringComparison.Ordinal);
    }

    private KernelProcess Start(Dictionary<string, string> environment)
    {
        environment[ExerciseProgress.Variable] = "off";
        return KernelProcess.Start(learners.Command with { Environment = environment }, CourseFolders.Notebooks);
    }

    // What the cell shows as plain text, or its error.
    private static async Task<string> Run(KernelProcess kernel, string code)
    {
        var shown = "";
        await kernel.Client.ExecuteAsync(code, stopOnError: false, Take, TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
        return shown;

        void Take(KernelMessage message) => shown += message.Type switch
        {
            "error" => $"{message.Content["ename"]}: {message.Content["evalue"]}",
            "execute_result" or "display_data" => message.Content["data"]!["text/plain"]?.ToString(),
            _ => "",
        };
    }

    // Whoever gives their cells a hundred points has none more for it.
    private static string WithPoints(string notebook)
    {
        var json = JsonNode.Parse(notebook)!;
        foreach (var cell in json["cells"]!.AsArray())
            cell!["metadata"]!["nbgrader"] = new JsonObject { ["grade_id"] = "DotProduct-check", ["grade"] = true, ["points"] = 100, ["schema_version"] = 3 };
        return json.ToJsonString();
    }
}
