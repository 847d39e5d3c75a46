namespace RnnLm.Models;

/// <summary>What a model remembers of the tokens it has read, and what it expects next.</summary>
public interface IContext
{
    /// <summary>Reads the next token of the text.</summary>
    /// <param name="token">Its id in the model's vocabulary.</param>
    void Read(int token);

    /// <summary>Writes ln P(v | what was read) for every token v of the vocabulary; −∞ where the probability is 0.</summary>
    /// <param name="logProbabilities">As long as the vocabulary; the exponentials add up to 1.</param>
    void Next(Span<double> logProbabilities);

    /// <summary>ln P(token | what was read), for one token only: cheaper than <see cref="Next"/> for n-gram models.</summary>
    double LogProbability(int token);

    /// <summary>An independent copy, so that two continuations can be tried from here.</summary>
    IContext Copy();
}
