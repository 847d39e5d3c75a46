using System.Text.Json.Nodes;
using ScriptingPeer;

// Runs a notebook in its folder with Roslyn's scripting. Arguments: the notebook, and where to write it with its outputs. The process is its own, so that it has
// none of the course's assemblies before a cell asks for them.
if (args is not [var path, var executed] || !File.Exists(path))
{
    Console.Error.WriteLine("Expected a notebook, and where to write it with its outputs.");
    return 2;
}
executed = Path.GetFullPath(executed);
var notebook = JsonNode.Parse(File.ReadAllText(path))!;
Environment.CurrentDirectory = Path.GetDirectoryName(Path.GetFullPath(path))!;
var script = new NotebookScript(Environment.CurrentDirectory);
foreach (var cell in notebook["cells"]!.AsArray().Where(cell => (string)cell!["cell_type"]! == "code"))
{
    var source = cell!["source"]!;
    var code = source is JsonArray lines ? string.Concat(lines.Select(line => (string)line!)) : (string)source!;
    cell["outputs"] = await script.RunAsync(code);
}
File.WriteAllText(executed, notebook.ToJsonString());
return 0;
