using System.Globalization;
using RnnLm.Text.Grammars;

namespace RnnLm.Cli.Data;

/// <summary>
/// What the course says of the models on <c>students</c>, as conditions on the figures: the order of the perplexities, and that windows never see a
/// far cue, an Elman network loses it, and gated networks keep it. The subject's number, one of two and not one of six, an Elman network keeps better.
/// </summary>
internal static class Headline
{
    /// <summary>A network that keeps the cue is at most this far above the oracle at the object, in nats.</summary>
    public const double Kept = 0.25;

    /// <summary>A model that does not see the cue is at least this far above it; ln 6 = 1.79 is to guess one of six topics.</summary>
    public const double Unseen = 1.5;

    /// <summary>By this much an Elman network's distance from the oracle grows from the nearest objects to the farthest.</summary>
    public const double Forgotten = 0.5;

    /// <summary>A model that does not see the subject is at least this far above the oracle at verb and pronoun, whose number it decides.</summary>
    public const double NumberUnseen = 0.25;

    private static readonly string[] Short = ["5-gram", "window 4"];
    private static readonly string[] Gated = ["GRU", "LSTM"];

    /// <summary>The conditions that the figures break, each as a sentence; none if the headline stands.</summary>
    public static IEnumerable<string> Broken(Comparison comparison)
    {
        var gated = Math.Max(comparison.Perplexity("GRU"), comparison.Perplexity("LSTM"));
        foreach (var (better, low, worse, high) in new[]
        {
            ("the floor", comparison.Floor, "GRU and LSTM", Math.Min(comparison.Perplexity("GRU"), comparison.Perplexity("LSTM"))),
            ("GRU and LSTM", gated, "Elman", comparison.Perplexity("Elman")),
            ("Elman times 1.1", 1.1 * comparison.Perplexity("Elman"), "window 4", comparison.Perplexity("window 4")),
            ("window 4", comparison.Perplexity("window 4"), "the 5-gram", comparison.Perplexity("5-gram")),
        })
        {
            if (!(low < high)) yield return string.Create(CultureInfo.InvariantCulture, $"the perplexity of {better}, {low:F3}, should be below that of {worse}, {high:F3}.");
        }

        foreach (var dependency in comparison.Grammar.Dependencies)
        {
            var isObject = dependency.Word == "Object";
            var least = isObject ? Unseen : NumberUnseen;
            var bins = comparison.Bins(dependency);
            var far = bins.Where(b => b > 0).ToArray(); // beyond the window
            foreach (var (model, nats) in from model in Short from bin in far select (model, comparison.NatsAbove(model, dependency, bin)))
            {
                if (!(nats >= least)) yield return Text(model, nats, dependency, $"at least {least}", "beyond four words");
            }

            foreach (var (model, nats) in from model in Gated from bin in bins select (model, comparison.NatsAbove(model, dependency, bin)))
            {
                if (!(nats <= Kept)) yield return Text(model, nats, dependency, $"at most {Kept}", "at every distance");
            }

            if (isObject)
            {
                var grows = comparison.NatsAbove("Elman", dependency, bins[^1]) - comparison.NatsAbove("Elman", dependency, bins[0]);
                if (!(grows >= Forgotten)) yield return Text("Elman", grows, dependency, $"at least {Forgotten}", "from the nearest to the farthest");
            }

            foreach (var (elman, window) in far.Select(bin => (comparison.NatsAbove("Elman", dependency, bin), comparison.NatsAbove("window 4", dependency, bin))))
            {
                if (!isObject && !(elman < window)) yield return Text("Elman", elman, dependency, $"less than the window's {window:F2}", "beyond four words");
            }
        }

        static string Text(string model, double nats, Dependency dependency, FormattableString wanted, string where) => string.Create(CultureInfo.InvariantCulture,
            $"{model} is {nats:F2} nats above the oracle at the {dependency.Word.ToLowerInvariant()}, {FormattableString.Invariant(wanted)} is wanted {where}.");
    }
}
