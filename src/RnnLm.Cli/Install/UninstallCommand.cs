using System.CommandLine;

namespace RnnLm.Cli.Install;

/// <summary>The command <c>rnnlm uninstall</c>: removes what <c>install</c> put there.</summary>
public static class UninstallCommand
{
    /// <summary>The command, to be added to the root command.</summary>
    public static Command Create()
    {
        InstallOptions options = new();
        Command command = new("uninstall", "Remove the kernel that 'install' put there.");
        options.AddTo(command);
        command.SetAction(arguments => Reporting.Run(() => options.Installation(arguments).Uninstall(Console.WriteLine)));
        return command;
    }
}
