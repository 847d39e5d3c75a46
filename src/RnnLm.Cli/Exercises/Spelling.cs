namespace RnnLm.Cli.Exercises;

/// <summary>How far apart two words are.</summary>
internal static class Spelling
{
    /// <summary>How many letters must be put in, taken out or changed to make one word of the other (Levenshtein 1965).</summary>
    public static int Distance(string some, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray(); // distances of what was read of one to each beginning of the other
        for (var i = 1; i <= some.Length; i++)
        {
            var (diagonal, above) = (row[0], 0);
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                above = row[j];
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + (some[i - 1] == other[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[^1];
    }
}
