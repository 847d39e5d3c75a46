using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RnnLm.Cli.Tests.Data;

/// <summary>A web server on this machine that serves one content in good and in bad ways.</summary>
internal sealed class LocalServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly byte[] content;
    private readonly Task serving;

    public LocalServer(byte[] content)
    {
        this.content = content;
        listener.Start();
        serving = Task.Run(ServeAsync);
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/file.txt");

    /// <summary>How many bytes of the answer are sent before the connection is closed.</summary>
    public int BreakOffAfter { get; set; } = int.MaxValue;

    /// <summary>How many bytes are sent before the server falls silent.</summary>
    public int FallSilentAfter { get; set; } = int.MaxValue;

    /// <summary>Sends the content in twelve pieces, this long apart.</summary>
    public TimeSpan PauseBetweenPieces { get; set; }

    public bool IsMissing { get; set; }

    public bool IgnoresRanges { get; set; }

    /// <summary>The Range header of each request, empty where there was none.</summary>
    public List<string> Ranges { get; } = [];

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        await serving;
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync();
                await AnswerAsync(client.GetStream());
            }
        }
        catch (Exception e) when (e is SocketException or InvalidOperationException or IOException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        var range = "";
        using (var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true))
        {
            while (await reader.ReadLineAsync() is { Length: > 0 } line)
            {
                if (line.StartsWith("Range: ", StringComparison.OrdinalIgnoreCase)) range = line[7..];
            }
        }

        Ranges.Add(range);
        var from = range.Length > 0 && !IgnoresRanges ? int.Parse(range["bytes=".Length..^1], CultureInfo.InvariantCulture) : 0;
        var status = IsMissing ? "404 Not Found" : from >= content.Length ? "416 Range Not Satisfiable" : from > 0 ? "206 Partial Content" : "200 OK";
        var body = IsMissing || from >= content.Length ? [] : content[from..];
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n"));
        var sent = body[..Math.Min(body.Length, Math.Min(BreakOffAfter, FallSilentAfter))];
        foreach (var piece in PauseBetweenPieces > TimeSpan.Zero ? sent.Chunk((sent.Length / 12) + 1) : [sent])
        {
            await Task.Delay(PauseBetweenPieces);
            await stream.WriteAsync(piece);
        }

        if (body.Length > FallSilentAfter) await Task.Delay(TimeSpan.FromSeconds(2));
    }
}
