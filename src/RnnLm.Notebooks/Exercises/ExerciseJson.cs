using System.Text.Json;
using System.Text.Json.Serialization;
using MathNet.Numerics.LinearAlgebra;

namespace RnnLm.Notebooks;

/// <summary>
/// Arguments and outcomes as JSON, for the pipe between a grader and the learner's process. A vector is a list of numbers, a matrix a list of its rows; each
/// value is read by the type that the learner's function declares.
/// </summary>
public static class ExerciseJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        IncludeFields = true,
        Converters = { new VectorConverter(), new MatrixConverter() },
    };

    /// <summary>The cases as JSON.</summary>
    public static string WriteCases(IReadOnlyList<object[]> cases) => JsonSerializer.Serialize(cases, Options);

    /// <summary>The cases again.</summary>
    /// <param name="json">What <see cref="WriteCases"/> gave.</param>
    /// <param name="types">The types of the arguments.</param>
    /// <exception cref="JsonException">The text is none of ours.</exception>
    public static IReadOnlyList<object[]> ReadCases(string json, IReadOnlyList<Type> types) =>
    [
        .. from arguments in JsonSerializer.Deserialize<JsonElement[][]>(json, Options)!
           select arguments.Zip(types, (argument, type) => argument.Deserialize(type, Options)!).ToArray(),
    ];

    /// <summary>The outcomes as JSON.</summary>
    public static string WriteOutcomes(IReadOnlyList<Outcome> outcomes) => JsonSerializer.Serialize(outcomes, Options);

    /// <summary>The outcomes again.</summary>
    /// <param name="json">What <see cref="WriteOutcomes"/> gave, or what a learner's process wrote in its place.</param>
    /// <param name="type">The type of what the learner's function returns.</param>
    /// <exception cref="JsonException">The text is none of ours.</exception>
    public static IReadOnlyList<Outcome> ReadOutcomes(string json, Type type)
    {
        var outcomes = JsonSerializer.Deserialize<Outcome[]>(json, Options) ?? throw new JsonException("The outcomes are null.");
        return [.. outcomes.Select(o => (o ?? throw new JsonException("An outcome is null.")) with { Value = o.Value is JsonElement value ? Read(value, type) : null })];
    }

    // A value of another type than it should have, such as a text for a number, is read as what it is, so that a verdict can say so.
    private static object? Read(JsonElement value, Type type)
    {
        try
        {
            return value.Deserialize(type, Options);
        }
        catch (JsonException) when (Plain(value) is not null)
        {
            return Plain(value);
        }
    }

    private static object? Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.Array when value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Number) => value.EnumerateArray().Select(item => item.GetDouble()).ToArray(),
        _ => null,
    };

    private sealed class VectorConverter : JsonConverter<Vector<double>>
    {
        public override bool CanConvert(Type typeToConvert) => typeof(Vector<double>).IsAssignableFrom(typeToConvert);

        public override Vector<double> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Vector<double>.Build.Dense(NotEmpty(JsonSerializer.Deserialize<double[]>(ref reader, options)));

        public override void Write(Utf8JsonWriter writer, Vector<double> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.ToArray(), options);
    }

    private sealed class MatrixConverter : JsonConverter<Matrix<double>>
    {
        public override bool CanConvert(Type typeToConvert) => typeof(Matrix<double>).IsAssignableFrom(typeToConvert);

        public override Matrix<double> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var rows = NotEmpty(JsonSerializer.Deserialize<double[][]>(ref reader, options));
            return rows.All(row => row?.Length == rows[0].Length && row.Length > 0)
                ? Matrix<double>.Build.DenseOfRowArrays(rows)
                : throw new JsonException("The rows of a matrix have the same length.");
        }

        public override void Write(Utf8JsonWriter writer, Matrix<double> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.ToRowArrays(), options);
    }

    private static T[] NotEmpty<T>(T[]? items) => items is { Length: > 0 } ? items : throw new JsonException("A vector or matrix has at least one element.");
}
