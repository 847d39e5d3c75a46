namespace RnnLm.Cli.Terminal;

/// <summary>How the process ends.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Success = 0;

    /// <summary>It was asked rightly, but could not be done.</summary>
    public const int Failure = 1;

    /// <summary>It was asked wrongly.</summary>
    public const int WrongUse = 2;

    /// <summary>Interrupted by Ctrl-C: 128 and the signal's number, as shells have it.</summary>
    public const int Interrupted = 130;

    /// <summary>Ended by SIGTERM, as a shell has it.</summary>
    public const int Terminated = 143;
}
