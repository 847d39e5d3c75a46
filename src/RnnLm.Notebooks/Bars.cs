using System.Globalization;
using System.Text;
using RnnLm.Models;

namespace RnnLm.Notebooks;

/// <summary>Predictions as bars of text, for any kernel and any page (slides A2, B2).</summary>
public static class Bars
{
    private const int Width = 40; // characters of a bar of probability 1

    /// <summary>A line for each prediction: the token, its probability, and a bar as long as that.</summary>
    /// <param name="predictions">What <see cref="Scoring.Next"/> gave, best first.</param>
    public static string Of(IEnumerable<Prediction> predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        var shown = predictions.ToArray();
        var column = shown.Select(p => p.Token.Length).DefaultIfEmpty().Max() + 2;
        var text = new StringBuilder();
        foreach (var (token, probability) in shown)
        {
            var length = (int)Math.Round(Width * probability, MidpointRounding.AwayFromZero);
            text.Append(token.PadRight(column)).Append(probability.ToString("F3", CultureInfo.InvariantCulture)).Append("  ").Append('█', length).Append('\n');
        }

        return text.ToString();
    }
}
