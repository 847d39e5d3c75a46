using CSharpKernel.Display;

namespace CSharpKernel.Session;

/// <summary>A C# session that keeps its state from cell to cell; it knows nothing of Jupyter's wire.</summary>
/// <remarks>
/// The kernel calls <see cref="Execute"/> from one thread with a large stack, one cell at a time. The questions
/// (<see cref="Complete"/>, <see cref="Inspect"/>, <see cref="IsComplete"/>) come one at a time too, but may come from another thread while a
/// cell runs; <see cref="Interrupt"/>, <see cref="WarmUp"/> and <see cref="Describe"/> may come from any thread at any time.
/// </remarks>
public interface ICodeSession : IDisposable
{
    /// <summary>Runs one cell to its end on the calling thread. Never throws for what the cell does.</summary>
    CellResult Execute(string code, ICellOutput output);

    /// <summary>Stops the running cell, from any thread; harmless when none runs.</summary>
    void Interrupt();

    /// <summary>What could stand at the cursor.</summary>
    /// <param name="code">The cell.</param>
    /// <param name="cursor">A position in <paramref name="code"/>, in UTF-16 units.</param>
    Completion Complete(string code, int cursor);

    /// <summary>Signature and documentation of what stands at the cursor; null if there is nothing to say.</summary>
    MimeBundle? Inspect(string code, int cursor);

    /// <summary>Whether the code could be run as it stands.</summary>
    Completeness IsComplete(string code);

    /// <summary>Loads and compiles what the first cell would otherwise wait for. Shows nothing, leaves no state.</summary>
    void WarmUp();

    /// <summary>An exception that nobody caught, as a cell's error would be told: no frames of the kernel.</summary>
    CellError Describe(Exception exception);
}

/// <summary>How a cell ended.</summary>
/// <param name="Value">The value of its last expression, formatted; null if it has none.</param>
/// <param name="Error">What stopped it; null if it ran to its end.</param>
public sealed record CellResult(MimeBundle? Value, CellError? Error);

/// <summary>An error as Jupyter reports it.</summary>
/// <param name="Name">The exception's type, or <c>CompilationError</c>.</param>
/// <param name="Message">What went wrong.</param>
/// <param name="Traceback">Lines for the reader: the cell's own lines, none of the kernel's frames.</param>
public sealed record CellError(string Name, string Message, IReadOnlyList<string> Traceback);

/// <summary>The items that fit between <see cref="Start"/> and <see cref="End"/>, in UTF-16 units.</summary>
public sealed record Completion(IReadOnlyList<CompletionItem> Items, int Start, int End);

/// <summary>One completion.</summary>
/// <param name="Text">What would be inserted.</param>
/// <param name="Kind">Jupyter's experimental type: function, class, property, field, variable, namespace, keyword …</param>
/// <param name="Signature">A one-line signature; empty if there is none.</param>
/// <param name="Documentation">A one-line summary; empty if there is none.</param>
public sealed record CompletionItem(string Text, string Kind, string Signature, string Documentation);

/// <summary>The answer to is_complete.</summary>
/// <param name="Status"><c>complete</c>, <c>incomplete</c>, <c>invalid</c> or <c>unknown</c>.</param>
/// <param name="Indent">For <c>incomplete</c>: what the next line should begin with.</param>
public sealed record Completeness(string Status, string Indent);
