using System.Text.Json.Nodes;

namespace RnnLm.Cli.Notebooks;

/// <summary>What a cell holds.</summary>
public enum CellKind
{
    /// <summary>Prose.</summary>
    Markdown,

    /// <summary>Code, with what it put out.</summary>
    Code,

    /// <summary>Text that no one interprets.</summary>
    Raw,
}

/// <summary>A typed view of one cell's JSON: what it does not name stays as it was read.</summary>
public sealed class NotebookCell
{
    /// <summary>nbclient's tag for a cell that is allowed to fail.</summary>
    public const string RaisesException = "raises-exception";

    /// <summary>nbclient's tag for a cell that a headless run leaves out.</summary>
    public const string SkipExecution = "skip-execution";

    internal NotebookCell(JsonObject json, CellKind kind)
    {
        Json = json;
        Kind = kind;
    }

    /// <summary>The cell as it stands in the file.</summary>
    public JsonObject Json { get; }

    /// <summary>What the cell holds.</summary>
    public CellKind Kind { get; }

    /// <summary>The cell's name within its notebook, which outlives edits.</summary>
    public string Id => (string)Json["id"]!;

    /// <summary>The text of the cell, lines separated by '\n'.</summary>
    public string Source
    {
        get => MultilineText.Join(Json["source"]);
        set => Json["source"] = MultilineText.Split(value);
    }

    /// <summary>The cell's metadata; what is added here is written.</summary>
    public JsonObject Metadata => Json["metadata"]!.AsObject();

    /// <summary>What a code cell put out, as nbformat's output objects.</summary>
    public JsonArray Outputs => Json["outputs"] as JsonArray ?? [];

    /// <summary>How many cells had run when this one did; null if it has not run.</summary>
    public int? ExecutionCount => Json["execution_count"] is JsonValue value && value.TryGetValue(out int count) ? count : null;

    /// <summary>Whether the cell carries this tag.</summary>
    public bool HasTag(string tag) =>
        Metadata["tags"] is JsonArray tags && tags.Any(node => node is JsonValue value && value.TryGetValue(out string? text) && text == tag);

    /// <summary>Stores the result of a run; with neither outputs nor a count the cell is as if it had never run.</summary>
    public void SetResult(JsonArray outputs, int? executionCount)
    {
        if (Kind != CellKind.Code)
            throw new InvalidOperationException($"Cell {Id} is {Kind}; only a code cell has outputs.");
        Json["outputs"] = outputs;
        Json["execution_count"] = executionCount;
    }
}
