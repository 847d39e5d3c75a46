using System.Text.Json.Serialization;
using CSharpKernel.Display;

namespace CSharpKernel.Messages;

/// <summary>What could stand at the cursor?</summary>
/// <param name="Code">The cell.</param>
/// <param name="CursorPos">The cursor, in code points.</param>
internal sealed record CompleteRequest(string Code, int CursorPos) : IContent
{
    /// <inheritdoc/>
    public static string MessageType => "complete_request";
}

/// <summary>What could stand there.</summary>
/// <param name="Matches">The texts.</param>
/// <param name="CursorStart">Where a match begins, in code points.</param>
/// <param name="CursorEnd">Where it ends.</param>
/// <param name="Metadata">Kinds and signatures.</param>
/// <param name="Status">Always <c>ok</c>.</param>
internal sealed record CompleteReply(
    IReadOnlyList<string> Matches,
    int CursorStart,
    int CursorEnd,
    CompletionMetadata Metadata,
    string Status = "ok") : IContent
{
    /// <inheritdoc/>
    public static string MessageType => "complete_reply";
}

/// <summary>What is it that stands at the cursor?</summary>
/// <param name="Code">The cell.</param>
/// <param name="CursorPos">The cursor, in code points.</param>
/// <param name="DetailLevel">0 or 1.</param>
internal sealed record InspectRequest(string Code, int CursorPos, int DetailLevel = 0) : IContent
{
    /// <inheritdoc/>
    public static string MessageType => "inspect_request";
}

/// <summary>What it is.</summary>
/// <param name="Found">Whether there is something to say.</param>
/// <param name="Data">Signature and documentation.</param>
/// <param name="Metadata">Nothing.</param>
/// <param name="Status">Always <c>ok</c>.</param>
internal sealed record InspectReply(
    bool Found,
    MimeBundle Data,
    IReadOnlyDictionary<string, string> Metadata,
    string Status = "ok") : IContent
{
    /// <inheritdoc/>
    public static string MessageType => "inspect_reply";
}

/// <summary>Could it be run as it stands?</summary>
/// <param name="Code">The cell.</param>
internal sealed record IsCompleteRequest(string Code) : IContent
{
    /// <inheritdoc/>
    public static string MessageType => "is_complete_request";
}

/// <summary>Whether it could.</summary>
/// <param name="Status"><c>complete</c>, <c>incomplete</c>, <c>invalid</c> or <c>unknown</c>.</param>
/// <param name="Indent">For <c>incomplete</c>: what the next line should begin with.</param>
internal sealed record IsCompleteReply(string Status, string? Indent = null) : IContent
{
    /// <inheritdoc/>
    public static string MessageType => "is_complete_reply";
}

/// <summary>What clients know how to show beside the matches, under the name that they look for.</summary>
/// <param name="Types">One for each match.</param>
internal sealed record CompletionMetadata([property: JsonPropertyName("_jupyter_types_experimental")] IReadOnlyList<CompletionType> Types);

/// <summary>One match with its kind and signature.</summary>
/// <param name="Text">The match.</param>
/// <param name="Type">Its kind.</param>
/// <param name="Signature">Its signature.</param>
/// <param name="Documentation">A line about it.</param>
/// <param name="Start">Where it begins, in code points.</param>
/// <param name="End">Where it ends.</param>
internal sealed record CompletionType(string Text, string Type, string Signature, string Documentation, int Start, int End);
