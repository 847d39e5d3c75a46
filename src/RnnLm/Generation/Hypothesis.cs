namespace RnnLm.Generation;

/// <summary>A continuation that a beam search found.</summary>
/// <param name="Tokens">Its ids, with EOS at the end if it got there.</param>
/// <param name="LogProbability">ln P(continuation | what was read before), over the tokens that may be generated.</param>
/// <param name="Score">What it is ranked by: the log-probability divided by lengthᵅ.</param>
public sealed record Hypothesis(IReadOnlyList<int> Tokens, double LogProbability, double Score);
