using System.Reflection;
using MathNet.Numerics.LinearAlgebra;
using RnnLm.Notebooks.Display;
using Xunit;

namespace RnnLm.Notebooks.Tests.Display;

public sealed class DisplayTests
{
    public static TheoryData<Type> Displayed =>
        [.. typeof(IDisplayed).Assembly.GetExportedTypes().Where(type => type.IsClass && !type.IsAbstract && typeof(IDisplayed).IsAssignableFrom(type))];

    [Theory]
    [MemberData(nameof(Displayed))]
    public void Every_displayed_type_names_a_source_that_has_a_formatter_for_each_of_its_forms(Type type)
    {
        // By the names alone, as kernels do it.
        var attribute = Assert.Single(type.GetCustomAttributes(inherit: false), a => a.GetType().Name == "TypeFormatterSourceAttribute");
        var source = (Type)attribute.GetType().GetProperty("FormatterSourceType")!.GetValue(attribute)!;
        var preferred = (string[])attribute.GetType().GetProperty("PreferredMimeTypes")!.GetValue(attribute)!;
        var formatters = ((System.Collections.IEnumerable)source.GetMethod("CreateTypeFormatters")!.Invoke(Activator.CreateInstance(source), null)!).Cast<object>();
        var forms = formatters.ToDictionary(f => (string)f.GetType().GetProperty("MimeType")!.GetValue(f)!);
        Assert.NotEmpty(preferred);
        Assert.All(preferred, form =>
        {
            Assert.True(forms.ContainsKey(form));
            Assert.Equal(typeof(bool), forms[form].GetType().GetMethod("Format", BindingFlags.Public | BindingFlags.Instance, [typeof(object), typeof(TextWriter)])!.ReturnType);
        });
    }

    [Fact]
    public void A_formatter_writes_the_forms_that_a_value_has_and_refuses_others()
    {
        var view = Show.Vector([1, 2], "h");
        using var writer = new StringWriter();
        Assert.True(new DisplayFormatter(MimeTypes.Plain).Format(view, writer));
        Assert.Equal("h  2 entries\n  1  2", writer.ToString());
        Assert.False(new DisplayFormatter(MimeTypes.Svg).Format(view, writer));
        Assert.False(new DisplayFormatter(MimeTypes.Plain).Format("not ours", writer));
    }

    [Fact]
    public void A_matrix_is_a_table_with_name_shape_and_marked_cells()
    {
        var matrix = CreateMatrix.DenseOfArray(new double[,] { { 1, -2.5, 0 }, { 0.125, 3, 40 } });
        var view = Show.Matrix(matrix, "W_h", (1, 2));
        Assert.Equal("W_h  2×3\n   1.000  −2.500   0.000\n   0.125   3.000  40.000", view.As(MimeTypes.Plain));
        var html = view.As(MimeTypes.Html)!;
        Assert.Contains("<i>W</i><sub>h</sub>", html, StringComparison.Ordinal);
        Assert.Contains("2×3", html, StringComparison.Ordinal);
        Assert.Equal(1, html.Split("background:#").Length - 1); // one cell stands out
        Assert.Contains("font-weight:bold;text-align:right;padding:2px 9px;border:none\">40.000", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_large_matrix_leaves_out_its_middle_and_a_copy_does_not_change_with_the_original()
    {
        var values = new double[20, 30];
        values[0, 0] = 7;
        var view = Show.Matrix(values, "E");
        values[0, 0] = 8;
        var lines = view.As(MimeTypes.Plain)!.Split('\n');
        Assert.Equal("E  20×30", lines[0]);
        Assert.Equal(13, lines.Length);
        Assert.StartsWith("  7", lines[1], StringComparison.Ordinal);
        Assert.Contains("…", lines[1], StringComparison.Ordinal);
        Assert.Contains("⋮", lines[11], StringComparison.Ordinal);
    }
}
