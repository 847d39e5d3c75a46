using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RnnLm.Cli.Notebooks;
using Xunit;

namespace RnnLm.Cli.Tests.Exercises;

/// <summary>What a notebook's prose says of the numbers that its cells print; those that need no run are held by the tests of RnnLm.Notebooks.</summary>
internal static partial class SaidInProse
{
    /// <summary>Holds an executed notebook to its prose.</summary>
    public static void Holds(string name, Notebook notebook)
    {
        string Printed(string cell) => string.Concat(notebook.Cells.Single(c => c.Id == cell).Outputs.Select(output => MultilineText.Join(output!["text"] ?? output["data"]?["text/plain"])));
        if (name != "09-vanishing-and-exploding-gradients") return;
        Assert.InRange(Number().Matches(Printed("how-often-code").Split('\n')[0]).Average(Value), 0.58, 0.65); // ρ about 0.6 as training begins
        Trained(Printed("trained-table"));
        Assert.InRange(Value(KeepsAtMost().Match(Printed("spectrum"))), 0, 1e-4); // twenty steps leave less than a ten-thousandth
        Recalled(Printed("recall-runs"));
        Assert.InRange(Value(Typical().Match(Printed("saturation-code"))), 1, 1.2); // without inputs a typical gradient grows a little
        Drawn(notebook);
        Assert.Equal([.. Enumerable.Repeat("0.20 or 0.00", 4)], Chance().Matches(Printed("exchange").Split('\n').Single(line => line.StartsWith("floor", StringComparison.Ordinal))).Select(m => m.Value));
    }

    // tanh     factor per step 0.53   ρ = 2.15, bound γσ₁ = 3.65 a step
    private static void Trained(string printed)
    {
        var rows = printed.TrimEnd('\n').Split('\n').ToDictionary(line => line.Split(' ')[0], line => Number().Matches(line).Select(Value).ToArray());
        Assert.Equal(["sigmoid", "tanh", "GRU", "linear", "LSTM"], rows.OrderBy(row => row.Value[0]).Select(row => row.Key)); // the fastest to the slowest
        var (tanh, sigmoid, linear) = (rows["tanh"], rows["sigmoid"], rows["linear"]);
        Assert.InRange(tanh[0], 0.45, 0.58); // halve at every step
        Assert.Equal((0.53, 0.84), (tanh[0], rows["LSTM"][0]));
        Assert.InRange(Math.Pow(tanh[0], 11), 0.0008, 0.0012); // a thousandth
        Assert.InRange(Math.Pow(rows["LSTM"][0], 11), 0.13, 0.16); // a seventh
        Assert.InRange(tanh[1], 2, 2.3);
        Assert.InRange(tanh[2], 3, 4); // the bound would allow more than threefold
        Assert.True(sigmoid[1] > tanh[1]);
        Assert.InRange(linear[0], linear[1] - 0.05, linear[1] + 0.05); // follows its ρ, which stays below 1
        Assert.InRange(linear[1], 0.5, 1);
    }

    // tanh     1: 90 %  5: 73 %  10: 50 %  20: 39 %  40: 38 %  60: 38 %
    private static void Recalled(string printed)
    {
        var rows = printed.TrimEnd('\n').Split('\n').ToDictionary(line => line.Split(' ')[0], line => Percent().Matches(line).Select(Value).ToArray());
        Assert.All(rows.Values, row => Assert.Equal(6, row.Length)); // lags 1, 5, 10, 20, 40, 60
        Assert.All(rows["GRU"], share => Assert.InRange(share, 95, 100));
        Assert.All(rows["LSTM"], share => Assert.InRange(share, 85, 100)); // nearly every cue
        Assert.All(rows["tanh"][3..], share => Assert.InRange(share, 30, 50)); // two of five got there
        Assert.All(rows["sigmoid"][2..], share => Assert.InRange(share, 8, 25)); // guesses
        Assert.All(rows["linear"][3..], share => Assert.InRange(share, 75, 100)); // holds the longest lags best among the Elman networks
    }

    // What the prose says of curves, in the figures' data.
    private static void Drawn(Notebook notebook)
    {
        double[] Y(string cell, int trace) =>
        [
            .. notebook.Cells.Single(c => c.Id == cell).Outputs.Select(output => output!["data"]?["application/vnd.plotly.v1+json"]?["data"]?[trace]?["y"]?.AsArray())
                .OfType<JsonArray>().Single().Select(y => (double)y!),
        ];
        var tanhAtLag20 = Y("forgetting", 0).Chunk(6).Select(run => run[3]).ToArray(); // five runs of six lags
        Assert.Equal((5, 2, 3), (tanhAtLag20.Length, tanhAtLag20.Count(share => share > 0.6), tanhAtLag20.Count(share => share < 0.25))); // two got there, three guess

        var (wild, tame) = (Y("spikes-figure", 0), Y("spikes-figure", 1));
        var climbs = wild.Zip(wild.Skip(1)).Count(pair => pair.First < 1.5 * wild[0] && pair.Second >= 1.5 * wild[0]);
        Assert.InRange(climbs, 3, 10); // in spikes
        Assert.True(tame.Max() < 1.1 * tame[0] && tame[^1] < 0.7 * tame[0]);
    }

    private static double Value(Match match) => double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?<![₁\d.])(\d+\.\d+)")]
    private static partial Regex Number();

    [GeneratedRegex(@"(\d+) ?%")]
    private static partial Regex Percent();

    [GeneratedRegex(@"keeps at most ([\d.e-]+) of")]
    private static partial Regex KeepsAtMost();

    [GeneratedRegex(@"typical gradient by ([\d.]+),")]
    private static partial Regex Typical();

    [GeneratedRegex(@"\d\.\d\d or \d\.\d\d")]
    private static partial Regex Chance();
}
