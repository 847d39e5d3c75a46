using System.ComponentModel;
using System.Diagnostics;

namespace RnnLm.Notebooks.Tests.Figures;

/// <summary>The scripts in <c>Browser</c>, which look at pages in Chromium.</summary>
internal static class BrowserScripts
{
    private static readonly string Folder = Path.Combine(Repository(), "tests", "RnnLm.Notebooks.Tests", "Figures", "Browser");

    /// <summary>What is not there to run them with; null if all is.</summary>
    public static string? Missing { get; } = Run("node", "--version").ExitCode != 0 ? "There is no Node.js."
        : !Directory.Exists(Path.Combine(Folder, "node_modules")) ? $"Its packages are not there: run npm ci in {Folder}."
        : !File.Exists("/usr/bin/chromium") ? "There is no Chromium in /usr/bin." : null;

    /// <summary>What a script writes.</summary>
    public static string RunScript(string script, params string[] arguments) => Run("node", [Path.Combine(Folder, script), .. arguments]).Output;

    /// <summary>The exit code of a program, and what it writes; −1 where there is no such program.</summary>
    public static (int ExitCode, string Output) Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            if (!process.WaitForExit(TimeSpan.FromMinutes(20))) process.Kill(entireProcessTree: true);
            return (process.ExitCode, output.GetAwaiter().GetResult() + errors.GetAwaiter().GetResult());
        }
        catch (Win32Exception)
        {
            return (-1, "");
        }
    }

    /// <summary>The Python that has Jupyter's nbconvert: a user's own may come first in PATH, and Jupyter be the system's. Null if there is none.</summary>
    public static string? PythonWithNbconvert() => Array.Find(["python3", "/usr/bin/python3"], python => Run(python, "-m", "nbconvert", "--version").ExitCode == 0);

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "RnnLmNotebooks.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
