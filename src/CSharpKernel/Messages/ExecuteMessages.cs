using System.Text.Json.Nodes;
using CSharpKernel.Display;

namespace CSharpKernel.Messages;

/// <summary>Run a cell.</summary>
/// <param name="Code">The cell.</param>
/// <param name="Silent">Show nothing, count nothing, keep no history.</param>
/// <param name="StoreHistory">Count the cell and keep it in the history; unless silent, true where it is not said.</param>
/// <param name="UserExpressions">Expressions to evaluate after the cell, by name.</param>
/// <param name="AllowStdin">Whether the client answers input requests.</param>
/// <param name="StopOnError">Whether an error aborts the cells that wait behind this one.</param>
internal sealed record ExecuteRequest(
    string Code,
    bool Silent = false,
    bool? StoreHistory = null,
    IReadOnlyDictionary<string, string>? UserExpressions = null,
    bool AllowStdin = false,
    bool StopOnError = true) : IContent
{
    /// <inheritdoc/>
    public static string MessageType => "execute_request";
}

/// <summary>How a cell ended.</summary>
/// <param name="Status"><c>ok</c>, <c>error</c> or <c>aborted</c>.</param>
/// <param name="ExecutionCount">The cell's number.</param>
/// <param name="Payload">For <c>ok</c>: pages for the reader.</param>
/// <param name="UserExpressions">For <c>ok</c>: the expressions' values, or their errors.</param>
/// <param name="Ename">For <c>error</c>: its name.</param>
/// <param name="Evalue">For <c>error</c>: its message.</param>
/// <param name="Traceback">For <c>error</c>: its lines.</param>
internal sealed record ExecuteReply(
    string Status,
    int ExecutionCount,
    IReadOnlyList<PagePayload>? Payload = null,
    JsonObject? UserExpressions = null,
    string? Ename = null,
    string? Evalue = null,
    IReadOnlyList<string>? Traceback = null) : IContent
{
    /// <inheritdoc/>
    public static string MessageType => "execute_reply";
}

/// <summary>A page that a client shows beside the notebook.</summary>
/// <param name="Source">Always <c>page</c>.</param>
/// <param name="Data">What to show.</param>
/// <param name="Start">The line to begin at.</param>
internal sealed record PagePayload(string Source, MimeBundle Data, int Start);

/// <summary>The reply to a request of any type that could not be answered.</summary>
/// <param name="Ename">The error's name.</param>
/// <param name="Evalue">Its message.</param>
/// <param name="Traceback">Nothing: the error is the kernel's or the client's, not the reader's.</param>
/// <param name="Status">Always <c>error</c>.</param>
internal sealed record ErrorReply(string Ename, string Evalue, IReadOnlyList<string> Traceback, string Status = "error");
