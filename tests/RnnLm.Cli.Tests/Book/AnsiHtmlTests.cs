using RnnLm.Cli.Book;
using Xunit;

namespace RnnLm.Cli.Tests.Book;

public sealed class AnsiHtmlTests
{
    [Theory]
    [InlineData("a < b & c", "a &lt; b &amp; c")]
    [InlineData("\e[31mred\e[0m plain", "<span class=\"ansi-1\">red</span> plain")]
    [InlineData("\e[1;92mx\e[22my\e[39mz", "<span class=\"ansi-10 ansi-bold\">x</span><span class=\"ansi-10\">y</span>z")]
    [InlineData("\e[44mx\e[m", "<span class=\"ansi-on-4\">x</span>")]
    [InlineData("\e[38;5;9mx\e[38;2;1;2;3my\e[4mz", "<span class=\"ansi-9\">x</span>y<span class=\"ansi-underlined\">z</span>")]
    [InlineData("\e[2Ka\e[?25lb", "ab")]
    [InlineData("open \e[31", "open ")]
    [InlineData("1%\r50%\r100%\r\ndone\r", "100%\ndone")]
    public void Colours_become_classes_and_the_rest_is_dropped(string text, string html) => Assert.Equal(html, AnsiHtml.Convert(text));
}
