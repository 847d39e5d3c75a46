using System.Text.Json;
using System.Text.Json.Serialization;
using RnnLm.Numerics;

namespace RnnLm.Models.Files;

/// <summary>
/// An interpolation of models as a small JSON file: the paths of the models, relative to the file's own folder, and their weights λ;
/// a cache, which no file holds, stands there with its size.
/// </summary>
public static class InterpolationFile
{
    private const string Kind = "rnnlm interpolation";
    private const int MaximumLength = 1 << 20;
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Writes a file that mixes these models with these weights, all or nothing.</summary>
    /// <param name="path">Where it is to stand.</param>
    /// <param name="models">The models' files.</param>
    /// <param name="weights">λ, one for each model, and a last one for a cache.</param>
    /// <param name="cache">The size of a <see cref="CacheModel"/> that is mixed in, too; null for none.</param>
    /// <exception cref="ArgumentException">There are not as many weights as models.</exception>
    public static void Save(string path, IReadOnlyList<string> models, IReadOnlyList<double> weights, int? cache = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(models);
        ArgumentNullException.ThrowIfNull(weights);
        if (models.Count + (cache is null ? 0 : 1) != weights.Count)
        {
            throw new ArgumentException(
                $"Each model has one weight, but {models.Count} models{(cache is null ? "" : ", a cache")} and {weights.Count} weights came.", nameof(weights));
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var parts = models.Zip(weights, (model, weight) => new Part(Path.GetRelativePath(folder, Path.GetFullPath(model)).Replace('\\', '/'), null, weight));
        if (cache is not null) parts = parts.Append(new Part(null, cache, weights[^1]));
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
            if (content is not { Format: Kind, Models: [{ Path: not null }, ..] }
                || Array.Exists(content.Models, part => part is null || part.Path is null == part.Cache is null))
                throw SafetensorsHeader.Damaged(path, "it names no models");
            if (Array.Exists(content.Models, part => part.Cache < 1)) throw SafetensorsHeader.Damaged(path, "a cache holds at least one token");
            var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
            var models = new List<ILanguageModel>();
            foreach (var part in content.Models)
                models.Add(part.Cache is { } size ? new CacheModel(models[0].Vocabulary, size) : LoadPart(Path.Combine(folder, part.Path!), path, workers));
            return new InterpolatedModel(models, [.. content.Models.Select(part => part.Weight)]);
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
    private static ILanguageModel LoadPart(string part, string path, Workers? workers)
    {
        if (!File.Exists(part))
            throw new ModelFileException($"'{path}' mixes '{part}', but there is no such file; a mixture is moved together with its models.");
        if (IsOne(ModelFile.ReadPrefix(part)))
            throw new ModelFileException($"'{path}' mixes '{part}', which is a mixture itself; mix its models instead.");
        return ModelFile.Load(part, workers);
    }

    private sealed record Content(string Format, Part[] Models);

    private sealed record Part(string? Path, int? Cache, double Weight);
}
