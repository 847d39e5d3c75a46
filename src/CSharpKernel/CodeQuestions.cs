using CSharpKernel.Display;
using CSharpKernel.Messages;
using CSharpKernel.Session;

namespace CSharpKernel;

/// <summary>Questions about code, translated between the wire's code points and the session's UTF-16.</summary>
internal sealed class CodeQuestions(Lazy<ICodeSession> session)
{
    private static readonly Dictionary<string, string> NoMetadata = [];
    private static readonly MimeBundle NoData = new(new Dictionary<string, object>());

    // A question may come while a cell runs, on another thread than its successor when the cell has ended.
    private readonly Lock latch = new();

    /// <summary>Answers complete_request.</summary>
    public CompleteReply Answer(CompleteRequest request)
    {
        Completion completion;
        lock (latch) completion = session.Value.Complete(request.Code, CodePoints.ToUtf16(request.Code, request.CursorPos));
        int start = CodePoints.FromUtf16(request.Code, completion.Start);
        int end = CodePoints.FromUtf16(request.Code, completion.End);
        return new CompleteReply(
            [.. completion.Items.Select(item => item.Text)],
            start,
            end,
            new CompletionMetadata(
                [.. completion.Items.Select(item => new CompletionType(item.Text, item.Kind, item.Signature, item.Documentation, start, end))]));
    }

    /// <summary>Answers inspect_request.</summary>
    public InspectReply Answer(InspectRequest request)
    {
        lock (latch)
        {
            MimeBundle? found = session.Value.Inspect(request.Code, CodePoints.ToUtf16(request.Code, request.CursorPos));
            return new InspectReply(found is not null, found ?? NoData, NoMetadata);
        }
    }

    /// <summary>Answers is_complete_request.</summary>
    public IsCompleteReply Answer(IsCompleteRequest request)
    {
        lock (latch)
        {
            Completeness completeness = session.Value.IsComplete(request.Code);
            return new IsCompleteReply(completeness.Status, completeness.Status == "incomplete" ? completeness.Indent : null);
        }
    }
}
