namespace RnnLm.Cli.Install;

/// <summary>How the commands of this folder end: with one sentence when something outside of them is wrong.</summary>
internal static class Reporting
{
    /// <summary>Runs an action; exit code 0, or 1 and the sentence.</summary>
    public static int Run(Action action)
    {
        try
        {
            action();
            return 0;
        }
        catch (Exception e) when (e is InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
    }
}
