using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace RnnLm.Cli.Install;

/// <summary>The dotnet that runs this program, found by the runtime's folder: PATH may name another one, or none.</summary>
public static class DotnetProgram
{
    /// <summary>Its full path.</summary>
    /// <exception cref="FileNotFoundException">There is none above the runtime.</exception>
    public static string Path()
    {
        string root = System.IO.Path.GetFullPath(System.IO.Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        string program = System.IO.Path.Combine(root, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
        return File.Exists(program)
            ? program
            : throw new FileNotFoundException($"There is no dotnet in {root}: install the .NET SDK 10 from https://dotnet.microsoft.com/download.");
    }

    /// <summary>Runs it to its end.</summary>
    /// <param name="folder">The folder to run in.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>The exit code, and all that it wrote.</returns>
    public static (int ExitCode, string Output) Run(string folder, params IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new(Path(), arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Left to itself the build leaves servers behind, which would hold on to our pipes.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        try
        {
            using Process process = Process.Start(start) ?? throw new InvalidOperationException("dotnet could not be started.");
            process.StandardInput.Close();
            Task<string> errors = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output + errors.GetAwaiter().GetResult());
        }
        catch (Win32Exception e)
        {
            throw new IOException($"{start.FileName} could not be started: {e.Message}", e);
        }
    }
}
