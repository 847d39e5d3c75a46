using System.Net;
using System.Text;
using CSharpKernel.Zmtp;
using Xunit;

namespace CSharpKernel.Tests.Zmtp;

public sealed class HandshakeTests : IDisposable
{
    private readonly ReplySocket echo = new(IPAddress.Loopback, 0);

    public HandshakeTests() => echo.Start();

    public void Dispose() => echo.Dispose();

    [Fact]
    public void Greets_at_once_without_waiting_for_the_peer()
    {
        using RawPeer peer = new(echo.Port);

        byte[] greeting = peer.Receive(64);

        Assert.Equal([0xFF, 0, 0, 0, 0, 0, 0, 0, 0, 0x7F, 3, 0], greeting[..12]);
        Assert.Equal("NULL" + new string('\0', 16), Encoding.ASCII.GetString(greeting, 12, 20));
        Assert.All(greeting[32..], octet => Assert.Equal(0, octet));
    }

    [Fact]
    public void Names_its_type_in_READY_with_the_right_length_octets()
    {
        using RawPeer peer = new(echo.Port);

        byte[] ready = peer.ShakeHands("REQ");

        Assert.Equal([5, .. "READY"u8, 11, .. "Socket-Type"u8, 0, 0, 0, 3, .. "REP"u8], ready);
    }

    [Fact]
    public void Answers_a_heartbeat_with_the_same_frames()
    {
        using RawPeer peer = new(echo.Port);
        _ = peer.ShakeHands("REQ");

        peer.SendMessage([], "ping"u8.ToArray());

        Assert.Equal([[], "ping"u8.ToArray()], peer.ReceiveMessage());
    }

    [Fact]
    public void Answers_PING_with_PONG_and_its_context()
    {
        using RawPeer peer = new(echo.Port);
        _ = peer.ShakeHands("REQ");

        peer.Send([4, 10, 4, .. "PING"u8, 0, 100, .. "ctx"u8]);

        (byte flags, byte[] body) = peer.ReceiveFrame();
        Assert.Equal(4, flags);
        Assert.Equal([4, .. "PONG"u8, .. "ctx"u8], body);
    }

    [Fact]
    public void Talks_to_a_newer_minor_version_and_ignores_the_filler()
    {
        using RawPeer peer = new(echo.Port);
        byte[] greeting = [.. RawPeer.Greeting];
        greeting[11] = 1;
        greeting[40] = 99;
        peer.Send(greeting);
        peer.Send([4, 22, 5, .. "READY"u8, 11, .. "socket-TYPE"u8, 0, 0, 0, 3]);
        peer.Send("REQ"u8.ToArray());
        _ = peer.Receive(64);

        Assert.Equal(4, peer.ReceiveFrame().Flags);
    }

    [Theory]
    [InlineData("HTTP", "GET / HTTP/1.1\r\n\r\n")]
    [InlineData("an old version", "\u00ff\0\0\0\0\0\0\0\u0001\u007f\u0001")]
    [InlineData("no later than 2.0", "\u00ff\0\0\0\0\0\0\0\u0001\0")]
    [InlineData("another mechanism", "\u00ff\0\0\0\0\0\0\0\u0001\u007f\u0003\0PLAIN")]
    public void Drops_whoever_greets_with(string what, string greeting)
    {
        using RawPeer peer = new(echo.Port);

        peer.Send([.. Encoding.Latin1.GetBytes(greeting), .. new byte[64]]);

        Assert.True(peer.IsDropped(), what);
    }

    [Theory]
    [InlineData("a message instead of READY", new byte[] { 0, 1, 65 })]
    [InlineData("a command with no name", new byte[] { 4, 1, 0 })]
    [InlineData("a name longer than its frame", new byte[] { 4, 3, 200, 65, 66 })]
    [InlineData("a property beyond the end", new byte[] { 4, 12, 5, 82, 69, 65, 68, 89, 200, 1, 2, 3, 4, 5 })]
    [InlineData("a huge command", new byte[] { 6, 0, 0, 0, 0, 0x10, 0, 0, 0 })]
    [InlineData("a PUB", new byte[] { 4, 25, 5, 82, 69, 65, 68, 89, 11, 83, 111, 99, 107, 101, 116, 45, 84, 121, 112, 101, 0, 0, 0, 3, 80, 85, 66 })]
    public void Drops_whoever_ends_the_handshake_with(string what, byte[] octets)
    {
        using RawPeer peer = new(echo.Port);
        peer.Send(RawPeer.Greeting);

        peer.Send(octets);

        Assert.True(peer.IsDropped(), what);
    }
}
