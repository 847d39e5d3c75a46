namespace RnnLm.Cli.Terminal;

/// <summary>What a command cannot do, in one sentence for its user.</summary>
/// <param name="message">The sentence.</param>
/// <param name="exitCode"><see cref="ExitCode.Failure"/>, or <see cref="ExitCode.WrongUse"/> for options that do not fit together.</param>
internal sealed class CommandException(string message, int exitCode = ExitCode.Failure) : Exception(message)
{
    /// <summary>How the process ends.</summary>
    public int ExitCode { get; } = exitCode;
}
