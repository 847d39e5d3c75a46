using System.Globalization;
using Spectre.Console;

namespace RnnLm.Cli.Notebooks;

/// <summary>What a reader wants to know after a run: each failure with its cell, then a table.</summary>
public static class RunReport
{
    /// <summary>Writes the failures and the table.</summary>
    public static void Write(IAnsiConsole console, IReadOnlyList<NotebookResult> results)
    {
        foreach (NotebookResult result in results)
        {
            foreach (CellFailure failure in result.Failures)
                WriteFailure(console, result.Path, failure);
            if (result.Note is not null)
                console.MarkupLineInterpolated($"[{ColourOf(result)}]{result.Path}[/]: {result.Note}");
        }
        Table table = new Table().Border(TableBorder.Rounded)
            .AddColumn("Notebook")
            .AddColumn(new TableColumn("Cells").RightAligned())
            .AddColumn(new TableColumn("Seconds").RightAligned())
            .AddColumn("Result");
        foreach (NotebookResult result in results)
        {
            table.AddRow(
                new Spectre.Console.Text(result.Path),
                new Spectre.Console.Text(result.CellsRun.ToString(CultureInfo.InvariantCulture)),
                new Spectre.Console.Text(result.Duration.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)),
                new Spectre.Console.Text(Describe(result), Style.Parse(ColourOf(result))));
        }
        console.Write(table);
    }

    /// <summary>Writes what each cell took, the slowest first, by the clock and of the processor.</summary>
    public static void WriteTimes(IAnsiConsole console, IReadOnlyList<NotebookResult> results)
    {
        foreach (NotebookResult result in results)
        {
            Table table = new Table().Border(TableBorder.Rounded)
                .Title(Markup.Escape(result.Path))
                .AddColumn(new TableColumn("Cell").RightAligned())
                .AddColumn("Id")
                .AddColumn(new TableColumn("Seconds").RightAligned())
                .AddColumn(new TableColumn("Of the processor").RightAligned());
            foreach (CellTime time in result.Times.OrderByDescending(time => time.Elapsed))
                table.AddRow(new Spectre.Console.Text(time.Number.ToString(CultureInfo.InvariantCulture)), new Spectre.Console.Text(time.Id), Seconds(time.Elapsed), Seconds(time.Processor));
            table.AddRow(new Spectre.Console.Text(""), new Spectre.Console.Text("from start to end"), Seconds(result.Duration), Seconds(result.Processor));
            console.Write(table);
        }
    }

    private static Spectre.Console.Text Seconds(TimeSpan time) => new(time.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture));

    private static string ColourOf(NotebookResult result) => result.Outcome switch
    {
        Outcome.Passed => "green",
        Outcome.Skipped => "yellow",
        _ => "red",
    };

    private static string Describe(NotebookResult result) => result.Outcome switch
    {
        Outcome.Passed => "passed",
        Outcome.Skipped => "skipped",
        Outcome.Failed when result.Failures.Count > 1 => $"{result.Failures.Count} cells failed",
        Outcome.Failed => $"cell {result.Failures[0].Number} failed",
        Outcome.TimedOut => $"cell {result.Failures[^1].Number} took too long",
        Outcome.KernelDied when result.Failures.Count > 0 => $"the kernel ended in cell {result.Failures[^1].Number}",
        Outcome.KernelDied => "the kernel did not run",
        Outcome.Unreadable => "unreadable",
        _ => "stopped",
    };

    private static void WriteFailure(IAnsiConsole console, string path, CellFailure failure)
    {
        string place = failure.Line is { } line ? $"cell {failure.Number}, line {line}" : $"cell {failure.Number}";
        console.MarkupLineInterpolated($"[bold red]{path}, {place}[/]");
        string[] lines = failure.Source.TrimEnd('\n').Split('\n');
        int width = lines.Length.ToString(CultureInfo.InvariantCulture).Length;
        for (int i = 0; i < lines.Length; i++)
        {
            string number = (i + 1).ToString(CultureInfo.InvariantCulture).PadLeft(width);
            if (i + 1 == failure.Line)
                console.MarkupLineInterpolated($"  [bold red]> {number} │ {lines[i]}[/]");
            else
                console.MarkupLineInterpolated($"    [grey]{number} │[/] {lines[i]}");
        }
        string message = failure.Message.StartsWith(failure.Name, StringComparison.Ordinal) ? failure.Message : $"{failure.Name}: {failure.Message}";
        console.MarkupLineInterpolated($"  [red]{message.ReplaceLineEndings("\n  ")}[/]");
        console.WriteLine();
    }
}
