using System.Diagnostics;
using RnnLm.Cli.Terminal;
using RnnLm.Models;
using RnnLm.Models.Files;
using RnnLm.Models.NGram;
using RnnLm.Numerics;
using RnnLm.Text;
using RnnLm.Training;

namespace RnnLm.Cli.Training;

/// <summary>One run of <c>rnnlm train</c>.</summary>
internal sealed class TrainRun(TrainSettings settings, TrainingLog log, CancellationToken cancellation)
{
    private readonly Stopwatch watch = Stopwatch.StartNew();

    /// <summary>Where the state of a run that is not finished is saved.</summary>
    private string CheckpointPath => settings.Out + ".checkpoint";

    /// <summary>Trains, saves and reports; returns the exit code.</summary>
    /// <param name="checkpoint">What to go on from; null to begin.</param>
    public int Run(string? checkpoint = null)
    {
        OutputFile.Check(settings.Out, settings.Train, settings.Valid);
        var text = TrainingText.Read(settings, log);
        return settings.Model == "ngram" ? CountNGrams(text) : TrainNetwork(text, checkpoint);
    }

    private int CountNGrams(TrainingText text)
    {
        var model = NGramModel.KneserNey(text.Vocabulary, text.Train, settings.Order ?? 5);
        log.Say(
            "model",
            $"{model.Order}-gram model, interpolated modified Kneser–Ney: {Wording.Count(model.Sizes.Sum(n => (long)n))} n-grams.",
            ("order", model.Order), ("ngrams", model.Sizes));
        if (model.Note is { } note) log.Say("note", note);
        cancellation.ThrowIfCancellationRequested();
        ModelFile.Save(settings.Out, model);
        return Report(text, model.Evaluate(text.Valid).Perplexity);
    }

    private int TrainNetwork(TrainingText text, string? checkpoint)
    {
        var neural = NeuralSettings.Settle(settings, text.Train.Length, log);
        var count = neural.Architecture.CountParameters(text.Vocabulary.Count);
        CheckMemory(count, neural);
        using var workers = settings.Threads is { } threads ? new Workers(threads) : new Workers();
        var model = neural.Architecture.Create<float>(text.Vocabulary, new RandomGenerator(settings.Seed), workers);
        model.BeginWithFrequencies(text.Train);
        var trainer = new Trainer<float>(
            model, neural.CreateOptimizer(model.Parameters), new BatchStream(text.Train, neural.Batch, neural.Steps), neural.Options, text.Valid);
        log.Say(
            "model",
            $"{settings.Model} model of {Wording.Count(count)} parameters: embedding {neural.Architecture.EmbeddingSize}, "
            + $"hidden {neural.Architecture.HiddenSize}, dropout {neural.Architecture.Dropout}; {neural.Optimizer}, rate {neural.Rate}, "
            + $"batches of {neural.Batch} × {neural.Steps}, {Wording.Of(neural.Options.Epochs, "epoch")}, {Wording.Of(workers.Count, "thread")}.",
            ("parameters", count), ("batch", neural.Batch), ("steps", neural.Steps), ("epochs", neural.Options.Epochs));
        if (checkpoint is not null) TrainingCheckpoint.Restore(checkpoint, trainer, text.Fingerprint, log);
        try
        {
            var epoch = Stopwatch.StartNew();
            log.Show(() => trainer.Run(
                progress =>
                {
                    if (!progress.EpochFinished)
                    {
                        log.Batch(progress);
                        return;
                    }

                    log.Epoch(progress, epoch.Elapsed);
                    epoch.Restart();
                    // Whatever ends the process, a power cut too, costs at most the epoch that it was in.
                    if (!trainer.Finished) SaveCheckpoint(trainer, text);
                },
                cancellation));
        }
        catch (OperationCanceledException)
        {
            return Interrupted(trainer, text);
        }

        Save(settings.Out, path => ModelFile.Save(path, model));
        if (File.Exists(CheckpointPath)) File.Delete(CheckpointPath);
        return Report(text, Math.Exp(model.NegativeLogLikelihood(text.Valid) / text.Valid.Length));
    }

    // Weights, gradients, what the optimizer remembers, and the best weights so far: too many of them would end the process without a word.
    private static void CheckMemory(long parameters, NeuralSettings neural)
    {
        var arrays = 3 + neural.Optimizer switch { "adam" => 2, "sgd" => 0, _ => 1 };
        var (needed, available) = (arrays * sizeof(float) * parameters, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
        if (needed > available)
        {
            throw new CommandException(
                $"The model would have {Wording.Count(parameters)} parameters, which take {Wording.Gigabytes(needed)} to train, but this machine has "
                + $"{Wording.Gigabytes(available)}; take a smaller --hidden, --embedding, --layers or --max-vocabulary.");
        }
    }

    private int Interrupted(Trainer<float> trainer, TrainingText text)
    {
        SaveCheckpoint(trainer, text);
        log.Say(
            "interrupted",
            $"Interrupted in epoch {Math.Min(trainer.Epoch + 1, trainer.Options.Epochs)}; saved as {CheckpointPath}. Go on with: rnnlm train --resume \"{CheckpointPath}\"",
            ("checkpoint", CheckpointPath), ("epoch", trainer.Epoch), ("batch", trainer.Step));
        return ExitCode.Interrupted;
    }

    private void SaveCheckpoint(Trainer<float> trainer, TrainingText text) => Save(
        CheckpointPath,
        path => TrainingCheckpoint.Save(path, trainer, settings with { Out = Path.GetFullPath(settings.Out) }, text.Fingerprint));

    // Hours of work are not lost to a disk that has become full meanwhile.
    private static void Save(string path, Action<string> save)
    {
        try
        {
            save(path);
        }
        catch (IOException e)
        {
            var rescue = Path.Combine(Directory.CreateTempSubdirectory("rnnlm-").FullName, Path.GetFileName(path));
            save(rescue);
            throw new CommandException($"{e.Message.TrimEnd('.')}; it was saved as {rescue} instead.");
        }
    }

    private int Report(TrainingText text, double perplexity)
    {
        log.Say(
            "saved",
            $"Saved as {settings.Out} after {Wording.Time(watch.Elapsed)}; perplexity of {text.ValidName}: {Wording.Figure(perplexity)}.",
            ("path", settings.Out), ("validation_perplexity", perplexity), ("seconds", watch.Elapsed.TotalSeconds));
        return ExitCode.Success;
    }
}
