// Turns any figure of the course into a chart of Plotly.NET, which then can be changed with Plotly.NET's own functions.
// Load it after the package:
//
//     #r "nuget: Plotly.NET.Interactive, 5.0.0"
//     #load "plotly-net.csx"
//
// Plotly.NET's types cannot be read from JSON, but each takes any property by its name in Plotly's schema, as .NET's DynamicObject does. The method
// for that is SetValue in Plotly.NET 5 and SetProperty in 6; what both override is TrySetMember.
using System.Dynamic;
using System.Text.Json;
using Microsoft.FSharp.Collections;
using RnnLm.Notebooks.Display;

// The chart has the figure's traces and layout, its slider and buttons too: those are part of the layout.
Plotly.NET.GenericChart ToPlotlyNet(RnnLm.Notebooks.Figures.Figure figure) => ChartFromJson(figure.ToPlotly());

// From a figure in Plotly's schema: { "data": [ … ], "layout": { … } }.
Plotly.NET.GenericChart ChartFromJson(string json)
{
    using var figure = JsonDocument.Parse(json);
    var traces = figure.RootElement.GetProperty("data").EnumerateArray().Select(TraceFrom).ToArray();
    var layout = WithProperties(new Plotly.NET.Layout(), figure.RootElement.GetProperty("layout"));
    return Plotly.NET.GenericChart.fromFigure(Plotly.NET.Figure.create(ListModule.OfSeq(traces), layout));
}

// Plotly.NET asks for the class of a trace where it places charts in a grid.
Plotly.NET.Trace TraceFrom(JsonElement json)
{
    var type = json.TryGetProperty("type", out var name) ? name.GetString() : "scatter";
    Plotly.NET.Trace trace = type switch
    {
        "surface" or "scatter3d" or "mesh3d" => new Plotly.NET.Trace3D(type),
        _ => new Plotly.NET.Trace2D(type),
    };
    return WithProperties(trace, json);
}

T WithProperties<T>(T target, JsonElement json) where T : DynamicObject
{
    foreach (var property in json.EnumerateObject())
        if (ValueOf(property.Value) is { } value)
            target.TrySetMember(new PropertyName(property.Name), value);
    return target;
}

// Null where Plotly has a gap, such as in a line.
object ValueOf(JsonElement json) => json.ValueKind switch
{
    JsonValueKind.Object => WithProperties(new DynamicObj.DynamicObj(), json),
    JsonValueKind.Array => json.EnumerateArray().Select(ValueOf).ToArray(),
    JsonValueKind.Number when json.TryGetInt64(out var whole) => whole,
    JsonValueKind.Number => json.GetDouble(),
    JsonValueKind.String => json.GetString(),
    JsonValueKind.True => true,
    JsonValueKind.False => false,
    _ => null,
};

// A name as DynamicObject takes it.
sealed class PropertyName(string name) : SetMemberBinder(name, ignoreCase: false)
{
    public override DynamicMetaObject FallbackSetMember(DynamicMetaObject target, DynamicMetaObject value, DynamicMetaObject errorSuggestion) =>
        throw new NotSupportedException();
}

// Shows a chart of Plotly.NET on every kernel: Plotly.NET.Interactive itself knows .NET Interactive alone.
ShownChart Draw(Plotly.NET.GenericChart chart) => new(chart);

[TypeFormatterSource(typeof(DisplayFormatters), PreferredMimeTypes = [MimeTypes.Plotly, MimeTypes.Html])]
public sealed record ShownChart(Plotly.NET.GenericChart Chart) : IDisplayed
{
    public string As(string mimeType) => mimeType switch
    {
        MimeTypes.Plotly => Plotly.NET.GenericChart.toFigureJson(Chart),
        MimeTypes.Html => Plotly.NET.Interactive.Formatters.toInteractiveHTML(Chart),
        _ => null,
    };
}
