using RnnLm.Cli.Notebooks;

namespace RnnLm.Cli.Exercises;

/// <summary>How a learner's code ended the process that it ran in.</summary>
/// <param name="What">What it did, to follow <c>Your function</c> or <c>Its cell</c>.</param>
/// <param name="Next">What to look for.</param>
internal sealed record ProcessEnd(string What, string Next)
{
    private const int Killed = 128 + 9; // by the system, where memory runs out

    /// <summary>It neither returned nor heeded the interrupt.</summary>
    public static ProcessEnd Unstoppable { get; } = new("did not return and could not be stopped, so its process was ended", "Look for what takes so long: a wait, or a single call with very large numbers.");

    /// <summary>What the kernel's end tells of the code that it was running.</summary>
    public static ProcessEnd Of(KernelEnd end) => (end.ExitCode, end.LastWords is [var first, ..] ? first : null) switch
    {
        (_, "Stack overflow.") => new("overflowed the stack, which ends the process", "Look for a function that calls itself without end, or for a stackalloc that is too large."),
        (Killed, _) => OutOfMemory,
        (_, { } words) when words.StartsWith("Out of memory", StringComparison.Ordinal) => OutOfMemory,
        (_, { } words) when words.StartsWith("Process terminated.", StringComparison.Ordinal) => new("ended the process, as Environment.FailFast does", "Take that out, and throw or return instead."),
        ({ } code and < 128, _) => new($"ended the process with exit code {code}, as Environment.Exit({code}) does", "Take that out: a function gives its result with return."),
        ({ } code, _) => new($"crashed the process (signal {code - 128})", "Look for unsafe code, and for a memory that grows without end."),
        _ => new("closed the process's output", "Leave the standard output open."),
    };

    private static ProcessEnd OutOfMemory { get; } = new("used up the memory of its process", "Look for a list, an array or a text that grows without end.");
}
