using System.Globalization;
using RnnLm.Cli.Terminal;
using RnnLm.Notebooks;
using Spectre.Console;
using Cell = Spectre.Console.Text;

namespace RnnLm.Cli.Exercises;

/// <summary>Grades as a table for a reader, as JSON lines and as CSV for programs.</summary>
internal static class GradeReport
{
    /// <summary>A table for each notebook, with a row for each exercise and the sum above it.</summary>
    public static void WriteTable(IAnsiConsole console, IReadOnlyList<NotebookGrade> grades)
    {
        foreach (var grade in grades)
        {
            console.WriteLine();
            console.WriteLine($"{grade.File}: {Sum(grade)}", new Style(decoration: Decoration.Bold));
            if (grade.Note is { } note) console.WriteLine(note);
            if (!grade.IsGraded) continue;
            var table = new Table().Border(TableBorder.Rounded).AddColumn("Exercise").AddColumn("State").AddColumn(new TableColumn("Points").RightAligned()).AddColumn("What it looks like");
            foreach (var verdict in grade.Verdicts)
                table.AddRow(new Cell(verdict.Exercise.Name), new Cell(State(verdict), Style(verdict)), new Cell($"{verdict.Earned} of {verdict.Exercise.Points}"), new Cell(Likely(verdict)));
            console.Write(table);
        }

        if (grades.Count > 1)
            console.WriteLine($"{Environment.NewLine}{grades.Count} notebooks, {grades.Count(g => g.IsGraded)} of them graded, {grades.Sum(g => g.Earned)} of {grades.Sum(g => g.Points)} points in all.");
    }

    /// <summary>An object for each notebook on a line of its own.</summary>
    public static void WriteJson(TextWriter output, IEnumerable<NotebookGrade> grades, ulong seed)
    {
        foreach (var grade in grades)
        {
            JsonLine.Write(output,
            [
                ("file", grade.File), ("notebook", grade.Notebook), ("earned", grade.Earned), ("points", grade.Points), ("note", grade.Note), ("seed", seed),
                ("exercises", grade.Verdicts.Select(v => new
                {
                    name = v.Exercise.Name, state = State(v), earned = v.Earned, points = v.Exercise.Points, mistake = v.Mistake?.Name, sentence = v.Sentence, advice = Advice(v),
                })),
            ]);
        }
    }

    /// <summary>A line for each exercise, and one for each notebook that could not be graded.</summary>
    public static void WriteCsv(TextWriter output, IEnumerable<NotebookGrade> grades)
    {
        output.WriteLine("file,notebook,exercise,state,earned,points,mistake,note,sentence,advice");
        foreach (var grade in grades)
        {
            if (!grade.IsGraded) Row(grade.File, grade.Notebook, "", "not graded", "0", "", "", grade.Note, "", "");
            foreach (var v in grade.Verdicts)
                Row(grade.File, grade.Notebook, v.Exercise.Name, State(v), Number(v.Earned), Number(v.Exercise.Points), v.Mistake?.Name, grade.Note, v.State == VerdictState.NotYet ? v.Sentence : "", v.State == VerdictState.NotYet ? Advice(v) : "");
        }

        void Row(params string?[] cells) => output.WriteLine(string.Join(',', cells.Select(cell => Quote(cell ?? ""))));
    }

    /// <summary>A notebook's points in words.</summary>
    public static string Sum(NotebookGrade grade) => grade.IsGraded ? $"{grade.Earned} of {grade.Points} points" : "not graded";

    private static string State(Verdict verdict) => verdict.State switch
    {
        VerdictState.Passed => "passed",
        VerdictState.NotYet => "not yet",
        _ => "not attempted",
    };

    private static string Likely(Verdict verdict) => verdict.State == VerdictState.NotYet ? verdict.Mistake?.Name ?? verdict.Sentence : "";

    // What helps the learner: what is said of the mistake, or of single answers, and else where to look.
    private static string Advice(Verdict verdict) => verdict.Remarks.Count > 0 ? string.Join(' ', verdict.Remarks) : verdict.Mistake?.Explanation ?? verdict.Next;

    private static Style Style(Verdict verdict) => new(verdict.State switch { VerdictState.Passed => Color.Green, VerdictState.NotYet => Color.Yellow, _ => Color.Grey });

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    // A cell that begins like a formula would be one in a spreadsheet; names of files are the learners'.
    private static string Quote(string cell) => cell.Length > 0 && "=+-@\t".Contains(cell[0], StringComparison.Ordinal) ? Quote("'" + cell) : cell.AsSpan().IndexOfAny(",\"\n\r") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
