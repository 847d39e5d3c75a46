namespace RnnLm.Cli.Notebooks;

/// <summary>Told how a run goes on, from any thread.</summary>
public interface IRunProgress
{
    /// <summary>A notebook begins.</summary>
    void NotebookStarted(string path, int codeCells);

    /// <summary>The <paramref name="number"/>-th code cell of a notebook begins.</summary>
    void CellStarted(string path, int number);

    /// <summary>The <paramref name="number"/>-th code cell of a notebook has ended.</summary>
    void CellEnded(string path, int number, TimeSpan duration, bool passed);

    /// <summary>A notebook has ended.</summary>
    void NotebookEnded(NotebookResult result);
}
