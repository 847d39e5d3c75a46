using System.Text.Json;
using RnnLm.Numerics;

namespace RnnLm.Models.Files;

/// <summary>
/// An interpolation of models as a small JSON file: the paths of the models, relative to the file's own folder, and their weights λ.
/// </summary>
public static class InterpolationFile
{
    private const string Kind = "rnnlm interpolation";
    private const int MaximumLength = 1 << 20;
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true };

    /// <summary>Writes a file that mixes these models with these weights, all or nothing.</summary>
    /// <param name="path">Where it is to stand.</param>
    /// <param name="models">The models' files.</param>
    /// <param name="weights">λ, one for each model.</param>
    /// <exception cref="ArgumentException">There are not as many weights as models.</exception>
    public static void Save(string path, IReadOnlyList<string> models, IReadOnlyList<double> weights)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(models);
        ArgumentNullException.ThrowIfNull(weights);
        if (models.Count != weights.Count)
            throw new ArgumentException($"Each model has one weight, but {models.Count} models and {weights.Count} weights came.", nameof(weights));
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var parts = models.Zip(weights, (model, weight) => new Part(Path.GetRelativePath(folder, Path.GetFullPath(model)).Replace('\\', '/'), weight));
        AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, new Content(Kind, [.. parts]), Options));
    }

    /// <summary>Whether a file that begins so could be an interpolation.</summary>
    internal static bool IsOne(ReadOnlySpan<byte> prefix) => prefix.TrimStart(" \t\r\n"u8).StartsWith("{"u8) && prefix.IndexOf("rnnlm interpolation"u8) >= 0;

    /// <exception cref="ModelFileException">It is damaged, or one of its models is.</exception>
    internal static InterpolatedModel Load(string path, Workers? workers)
    {
        if (new FileInfo(path).Length > MaximumLength) throw SafetensorsHeader.Damaged(path, "it is far too long for an interpolation");
        try
        {
            var content = JsonSerializer.Deserialize<Content>(File.ReadAllBytes(path));
            if (content is not { Format: Kind, Models.Length: > 0 } || Array.Exists(content.Models, part => part?.Path is null))
                throw SafetensorsHeader.Damaged(path, "it names no models");
            var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
            return new InterpolatedModel(
                [.. content.Models.Select(part => LoadPart(Path.Combine(folder, part.Path), path, workers))],
                [.. content.Models.Select(part => part.Weight)]);
        }
        catch (JsonException e)
        {
            throw SafetensorsHeader.Damaged(path, "it is not valid JSON of an interpolation", e);
        }
        catch (ArgumentException e)
        {
            throw new ModelFileException($"'{path}' mixes models that do not fit together: {e.Message.Split(" (Parameter")[0]}", e);
        }
    }

    // An interpolation of interpolations is refused: one that names itself would have no end.
    private static ILanguageModel LoadPart(string part, string path, Workers? workers) => File.Exists(part) && IsOne(ModelFile.ReadPrefix(part))
        ? throw new ModelFileException($"'{path}' mixes '{part}', which is a mixture itself; mix its models instead.")
        : ModelFile.Load(part, workers);

    private sealed record Content(string Format, Part[] Models);

    private sealed record Part(string Path, double Weight);
}
