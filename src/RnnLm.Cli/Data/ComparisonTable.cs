using System.Globalization;

namespace RnnLm.Cli.Data;

/// <summary>A comparison as text.</summary>
internal static class ComparisonTable
{
    /// <summary>Writes the perplexities, and the nats above the oracle by distance for every dependency of the grammar.</summary>
    public static void Write(Comparison comparison, TextWriter output)
    {
        output.WriteLine($"{"Test perplexity",-16}{"",9}{"times the floor",18}");
        output.WriteLine(Line("floor", comparison.Floor, 1));
        foreach (var model in Contestants.Names.Reverse()) output.WriteLine(Line(model, comparison.Perplexity(model), comparison.TimesTheFloor(model)));

        foreach (var dependency in comparison.Grammar.Dependencies)
        {
            var bins = comparison.Bins(dependency);
            output.WriteLine();
            output.WriteLine($"Nats above the oracle at {dependency.Word}, by words since the last {string.Join(" or ", dependency.Cues)}");
            output.WriteLine($"{"",-9}{string.Concat(bins.Select(b => $"{(b * Comparison.Bin) + 1}-{(b + 1) * Comparison.Bin}".PadLeft(8)))}");
            foreach (var model in Contestants.Names.Reverse())
            {
                output.WriteLine($"{model,-9}{string.Concat(bins.Select(b =>
                    comparison.NatsAbove(model, dependency, b).ToString("0.00;-0.00;0.00", CultureInfo.InvariantCulture).PadLeft(8)))}");
            }
        }
    }

    private static string Line(string name, double perplexity, double times) =>
        string.Create(CultureInfo.InvariantCulture, $"{name,-16}{perplexity,9:F3}{times,18:F3}");
}
