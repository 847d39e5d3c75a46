namespace RnnLm.Notebooks;

/// <summary>What a kernel tells of the cell that is running.</summary>
public static class RunningCell
{
    /// <summary>
    /// Cancelled when the reader interrupts the cell: hand it to a long loop, such as <c>trainer.Run(cancellation: RunningCell.CancellationToken)</c>.
    /// On a kernel that publishes none, as .NET Interactive, it is never cancelled.
    /// </summary>
    /// <remarks>By convention the kernel publishes the token under this name in <see cref="AppContext"/>, so that neither knows the other.</remarks>
    public static CancellationToken CancellationToken => AppContext.GetData("Notebook.CancellationToken") is CancellationToken token ? token : default;
}
