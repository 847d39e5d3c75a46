using System.Text;
using System.Text.Json;

namespace CSharpKernel.Messages;

/// <summary>
/// The same messages over two streams, for a parent that owns the process: one JSON object a line with <c>channel</c>, <c>header</c>,
/// <c>parent_header</c>, <c>metadata</c> and <c>content</c>, unsigned. When the input ends, so does the kernel.
/// </summary>
/// <param name="input">Where requests come from.</param>
/// <param name="output">Where everything else goes.</param>
internal sealed class StdioTransport(Stream input, Stream output) : ITransport
{
    private readonly Lock latch = new();

    /// <inheritdoc/>
    public void Start(Action<Request> received, Action ended) =>
        new Thread(() => ReadAll(received, ended)) { IsBackground = true, Name = "stdio reader" }.Start();

    /// <inheritdoc/>
    public void Publish(Message message) => Write(Channel.Iopub, message);

    /// <inheritdoc/>
    public void Reply(Request request, Message message) => Write(request.Channel, message);

    /// <inheritdoc/>
    public void Ask(Request request, Message message) => Write(Channel.Stdin, message);

    /// <inheritdoc/>
    public bool WaitForSubscriber(TimeSpan limit) => true;

    /// <inheritdoc/>
    /// <remarks>Nothing is queued: each message was written when it was sent. The streams are the process's and end with it.</remarks>
    public void Dispose()
    {
    }

    private void ReadAll(Action<Request> received, Action ended)
    {
        using StreamReader reader = new(input, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), false, 64 << 10);
        while (ReadLine(reader) is { } line)
        {
            try
            {
                using JsonDocument message = JsonDocument.Parse(line);
                received(Parse(message.RootElement));
            }
            catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
            {
                Log.Write($"A line was dropped: it is no message ({e.Message}).");
            }
        }
        ended();
    }

    private static string? ReadLine(StreamReader reader)
    {
        try
        {
            return reader.ReadLine();
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static Request Parse(JsonElement message)
    {
        Channel channel = Enum.Parse<Channel>(message.GetProperty("channel").GetString()!, ignoreCase: true);
        JsonElement header = message.GetProperty("header");
        return new Request(
            channel,
            header.Deserialize(MessageJson.Of<Header>()) ?? throw new JsonException("The header is null."),
            Encoding.UTF8.GetBytes(header.GetRawText()),
            Encoding.UTF8.GetBytes(message.GetProperty("content").GetRawText()),
            null);
    }

    private void Write(Channel channel, Message message)
    {
        using MemoryStream line = new(message.Content.Length + 1024);
        using (Utf8JsonWriter writer = new(line, new JsonWriterOptions { SkipValidation = true }))
        {
            writer.WriteStartObject();
            writer.WriteString("channel", channel.ToString().ToLowerInvariant());
            writer.WritePropertyName("header");
            JsonSerializer.Serialize(writer, message.Header, MessageJson.Of<Header>());
            writer.WritePropertyName("parent_header");
            writer.WriteRawValue(message.ParentHeader.Span, skipInputValidation: true);
            writer.WriteStartObject("metadata");
            writer.WriteEndObject();
            writer.WritePropertyName("content");
            writer.WriteRawValue(message.Content.Span, skipInputValidation: true);
            writer.WriteEndObject();
        }
        line.WriteByte((byte)'\n');
        try
        {
            lock (latch)
            {
                output.Write(line.GetBuffer(), 0, (int)line.Length);
                output.Flush();
            }
        }
        catch (IOException)
        {
            // The parent has gone; the end of the input will end the kernel too.
        }
    }
}
