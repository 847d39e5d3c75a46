namespace RnnLm.Training;

/// <summary>How far training has come, after each batch and, with a validation loss, after each epoch.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Epochs">How many there will be.</param>
/// <param name="Step">How many batches of this epoch are done.</param>
/// <param name="Steps">How many it has.</param>
/// <param name="BatchLoss">The mean loss of the last batch, in nats per token.</param>
/// <param name="Loss">The mean loss of this epoch so far, in nats per token.</param>
/// <param name="GradientNorm">‖g‖ of the last batch before clipping.</param>
/// <param name="Rate">The learning rate of the last step.</param>
/// <param name="TokensPerSecond">The speed of training since it was begun or resumed, validation left out.</param>
/// <param name="ValidationPerplexity">After the last finished epoch; null if there is none yet.</param>
/// <param name="EpochFinished">Whether this is the event of a finished epoch: its validation perplexity is the new one.</param>
/// <param name="TimeLeft">What the remaining batches will take at this speed.</param>
public sealed record TrainingProgress(
    int Epoch,
    int Epochs,
    int Step,
    int Steps,
    double BatchLoss,
    double Loss,
    double GradientNorm,
    double Rate,
    double TokensPerSecond,
    double? ValidationPerplexity,
    bool EpochFinished,
    TimeSpan TimeLeft);
