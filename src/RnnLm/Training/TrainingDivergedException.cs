namespace RnnLm.Training;

/// <summary>The loss or the gradient became infinite or not a number (slide B36); the parameters are those before this step.</summary>
public sealed class TrainingDivergedException : Exception
{
    /// <summary>Says where it happened and what to try.</summary>
    public TrainingDivergedException(int epoch, int step, double loss, double gradientNorm, double previousNorm, double rate)
        : base(FormattableString.Invariant(
            $"Training diverged in epoch {epoch}, step {step}: the loss is {loss} and the gradient norm {gradientNorm} (the step before: {previousNorm:G4}) at rate {rate}. ")
            + "Try a lower learning rate or clipping with a lower threshold.")
    {
        (Epoch, Step, Loss, GradientNorm) = (epoch, step, loss, gradientNorm);
    }

    /// <summary>The epoch, from 1.</summary>
    public int Epoch { get; }

    /// <summary>The step within the epoch, from 1.</summary>
    public int Step { get; }

    /// <summary>The loss of the batch.</summary>
    public double Loss { get; }

    /// <summary>‖g‖ of the batch before clipping.</summary>
    public double GradientNorm { get; }
}
