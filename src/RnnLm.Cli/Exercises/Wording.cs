namespace RnnLm.Cli.Exercises;

/// <summary>Numbers with their nouns.</summary>
internal static class Wording
{
    /// <summary><c>1 point</c>, <c>2 points</c>.</summary>
    public static string Points(int points) => points == 1 ? "1 point" : $"{points} points";
}
