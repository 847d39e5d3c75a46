using System.Globalization;
using System.Numerics;
using System.Text;

namespace RnnLm.Models.Neural;

/// <summary>Where a model's parameters are (slide B21): E and U have the most, unless the vocabulary is as small as an alphabet.</summary>
/// <param name="Entries">One for each parameter, in the model's order.</param>
public sealed record ParameterReport(IReadOnlyList<ParameterReport.Entry> Entries)
{
    /// <summary>One parameter's part.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Rows">Its rows.</param>
    /// <param name="Columns">Its columns.</param>
    /// <param name="Count">How many numbers it holds.</param>
    /// <param name="Share">Their share of all, between 0 and 1.</param>
    public sealed record Entry(string Name, int Rows, int Columns, int Count, double Share);

    /// <summary>How many numbers are learned.</summary>
    public long Total => Entries.Sum(entry => (long)entry.Count);

    /// <summary>The report of a model; a tied weight counts once.</summary>
    public static ParameterReport Of<T>(NeuralLanguageModel<T> model)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(model);
        var total = (double)model.Parameters.Sum(p => (long)p.Count);
        return new([.. model.Parameters.Select(p => new Entry(p.Name, p.Rows, p.Columns, p.Count, p.Count / total))]);
    }

    /// <summary>A table of names, shapes, counts and shares.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var entry in Entries)
            text.AppendLine(CultureInfo.InvariantCulture, $"{entry.Name,-20} {entry.Rows,7} × {entry.Columns,-5} {entry.Count,11:N0} {entry.Share,7:P1}");
        return text.Append(CultureInfo.InvariantCulture, $"{"all",-20} {"",7}   {"",-5} {Total,11:N0}").ToString();
    }
}
