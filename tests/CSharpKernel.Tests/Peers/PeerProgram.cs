using System.ComponentModel;
using System.Diagnostics;
using Xunit;

namespace CSharpKernel.Tests.Peers;

/// <summary>A program that is not ours, run to its end beside the kernel.</summary>
internal static class PeerProgram
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    /// <summary>The folder of the scripts; they are read where they lie in the sources.</summary>
    public static string Folder { get; } = FindFolder();

    /// <summary>A Python that has these modules; without one the test is skipped.</summary>
    public static string PythonWith(params string[] modules)
    {
        // A Python of the user's own may come first in PATH, and Jupyter be the system's.
        string? python = Array.Find(["python3", "/usr/bin/python3", "python"], program => Run(program, ["-c", $"import {string.Join(", ", modules)}"]).ExitCode == 0);
        Assert.SkipUnless(python is not null, $"There is no Python with {string.Join(", ", modules)}.");
        return python!;
    }

    /// <summary>Runs a script, which must end well; its output becomes the test's.</summary>
    public static void RunScript(string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? variables = null)
    {
        (int exitCode, string output) = Run(program, arguments, variables);
        TestContext.Current.TestOutputHelper?.WriteLine(output);
        Assert.True(exitCode == 0, output);
    }

    /// <summary>Runs a program; exit code -1 if there is none.</summary>
    public static (int ExitCode, string Output) Run(string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? variables = null)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in variables ?? new Dictionary<string, string>()) start.Environment[name] = value;
        try
        {
            using Process process = Process.Start(start)!;
            process.StandardInput.Close();
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            Task<string> errors = process.StandardError.ReadToEndAsync();
            if (!process.WaitForExit(Limit)) process.Kill(entireProcessTree: true);
            return (process.ExitCode, output.GetAwaiter().GetResult() + errors.GetAwaiter().GetResult());
        }
        catch (Win32Exception)
        {
            return (-1, "");
        }
    }

    private static string FindFolder()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string peers = Path.Combine(folder.FullName, "Peers");
            if (File.Exists(Path.Combine(peers, "kernel_tests.py"))) return peers;
        }
        throw new DirectoryNotFoundException($"The scripts of the peers are in no folder above {AppContext.BaseDirectory}.");
    }
}
