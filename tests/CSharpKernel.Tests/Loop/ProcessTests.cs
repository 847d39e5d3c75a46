using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using CSharpKernel.Tests.Peers;
using Xunit;

namespace CSharpKernel.Tests.Loop;

/// <summary>The kernel as a child process that speaks over its standard streams.</summary>
[Trait("Speed", "slow")]
public sealed class ProcessTests : IDisposable
{
    private readonly Process process;

    public ProcessTests()
    {
        process = Process.Start(new ProcessStartInfo(TestKernelspec.Command[0], [TestKernelspec.Command[1], "--stdio"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill();
        process.Dispose();
    }

    [Fact]
    public void What_else_is_written_to_the_console_stays_out_of_the_messages()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The shell of this test is Unix's.");
        const string code = """
            System.Diagnostics.Process.Start("/bin/sh", ["-c", "echo from a child; cat"]).WaitForExit();
            using (var raw = Console.OpenStandardOutput()) raw.Write("raw"u8);
            Console.WriteLine("through the console");
            """;
        Send("execute_request", new { code });

        // Each line is a message, and the child's `cat` did not eat the next request.
        Assert.Equal("through the console\n", Text(UntilIdle()));
        Send("execute_request", new { code = "Console.Write(6 * 7)" });
        Assert.Equal("42", Text(UntilIdle()));
    }

    [Fact]
    public void Ends_when_its_input_ends_even_while_a_cell_runs()
    {
        Send("execute_request", new { code = "while (true) { }" });
        Until(message => (string?)message["header"]!["msg_type"] == "execute_input");

        process.StandardInput.Close();

        Assert.True(process.WaitForExit(30_000));
    }

    [Fact]
    public void Nonsense_on_its_input_is_passed_over()
    {
        foreach (string line in (string[])["", "nonsense", "[]", "{}", """{"channel":"nowhere","header":{},"content":{}}""", """{"channel":"shell","header":{"msg_id":1}}"""])
            process.StandardInput.WriteLine(line);

        Send("kernel_info_request", new { });

        Assert.Contains(UntilIdle(), message => (string?)message["header"]!["msg_type"] == "kernel_info_reply");
    }

    private void Send(string type, object content)
    {
        process.StandardInput.WriteLine(JsonSerializer.Serialize(new
        {
            channel = "shell",
            header = new { msg_id = Guid.NewGuid().ToString(), msg_type = type },
            parent_header = new { },
            metadata = new { },
            content,
        }));
        process.StandardInput.Flush();
    }

    private List<JsonNode> UntilIdle() => Until(message => (string?)message["content"]!["execution_state"] == "idle");

    private List<JsonNode> Until(Predicate<JsonNode> last)
    {
        List<JsonNode> messages = [];
        do messages.Add(JsonNode.Parse(process.StandardOutput.ReadLine() ?? throw new EndOfStreamException())!);
        while (!last(messages[^1]));
        return messages;
    }

    private static string Text(List<JsonNode> messages) =>
        string.Concat(messages.Where(message => (string?)message["header"]!["msg_type"] == "stream").Select(message => (string?)message["content"]!["text"]));
}
