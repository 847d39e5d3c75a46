using CSharpKernel.Messages;
using CSharpKernel.Tests.Zmtp;
using Xunit;

namespace CSharpKernel.Tests.Loop;

/// <summary>Whatever a peer sends, the kernel stays up and answers the others.</summary>
public sealed class HostilePeerTests : IDisposable
{
    private const string Key = "secret";

    private readonly ZmtpTransport transport = new(new ConnectionFile("127.0.0.1", 0, 0, 0, 0, 0, Key));
    private readonly FakeSession session = new();
    private readonly Kernel kernel;

    public HostilePeerTests()
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
    public void Half_greetings_and_half_frames()
    {
        List<RawPeer> hanging = [];
        for (int count = 0; count <= RawPeer.Greeting.Length; count += 4)
        {
            RawPeer peer = new(transport.Connection.ShellPort);
            peer.Send(RawPeer.Greeting[..count]);
            // Every other one goes away in the middle, the rest stay and say nothing.
            if (count % 8 == 0) peer.Dispose();
            else hanging.Add(peer);
        }
        RawPeer half = new(transport.Connection.ShellPort);
        _ = half.ShakeHands("DEALER");
        half.Send(2, 0, 0, 0);
        hanging.Add(half);

        AssertAlive();
        hanging.ForEach(peer => peer.Dispose());
        AssertAlive();
    }

    [Fact]
    public void Garbage_after_the_handshake_on_every_channel()
    {
        ConnectionFile ports = transport.Connection;
        Random random = new(1);
        foreach ((int port, string type) in new[] { (ports.ShellPort, "DEALER"), (ports.ControlPort, "DEALER"), (ports.StdinPort, "DEALER"), (ports.IopubPort, "SUB"), (ports.HbPort, "REQ") })
        {
            for (int i = 0; i < 20; i++)
            {
                using RawPeer peer = new(port);
                _ = peer.ShakeHands(type);
                byte[] garbage = new byte[random.Next(1, 3000)];
                random.NextBytes(garbage);
                peer.Send(garbage);
            }
        }

        AssertAlive();
    }

    [Fact]
    public void A_frame_that_claims_to_be_huge_ends_its_connection_only()
    {
        using RawPeer peer = new(transport.Connection.ShellPort);
        _ = peer.ShakeHands("DEALER");

        peer.Send(2, 0, 0, 0, 0, 0x20, 0, 0, 0);

        Assert.True(peer.IsDropped());
        AssertAlive();
    }

    [Fact]
    public void Messages_with_too_few_frames_bad_json_or_a_wrong_signature_are_not_answered()
    {
        using JupyterClient client = new(transport.Connection.ShellPort, Key);
        using JupyterClient stranger = new(transport.Connection.ShellPort, "guess");
        byte[][] good = client.Message("kernel_info_request");

        client.Send([[]]);
        client.Send("<IDS|MSG>"u8.ToArray());
        client.Send(good[..5]);
        client.Send([.. good[..1], [], .. good[2..]]);
        client.Send([.. good[..5], "{ }"u8.ToArray()]);
        client.Send(client.Message("kernel_info_request", "not JSON")[..5]);
        stranger.Send(stranger.Message("kernel_info_request"));
        stranger.Send(stranger.Message("execute_request", """{"code":"print x"}"""));

        // The next answer is to the next question: nothing else was answered.
        Assert.True(client.IsAnswered());
    }

    [Fact]
    public void A_replayed_message_is_not_answered_again()
    {
        using JupyterClient client = new(transport.Connection.ShellPort, Key);
        using JupyterClient replayer = new(transport.Connection.ShellPort, Key);
        byte[][] recorded = client.Message("kernel_info_request");
        client.Send(recorded);
        Assert.Equal("kernel_info_reply", client.Receive().Type);

        client.Send(recorded);
        replayer.Send(recorded);

        Assert.True(client.IsAnswered());
        Assert.True(replayer.IsAnswered());
    }

    [Fact]
    public void Two_hundred_connections_that_come_and_go()
    {
        for (int i = 0; i < 200; i++)
        {
            using RawPeer peer = new(i % 2 == 0 ? transport.Connection.ShellPort : transport.Connection.IopubPort);
            if (i % 3 == 0) _ = peer.ShakeHands(i % 2 == 0 ? "DEALER" : "SUB", "same");
        }

        AssertAlive();
    }

    [Fact]
    [Trait("Speed", "slow")]
    public void A_hundred_megabytes_of_output_arrive_whole()
    {
        using RawPeer iopub = new(transport.Connection.IopubPort);
        _ = iopub.ShakeHands("SUB");
        iopub.SendMessage([1]);
        using JupyterClient client = new(transport.Connection.ShellPort, Key);
        client.Send(client.Message("execute_request", """{"code":"flood 1000000"}"""));

        long text = 0;
        while (true)
        {
            List<byte[]> message = iopub.ReceiveMessage();
            string topic = System.Text.Encoding.ASCII.GetString(message[0]);
            if (topic.EndsWith("stream", StringComparison.Ordinal)) text += ((string)System.Text.Json.Nodes.JsonNode.Parse(message[6])!["text"]!).Length;
            if (topic.EndsWith("status", StringComparison.Ordinal) && message[6].AsSpan().IndexOf("idle"u8) >= 0) break;
        }

        Assert.Equal(100_000_000, text);
    }

    private void AssertAlive()
    {
        foreach (int port in (int[])[transport.Connection.ShellPort, transport.Connection.ControlPort])
        {
            using JupyterClient client = new(port, Key);
            Assert.True(client.IsAnswered());
        }
    }
}
