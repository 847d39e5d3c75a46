using System.Text;
using FsCheck;
using FsCheck.Fluent;
using RnnLm.Text;
using Xunit;

namespace RnnLm.Tests.Text;

public class CorpusTests
{
    private static readonly Vocabulary Abc = new(new WordTokenizer(), ["a", "b", "c"]);

    [Theory]
    [InlineData("a\nb", "a|b")]
    [InlineData("a\nb\n", "a|b")]
    [InlineData("a\r\nb\r\n", "a|b")]
    [InlineData("\n", "")]
    [InlineData("a\n\nb\n\n", "a||b|")]
    [InlineData("a\rb\r\r\n", "a\rb\r")]
    public void Lines_end_at_line_feeds_only(string text, string lines)
    {
        Assert.Equal(lines.Split('|'), Corpus.FromText(text).Lines);
    }

    [Fact]
    public void Encoding_puts_end_of_line_after_every_line()
    {
        Assert.Equal([3, 4, 2, 2, 5, 0, 2], Corpus.FromText("a b\n\nc d").Encode(Abc));
    }

    [Fact]
    public void Encoding_refuses_marks_that_the_text_spells_out()
    {
        var e = Assert.Throws<InvalidDataException>(() => Corpus.FromText("a\n<s> b").Encode(Abc));
        Assert.Contains("line 2", e.Message, StringComparison.Ordinal);
        Assert.Contains("'<s>'", e.Message, StringComparison.Ordinal);
        Assert.Equal([Vocabulary.Unk, 3, 2], Corpus.FromText("<unk> a").Encode(Abc));
    }

    [Fact]
    public void A_file_is_read_with_and_without_byte_order_mark()
    {
        using var file = new TemporaryFile([0xEF, 0xBB, 0xBF, .. "größe\nb"u8]);
        var corpus = Corpus.Load(file.Path);
        Assert.Equal(["größe", "b"], corpus.Lines);
        Assert.Equal(9, corpus.ByteCount);
        Assert.Equal(File.ReadAllBytes(file.Path), corpus.Slice(1, 1).FileContent);
    }

    [Fact]
    public void An_invalid_byte_is_named_with_its_place()
    {
        using var file = new TemporaryFile([.. "first\nsec"u8, 0xE9, .. "nd\n"u8]);
        var e = Assert.Throws<InvalidDataException>(() => Corpus.Load(file.Path));
        Assert.Contains(file.Path, e.Message, StringComparison.Ordinal);
        Assert.Contains("line 2, byte 4 (offset 9 of the file): 0xE9", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0xFF, 0xFE, 0x61, 0)]
    [InlineData(0xFE, 0xFF, 0, 0x61)]
    public void Another_encoding_is_named_where_its_first_bytes_tell(params int[] bytes)
    {
        using var file = new TemporaryFile([.. bytes.Select(b => (byte)b)]);
        Assert.EndsWith("is UTF-16, as its first two bytes say; save the file as UTF-8.", Assert.Throws<InvalidDataException>(() => Corpus.Load(file.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_and_empty_files_are_told_apart()
    {
        using var empty = new TemporaryFile([]);
        Assert.Contains("is empty", Assert.Throws<InvalidDataException>(() => Corpus.Load(empty.Path)).Message, StringComparison.Ordinal);
        Assert.Contains("no file", Assert.Throws<FileNotFoundException>(() => Corpus.Load(empty.Path + "x")).Message, StringComparison.Ordinal);
        Assert.Contains("folder", Assert.Throws<FileNotFoundException>(() => Corpus.Load(Path.GetTempPath())).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Corpus.FromText(""));
        Assert.Throws<ArgumentException>(() => Corpus.FromText("a\ud800b"));
    }

    [Fact]
    public void A_split_keeps_every_line_in_order()
    {
        var corpus = Corpus.FromText(string.Join('\n', Enumerable.Range(0, 10)));
        var (train, valid, test) = corpus.Split(0.2, 0.1);
        Assert.Equal(["0", "1", "2", "3", "4", "5", "6"], train.Lines);
        Assert.Equal(["7", "8"], valid!.Lines);
        Assert.Equal(["9"], test!.Lines);
        Assert.Null(corpus.Split(0.5, 0).Test);
        Assert.Equal(corpus.ByteCount, train.ByteCount + valid.ByteCount + test.ByteCount);
        Assert.Contains("2 line(s)", Assert.Throws<ArgumentException>(() => Corpus.FromText("a\nb").Split(0.1, 0.1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_come_back_from_any_text()
    {
        Prop.ForAll(UnicodeLine.Many, lines =>
            Corpus.FromText(string.Concat(lines.Select(l => l + "\n"))).Lines.SequenceEqual(lines.Select(l => l.EndsWith('\r') ? l[..^1] : l)))
            .QuickCheckThrowOnFailure();
    }
}

internal sealed class TemporaryFile : IDisposable
{
    public TemporaryFile(byte[] content) => File.WriteAllBytes(Path, content);

    public TemporaryFile(string content)
        : this(Encoding.UTF8.GetBytes(content))
    {
    }

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "rnnlm-" + System.IO.Path.GetRandomFileName());

    public void Dispose() => File.Delete(Path);
}
