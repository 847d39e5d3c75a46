using System.Collections;
using System.Text.Json.Nodes;
using CSharpKernel.Display;
using Xunit;

#pragma warning disable CA1822 // The convention asks for instance methods.

namespace CSharpKernel.Tests.Display;

public sealed class ConventionFormatterTests
{
    [AttributeUsage(AttributeTargets.All)]
    private sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
    {
        public Type FormatterSourceType { get; } = formatterSourceType;

        public string[] PreferredMimeTypes { get; set; } = [];
    }

    public sealed class Source
    {
        public IEnumerable CreateTypeFormatters() => new[]
        {
            new Formatter("application/vnd.plotly.v1+json", value => $$"""{"data":[{{((Figure)value).Value}}]}"""),
            new Formatter("text/html", value => $"<svg>{((Figure)value).Value}</svg>"),
            new Formatter("text/plain", value => $"a figure of {((Figure)value).Value}"),
            new Formatter("text/unwanted", _ => ""),
        };
    }

    public sealed class BrokenSource
    {
        public IEnumerable CreateTypeFormatters() => new[]
        {
            new Formatter("text/html", _ => throw new InvalidOperationException("the pen broke")),
            new Formatter("application/json", _ => "{ not json"),
        };
    }

    public sealed class Formatter(string mimeType, Func<object, string> write)
    {
        public string MimeType { get; } = mimeType;

        public Type Type { get; } = typeof(object);

        public bool Format(object instance, TextWriter writer)
        {
            writer.Write(write(instance));
            return true;
        }
    }

    [TypeFormatterSource(typeof(Source), PreferredMimeTypes = ["application/vnd.plotly.v1+json", "text/html", "text/plain"])]
    private class Figure(int value)
    {
        public int Value { get; } = value;
    }

    private sealed class DerivedFigure() : Figure(9);

    [TypeFormatterSource(typeof(BrokenSource))]
    private sealed record Broken(int Value);

    [TypeFormatterSource(typeof(string))]
    private sealed record NoSource(int Value);

    [Fact]
    public void Formatters_of_the_type_write_its_forms()
    {
        var data = Formatters.Format(new Figure(5)).Data;
        Assert.Equal(["application/vnd.plotly.v1+json", "text/html", "text/plain"], data.Keys.Order());
        Assert.Equal(5, ((JsonNode)data["application/vnd.plotly.v1+json"])["data"]![0]!.GetValue<int>());
        Assert.Equal("<svg>5</svg>", (string)data["text/html"]);
        Assert.Equal("a figure of 5", (string)data["text/plain"]);
    }

    [Fact]
    public void A_derived_type_and_a_value_inside_another_use_them_too()
    {
        Assert.Equal("<svg>9</svg>", (string)Formatters.Format(new DerivedFigure()).Data["text/html"]);
        Assert.Contains("<svg>5</svg>", (string)Formatters.Format(new[] { new Figure(5) }).Data["text/html"], StringComparison.Ordinal);
    }

    [Fact]
    public void One_form_can_be_asked_for() => Assert.Equal(["text/html"], Formatters.Format(new Figure(5), "text/html").Data.Keys);

    [Fact]
    public void A_broken_formatter_says_so()
    {
        var text = (string)Formatters.Format(new Broken(3)).Data["text/plain"];
        Assert.Contains("The text/html formatter of ConventionFormatterTests.Broken failed: the pen broke", text, StringComparison.Ordinal);
        Assert.Contains("The application/json formatter of ConventionFormatterTests.Broken failed:", text, StringComparison.Ordinal);
        Assert.Contains("cannot be used", (string)Formatters.Format(new NoSource(3)).Data["text/plain"], StringComparison.Ordinal);
    }
}
