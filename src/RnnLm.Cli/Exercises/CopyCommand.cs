using System.CommandLine;
using RnnLm.Cli.Terminal;
using RnnLm.Models.Files;

namespace RnnLm.Cli.Exercises;

/// <summary>The command <c>rnnlm copy</c>.</summary>
internal static class CopyCommand
{
    /// <summary>The command, to be added to the root command.</summary>
    public static Command Create()
    {
        var only = new Option<string[]>("--only") { HelpName = "NAME", Description = "Copy this notebook alone: 02-dot-products." };
        var command = new DocumentedCommand("copy", "Make your own copies of the notebooks in work/, which no update touches.")
        {
            Notes = ["What is in work/ already is never overwritten. To begin a notebook again, rename your copy and run the command again."],
            Examples = [("", ""), ("", "--only 02-dot-products")],
        };
        command.AddGroup("Options", only);
        command.SetAction(arguments =>
        {
            var wanted = arguments.GetValue(only) is { Length: > 0 } names ? names : [.. CourseFolders.Names];
            var sources = wanted.Select(name => (Name: name, Path: CourseFolders.InCourse(name))).ToArray();
            Directory.CreateDirectory(CourseFolders.Work);
            foreach (var (name, path) in sources)
                Console.WriteLine($"work/{name}.ipynb: {(Copy(path, CourseFolders.Work) ? "copied" : "kept, it is there already")}");
            return ExitCode.Success;
        });
        return command;
    }

    /// <summary>Copies a notebook into a folder, unless it is there; says whether it did.</summary>
    internal static bool Copy(string source, string folder)
    {
        var target = Path.Combine(folder, Path.GetFileName(source));
        if (File.Exists(target)) return false;
        AtomicFile.Write(target, stream => stream.Write(File.ReadAllBytes(source)));
        return true;
    }
}
