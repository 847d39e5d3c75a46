using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Runtime.InteropServices;
using RnnLm.Cli.Commands;
using RnnLm.Cli.Data;
using RnnLm.Cli.Exercises;
using RnnLm.Cli.Install;
using RnnLm.Cli.Notebooks;
using RnnLm.Cli.Terminal;
using RnnLm.Training;

Console.SetOut(new TerminalWriter(Console.Out));
Console.SetError(new TerminalWriter(Console.Error));

// The sentences are English, and so are their numbers, whatever the user's language.
CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;

// One command a file; each is added here.
var root = new RootCommand("Language models from n-grams to LSTMs: train them on your own text, compare them, let them write.")
{
    TrainCommand.Create(),
    PerplexityCommand.Create(),
    GenerateCommand.Create(),
    InterpolateCommand.Create(),
    DataCommand.Create(),
    RunCommand.Create(),
    StatusCommand.Create(),
    ExerciseCommand.Create(),
    CopyCommand.Create(),
    SolveCommand.Create(),
    GradeCommand.Create(),
    InstallCommand.Create(),
    UninstallCommand.Create(),
    DoctorCommand.Create(),
};
var help = root.Options.OfType<HelpOption>().Single();
(help.Action, help.Description) = (new Help(), "Show this help.");
root.Options.OfType<VersionOption>().Single().Description = "Show the version.";

var result = root.Parse(args.Length == 0 ? ["--help"] : args);
var name = Invoked(result.CommandResult);
if (result.Errors.Count > 0 && result.Action is not Help)
{
    // What is wrong with one option comes before what the command as a whole lacks.
    var sentence = result.Errors.FirstOrDefault(e => e.SymbolResult is OptionResult or ArgumentResult) switch
    {
        { SymbolResult: ArgumentResult { Tokens.Count: 0 } lacking } => $"{lacking.Argument.Name} is missing",
        { } error => error.Message,
        null when result.UnmatchedTokens.Count > 0 => $"Unrecognized command or argument '{result.UnmatchedTokens[0]}'",
        null => result.Errors[0].Message,
    };
    Console.Error.WriteLine($"{name}: {sentence.TrimEnd('.')}. (See {name} --help.)");
    return ExitCode.WrongUse;
}

// A shell tells by the exit code which signal ended a program. The handlers of System.CommandLine come before these, and wait for the command to end.
var signal = new TaskCompletionSource<int>();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => signal.TrySetResult(ExitCode.Interrupted));
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => signal.TrySetResult(ExitCode.Terminated));
int Told(int code) => code == ExitCode.Interrupted && signal.Task.Wait(TimeSpan.FromSeconds(0.5)) ? signal.Task.Result : code;

try
{
    return Told(await result.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromMinutes(1) }));
}
catch (Exception e) when (Environment.GetEnvironmentVariable("RNNLM_TRACE") is null)
{
    var (reason, code) = e switch
    {
        CommandException command => (command.Message, command.ExitCode),
        OutOfMemoryException => ("this machine has not enough memory for that; take a smaller model or a shorter text.", ExitCode.Failure),
        OperationCanceledException => ("interrupted.", ExitCode.Interrupted),
        ArgumentException { ParamName: { } parameter } => (e.Message.ReplaceLineEndings("\n").Split('\n')[0].Replace($" (Parameter '{parameter}')", "", StringComparison.Ordinal), ExitCode.Failure),
        IOException or UnauthorizedAccessException or InvalidDataException or FormatException or ArgumentException or TrainingDivergedException => (e.Message, ExitCode.Failure),
        _ => ($"stopped by an error of its own, which RNNLM_TRACE=1 shows in full: {e.GetType().Name}, {e.Message}", ExitCode.Failure),
    };
    Console.Error.WriteLine($"{name}: {reason}");
    return Told(code);
}

static string Invoked(SymbolResult result) => result is CommandResult { Parent: { } parent } command ? $"{Invoked(parent)} {command.Command.Name}" : "rnnlm";
