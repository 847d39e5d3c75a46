using RnnLm.Text;
using Xunit;

namespace RnnLm.Tests.Text;

public class ChunksTests
{
    [Theory]
    [InlineData("the cat", "the| cat")]
    [InlineData("the  cat ", "the| | cat| ")]
    [InlineData("   ", "   ")]
    [InlineData(" a", " a")]
    [InlineData("  a", " | a")]
    [InlineData("don't 1987!", "don|'|t| 1987|!")]
    [InlineData("a\t b\u3000c", "a|\t| b|\u3000|c")]
    [InlineData("cafe\u0301 😀x", "cafe\u0301| 😀|x")]
    public void A_line_is_cut_where_the_kind_of_character_changes(string line, string expected)
    {
        var chunks = new List<string>();
        for (var rest = line; rest.Length > 0; rest = rest[chunks[^1].Length..]) chunks.Add(rest[..Chunks.First(rest)]);
        Assert.Equal(expected.Split('|'), chunks);
    }
}
