using RnnLm.Numerics;

namespace RnnLm.Notebooks;

/// <summary>Rank the candidates for the next word, and keep the first few (A2, B2).</summary>
internal static class LikeliestWordsExercise
{
    private static readonly string[] Openable =
        ["exams", "books", "laptops", "minds", "lunchboxes", "sheds", "tests", "booklets", "novels", "essays", "gates", "ovens", "own", "new", "quizzes", "letters"];

    public static FunctionExercise<Func<string[], double[], int, string[]>> Create() => new()
    {
        Name = "LikeliestWords",
        Notebook = "00-start-here",
        Title = "Rank the candidates",
        Points = 1,
        Items = ["A2", "B2"],
        Task = """
            A model gave `words[n]` the probability `p[n]`, in the order of its vocabulary. Write `Likeliest(words, p, k)`: the $k$ likeliest words, the likeliest first,
            as this notebook's bars show them. No two probabilities are equal, and `words` and `p` stay as they were.
            """,
        Comment = "the k words with the largest p, the largest first",
        Signature = "string[] Likeliest(string[] words, double[] p, int k)",
        Solution = new((words, p, k) => [.. words.Zip(p).OrderByDescending(pair => pair.Second).Take(k).Select(pair => pair.First)]),
        DrawCases = random =>
        [
            [new[] { "books", "exams", "minds" }, new[] { 0.3, 0.5, 0.2 }, 2],
            Candidates(random, 6, 3),
            Candidates(random, 9, 4),
            Candidates(random, 12, 5),
        ],
        Wrong =
        [
            new("the least likely first", "You sort from the smallest to the largest; the likeliest comes first: OrderByDescending.",
                (words, p, k) => [.. Ranked(words, p).Reverse().Take(k)]),
            new("the right words, the likeliest last", "These are the k likeliest, but they begin with the least likely of them; turn them round.",
                (words, p, k) => [.. Ranked(words, p).Take(k).Reverse()]),
            new("not ranked", "These are the first k words of the vocabulary; sort by p before you take k.", (words, p, k) => words[..k]),
            new("the alphabet's order", "You sort the words, not their probabilities; sort the pairs by p.",
                (words, p, k) => [.. words.Order(StringComparer.Ordinal).Take(k)]) { Variants = [(words, p, k) => [.. words.OrderDescending(StringComparer.Ordinal).Take(k)]] },
            new("all of them", "They are ranked rightly, but only the first k are asked for: Take(k).", (words, p, k) => [.. Ranked(words, p)]),
            new("one too few or too many", "k words are asked for; look at where your loop ends.",
                (words, p, k) => [.. Ranked(words, p).Take(k - 1)]) { Variants = [(words, p, k) => [.. Ranked(words, p).Take(k + 1)]] },
            new("the right words, not ranked", "These are the k likeliest, but in the vocabulary's order; the likeliest comes first.",
                (words, p, k) => [.. words.Where(word => Ranked(words, p).Take(k).Contains(word))]),
            new("p sorted without its words", "You sort p and then look the words up by the new places; a word and its probability must move together.",
                (words, p, k) => [.. Places(p).Take(k).Select(place => words[place])]),
        ],
        Hints = new(
            "Sort by probability, and keep each word with its own.",
            "n words and n numbers go in, k words come out. `words.Zip(p)` makes pairs of a word and its probability.",
            "`words.Zip(p).OrderByDescending(pair => pair.Second).Take(k)`, and of each pair the word: `pair.First`."),
        Afterwards = "This is all that a keyboard needs to suggest the next word, once it has a model.",
    };

    private static IEnumerable<string> Ranked(string[] words, double[] p) => words.Zip(p).OrderByDescending(pair => pair.Second).Select(pair => pair.First);

    // Where each probability goes when p is sorted: the rank of word n, taken for a place in the vocabulary.
    private static IEnumerable<int> Places(double[] p) => p.Select(mine => p.Count(other => other > mine));

    // The words are shuffled, and no two probabilities are equal.
    private static object[] Candidates(RandomGenerator random, int count, int k)
    {
        string[] words = [.. Openable];
        random.Shuffle<string>(words);
        int[] weights = [.. Enumerable.Range(1, count)];
        random.Shuffle<int>(weights);
        var sum = count * (count + 1) / 2.0;
        return [words[..count], weights.Select(weight => Math.Round(weight / sum, 3)).ToArray(), k];
    }
}
