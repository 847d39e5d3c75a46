using System.CommandLine;
using RnnLm.Cli.Notebooks;

namespace RnnLm.Cli.Install;

/// <summary>The command <c>rnnlm doctor</c>: says what keeps notebooks from running, and how to mend it.</summary>
public static class DoctorCommand
{
    /// <summary>The command, to be added to the root command.</summary>
    public static Command Create()
    {
        InstallOptions options = new();
        Command command = new("doctor", "Check what the notebooks need, and say how to mend what is missing.");
        options.AddTo(command);
        command.SetAction(arguments =>
        {
            bool broken = false;
            int failed = Reporting.Run(() =>
            {
                Checkup checkup = new(KernelLocation.Repository(), options.Installation(arguments), UserEnvironment.Current);
                foreach (Finding finding in checkup.Run())
                {
                    broken |= finding.Health == Health.Broken;
                    Console.WriteLine($"{Mark(finding.Health)} {finding.Text}");
                    if (finding.Mend.Length > 0) Console.WriteLine($"    mend: {finding.Mend}");
                }
            });
            return broken ? 1 : failed;
        });
        return command;
    }

    private static string Mark(Health health) => health switch
    {
        Health.Good => "✓",
        Health.Advice => "!",
        _ => "✗",
    };
}
