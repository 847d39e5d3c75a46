namespace RnnLm.Training;

/// <summary>How a gradient is kept from being too long.</summary>
public enum ClippingMode
{
    /// <summary>The whole gradient is scaled to the threshold (slide B37).</summary>
    GlobalNorm,

    /// <summary>Each element is limited by itself, for comparison.</summary>
    Element,
}

/// <summary>What a <see cref="Trainer{T}"/> does beside the optimizer's steps.</summary>
public sealed record TrainingOptions
{
    /// <summary>How often the whole corpus is read.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>The clipping threshold for the gradient of the mean loss; null does not clip.</summary>
    public double? Clip { get; init; } = 0.5;

    /// <summary>What <see cref="Clip"/> limits.</summary>
    public ClippingMode ClippingMode { get; init; } = ClippingMode.GlobalNorm;

    /// <summary>
    /// K, over how many uses of the recurrent weights each loss looks back within its batch (slide A26), for comparison; null looks back
    /// to the beginning of the batch. The batches' L cuts too, at their edges (slides B17–B19), and so K shows what it does where L is much
    /// greater. The way back through the layers takes K times as long.
    /// </summary>
    public int? LookBack { get; init; }

    /// <summary>How the learning rate changes.</summary>
    public LearningRateSchedule Schedule { get; init; } = LearningRateSchedule.Constant;

    /// <summary>Training ends after this many epochs in a row without a better validation loss; null goes on to the last epoch.</summary>
    public int? Patience { get; init; }

    /// <summary>Where the dropout masks come from.</summary>
    public ulong Seed { get; init; } = 1;
}
