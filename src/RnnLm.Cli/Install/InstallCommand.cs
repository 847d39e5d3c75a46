using System.CommandLine;
using RnnLm.Cli.Notebooks;

namespace RnnLm.Cli.Install;

/// <summary>The command <c>rnnlm install</c>: makes the kernel appear in VS Code, JupyterLab and Notebook.</summary>
public static class InstallCommand
{
    /// <summary>The command, to be added to the root command.</summary>
    public static Command Create()
    {
        InstallOptions options = new();
        Option<string> displayName = new("--display-name")
        {
            Description = "The kernel's name as editors show it.",
            HelpName = "TEXT",
            DefaultValueFactory = _ => Kernelspec.DefaultDisplayName,
        };
        Command command = new("install", "Make the C# kernel appear in VS Code, JupyterLab and Notebook.");
        options.AddTo(command);
        command.Options.Add(displayName);
        command.SetAction(arguments => Reporting.Run(() =>
        {
            string shown = arguments.GetRequiredValue(displayName);
            string repository = KernelLocation.Repository();
            CourseLibrary library = new(repository);
            if (!library.IsBuilt)
            {
                Console.WriteLine("Building the library that the notebooks use …");
                library.Build();
            }
            options.Installation(arguments).Install(new KernelSource(repository), shown, Console.WriteLine);
            Console.WriteLine($"""

                Next, in VS Code: open a notebook in {Path.Combine(repository, "notebooks")}, press Select Kernel, choose Jupyter Kernel… and
                {shown}. For completion while typing, add this line to your user settings (Preferences: Open User Settings (JSON)):
                  {EditorSettings.Line}
                In JupyterLab or Notebook, choose {shown} among the kernels. Then './rnnlm doctor' checks that all is well.
                """);
        }));
        return command;
    }
}
