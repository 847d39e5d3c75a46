using System.Collections.Concurrent;
using System.Net;
using System.Text;
using CSharpKernel.Zmtp;
using Xunit;

namespace CSharpKernel.Tests.Zmtp;

public sealed class RouterSocketTests : IDisposable
{
    private readonly BlockingCollection<(Peer Peer, IReadOnlyList<ReadOnlyMemory<byte>> Frames)> received = [];
    private readonly RouterSocket socket;

    public RouterSocketTests()
    {
        socket = new RouterSocket(IPAddress.Loopback, 0, (peer, frames) => received.Add((peer, frames)));
        socket.Start();
    }

    public void Dispose()
    {
        socket.Dispose();
        received.Dispose();
    }

    [Fact]
    public void Answers_the_peer_that_asked_and_never_sends_an_identity()
    {
        using RawPeer first = Connect("first");
        using RawPeer second = Connect("second");
        second.SendMessage("question"u8.ToArray());

        (Peer peer, IReadOnlyList<ReadOnlyMemory<byte>> frames) = Take();
        socket.Send(peer, ["answer"u8.ToArray()]);

        Assert.Equal("second", Encoding.ASCII.GetString(peer.Identity.Span));
        Assert.Equal("question", Encoding.ASCII.GetString(Assert.Single(frames).Span));
        Assert.Equal("answer", Encoding.ASCII.GetString(Assert.Single(second.ReceiveMessage())));
    }

    [Fact]
    public void Answers_the_successor_of_a_peer_that_reconnected_under_its_identity()
    {
        RawPeer before = Connect("same");
        before.SendMessage("question"u8.ToArray());
        (Peer peer, _) = Take();
        before.Dispose();
        using RawPeer after = Connect("same");
        Assert.True(SpinWait.SpinUntil(() => !peer.IsOpen && socket.Find(peer.Identity) is not null, 5000));

        socket.Send(peer, ["answer"u8.ToArray()]);

        Assert.Equal("answer", Encoding.ASCII.GetString(Assert.Single(after.ReceiveMessage())));
    }

    [Fact]
    public void Lets_a_second_peer_of_one_identity_in_and_serves_both()
    {
        using RawPeer one = Connect("same");
        using RawPeer two = Connect("same");

        foreach (RawPeer raw in (RawPeer[])[one, two])
        {
            raw.SendMessage("question"u8.ToArray());
            socket.Send(Take().Peer, ["answer"u8.ToArray()]);
            Assert.Equal("answer", Encoding.ASCII.GetString(Assert.Single(raw.ReceiveMessage())));
        }
    }

    [Fact]
    public void Finds_a_peer_without_identity_when_it_is_the_only_one()
    {
        using RawPeer only = Connect("");
        Assert.True(SpinWait.SpinUntil(() => socket.Find(default) is not null, 5000));
        using RawPeer other = Connect("");
        other.SendMessage("x"u8.ToArray());
        _ = Take();

        Assert.Null(socket.Find(default));
    }

    private RawPeer Connect(string identity)
    {
        RawPeer peer = new(socket.Port);
        _ = peer.ShakeHands("DEALER", identity);
        return peer;
    }

    private (Peer Peer, IReadOnlyList<ReadOnlyMemory<byte>> Frames) Take()
    {
        Assert.True(received.TryTake(out (Peer Peer, IReadOnlyList<ReadOnlyMemory<byte>> Frames) message, 5000));
        return message;
    }
}
