using System.Text.Json;
using System.Text.Json.Nodes;
using CSharpKernel.Display;
using CSharpKernel.Messages;
using CSharpKernel.Session;

namespace CSharpKernel;

/// <summary>Runs cells: from an execute request to its outputs and its reply.</summary>
internal sealed class CellRunner(Lazy<ICodeSession> session, Publisher publisher, InputChannel input, History history)
{
    private static readonly Dictionary<string, string> NoMetadata = [];

    private int count;

    /// <summary>The request whose cell runs or ran last: what comes from nowhere else is shown there.</summary>
    public Request? Latest { get; private set; }

    /// <summary>Runs the cell. What it shows has been published when this returns; the reply is for the caller to send.</summary>
    public ExecuteReply Run(Request request, ExecuteRequest cell)
    {
        Latest = request;
        bool stored = !cell.Silent && (cell.StoreHistory ?? true);
        if (stored) history.Add(++count, cell.Code);
        if (!cell.Silent) publisher.Publish(request, new ExecuteInput(cell.Code, count));
        if (HelpQuery.Parse(cell.Code) is { } query) return Help(query);

        CellOutput output = new(request, cell.Silent, cell.AllowStdin, publisher, input);
        CellResult result = session.Value.Execute(cell.Code, output);
        if (result.Error is { } error)
        {
            if (!cell.Silent) publisher.Publish(request, new ErrorOutput(error.Name, error.Message, error.Traceback));
            return new ExecuteReply("error", count, Ename: error.Name, Evalue: error.Message, Traceback: error.Traceback);
        }
        if (result.Value is { } value && !cell.Silent)
        {
            publisher.Publish(request, new ExecuteResult(count, value, NoMetadata));
            if (stored && value.Data.TryGetValue("text/plain", out object? text)) history.AddValue(text.ToString() ?? "");
        }
        return new ExecuteReply("ok", count, [], Evaluate(request, cell.UserExpressions));
    }

    /// <summary>The reply to a request that an earlier error keeps from running.</summary>
    public ExecuteReply Aborted() => new("aborted", count);

    private ExecuteReply Help(string name)
    {
        MimeBundle page = session.Value.Inspect(name, name.Length) ?? MimeBundle.PlainText($"Nothing is known about '{name}'.");
        return new ExecuteReply("ok", count, [new PagePayload("page", page, 0)], []);
    }

    private JsonObject Evaluate(Request request, IReadOnlyDictionary<string, string>? expressions)
    {
        JsonObject values = [];
        foreach ((string name, string expression) in expressions ?? new Dictionary<string, string>())
        {
            CellResult result = session.Value.Execute(expression, new CellOutput(request, silent: true, allowInput: false, publisher, input));
            values[name] = result.Error is { } error
                ? JsonSerializer.SerializeToNode(new ErrorReply(error.Name, error.Message, error.Traceback), MessageJson.Of<ErrorReply>())
                : new JsonObject
                {
                    ["status"] = "ok",
                    ["data"] = JsonSerializer.SerializeToNode(result.Value ?? MimeBundle.PlainText(""), MessageJson.Of<MimeBundle>()),
                    ["metadata"] = new JsonObject(),
                };
        }
        return values;
    }
}
