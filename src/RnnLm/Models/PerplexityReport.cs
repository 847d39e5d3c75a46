using System.Globalization;

namespace RnnLm.Models;

/// <summary>
/// How well a model predicted a text (slide A19): perplexity = exp(−(1/T)·Σ ln P(x(t) | x(t−1) … x(1))), and what T counts.
/// </summary>
/// <remarks>
/// A perplexity can be compared with another only if both count the same tokens, so the sums are kept apart by kind.
/// <see cref="Perplexity"/> counts everything, as KenLM's <c>query</c> does under 'including OOVs'.
/// Perplexities of models with different vocabularies cannot be compared at all, since unknown words come cheap;
/// bits per character can, as long as no token is unknown.
/// </remarks>
public sealed record PerplexityReport
{
    /// <summary>The ordinary tokens: in the vocabulary, not the end of a line.</summary>
    public LogSum Known { get; init; }

    /// <summary>The tokens that are <c>&lt;unk&gt;</c>, not in the vocabulary or spelled so in the text.</summary>
    public LogSum Unknown { get; init; }

    /// <summary>The ends of lines.</summary>
    public LogSum Ends { get; init; }

    /// <summary>The characters of the text (Unicode scalar values), one for each end of a line included; 0 if not known.</summary>
    public long Characters { get; init; }

    /// <summary>Every prediction.</summary>
    public LogSum All => Known + Unknown + Ends;

    /// <summary>T, every prediction counted: ordinary, unknown, and ends of lines.</summary>
    public long Tokens => All.Count;

    /// <summary>ln P(text), in nats.</summary>
    public double LogProbability => All.LogProbability;

    /// <summary>−ln P(text) / T, in nats: the average loss.</summary>
    public double NegativeLogLikelihood => -LogProbability / Tokens;

    /// <summary>The perplexity of all tokens.</summary>
    public double Perplexity => All.Perplexity;

    /// <summary>The perplexity of the tokens in the vocabulary and the ends of lines: KenLM's 'excluding OOVs'.</summary>
    public double PerplexityWithoutUnknown => (Known + Ends).Perplexity;

    /// <summary>The perplexity of all tokens but the ends of lines.</summary>
    public double PerplexityWithoutEnds => (Known + Unknown).Perplexity;

    /// <summary>The perplexity of the tokens in the vocabulary alone.</summary>
    public double PerplexityOfKnown => Known.Perplexity;

    /// <summary>−log₂ P(text) / T.</summary>
    public double BitsPerToken => NegativeLogLikelihood / Math.Log(2);

    /// <summary>−log₂ P(text) / characters; NaN if the characters are not known.</summary>
    public double BitsPerCharacter => Characters == 0 ? double.NaN : -LogProbability / Math.Log(2) / Characters;

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"perplexity {Perplexity:F2} over {Tokens} tokens ({Unknown.Count} unknown, {Ends.Count} ends of lines)");
}
