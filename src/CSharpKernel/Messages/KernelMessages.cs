using System.Text.Json.Nodes;

namespace CSharpKernel.Messages;

/// <summary>Who are you?</summary>
internal sealed record KernelInfoRequest() : IContent
{
    /// <inheritdoc/>
    public static string MessageType => "kernel_info_request";
}

/// <summary>Who we are.</summary>
/// <param name="ProtocolVersion">The protocol.</param>
/// <param name="Implementation">The kernel's name.</param>
/// <param name="ImplementationVersion">Its version.</param>
/// <param name="LanguageInfo">The language.</param>
/// <param name="Banner">What a console shows first.</param>
/// <param name="HelpLinks">For a client's help menu.</param>
/// <param name="Debugger">Whether there is one.</param>
/// <param name="Status">Always <c>ok</c>.</param>
internal sealed record KernelInfoReply(
    string ProtocolVersion,
    string Implementation,
    string ImplementationVersion,
    LanguageInfo LanguageInfo,
    string Banner,
    IReadOnlyList<HelpLink> HelpLinks,
    bool Debugger = false,
    string Status = "ok") : IContent
{
    /// <inheritdoc/>
    public static string MessageType => "kernel_info_reply";
}

/// <summary>What was run before?</summary>
/// <param name="HistAccessType"><c>tail</c>, <c>range</c> or <c>search</c>.</param>
/// <param name="Output">Whether outputs are wanted too.</param>
/// <param name="N">For <c>tail</c> and <c>search</c>: how many at most.</param>
/// <param name="Session">For <c>range</c>: 0 is the current one.</param>
/// <param name="Start">For <c>range</c>: the first cell.</param>
/// <param name="Stop">For <c>range</c>: the cell after the last one.</param>
/// <param name="Pattern">For <c>search</c>: with <c>*</c> and <c>?</c>.</param>
/// <param name="Unique">For <c>search</c>: the same text only once.</param>
internal sealed record HistoryRequest(
    string HistAccessType,
    bool Output = false,
    int? N = null,
    int Session = 0,
    int Start = 0,
    int? Stop = null,
    string? Pattern = null,
    bool Unique = false) : IContent
{
    /// <inheritdoc/>
    public static string MessageType => "history_request";
}

/// <summary>What was run before.</summary>
/// <param name="History">Triples: session, number, and the cell or a pair of cell and output.</param>
/// <param name="Status">Always <c>ok</c>.</param>
internal sealed record HistoryReply(JsonArray History, string Status = "ok") : IContent
{
    /// <inheritdoc/>
    public static string MessageType => "history_reply";
}

/// <summary>Which comms are open?</summary>
internal sealed record CommInfoRequest() : IContent
{
    /// <inheritdoc/>
    public static string MessageType => "comm_info_request";
}

/// <summary>None ever is.</summary>
/// <param name="Comms">Empty.</param>
/// <param name="Status">Always <c>ok</c>.</param>
internal sealed record CommInfoReply(JsonObject Comms, string Status = "ok") : IContent
{
    /// <inheritdoc/>
    public static string MessageType => "comm_info_reply";
}

/// <summary>A client opens a comm.</summary>
/// <param name="CommId">Its id.</param>
internal sealed record CommOpen(string CommId) : IContent
{
    /// <inheritdoc/>
    public static string MessageType => "comm_open";
}

/// <summary>A comm is closed, for instance because the kernel knows no such target.</summary>
/// <param name="CommId">Its id.</param>
/// <param name="Data">Nothing.</param>
internal sealed record CommClose(string CommId, JsonObject Data) : IContent
{
    /// <inheritdoc/>
    public static string MessageType => "comm_close";
}

/// <summary>Stop the running cell.</summary>
internal sealed record InterruptRequest() : IContent
{
    /// <inheritdoc/>
    public static string MessageType => "interrupt_request";
}

/// <summary>It has been told to stop.</summary>
/// <param name="Status">Always <c>ok</c>.</param>
internal sealed record InterruptReply(string Status = "ok") : IContent
{
    /// <inheritdoc/>
    public static string MessageType => "interrupt_reply";
}

/// <summary>End.</summary>
/// <param name="Restart">Whether a new kernel follows.</param>
internal sealed record ShutdownRequest(bool Restart = false) : IContent
{
    /// <inheritdoc/>
    public static string MessageType => "shutdown_request";
}

/// <summary>It ends.</summary>
/// <param name="Restart">As requested.</param>
/// <param name="Status">Always <c>ok</c>.</param>
internal sealed record ShutdownReply(bool Restart, string Status = "ok") : IContent
{
    /// <inheritdoc/>
    public static string MessageType => "shutdown_reply";
}

/// <summary>The cell asks the reader for a line.</summary>
/// <param name="Prompt">What to show.</param>
/// <param name="Password">Whether to hide what is typed.</param>
internal sealed record InputRequest(string Prompt, bool Password) : IContent
{
    /// <inheritdoc/>
    public static string MessageType => "input_request";
}

/// <summary>The line.</summary>
/// <param name="Value">What was typed.</param>
internal sealed record InputReply(string Value) : IContent
{
    /// <inheritdoc/>
    public static string MessageType => "input_reply";
}

/// <summary>A message of the Debug Adapter Protocol.</summary>
/// <param name="Seq">Its number.</param>
/// <param name="Command">Its command.</param>
internal sealed record DebugRequest(int Seq = 0, string Command = "") : IContent
{
    /// <inheritdoc/>
    public static string MessageType => "debug_request";
}

/// <summary>There is no debugger.</summary>
/// <param name="Type">Always <c>response</c>.</param>
/// <param name="RequestSeq">The request's number.</param>
/// <param name="Success">Always false.</param>
/// <param name="Command">The request's command.</param>
/// <param name="Message">Why not.</param>
internal sealed record DebugReply(string Type, int RequestSeq, bool Success, string Command, string Message) : IContent
{
    /// <inheritdoc/>
    public static string MessageType => "debug_reply";
}

/// <summary>The language as clients want to know it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Mimetype">The type of its source.</param>
/// <param name="FileExtension">With the dot.</param>
/// <param name="PygmentsLexer">For colours in nbconvert.</param>
/// <param name="CodemirrorMode">For colours in a browser; always a plain string, an object breaks VS Code.</param>
internal sealed record LanguageInfo(
    string Name,
    string Version,
    string Mimetype,
    string FileExtension,
    string PygmentsLexer,
    string CodemirrorMode);

/// <summary>An entry of a client's help menu.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Url">Where it leads.</param>
internal sealed record HelpLink(string Text, string Url);
