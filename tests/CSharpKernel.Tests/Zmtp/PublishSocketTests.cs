using System.Net;
using System.Text;
using CSharpKernel.Zmtp;
using Xunit;

namespace CSharpKernel.Tests.Zmtp;

public sealed class PublishSocketTests : IDisposable
{
    private readonly PublishSocket socket = new(IPAddress.Loopback, 0);

    public PublishSocketTests() => socket.Start();

    public void Dispose() => socket.Dispose();

    [Theory]
    [InlineData("SUB", true)]
    [InlineData("XSUB", false)]
    public void Sends_what_begins_with_a_subscribed_prefix(string type, bool byCommand)
    {
        using RawPeer peer = new(socket.Port);
        _ = peer.ShakeHands(type);
        Subscribe(peer, byCommand, "ab");
        Assert.True(socket.WaitForSubscriber(TimeSpan.FromSeconds(30)));

        Publish("a", "not this one");
        Publish("abc", "this one");

        Assert.Equal(["abc", "this one"], peer.ReceiveMessage().Select(Encoding.ASCII.GetString));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Stops_only_when_as_often_cancelled_as_subscribed(bool byCommand)
    {
        using RawPeer peer = new(socket.Port);
        _ = peer.ShakeHands("SUB");
        Subscribe(peer, byCommand, "x");
        Subscribe(peer, byCommand, "x");
        Subscribe(peer, byCommand, "end");
        Cancel(peer, byCommand, "x");
        Exchange(peer);
        Publish("x", "once more");
        Assert.Equal("once more", Encoding.ASCII.GetString(peer.ReceiveMessage()[1]));
        Cancel(peer, byCommand, "x");
        Exchange(peer);

        Publish("x", "lost");
        Publish("end", "");

        Assert.Equal("end", Encoding.ASCII.GetString(peer.ReceiveMessage()[0]));
    }

    [Fact]
    public void Says_that_nobody_has_subscribed() => Assert.False(socket.WaitForSubscriber(TimeSpan.FromMilliseconds(50)));

    [Fact]
    public void Loses_nothing_for_a_peer_that_reads_late()
    {
        using RawPeer peer = new(socket.Port);
        _ = peer.ShakeHands("SUB");
        Subscribe(peer, byCommand: false, "");
        Assert.True(socket.WaitForSubscriber(TimeSpan.FromSeconds(30)));
        byte[] megabyte = new byte[1 << 20];

        // 100 MB, long before the first octet is read.
        for (int i = 0; i < 100; i++) socket.Publish([new[] { (byte)i }, megabyte]);

        for (int i = 0; i < 100; i++)
        {
            List<byte[]> message = peer.ReceiveMessage();
            Assert.Equal(i, message[0][0]);
            Assert.Equal(megabyte.Length, message[1].Length);
        }
    }

    private void Publish(string topic, string text) => socket.Publish([Encoding.ASCII.GetBytes(topic), Encoding.ASCII.GetBytes(text)]);

    private static void Subscribe(RawPeer peer, bool byCommand, string prefix)
    {
        byte[] octets = Encoding.ASCII.GetBytes(prefix);
        if (byCommand) peer.Send([4, (byte)(10 + octets.Length), 9, .. "SUBSCRIBE"u8, .. octets]);
        else peer.SendMessage([1, .. octets]);
    }

    private static void Cancel(RawPeer peer, bool byCommand, string prefix)
    {
        byte[] octets = Encoding.ASCII.GetBytes(prefix);
        if (byCommand) peer.Send([4, (byte)(7 + octets.Length), 6, .. "CANCEL"u8, .. octets]);
        else peer.SendMessage([0, .. octets]);
    }

    /// <summary>Waits until the socket has read all that was sent: commands are answered in order.</summary>
    private static void Exchange(RawPeer peer)
    {
        peer.Send([4, 7, 4, .. "PING"u8, 0, 0]);
        Assert.Equal(4, peer.ReceiveFrame().Flags);
    }
}
