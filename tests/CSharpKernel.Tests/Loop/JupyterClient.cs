using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CSharpKernel.Tests.Zmtp;

namespace CSharpKernel.Tests.Loop;

/// <summary>A Jupyter client on raw sockets, good enough to ask whether the kernel still answers.</summary>
internal sealed class JupyterClient(int port, string key) : IDisposable
{
    private readonly RawPeer socket = Connect(port);

    /// <summary>A signed message, as frames.</summary>
    public byte[][] Message(string type, string content = "{}")
    {
        byte[] header = Encoding.UTF8.GetBytes(
            $$"""{"msg_id":"{{Guid.NewGuid()}}","session":"s","username":"u","date":"2024-01-01T00:00:00Z","msg_type":"{{type}}","version":"5.3"}""");
        byte[][] parts = [header, "{}"u8.ToArray(), "{}"u8.ToArray(), Encoding.UTF8.GetBytes(content)];
        byte[] signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), parts.SelectMany(part => part).ToArray());
        return ["<IDS|MSG>"u8.ToArray(), Encoding.ASCII.GetBytes(Convert.ToHexStringLower(signature)), .. parts];
    }

    public void Send(params byte[][] frames) => socket.SendMessage(frames);

    public (string Type, JsonNode Parent) Receive()
    {
        List<byte[]> frames = socket.ReceiveMessage();
        int at = frames.FindIndex(frame => frame.AsSpan().SequenceEqual("<IDS|MSG>"u8));
        return ((string)JsonNode.Parse(frames[at + 2])!["msg_type"]!, JsonNode.Parse(frames[at + 3])!);
    }

    /// <summary>Whether the kernel answers this client's next question, and nothing before it.</summary>
    public bool IsAnswered()
    {
        byte[][] question = Message("kernel_info_request");
        Send(question);
        (string type, JsonNode parent) = Receive();
        return type == "kernel_info_reply" && JsonNode.DeepEquals(parent, JsonNode.Parse(question[2]));
    }

    public void Dispose() => socket.Dispose();

    private static RawPeer Connect(int port)
    {
        RawPeer peer = new(port);
        _ = peer.ShakeHands("DEALER", "client");
        return peer;
    }
}
