using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace CSharpKernel.Session.Running;

/// <summary>What the kernel writes into every loop and function of a cell, so that it can be stopped.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Guard
{
    // Static because compiled cells call it with nothing in hand. It only ever goes from false to true: until the first
    // interrupt of the process a guard costs one read, after it a look at the flow's own cell.
    private static volatile bool s_armed;

    /// <summary>Stands at the head of a loop's body and before every <c>goto</c>.</summary>
    /// <exception cref="OperationCanceledException">The cell was interrupted.</exception>
    public static void Loop()
    {
        if (s_armed)
            CellRun.ThrowIfInterrupted();
    }

    /// <summary>Stands at the head of a function: endless recursion becomes an ordinary exception.</summary>
    /// <exception cref="InsufficientExecutionStackException">The stack is nearly used up.</exception>
    /// <exception cref="OperationCanceledException">The cell was interrupted.</exception>
    public static void Enter()
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (s_armed)
            CellRun.ThrowIfInterrupted();
    }

    internal static void Arm() => s_armed = true;
}
