using System.Text;
using System.Text.Json.Nodes;

namespace RnnLm.Cli.Notebooks;

/// <summary>
/// Turns the messages that cells publish into the outputs that nbformat stores: a console's text in one piece, displays updated
/// wherever their id was shown, also in earlier cells, and cleared when asked, at once or with the next output.
/// </summary>
public sealed class CellOutputs
{
    private readonly List<List<Entry>> _cells = [];
    private bool _clearWithNext;

    /// <summary>A later message belongs to a new cell.</summary>
    public void BeginCell()
    {
        _cells.Add([]);
        _clearWithNext = false;
    }

    /// <summary>Takes one message of the cell begun last.</summary>
    public void Add(KernelMessage message)
    {
        JsonObject content = message.Content;
        switch (message.Type)
        {
            case "stream":
                AddStream(content["name"]?.ToString() ?? "stdout", content["text"]?.ToString() ?? "");
                break;
            case "display_data":
                AddEntry(new Entry(Display(message.Type, content), DisplayId(content)));
                break;
            case "execute_result":
                JsonObject result = Display(message.Type, content);
                result["execution_count"] = content["execution_count"]?.DeepClone();
                AddEntry(new Entry(result, DisplayId(content)));
                break;
            case "update_display_data":
                Update(content);
                break;
            case "error":
                AddError(content["ename"]?.ToString() ?? "Error", content["evalue"]?.ToString() ?? "", content["traceback"] as JsonArray);
                break;
            case "clear_output" when content["wait"]?.GetValue<bool>() == true:
                _clearWithNext = true;
                break;
            case "clear_output":
                _cells[^1].Clear();
                break;
        }
    }

    /// <summary>An error that the kernel could not report itself.</summary>
    public void AddError(string name, string message, JsonArray? traceback = null) => AddEntry(new Entry(
        new JsonObject
        {
            ["output_type"] = "error",
            ["ename"] = name,
            ["evalue"] = message,
            ["traceback"] = traceback?.DeepClone() ?? new JsonArray($"{name}: {message}"),
        },
        null));

    /// <summary>What each cell put out, in the order of <see cref="BeginCell"/>.</summary>
    public IReadOnlyList<JsonArray> ToNotebookOutputs() =>
        [.. _cells.Select(entries => new JsonArray([.. entries.Select(entry => (JsonNode)entry.ToJson())]))];

    private void AddEntry(Entry entry)
    {
        if (_clearWithNext)
            _cells[^1].Clear();
        _clearWithNext = false;
        _cells[^1].Add(entry);
    }

    private void AddStream(string name, string text)
    {
        if (!_clearWithNext && _cells[^1].LastOrDefault() is { Stream: { } stream } last && last.Json["name"]!.ToString() == name)
        {
            stream.Append(text);
            return;
        }
        var output = new JsonObject { ["output_type"] = "stream", ["name"] = name };
        AddEntry(new Entry(output, null) { Stream = new StringBuilder(text) });
    }

    private void Update(JsonObject content)
    {
        if (DisplayId(content) is not { } id)
            return;
        foreach (Entry entry in _cells.SelectMany(cell => cell).Where(entry => entry.DisplayId == id))
        {
            entry.Json["data"] = Data(content);
            entry.Json["metadata"] = content["metadata"]?.DeepClone() ?? new JsonObject();
        }
    }

    private static string? DisplayId(JsonObject content) => (content["transient"] as JsonObject)?["display_id"]?.ToString();

    private static JsonObject Display(string type, JsonObject content) => new()
    {
        ["output_type"] = type,
        ["data"] = Data(content),
        ["metadata"] = content["metadata"]?.DeepClone() ?? new JsonObject(),
    };

    /// <summary>On disk a text is a list of lines; what is JSON, or base64 on a single line, stays whole.</summary>
    private static JsonObject Data(JsonObject content)
    {
        var data = new JsonObject();
        foreach ((string type, JsonNode? form) in content["data"] as JsonObject ?? [])
        {
            bool isLines = form is JsonValue value && value.TryGetValue(out string? text) && text.Contains('\n') && !type.EndsWith("json", StringComparison.Ordinal);
            data[type] = isLines ? MultilineText.Split(form!.ToString()) : form?.DeepClone();
        }
        return data;
    }

    private sealed record Entry(JsonObject Json, string? DisplayId)
    {
        /// <summary>The text of a stream while it still grows.</summary>
        public StringBuilder? Stream { get; init; }

        public JsonObject ToJson()
        {
            var json = (JsonObject)Json.DeepClone();
            if (Stream is not null)
                json["text"] = MultilineText.Split(Stream.ToString());
            return json;
        }
    }
}
