using System.Diagnostics;
using System.Numerics;
using RnnLm.Models.Neural;
using RnnLm.Numerics;
using RnnLm.Text;

namespace RnnLm.Training;

/// <summary>
/// Trains a neural model over a corpus, epoch after epoch (slides A17, A21): each batch goes forward and back, the gradient is clipped, the
/// optimizer takes its step, and the state is carried on to the next batch, detached (B17–B19).
/// </summary>
/// <remarks>
/// Between two batches the trainer is always in a state from which it can go on: <see cref="Run"/> continues where it was cancelled,
/// and a checkpoint holds all of it.
/// </remarks>
public sealed class Trainer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly List<double> validationLosses = [];
    private double firstRate;
    private CarriedState<T>? state;
    private double epochLoss;
    private long epochTargets;
    private double lastNorm;
    private T[][]? best;

    /// <summary>Training from the beginning.</summary>
    /// <param name="model">What is trained.</param>
    /// <param name="optimizer">The rule; its rate is the first rate.</param>
    /// <param name="batches">One epoch, in order: a <see cref="BatchStream"/> or sentence batches.</param>
    /// <param name="options">Epochs, clipping, schedule.</param>
    /// <param name="validation">A text as a stream of tokens, on which the model is measured after each epoch; null measures nothing.</param>
    public Trainer(
        NeuralLanguageModel<T> model, Optimizer<T> optimizer, IReadOnlyList<Batch> batches, TrainingOptions? options = null, int[]? validation = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentNullException.ThrowIfNull(batches);
        if (batches.Count == 0) throw new ArgumentException("Training needs at least one batch, but none came; give a longer text.", nameof(batches));
        Model = model;
        Optimizer = optimizer;
        Batches = batches;
        Options = options ?? new TrainingOptions();
        Validation = validation;
        Random = new RandomGenerator(Options.Seed);
        firstRate = optimizer.Rate;
    }

    /// <summary>What is trained.</summary>
    public NeuralLanguageModel<T> Model { get; }

    /// <summary>The rule.</summary>
    public Optimizer<T> Optimizer { get; }

    /// <summary>One epoch.</summary>
    public IReadOnlyList<Batch> Batches { get; }

    /// <summary>Epochs, clipping, schedule.</summary>
    public TrainingOptions Options { get; }

    /// <summary>What the model is measured on after each epoch.</summary>
    public int[]? Validation { get; }

    /// <summary>How many epochs are finished.</summary>
    public int Epoch { get; private set; }

    /// <summary>How many batches of the present epoch are done.</summary>
    public int Step { get; private set; }

    /// <summary>The validation loss after each finished epoch, in nats per token.</summary>
    public IReadOnlyList<double> ValidationLosses => validationLosses;

    /// <summary>Where the dropout masks come from.</summary>
    public RandomGenerator Random { get; private set; }

    /// <summary>Whether the last epoch is finished, or patience has run out.</summary>
    public bool Finished => Epoch >= Options.Epochs || (Options.Patience is { } patience && EpochsSinceBest >= patience);

    private int EpochsSinceBest => validationLosses.Count == 0 ? 0 : validationLosses.Count - 1 - validationLosses.IndexOf(validationLosses.Min());

    /// <summary>Trains to the end; then the model has the parameters of the epoch with the best validation loss, if there is validation.</summary>
    /// <param name="progress">Called after each batch and each epoch, on this thread; a checkpoint may be taken there.</param>
    /// <param name="cancellation">Looked at before each batch; what was done until then stays, and <see cref="Run"/> can go on.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="TrainingDivergedException">The loss or the gradient is no longer finite.</exception>
    public void Run(Action<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        var watch = new Stopwatch();
        var tokens = 0L;
        while (!Finished)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Step < Batches.Count)
            {
                watch.Start();
                var batch = Batches[Step];
                var loss = TrainOn(batch);
                watch.Stop();
                tokens += batch.Inputs.Length;
                progress?.Invoke(Report(loss, tokens / watch.Elapsed.TotalSeconds, watch.Elapsed / tokens * batch.Inputs.Length, finished: false));
            }
            else
            {
                var mean = epochTargets == 0 ? 0 : epochLoss / epochTargets;
                FinishEpoch(cancellation);
                var timePerBatch = tokens == 0 ? TimeSpan.Zero : watch.Elapsed / tokens * Batches[0].Inputs.Length;
                progress?.Invoke(Report(mean, tokens / watch.Elapsed.TotalSeconds, timePerBatch, finished: true) with { Loss = mean });
            }
        }

        best?.Zip(Model.Parameters).ToList().ForEach(pair => pair.First.CopyTo(pair.Second.Value, 0));
    }

    /// <summary>Where this training stands, for a checkpoint.</summary>
    internal TrainingPosition Position => new(
        Epoch, Step, Batches.Count, state?.Streams ?? 0, firstRate, Optimizer.Steps, epochLoss, epochTargets, lastNorm, [.. validationLosses],
        best is not null, Random.State(), Options.LookBack);

    /// <summary>All arrays of this training by name, for a checkpoint: the arrays themselves.</summary>
    internal IEnumerable<(string Name, int[] Shape, T[] Values)> Arrays() =>
    [
        .. Model.Parameters.Select(p => ($"model.{p.Name}", new[] { p.Rows, p.Columns }, p.Value)),
        .. Optimizer.Memory.Select(m => ($"optimizer.{m.Name}", new[] { m.Values.Length }, m.Values)),
        .. (state?.Arrays ?? []).Select(s => ($"state.{s.Name}", new[] { s.Values.Length }, s.Values)),
        .. (best ?? []).Zip(Model.Parameters, (values, p) => ($"best.{p.Name}", new[] { p.Rows, p.Columns }, values)),
    ];

    /// <summary>Makes room for the arrays of this position.</summary>
    internal void Prepare(TrainingPosition position)
    {
        state = position.Streams > 0 ? Model.InitialState(position.Streams) : null;
        best = position.HasBest ? [.. Model.Parameters.Select(p => new T[p.Count])] : null;
    }

    /// <summary>Goes on from this position; the arrays have been filled.</summary>
    internal void Continue(TrainingPosition position)
    {
        (Epoch, Step, firstRate, Optimizer.Steps) = (position.Epoch, position.Step, position.FirstRate, position.OptimizerSteps);
        (epochLoss, epochTargets, lastNorm) = (position.EpochLoss, position.EpochTargets, position.LastNorm);
        validationLosses.Clear();
        validationLosses.AddRange(position.ValidationLosses);
        Random = RandomGenerator.FromState(position.Random);
    }

    private double TrainOn(Batch batch)
    {
        if (state is null || state.Streams != batch.Streams) state = Model.InitialState(batch.Streams);
        Optimizer.Rate = firstRate * Options.Schedule.Factor(Epoch + ((double)Step / Batches.Count), Options.Epochs, validationLosses);
        Model.ClearGradients();
        var loss = Model.Accumulate(batch, state, Random, Options.LookBack);
        var (norm, factor) = Clip();
        if (!double.IsFinite(loss) || !double.IsFinite(norm))
            throw new TrainingDivergedException(Epoch + 1, Step + 1, loss, norm, lastNorm, Optimizer.Rate);
        Optimizer.Step(Model.Workers, factor);
        var targets = batch.TargetCount;
        (epochLoss, epochTargets, lastNorm) = (epochLoss + (loss * targets), epochTargets + targets, norm);
        Step++;
        return loss;
    }

    /// <summary>‖g‖, and the factor that the optimizer still has to multiply the gradient with.</summary>
    private (double Norm, double Factor) Clip()
    {
        if (Options is { Clip: { } limit, ClippingMode: ClippingMode.Element }) return (GradientClipping.ByElement(Model.Parameters, limit), 1);
        var norm = GradientClipping.GlobalNorm(Model.Parameters, Model.Workers);
        return (norm, Options.Clip is { } threshold ? GradientClipping.Factor(norm, threshold) : 1);
    }

    private void FinishEpoch(CancellationToken cancellation)
    {
        if (Validation is not null)
        {
            var loss = Model.NegativeLogLikelihood(Validation, cancellation) / Validation.Length;
            validationLosses.Add(loss);
            if (EpochsSinceBest == 0) best = [.. Model.Parameters.Select(p => p.Value.ToArray())];
        }

        (Epoch, Step, epochLoss, epochTargets) = (Epoch + 1, 0, 0, 0);
    }

    private TrainingProgress Report(double loss, double tokensPerSecond, TimeSpan timePerBatch, bool finished) => new(
        finished ? Epoch : Epoch + 1,
        Options.Epochs,
        finished ? Batches.Count : Step,
        Batches.Count,
        loss,
        epochTargets == 0 ? loss : epochLoss / epochTargets,
        lastNorm,
        Optimizer.Rate,
        tokensPerSecond,
        validationLosses.Count == 0 ? null : Math.Exp(validationLosses[^1]),
        finished,
        timePerBatch * (((Options.Epochs - Epoch) * (long)Batches.Count) - Step));
}
