using System.Numerics;
using System.Text.Json;
using RnnLm.Models.Files;

namespace RnnLm.Training;

/// <summary>
/// Training saved between two batches: parameters, optimizer, carried state, the best parameters so far, position, losses and the random generator.
/// A trainer that goes on from it does bit for bit what the one that was saved would have done.
/// </summary>
/// <remarks>A safetensors file, written atomically: the tensors are model.*, optimizer.*, state.* and best.*, all else stands in its metadata.</remarks>
public static class Checkpoint
{
    private const string Key = "training";

    /// <summary>Saves a trainer, as a progress callback may, or whoever cancelled it.</summary>
    /// <param name="path">Where the file is to stand; what was there is replaced.</param>
    /// <param name="trainer">Between two batches.</param>
    /// <param name="metadata">What else the file is to say, such as how to build the model.</param>
    public static void Save<T>(string path, Trainer<T> trainer, IReadOnlyDictionary<string, string>? metadata = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(trainer);
        var all = new Dictionary<string, string>(metadata ?? new Dictionary<string, string>())
        {
            [Key] = JsonSerializer.Serialize(trainer.Position),
        };
        SafetensorsFile.Write(path, trainer.Arrays().Select(array => NamedTensor.Of(array.Name, array.Shape, array.Values)), all);
    }

    /// <summary>Puts a trainer of the same model, optimizer and batches where the saved one was.</summary>
    /// <returns>The file's metadata.</returns>
    /// <exception cref="ModelFileException">The file is damaged, is no checkpoint, or is one of another model, optimizer or text.</exception>
    public static IReadOnlyDictionary<string, string> Load<T>(string path, Trainer<T> trainer)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(trainer);
        var file = SafetensorsFile.Read(path);
        if (!file.Metadata.TryGetValue(Key, out var json) || Parse(json) is not { } position || position.Random is not { Length: 4 })
            throw new ModelFileException($"'{path}' is no checkpoint of a training.");
        if (position.Steps != trainer.Batches.Count)
        {
            throw new ModelFileException(
                $"'{path}' was saved in a training of {position.Steps} batches an epoch, but here are {trainer.Batches.Count}; resume with the same text, batch size and length.");
        }

        if (position.LookBack != trainer.Options.LookBack)
        {
            throw new ModelFileException(
                $"'{path}' was saved in a training where each loss looks back over {Uses(position.LookBack)}, but here it is {Uses(trainer.Options.LookBack)}; resume with the same.");
        }

        trainer.Prepare(position);
        var arrays = trainer.Arrays().ToList();
        foreach (var (name, shape, values) in arrays)
        {
            if (!file.Tensors.TryGetValue(name, out var tensor) || tensor.Count != values.Length || tensor.IsDouble != (typeof(T) == typeof(double)))
                throw new ModelFileException($"'{path}' does not hold '{name}' of shape [{string.Join(", ", shape)}]: it was saved with another model, optimizer or precision.");
        }

        // Only now that everything fits is anything changed.
        foreach (var (name, _, values) in arrays) file.Tensors[name].CopyTo<T>(values);
        trainer.Continue(position);
        return file.Metadata;
    }

    private static string Uses(int? lookBack) => lookBack is { } uses ? $"{uses} step(s)" : "the whole batch";

    private static TrainingPosition? Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<TrainingPosition>(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>Where a training stands, without its arrays.</summary>
/// <param name="Epoch">How many epochs are finished.</param>
/// <param name="Step">How many batches of the present one are done.</param>
/// <param name="Steps">How many batches an epoch has.</param>
/// <param name="Streams">k of the carried state; 0 if there is none yet.</param>
/// <param name="FirstRate">The optimizer's first rate.</param>
/// <param name="OptimizerSteps">How many steps it has taken.</param>
/// <param name="EpochLoss">The sum of the losses of this epoch.</param>
/// <param name="EpochTargets">Over so many targets.</param>
/// <param name="LastNorm">The gradient norm of the last batch.</param>
/// <param name="ValidationLosses">After each finished epoch.</param>
/// <param name="HasBest">Whether the best parameters so far are kept.</param>
/// <param name="Random">The random generator's state.</param>
/// <param name="LookBack">Over how many steps each loss looks back; null for the whole batch.</param>
internal sealed record TrainingPosition(
    int Epoch,
    int Step,
    int Steps,
    int Streams,
    double FirstRate,
    long OptimizerSteps,
    double EpochLoss,
    long EpochTargets,
    double LastNorm,
    double[] ValidationLosses,
    bool HasBest,
    ulong[] Random,
    int? LookBack = null);
