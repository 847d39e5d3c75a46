namespace RnnLm.Notebooks;

/// <summary>What forgetting costs, in nats above the best possible model, by distance (slide A16).</summary>
internal static class CostOfForgettingExercise
{
    public static FunctionExercise<Func<int[], double[], double[], int, int, double>> Create() => new()
    {
        Name = "CostOfForgetting",
        Notebook = "09-vanishing-and-exploding-gradients",
        Title = "What forgetting costs",
        Points = 2,
        Items = ["A16"],
        Task = """
            A word depends on a cue that stands `distances[n]` words before it. A model gave it the probability `model[n]`, and the best possible model, the oracle,
            `oracle[n]`. Write `Cost(distances, model, oracle, from, to)`: the mean number of nats by which the model's loss is above the oracle's, over the words
            whose distance is from `from` to `to`, both included. A loss is $-\ln P$.
            """,
        Comment = """
            mean of (−ln model) − (−ln oracle) over the words with from ≤ distance ≤ to
            """,
        Signature = "double Cost(int[] distances, double[] model, double[] oracle, int from, int to)",
        Solution = new((distances, model, oracle, from, to) =>
        {
            var (sum, count) = (0.0, 0);
            for (var n = 0; n < distances.Length; n++)
            {
                if (distances[n] < from || distances[n] > to) continue;
                sum += Math.Log(oracle[n] / model[n]); // −ln model − (−ln oracle)
                count++;
            }

            return sum / count;
        }),
        DrawCases = random =>
        [
            [new[] { 2, 5, 9, 10 }, new[] { 0.5, 0.1, 0.2, 0.05 }, new[] { 0.5, 0.4, 0.5, 0.9 }, 5, 10],
            Scores(random, 8, 4, 9),
            Scores(random, 10, 3, 7),
        ],
        Wrong =
        [
            new(
                "another base than e",
                "These are bits, or digits; nats take the natural logarithm, Math.Log.",
                (d, m, o, from, to) => Inside(d, m, o, from, to).Average(Nats) / Math.Log(2))
            {
                Variants = [(d, m, o, from, to) => Inside(d, m, o, from, to).Average(Nats) / Math.Log(10)],
            },
            new(
                "divided by another number",
                "The nats are to be divided by the number of words in the range: not by that of all words, not by that of the distances, and not left undivided.",
                (d, m, o, from, to) => Inside(d, m, o, from, to).Sum(Nats))
            {
                Variants =
                [
                    (d, m, o, from, to) => Inside(d, m, o, from, to).Sum(Nats) / d.Length,
                    (d, m, o, from, to) => Inside(d, m, o, from, to).Sum(Nats) / (to - from + 1),
                    (d, m, o, from, to) => Inside(d, m, o, from, to).Sum(Nats) / (Inside(d, m, o, from, to).Count() + 1),
                ],
            },
            new("the sign turned", "The oracle's loss is the smaller one, so the cost should be positive: −ln model minus −ln oracle.", (d, m, o, from, to) => -Inside(d, m, o, from, to).Average(Nats)),
            new(
                "logarithms not taken word by word",
                "Nats are differences of logarithms: take −ln of each word's probability first, then the difference, and the mean last.",
                (d, m, o, from, to) => Inside(d, m, o, from, to).Average(p => p.Oracle - p.Model))
            {
                Variants =
                [
                    (d, m, o, from, to) => Inside(d, m, o, from, to).Average(p => p.Oracle / p.Model),
                    (d, m, o, from, to) => Math.Log(Inside(d, m, o, from, to).Average(p => p.Oracle / p.Model)),
                    (d, m, o, from, to) => Math.Log(Inside(d, m, o, from, to).Average(p => p.Oracle) / Inside(d, m, o, from, to).Average(p => p.Model)),
                ],
            },
            new(
                "no word below 0",
                "At a single word a model may do better than the oracle. Its cost is negative there, and counts with its sign.",
                (d, m, o, from, to) => Inside(d, m, o, from, to).Average(p => Math.Max(0, Nats(p))))
            {
                Variants = [(d, m, o, from, to) => Inside(d, m, o, from, to).Average(p => Math.Abs(Nats(p)))],
            },
            new("words outside the range", "It is a word's distance that counts, distances[n], and not its place n: leave out those below `from`, and those above `to`.", (d, m, o, _, _) => Inside(d, m, o, 0, int.MaxValue).Average(Nats))
            {
                Variants = [(d, m, o, from, _) => Inside(d, m, o, from, int.MaxValue).Average(Nats), (d, m, o, _, to) => Inside(d, m, o, 0, to).Average(Nats),
                    (d, m, o, from, to) => Inside([.. Enumerable.Range(0, d.Length)], m, o, from, to).Sum(Nats) / Inside([.. Enumerable.Range(0, d.Length)], m, o, from, to).Count()],
            },
            new(
                "words of the range left out",
                "Every word of the range counts, those at exactly the distance `from` or `to`, too: ≤, not <. And the return stands after the loop.",
                (d, m, o, from, to) => Inside(d, m, o, from, to - 1).Average(Nats))
            {
                Variants = [(d, m, o, from, to) => Inside(d, m, o, from + 1, to).Average(Nats), (d, m, o, from, to) => Inside(d, m, o, from + 1, to - 1).Select(Nats).DefaultIfEmpty().Average(),
                    (d, m, o, from, to) => Nats(Inside(d, m, o, from, to).First()), (d, m, o, from, to) => Nats(Inside(d, m, o, from, to).Last())],
            },
            new(
                "one loss alone",
                "That is one of the two losses. Part of the model's loss nobody could avoid, and that part is the oracle's: take the difference.",
                (d, m, o, from, to) => Inside(d, m, o, from, to).Average(p => -Math.Log(p.Model)))
            {
                Variants = [(d, m, o, from, to) => Inside(d, m, o, from, to).Average(p => -Math.Log(p.Oracle))],
            },
        ],
        Hints = new(
            "The oracle knows all that can be known before the word comes. How much longer is the model's $-\\ln P$, word by word, and on average?",
            "Three arrays of the same length go in, one number comes out. Keep a sum and a count, and skip the words outside the range.",
            "In the loop, after the range is checked: `sum += Math.Log(oracle[n] / model[n]); count++;`."),
        Afterwards = "ScoredText in the library does this for a whole text: go on and see it by cell.",
    };

    private static IEnumerable<(double Model, double Oracle)> Inside(int[] distances, double[] model, double[] oracle, int from, int to) =>
        Enumerable.Range(0, distances.Length).Where(n => distances[n] >= from && distances[n] <= to).Select(n => (model[n], oracle[n]));

    private static double Nats((double Model, double Oracle) word) => Math.Log(word.Oracle / word.Model);

    // At least two words lie inside the range, one of them at its far end, and one lies outside.
    private static object[] Scores(Numerics.RandomGenerator random, int words, int from, int to)
    {
        int[] distances = [from, to, to + 1, .. Enumerable.Range(0, words - 3).Select(_ => 1 + random.Next(to + 2))];
        var oracle = distances.Select(_ => Math.Round(0.3 + (0.6 * random.NextDouble()), 2)).ToArray();
        var model = oracle.Select(p => Math.Round(p * (0.1 + (0.7 * random.NextDouble())), 3)).ToArray();
        model[1] = Math.Round(1.1 * oracle[1], 3); // at a single word a model may be luckier than the oracle: its cost there is negative
        return [distances, model, oracle, from, to];
    }
}
