using System.Text.Json;

namespace RnnLm.Cli.Training;

/// <summary>What was asked for with <c>rnnlm train</c>; null where the default is to be taken. A checkpoint holds it, so that resuming needs no options.</summary>
internal sealed record TrainSettings
{
    public required string Model { get; init; }

    public required string Train { get; init; }

    public string? Valid { get; init; }

    public required string Out { get; init; }

    public string Tokens { get; init; } = "word";

    public int? MinimumCount { get; init; }

    public int? MaximumVocabulary { get; init; }

    public int? Order { get; init; }

    public int? Window { get; init; }

    public bool Direct { get; init; }

    public int? Hidden { get; init; }

    public int? Embedding { get; init; }

    public int? Layers { get; init; }

    public string? Activation { get; init; }

    public bool Tie { get; init; }

    public double? Dropout { get; init; }

    public int? Batch { get; init; }

    public int? Steps { get; init; }

    public int? LookBack { get; init; }

    public int? Epochs { get; init; }

    public string? Optimizer { get; init; }

    public double? Rate { get; init; }

    public double? Clip { get; init; }

    public ulong Seed { get; init; } = 1;

    public int? Threads { get; init; }

    /// <summary>The settings as JSON.</summary>
    public string Format() => JsonSerializer.Serialize(this);

    /// <summary>The settings that <see cref="Format"/> wrote.</summary>
    /// <exception cref="JsonException">The text is something else.</exception>
    public static TrainSettings Parse(string json) => JsonSerializer.Deserialize<TrainSettings>(json) ?? throw new JsonException("There are no settings.");
}
