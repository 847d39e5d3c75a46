namespace CSharpKernel.Messages;

/// <summary>The content of one type of message.</summary>
internal interface IContent
{
    /// <summary>The message's <c>msg_type</c>.</summary>
    static abstract string MessageType { get; }
}
