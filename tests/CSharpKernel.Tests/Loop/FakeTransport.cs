using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CSharpKernel.Messages;
using Xunit;

namespace CSharpKernel.Tests.Loop;

/// <summary>Hands requests to a kernel, and keeps in order all that it sends.</summary>
internal sealed class FakeTransport : ITransport
{
    private readonly BlockingCollection<Sent> sent = [];
    private Action<Request> received = _ => { };
    private int count;

    public ManualResetEventSlim Subscribed { get; } = new(true);

    public void Start(Action<Request> received, Action ended) => this.received = received;

    public void Publish(Message message) => Add(Channel.Iopub, message);

    public void Reply(Request request, Message message) => Add(request.Channel, message);

    public void Ask(Request request, Message message) => Add(Channel.Stdin, message);

    public bool WaitForSubscriber(TimeSpan limit) => Subscribed.Wait(limit);

    public void Dispose()
    {
    }

    /// <summary>Sends a request; gives back its id.</summary>
    public string Request(string type, object? content = null, Channel channel = Channel.Shell)
    {
        string id = $"{type}-{Interlocked.Increment(ref count)}";
        Header header = new(id, type);
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(header, MessageJson.Of<Header>());
        received(new Request(channel, header, json, JsonSerializer.SerializeToUtf8Bytes(content ?? new object()), null));
        return id;
    }

    public string Execute(string code, bool allowStdin = false, bool stopOnError = true, bool silent = false) =>
        Request("execute_request", new { code, allow_stdin = allowStdin, stop_on_error = stopOnError, silent });

    /// <summary>All that the kernel sends up to and including the last idle of these requests.</summary>
    public List<Sent> UntilIdle(params string[] ids)
    {
        HashSet<string?> busy = [.. ids];
        return Until(message => message.IsState("idle") && busy.Remove(message.Parent) && busy.Count == 0);
    }

    public List<Sent> Until(Predicate<Sent> last)
    {
        List<Sent> messages = [];
        while (true)
        {
            Assert.True(sent.TryTake(out Sent? message, 5000), $"After {string.Join(", ", messages)} nothing came.");
            messages.Add(message);
            if (last(message)) return messages;
        }
    }

    private void Add(Channel channel, Message message)
    {
        JsonObject parent = (JsonObject)JsonNode.Parse(message.ParentHeader.Span)!;
        sent.Add(new Sent(channel, message.Header.MsgType, (string?)parent["msg_id"], (JsonObject)JsonNode.Parse(Encoding.UTF8.GetString(message.Content.Span))!));
    }

    internal sealed record Sent(Channel Channel, string Type, string? Parent, JsonObject Content)
    {
        /// <summary>When it was sent.</summary>
        public long Time { get; } = Stopwatch.GetTimestamp();

        public bool IsState(string state) => Type == "status" && (string?)Content["execution_state"] == state;

        public override string ToString() => Type == "status" ? (string)Content["execution_state"]! : Type;
    }
}
