using System.Diagnostics;
using System.Text.Json.Nodes;
using CSharpKernel.Messages;
using Xunit;

namespace CSharpKernel.Tests.Loop;

public sealed class KernelTests : IDisposable
{
    private readonly FakeTransport transport = new();
    private readonly FakeSession session = new();
    private readonly Kernel kernel;

    public KernelTests()
    {
        kernel = new Kernel(transport, () => session);
        kernel.Start();
    }

    public void Dispose()
    {
        kernel.Dispose();
        session.Dispose();
    }

    [Fact]
    public void Encloses_outputs_and_reply_in_busy_and_idle()
    {
        string id = transport.Execute("print hello");

        List<FakeTransport.Sent> messages = transport.UntilIdle(id);

        Assert.Equal(["starting", "busy", "execute_input", "stream", "execute_reply", "idle"], messages.Select(message => message.ToString()));
        Assert.All(messages[1..], message => Assert.Equal(id, message.Parent));
        Assert.Equal("ok", (string?)messages[4].Content["status"]);
        Assert.Equal(1, (int?)messages[4].Content["execution_count"]);
    }

    [Fact]
    public void Shows_nothing_and_counts_nothing_when_silent()
    {
        Assert.Equal(["starting", "busy", "execute_reply", "idle"], transport.UntilIdle(transport.Execute("value", silent: true)).Select(message => message.ToString()));
        Assert.Equal(1, (int?)Reply(transport.UntilIdle(transport.Execute("value")))["execution_count"]);
    }

    [Fact]
    public void An_error_aborts_the_cells_behind_it_but_no_questions()
    {
        string failing = transport.Execute("fail here");
        string waiting = transport.Execute("print never");
        string question = transport.Request("is_complete_request", new { code = "x {" });

        List<FakeTransport.Sent> messages = transport.UntilIdle(failing, waiting, question);

        Assert.Equal(["error", "aborted"], messages.Where(message => message.Type == "execute_reply").Select(message => (string?)message.Content["status"]));
        JsonObject complete = messages.Find(message => message.Type == "is_complete_reply")!.Content;
        Assert.Equal("""{"status":"incomplete","indent":"    "}""", complete.ToJsonString());
    }

    [Fact]
    public void An_error_that_shall_not_stop_aborts_nothing()
    {
        transport.Execute("fail here", stopOnError: false);

        List<FakeTransport.Sent> messages = transport.UntilIdle(transport.Execute("print on"));

        Assert.Equal("ok", (string?)messages.FindLast(message => message.Type == "execute_reply")!.Content["status"]);
    }

    [Fact]
    public void Answers_questions_while_a_cell_runs_and_stays_busy_to_the_eye()
    {
        string cell = transport.Execute("wait");
        session.Running.Wait(5000, TestContext.Current.CancellationToken);
        string question = transport.Request("complete_request", new { code = "a😀b", cursor_pos = 2 });

        List<FakeTransport.Sent> messages = transport.UntilIdle(question);
        JsonObject reply = messages.Find(message => message.Type == "complete_reply")!.Content;
        Assert.Equal("at3", (string?)reply["matches"]![0]);
        // Start 2 in UTF-16 lies within the emoji, so it counts as before it.
        Assert.Equal((1, 2), ((int)reply["cursor_start"]!, (int)reply["cursor_end"]!));
        Assert.Equal("function", (string?)reply["metadata"]!["_jupyter_types_experimental"]![0]!["type"]);
        Assert.True(transport.Until(_ => true)[0].IsState("busy"));

        transport.Request("interrupt_request", channel: Channel.Control);
        Assert.Equal("error", (string?)Reply(transport.UntilIdle(cell))["status"]);
    }

    [Fact]
    public void Asks_the_reader_and_hands_on_the_answer()
    {
        string id = transport.Execute("read name?", allowStdin: true);
        FakeTransport.Sent question = transport.Until(message => message.Type == "input_request")[^1];
        Assert.Equal((Channel.Stdin, id, "name?"), (question.Channel, question.Parent, (string?)question.Content["prompt"]));

        transport.Request("input_reply", new { value = "Ada" }, Channel.Stdin);

        Assert.Contains(transport.UntilIdle(id), message => (string?)message.Content["text"] == "got Ada");
    }

    [Fact]
    public void What_was_written_before_a_question_has_a_head_start_on_it()
    {
        string id = transport.Execute("print-and-read Your name? ", allowStdin: true);
        List<FakeTransport.Sent> messages = transport.Until(message => message.Type == "input_request");
        FakeTransport.Sent text = Assert.Single(messages, message => message.Type == "stream");
        Assert.Equal("Your name? ", (string?)text.Content["text"]);
        Assert.True(Stopwatch.GetElapsedTime(text.Time, messages[^1].Time).TotalMilliseconds >= 40);

        transport.Request("input_reply", new { value = "Ada" }, Channel.Stdin);
        transport.UntilIdle(id);
    }

    [Fact]
    public void An_interrupt_ends_the_wait_for_input_and_a_late_answer_is_not_the_next_ones()
    {
        string first = transport.Execute("read one", allowStdin: true);
        transport.Until(message => message.Type == "input_request");
        transport.Request("interrupt_request", channel: Channel.Control);
        Assert.Equal("OperationCanceledException", (string?)Reply(transport.UntilIdle(first))["ename"]);
        transport.Request("input_reply", new { value = "late" }, Channel.Stdin);

        string second = transport.Execute("read two", allowStdin: true);
        transport.Until(message => message.Type == "input_request");
        transport.Request("input_reply", new { value = "in time" }, Channel.Stdin);

        Assert.Contains(transport.UntilIdle(second), message => (string?)message.Content["text"] == "got in time");
    }

    [Fact]
    public void A_client_without_input_gets_a_clear_error()
    {
        JsonObject reply = Reply(transport.UntilIdle(transport.Execute("read x")));

        Assert.Contains("takes none", (string?)reply["evalue"], StringComparison.Ordinal);
    }

    [Fact]
    public void Ten_thousand_lines_make_few_messages_and_lose_nothing()
    {
        List<FakeTransport.Sent> streams = transport.UntilIdle(transport.Execute("flood 10000")).FindAll(message => message.Type == "stream");

        Assert.Equal(1_000_000, streams.Sum(message => ((string)message.Content["text"]!).Length));
        Assert.True(streams.Count < 100, $"{streams.Count} messages");
    }

    [Fact]
    public void Answers_history_by_tail_range_and_search()
    {
        foreach (string code in (string[])["a1", "b2", "a3", "a1"]) transport.UntilIdle(transport.Execute(code));

        Assert.Equal("""[[1,3,"a3"],[1,4,"a1"]]""", History(new { hist_access_type = "tail", n = 2 }));
        Assert.Equal("""[[1,2,"b2"]]""", History(new { hist_access_type = "range", session = 0, start = 2, stop = 3 }));
        Assert.Equal("""[[1,1,["a1","a1"]]]""", History(new { hist_access_type = "range", session = 1, start = 0, stop = 2, output = true }));
        Assert.Equal("[]", History(new { hist_access_type = "range", session = -1, start = 0, stop = 9 }));
        Assert.Equal("""[[1,3,"a3"],[1,4,"a1"]]""", History(new { hist_access_type = "search", pattern = "a*", unique = true }));
        Assert.Equal("""[[1,4,"a1"]]""", History(new { hist_access_type = "search", pattern = "?1", n = 1 }));
    }

    [Fact]
    public void Answers_kernel_info_on_both_channels_and_comms_with_none()
    {
        foreach (Channel channel in (Channel[])[Channel.Shell, Channel.Control])
        {
            FakeTransport.Sent reply = transport.UntilIdle(transport.Request("kernel_info_request", channel: channel)).Find(message => message.Type == "kernel_info_reply")!;
            Assert.Equal(channel, reply.Channel);
            Assert.Equal("text/x-csharp", (string?)reply.Content["language_info"]!["codemirror_mode"]);
        }
        Assert.Contains(transport.UntilIdle(transport.Request("comm_info_request")), message => message.Content.ToJsonString() == """{"comms":{},"status":"ok"}""");
        Assert.Contains(transport.UntilIdle(transport.Request("comm_open", new { comm_id = "c" })), message => message.Type == "comm_close");
        Assert.Contains(
            transport.UntilIdle(transport.Request("debug_request", new { seq = 3, command = "attach", type = "request" }, Channel.Control)),
            message => message.Type == "debug_reply" && (bool?)message.Content["success"] == false && (int?)message.Content["request_seq"] == 3);
    }

    [Fact]
    public void Holds_the_first_request_until_somebody_hears_the_answer()
    {
        transport.Subscribed.Reset();
        string id = transport.Request("kernel_info_request");
        Thread.Sleep(100);
        transport.Publish(Message.Create("", Message.NoParent, new Status("marker")));
        transport.Subscribed.Set();

        Assert.Equal(["starting", "marker", "busy", "kernel_info_reply", "idle"], transport.UntilIdle(id).Select(message => message.ToString()));
    }

    [Theory]
    [InlineData("execute_request", "{}")]
    [InlineData("complete_request", """{"code": 1}""")]
    public void Answers_a_malformed_request_with_an_error(string type, string content)
    {
        JsonObject reply = transport.UntilIdle(transport.Request(type, JsonNode.Parse(content))).Find(message => message.Type == type.Replace("request", "reply", StringComparison.Ordinal))!.Content;

        Assert.Equal("error", (string?)reply["status"]);
    }

    [Fact]
    public void A_bug_in_the_session_ends_one_cell_only()
    {
        Assert.Equal("error", (string?)Reply(transport.UntilIdle(transport.Execute("crash")))["status"]);
        Assert.Equal("ok", (string?)Reply(transport.UntilIdle(transport.Execute("print on")))["status"]);
    }

    [Fact]
    public void Shows_what_nobody_caught_in_the_cell_that_ran_last()
    {
        string id = transport.Execute("print first");
        transport.UntilIdle(id);

        kernel.Report(new InvalidOperationException("astray"));

        FakeTransport.Sent message = transport.Until(message => message.Type == "stream")[^1];
        Assert.Equal((id, "stderr", "described astray\n"), (message.Parent, (string?)message.Content["name"], (string?)message.Content["text"]));
    }

    [Fact]
    public void A_question_mark_asks_for_a_page()
    {
        JsonObject reply = Reply(transport.UntilIdle(transport.Execute("?known")));

        Assert.Equal("""[{"source":"page","data":{"text/plain":"docs"},"start":0}]""", reply["payload"]!.ToJsonString());
    }

    [Fact]
    public async Task Shutdown_is_answered_and_ends_the_kernel()
    {
        string id = transport.Request("shutdown_request", new { restart = true }, Channel.Control);

        JsonObject reply = transport.UntilIdle(id).Find(message => message is { Type: "shutdown_reply", Channel: Channel.Control })!.Content;
        Assert.True((bool?)reply["restart"]);
        await Task.Run(kernel.WaitUntilStopped, TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    private string History(object request)
    {
        List<FakeTransport.Sent> messages = transport.UntilIdle(transport.Request("history_request", request));
        return messages.Find(message => message.Type == "history_reply")!.Content["history"]!.ToJsonString();
    }

    private static JsonObject Reply(List<FakeTransport.Sent> messages) => messages.Find(message => message.Type == "execute_reply")!.Content;
}
