namespace RnnLm.Training;

/// <summary>One loss, four ways to say it (slide A19): nats, bits, perplexity, bits per character.</summary>
public static class Perplexity
{
    /// <summary>exp(J) of a mean loss in nats per token: the number of tokens among which a model this uncertain chooses at random.</summary>
    public static double FromNats(double nats) => Math.Exp(nats);

    /// <summary>2^bits of a mean loss in bits per token.</summary>
    public static double FromBits(double bits) => Math.Pow(2, bits);

    /// <summary>ln perplexity, the mean loss in nats per token.</summary>
    public static double ToNats(double perplexity) => Math.Log(perplexity);

    /// <summary>log₂ perplexity, the mean loss in bits per token.</summary>
    public static double ToBits(double perplexity) => Math.Log2(perplexity);

    /// <summary>Nats per token as bits per token: 1 nat = 1/ln 2 = 1.4427 bits.</summary>
    public static double NatsToBits(double nats) => nats / Math.Log(2);

    /// <summary>Bits per token as nats per token.</summary>
    public static double BitsToNats(double bits) => bits * Math.Log(2);

    /// <summary>
    /// Bits per character, the measure by which word and character models can be compared: the loss of the whole text, spread over its characters.
    /// </summary>
    /// <param name="nats">The mean loss in nats per token.</param>
    /// <param name="tokens">How many tokens the text has.</param>
    /// <param name="characters">How many characters it has, line breaks included.</param>
    public static double BitsPerCharacter(double nats, long tokens, long characters)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(characters);
        return NatsToBits(nats) * tokens / characters;
    }
}
