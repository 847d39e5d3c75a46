using System.Diagnostics;
using System.Text;

namespace RnnLm.Cli.Tests.Commands;

/// <summary>Starts the built command as a process, as a user does.</summary>
internal static class CommandLine
{
    /// <summary>The built command.</summary>
    public static string Assembly { get; } = typeof(RnnLm.Cli.Terminal.ExitCode).Assembly.Location;

    /// <summary>The repository.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Runs the command to its end.</summary>
    public static Outcome Run(params string[] arguments)
    {
        using var process = Start(arguments);
        return Finish(process);
    }

    /// <summary>Starts the command.</summary>
    public static Process Start(params string[] arguments) => Start("dotnet", [Assembly, .. arguments], null);

    /// <summary>Starts a program with its output redirected.</summary>
    public static Process Start(string program, IEnumerable<string> arguments, string? folder, IReadOnlyDictionary<string, string>? variables = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            WorkingDirectory = folder ?? "",
        };
        foreach (var (name, value) in variables ?? new Dictionary<string, string>()) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>Waits for the end of a process.</summary>
    public static Outcome Finish(Process process)
    {
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Outcome(process.ExitCode, output.ReplaceLineEndings("\n"), error.Result.ReplaceLineEndings("\n"));
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "RnnLmNotebooks.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run inside the repository.");
    }
}

/// <summary>How a process ended and what it wrote.</summary>
internal sealed record Outcome(int ExitCode, string Output, string Error);
