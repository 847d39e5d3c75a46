using CSharpKernel.Messages;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CSharpKernel.Tests.Messages;

public class CodePointsTests
{
    [Theory]
    [InlineData("abc", 2, 2)]
    [InlineData("a😀c", 1, 1)]
    [InlineData("a😀c", 2, 3)]
    [InlineData("a😀c", 3, 4)]
    [InlineData("a😀c", 99, 4)]
    [InlineData("😀😀", -1, 0)]
    [InlineData("é\ud83d", 2, 2)]
    public void Counts_an_emoji_once(string text, int codePoints, int utf16) => Assert.Equal(utf16, CodePoints.ToUtf16(text, codePoints));

    [Fact]
    public void A_position_within_a_pair_is_before_it() => Assert.Equal(1, CodePoints.FromUtf16("a😀c", 2));

    [Fact]
    public void There_and_back_is_the_same_position() => Check.One(
        Config.QuickThrowOnFailure,
        Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), text =>
        {
            int count = CodePoints.FromUtf16(text.Get, text.Get.Length);
            return Enumerable.Range(0, count + 1).All(i => CodePoints.FromUtf16(text.Get, CodePoints.ToUtf16(text.Get, i)) == i)
                && CodePoints.ToUtf16(text.Get, count) == text.Get.Length;
        }));
}
