namespace RnnLm.Models;

/// <summary>A token of a scored text.</summary>
/// <param name="Token">Its id.</param>
/// <param name="LogProbability">ln P(token | all tokens before it).</param>
public readonly record struct TokenScore(int Token, double LogProbability);
