using System.ComponentModel;
using RnnLm.Cli.Notebooks;
using RnnLm.Cli.Tests.Commands;
using Xunit;
using Outcome = RnnLm.Cli.Tests.Commands.Outcome;

namespace RnnLm.Cli.Tests.Clients;

/// <summary>Jupyter's own program that runs notebooks.</summary>
internal static class Nbclient
{
    /// <summary>Runs a notebook in its folder, with the kernel that it names, until a cell fails. Skips the test where nbclient is missing.</summary>
    /// <param name="notebook">The notebook.</param>
    /// <param name="executed">Where it is written with its outputs.</param>
    /// <param name="variables">By which Jupyter finds the kernel.</param>
    public static Outcome Run(string notebook, string executed, IReadOnlyDictionary<string, string> variables) =>
        RunPython(["nbclient", "nbformat"], "nbclient_run.py", [notebook, executed], variables);

    /// <summary>Runs a script of this folder with a Python that has these modules. Skips the test where there is none.</summary>
    public static Outcome RunPython(string[] modules, string script, string[] arguments, IReadOnlyDictionary<string, string> variables)
    {
        // A Python of the user's own may come first in PATH, and Jupyter be the system's.
        var import = $"import {string.Join(", ", modules)}";
        var python = Array.Find(["python3", "/usr/bin/python3", "python"], program => TryRun(program, ["-c", import])?.ExitCode == 0);
        Assert.SkipUnless(python is not null, $"There is no Python with {string.Join(", ", modules)}.");
        var path = Path.Combine(KernelLocation.Repository(), "tests", "RnnLm.Cli.Tests", "Clients", script);
        return TryRun(python!, [path, .. arguments], variables)!;
    }

    /// <summary>Runs a program to its end; null where there is no such program.</summary>
    public static Outcome? TryRun(string program, string[] arguments, IReadOnlyDictionary<string, string>? variables = null)
    {
        try
        {
            using var process = CommandLine.Start(program, arguments, null, variables);
            return CommandLine.Finish(process);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
