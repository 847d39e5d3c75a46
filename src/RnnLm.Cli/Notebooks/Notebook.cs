using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RnnLm.Models.Files;

namespace RnnLm.Cli.Notebooks;

/// <summary>
/// A notebook in nbformat 4: a typed view over its JSON, so that whatever we do not know passes through untouched.
/// Versions 4.0 to 4.4 are upgraded to 4.5 on reading, with cell ids that are the same at every reading.
/// </summary>
public sealed partial class Notebook
{
    private const int Major = 4;
    private const int MinorWithIds = 5;

    private Notebook(JsonObject json, IReadOnlyList<NotebookCell> cells)
    {
        Json = json;
        Cells = cells;
    }

    /// <summary>The whole file.</summary>
    public JsonObject Json { get; }

    /// <summary>The cells in reading order.</summary>
    public IReadOnlyList<NotebookCell> Cells { get; }

    /// <summary>The notebook's metadata; what is added here is written.</summary>
    public JsonObject Metadata => Json["metadata"]!.AsObject();

    /// <summary>Reads a notebook file.</summary>
    /// <exception cref="NotebookFormatException">The file cannot be read or is not a notebook of nbformat 4.</exception>
    public static Notebook Load(string path)
    {
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new NotebookFormatException($"Cannot read {path}: {e.Message}");
        }
        return Parse(text, path);
    }

    /// <summary>Reads a notebook's text.</summary>
    /// <param name="text">JSON.</param>
    /// <param name="name">What errors call it.</param>
    /// <exception cref="NotebookFormatException">The text is not a notebook of nbformat 4.</exception>
    public static Notebook Parse(string text, string name)
    {
        JsonNode? root;
        try
        {
            root = JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (JsonException e)
        {
            string reason = string.IsNullOrWhiteSpace(text) ? "the file is empty" : e.LineNumber is { } line ? $"it is not JSON (line {line + 1})" : "a member of its JSON stands there twice";
            throw new NotebookFormatException($"{name} is not a notebook: {reason}.");
        }
        if (root is not JsonObject json || Number(json["nbformat"]) is not { } version)
            throw new NotebookFormatException($"{name} is not a notebook: it is JSON without an 'nbformat' number.");
        if (version != Major)
            throw new NotebookFormatException($"{name} is written in nbformat {version}; save it as nbformat 4 with Jupyter or VS Code first.");
        if (json["cells"] is not JsonArray items)
            throw new NotebookFormatException($"{name} is not a notebook: it has no list of cells.");
        if (json["metadata"] is not JsonObject)
            json["metadata"] = new JsonObject();
        NotebookCell[] cells = [.. items.Select((item, index) => ReadCell(item, $"{name}, cell {index + 1}"))];
        if (Number(json["nbformat_minor"]) is not { } minor || minor < MinorWithIds)
            json["nbformat_minor"] = MinorWithIds;
        GiveIds(cells);
        return new Notebook(json, cells);
    }

    /// <summary>Writes the notebook, whole or not at all.</summary>
    public void Save(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(ToString())));
    }

    /// <summary>The text of the file.</summary>
    public override string ToString() => JupyterJson.Write(Json);

    private static int? Number(JsonNode? node) => node is JsonValue value && value.TryGetValue(out int number) ? number : null;

    private static NotebookCell ReadCell(JsonNode? node, string place)
    {
        if (node is not JsonObject json)
            throw new NotebookFormatException($"{place}: a cell must be a JSON object.");
        CellKind kind = json["cell_type"]?.ToString() switch
        {
            "markdown" => CellKind.Markdown,
            "code" => CellKind.Code,
            "raw" => CellKind.Raw,
            var other => throw new NotebookFormatException($"{place}: its type is '{other}'; it must be markdown, code or raw."),
        };
        try
        {
            MultilineText.Join(json["source"]);
        }
        catch (FormatException e)
        {
            throw new NotebookFormatException($"{place}: its source is unreadable: {e.Message}.");
        }
        if (json["metadata"] is not JsonObject)
            json["metadata"] = new JsonObject();
        if (kind == CellKind.Code)
        {
            if (json["outputs"] is not JsonArray)
                json["outputs"] = new JsonArray();
            json.TryAdd("execution_count", null);
        }
        return new NotebookCell(json, kind);
    }

    /// <summary>Gives an id to each cell that has none, an invalid one or one that is taken: made from its place and its text.</summary>
    private static void GiveIds(NotebookCell[] cells)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var without = new List<int>();
        for (int i = 0; i < cells.Length; i++)
        {
            string? id = cells[i].Json["id"] is JsonValue value && value.TryGetValue(out string? text) ? text : null;
            if (id is null || !CellId().IsMatch(id) || !taken.Add(id))
                without.Add(i);
        }
        foreach (int i in without)
        {
            string id;
            int attempt = 0;
            do
            {
                byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{i} {attempt++} {cells[i].Source}"));
                id = Convert.ToHexStringLower(hash.AsSpan(0, 4));
            }
            while (!taken.Add(id));
            cells[i].Json["id"] = id;
        }
    }

    [GeneratedRegex("^[a-zA-Z0-9_-]{1,64}$")]
    private static partial Regex CellId();
}
