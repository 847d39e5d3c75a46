using CSharpKernel.Display;

namespace CSharpKernel.Session;

/// <summary>A C# session that keeps its state from cell to cell; it knows nothing of Jupyter's wire.</summary>
/// <remarks>
/// The kernel calls <see cref="Execute"/> from one thread with a large stack, one cell at a time. The questions
/// (<see cref="Complete"/>, <see cref="Inspect"/>, <see cref="IsComplete"/>) come one at a time too, but may come from another thread
/// while a cell runs; <see cref="Interrupt"/>, <see cref="WarmUp"/> and <see cref="Describe"/> may come from any thread at any time.
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
