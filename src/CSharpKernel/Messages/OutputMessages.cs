using CSharpKernel.Display;

namespace CSharpKernel.Messages;

/// <summary>The kernel's state; <c>busy</c> and <c>idle</c> enclose all that belongs to one request.</summary>
/// <param name="ExecutionState"><c>starting</c>, <c>busy</c> or <c>idle</c>.</param>
internal sealed record Status(string ExecutionState) : IContent
{
    /// <inheritdoc/>
    public static string MessageType => "status";
}

/// <summary>Tells every client which cell runs.</summary>
/// <param name="Code">The cell.</param>
/// <param name="ExecutionCount">Its number.</param>
internal sealed record ExecuteInput(string Code, int ExecutionCount) : IContent
{
    /// <inheritdoc/>
    public static string MessageType => "execute_input";
}

/// <summary>Text on the console.</summary>
/// <param name="Name"><c>stdout</c> or <c>stderr</c>.</param>
/// <param name="Text">The text.</param>
internal sealed record StreamOutput(string Name, string Text) : IContent
{
    /// <inheritdoc/>
    public static string MessageType => "stream";
}

/// <summary>A value shown.</summary>
/// <param name="Data">Its forms.</param>
/// <param name="Metadata">Nothing.</param>
/// <param name="Transient">Under which id it can be replaced.</param>
internal sealed record DisplayData(
    MimeBundle Data,
    IReadOnlyDictionary<string, string> Metadata,
    Transient Transient) : IContent
{
    /// <inheritdoc/>
    public static string MessageType => "display_data";
}

/// <summary>A value shown in place of another.</summary>
/// <param name="Data">Its forms.</param>
/// <param name="Metadata">Nothing.</param>
/// <param name="Transient">Which one it replaces.</param>
internal sealed record UpdateDisplayData(
    MimeBundle Data,
    IReadOnlyDictionary<string, string> Metadata,
    Transient Transient) : IContent
{
    /// <inheritdoc/>
    public static string MessageType => "update_display_data";
}

/// <summary>The value of a cell.</summary>
/// <param name="ExecutionCount">The cell's number.</param>
/// <param name="Data">Its forms.</param>
/// <param name="Metadata">Nothing.</param>
internal sealed record ExecuteResult(
    int ExecutionCount,
    MimeBundle Data,
    IReadOnlyDictionary<string, string> Metadata) : IContent
{
    /// <inheritdoc/>
    public static string MessageType => "execute_result";
}

/// <summary>What stopped a cell.</summary>
/// <param name="Ename">Its name.</param>
/// <param name="Evalue">Its message.</param>
/// <param name="Traceback">Lines for the reader.</param>
internal sealed record ErrorOutput(string Ename, string Evalue, IReadOnlyList<string> Traceback) : IContent
{
    /// <inheritdoc/>
    public static string MessageType => "error";
}

/// <summary>Clear what the cell has shown.</summary>
/// <param name="Wait">Only once something new comes.</param>
internal sealed record ClearOutput(bool Wait) : IContent
{
    /// <inheritdoc/>
    public static string MessageType => "clear_output";
}

/// <summary>What is not kept with an output.</summary>
/// <param name="DisplayId">The id under which it can be replaced; null if it cannot.</param>
internal sealed record Transient(string? DisplayId);
