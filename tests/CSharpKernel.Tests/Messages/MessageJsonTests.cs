using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CSharpKernel.Display;
using CSharpKernel.Messages;
using Xunit;

namespace CSharpKernel.Tests.Messages;

public class MessageJsonTests
{
    [Fact]
    public void Every_field_of_a_header_of_ours_is_a_string()
    {
        JsonObject header = (JsonObject)JsonSerializer.SerializeToNode(Header.Create("session", "status"), MessageJson.Of<Header>())!;

        Assert.Equal(["date", "msg_id", "msg_type", "session", "username", "version"], header.Select(field => field.Key).Order());
        Assert.All(header, field => Assert.NotEqual("", (string?)field.Value));
        Assert.Equal("5.3", (string?)header["version"]);
    }

    [Fact]
    public void An_execute_request_has_the_protocols_defaults()
    {
        ExecuteRequest request = JsonSerializer.Deserialize("""{"code": "1", "unknown": []}""", MessageJson.Of<ExecuteRequest>())!;

        Assert.Equal(new ExecuteRequest("1", false, null, null, false, true), request);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"code": null}""")]
    [InlineData("""{"code": 1}""")]
    [InlineData("[]")]
    public void A_request_without_code_is_refused(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json, MessageJson.Of<ExecuteRequest>()));

    [Fact]
    public void A_bundle_is_an_object_of_its_forms()
    {
        MimeBundle bundle = new(new Dictionary<string, object> { ["text/plain"] = "é😀</b>", ["application/json"] = new JsonObject { ["a"] = 1 } });

        string json = JsonSerializer.Serialize(new DisplayData(bundle, new Dictionary<string, string>(), new Transient("id")), MessageJson.Of<DisplayData>());

        JsonNode expected = JsonNode.Parse("""{"data":{"text/plain":"é😀</b>","application/json":{"a":1}},"metadata":{},"transient":{"display_id":"id"}}""")!;
        Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(json)), json);
        Assert.Contains("é", json, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lone_half_of_a_pair_does_no_harm()
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(new StreamOutput("stdout", "a\ud83db"), MessageJson.Of<StreamOutput>());

        Assert.Equal("a\ufffdb", (string?)JsonNode.Parse(Encoding.UTF8.GetString(json))!["text"]);
    }

    [Fact]
    public void A_connection_file_is_read_checked_and_written_back()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, """
                {"shell_port": 1, "iopub_port": 2, "stdin_port": 3, "control_port": 4, "hb_port": 5, "ip": "127.0.0.1",
                 "key": "k", "transport": "tcp", "signature_scheme": "hmac-sha256", "kernel_name": "x", "jupyter_session": "n.ipynb"}
                """);
            ConnectionFile file = ConnectionFile.Read(path);
            Assert.Equal(new ConnectionFile("127.0.0.1", 1, 4, 2, 3, 5, "k", "tcp", "hmac-sha256", "x"), file);

            (file with { HbPort = 9 }).Write(path);
            Assert.Equal(9, ConnectionFile.Read(path).HbPort);

            File.WriteAllText(path, File.ReadAllText(path).Replace("tcp", "ipc", StringComparison.Ordinal));
            Assert.Contains("ipc", Assert.Throws<InvalidDataException>(() => ConnectionFile.Read(path)).Message, StringComparison.Ordinal);
            File.WriteAllText(path, "{");
            Assert.Throws<InvalidDataException>(() => ConnectionFile.Read(path));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
