using CSharpKernel.Zmtp;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CSharpKernel.Tests.Zmtp;

public class FrameTests
{
    [Fact]
    public void Writes_short_and_long_frames_as_the_specification_draws_them()
    {
        byte[] octets = FrameWriter.Message(["ab"u8.ToArray(), new byte[256]]);

        Assert.Equal([1, 2, (byte)'a', (byte)'b', 2, 0, 0, 0, 0, 0, 0, 1, 0], octets[..13]);
        Assert.Equal(13 + 256, octets.Length);
    }

    [Fact]
    public void Reads_what_it_wrote_wherever_the_network_splits_it()
    {
        Gen<byte[][]> messages = Gen.Choose(0, 600).SelectMany(size => Gen.Constant(new byte[size])).NonEmptyListOf().Select(list => list.ToArray());
        Gen<(byte[][] Bodies, int Chunk)> cases = from bodies in messages from chunk in Gen.Choose(1, 700) select (bodies, chunk);

        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(cases.ToArbitrary(), c =>
        {
            for (int i = 0; i < c.Bodies.Length; i++) new Random(i).NextBytes(c.Bodies[i]);
            byte[] octets = FrameWriter.Message([.. c.Bodies.Select(body => (ReadOnlyMemory<byte>)body)]);

            IReadOnlyList<Frame> read = new FrameReader(new Dribble(octets, c.Chunk), 1 << 20).ReadMessage();

            return read.Count == c.Bodies.Length && read.Zip(c.Bodies).All(pair => pair.First.Body.Span.SequenceEqual(pair.Second));
        }));
    }

    [Fact]
    public void Refuses_a_frame_above_the_limit_without_waiting_for_it_or_taking_memory()
    {
        byte[] head = [2, 0, 0, 0, 0, 0x7F, 0xFF, 0xFF, 0xFF];
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<ProtocolViolationException>(() => new FrameReader(new MemoryStream(head), 1000).ReadFrame());

        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 100_000);
    }

    [Fact]
    public void Refuses_a_message_whose_frames_together_are_above_the_limit()
    {
        byte[] octets = FrameWriter.Message([new byte[600], new byte[600]]);

        Assert.Throws<ProtocolViolationException>(() => new FrameReader(new MemoryStream(octets), 1000).ReadMessage());
        Assert.Equal(2, new FrameReader(new MemoryStream(octets), 1200).ReadMessage().Count);
    }

    [Theory]
    [InlineData(0x08)]
    [InlineData(0x80)]
    [InlineData(0xFF)]
    public void Refuses_reserved_flags(byte flags) =>
        Assert.Throws<ProtocolViolationException>(() => new FrameReader(new MemoryStream([flags, 0, 0, 0, 0, 0, 0, 0, 0]), 1000).ReadFrame());

    [Fact]
    public void Refuses_a_size_beyond_63_bits() =>
        Assert.Throws<ProtocolViolationException>(
            () => new FrameReader(new MemoryStream([2, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]), long.MaxValue).ReadFrame());

    [Fact]
    public void Refuses_a_command_within_a_message() =>
        Assert.Throws<ProtocolViolationException>(() => new FrameReader(new MemoryStream([1, 0, 4, 0]), 1000).ReadMessage());

    [Fact]
    public void Tells_the_end_of_the_stream_within_a_frame() =>
        Assert.Throws<EndOfStreamException>(() => new FrameReader(new MemoryStream([0, 5, 1, 2]), 1000).ReadFrame());

    /// <summary>Gives at most so many octets a read.</summary>
    private sealed class Dribble(byte[] octets, int chunk) : MemoryStream(octets)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, chunk)]);

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, chunk));
    }
}
