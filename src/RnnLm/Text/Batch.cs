namespace RnnLm.Text;

/// <summary>A mini-batch of k parallel streams and L steps (slides B17–B20), or of k padded sentences (A21).</summary>
/// <param name="Inputs">x: the token read by stream b at step t stands at t·k + b, so that one step is contiguous.</param>
/// <param name="Targets">y: the token that follows, laid out likewise; <see cref="Padding"/> where there is nothing to predict.</param>
/// <param name="Streams">k.</param>
/// <param name="Steps">L.</param>
/// <param name="StartsAnew">True if the streams begin here: h(0) = 0; false if the state is carried over from the batch before.</param>
public sealed record Batch(int[] Inputs, int[] Targets, int Streams, int Steps, bool StartsAnew)
{
    /// <summary>The target of a position that does not count: a pad after the end of a sentence.</summary>
    public const int Padding = -1;

    /// <summary>The number of predictions, by which a sum of losses is divided: all targets but the pads.</summary>
    public int TargetCount => Targets.Length - Targets.AsSpan().Count(Padding);
}
