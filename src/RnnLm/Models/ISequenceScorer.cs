namespace RnnLm.Models;

/// <summary>A model that scores a whole text faster than a context that reads it token by token.</summary>
public interface ISequenceScorer
{
    /// <summary>Writes ln P(x(t) | x(t−1) … x(1)) of every token, the same as a context from <see cref="ILanguageModel.Start"/> would say.</summary>
    /// <param name="tokens">A text as a stream of tokens, EOS behind each line.</param>
    /// <param name="logProbabilities">As long as the text.</param>
    /// <param name="cancellation">Looked at now and then.</param>
    void Score(ReadOnlySpan<int> tokens, Span<double> logProbabilities, CancellationToken cancellation = default);
}
