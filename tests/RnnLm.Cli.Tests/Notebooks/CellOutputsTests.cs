using System.Text.Json.Nodes;
using RnnLm.Cli.Notebooks;
using Xunit;

namespace RnnLm.Cli.Tests.Notebooks;

public sealed class CellOutputsTests
{
    private readonly CellOutputs _outputs = new();

    public CellOutputsTests() => _outputs.BeginCell();

    [Fact]
    public void Consecutive_text_of_one_stream_becomes_one_output()
    {
        Add("stream", """{"name": "stdout", "text": "a\nb"}""");
        Add("stream", """{"name": "stdout", "text": "c\n"}""");
        Add("stream", """{"name": "stderr", "text": "!"}""");
        Add("stream", """{"name": "stdout", "text": "d"}""");
        Assert.Equal(
            """[{"output_type":"stream","name":"stdout","text":["a\n","bc\n"]},{"output_type":"stream","name":"stderr","text":["!"]},{"output_type":"stream","name":"stdout","text":["d"]}]""",
            Json(0));
    }

    [Fact]
    public void A_result_keeps_its_count_and_a_display_its_forms()
    {
        Add("execute_result", """{"data": {"text/plain": "1"}, "metadata": {}, "execution_count": 7}""");
        Add("display_data", """{"data": {"text/html": "<b>\n</b>", "application/vnd.x+json": "a\nb", "image/png": "iVBO"}, "metadata": {"m": 1}}""");
        Assert.Equal(
            """[{"output_type":"execute_result","data":{"text/plain":"1"},"metadata":{},"execution_count":7},{"output_type":"display_data","data":{"text/html":["<b>\n","</b>"],"application/vnd.x+json":"a\nb","image/png":"iVBO"},"metadata":{"m":1}}]""",
            Plain(Json(0)));
    }

    [Fact]
    public void An_update_reaches_the_display_in_an_earlier_cell()
    {
        Add("display_data", """{"data": {"text/plain": "old"}, "metadata": {}, "transient": {"display_id": "d"}}""");
        Add("display_data", """{"data": {"text/plain": "other"}, "metadata": {}, "transient": {"display_id": "e"}}""");
        _outputs.BeginCell();
        Add("update_display_data", """{"data": {"text/plain": "new"}, "metadata": {}, "transient": {"display_id": "d"}}""");
        Assert.Equal("""[{"output_type":"display_data","data":{"text/plain":"new"},"metadata":{}},{"output_type":"display_data","data":{"text/plain":"other"},"metadata":{}}]""", Json(0));
        Assert.Equal("[]", Json(1));
    }

    [Fact]
    public void Clearing_at_once_and_with_the_next_output()
    {
        Add("stream", """{"name": "stdout", "text": "1"}""");
        Add("clear_output", """{"wait": false}""");
        Assert.Equal("[]", Json(0));
        Add("stream", """{"name": "stdout", "text": "2"}""");
        Add("clear_output", """{"wait": true}""");
        Assert.Contains("\"2\"", Json(0), StringComparison.Ordinal);
        Add("stream", """{"name": "stdout", "text": "3"}""");
        Assert.Equal("""[{"output_type":"stream","name":"stdout","text":["3"]}]""", Json(0));
    }

    [Fact]
    public void An_error_is_stored_as_it_came()
    {
        Add("error", """{"ename": "E", "evalue": "v", "traceback": ["a", "b"]}""");
        _outputs.AddError("TimeLimit", "too long");
        Assert.Equal(
            """[{"output_type":"error","ename":"E","evalue":"v","traceback":["a","b"]},{"output_type":"error","ename":"TimeLimit","evalue":"too long","traceback":["TimeLimit: too long"]}]""",
            Json(0));
    }

    private static string Plain(string json) =>
        json.Replace("\\u002B", "+", StringComparison.Ordinal).Replace("\\u003C", "<", StringComparison.Ordinal).Replace("\\u003E", ">", StringComparison.Ordinal);

    private void Add(string type, string content) =>
        _outputs.Add(new KernelMessage("iopub", type, "k", "p", JsonNode.Parse(content)!.AsObject()));

    private string Json(int cell) => _outputs.ToNotebookOutputs()[cell].ToJsonString();
}
