using RnnLm.Training;

namespace RnnLm.Cli.Training;

/// <summary>What training tells: in sentences, in a live display, or in JSON lines.</summary>
internal abstract class TrainingLog
{
    /// <summary>The log for this console: live on a terminal, plain lines elsewhere, JSON lines if asked for.</summary>
    public static TrainingLog Choose(bool json) =>
        json ? new JsonLog(Console.Out)
        : LiveLog.IsPossible ? new LiveLog()
        : new PlainLog(Console.Out);

    /// <summary>Something happened: a sentence for people, a name and values for programs.</summary>
    public abstract void Say(string name, string sentence, params IReadOnlyList<(string Name, object? Value)> values);

    /// <summary>A batch is done.</summary>
    public abstract void Batch(TrainingProgress progress);

    /// <summary>An epoch is done.</summary>
    public abstract void Epoch(TrainingProgress progress, TimeSpan elapsed);

    /// <summary>Shows training while it runs.</summary>
    public virtual void Show(Action training) => training();
}
