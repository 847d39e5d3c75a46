namespace RnnLm.Notebooks;

/// <summary>Raised by a check under nbgrader alone, where only a cell that fails earns no points.</summary>
/// <param name="verdict">What the check has to say.</param>
public sealed class ExerciseNotPassedException(string verdict) : Exception(verdict);
