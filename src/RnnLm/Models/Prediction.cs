namespace RnnLm.Models;

/// <summary>A token that a model expects next.</summary>
/// <param name="Token">Its text.</param>
/// <param name="Probability">P(token | what was read).</param>
public readonly record struct Prediction(string Token, double Probability);
