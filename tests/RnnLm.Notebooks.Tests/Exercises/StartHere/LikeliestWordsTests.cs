namespace RnnLm.Notebooks.Tests.StartHere;

public sealed class LikeliestWordsTests() : FunctionExerciseTests<Func<string[], double[], int, string[]>>(Exercises.LikeliestWords)
{
    protected override IReadOnlyList<Func<string[], double[], int, string[]>> RightFunctions =>
    [
        (words, p, k) => [.. Enumerable.Range(0, p.Length).OrderBy(n => -p[n]).Take(k).Select(n => words[n])],
        (words, p, k) =>
        {
            var (keys, values) = ((double[])p.Clone(), (string[])words.Clone());
            Array.Sort(keys, values);
            Array.Reverse(values);
            return values[..k];
        },
        (words, p, k) =>
        {
            var left = p.ToList();
            var found = new string[k];
            for (var n = 0; n < k; n++)
            {
                var best = left.IndexOf(left.Max());
                found[n] = words[best];
                left[best] = -1;
            }

            return found;
        },
    ];

    protected override IReadOnlyList<(string?, Func<string[], double[], int, string[]>)> WrongFunctions =>
    [
        ("the least likely first", (words, p, k) => [.. words.Zip(p).OrderBy(pair => pair.Second).Take(k).Select(pair => pair.First)]),
        ("the right words, the likeliest last", (words, p, k) => [.. words.Zip(p).OrderBy(pair => pair.Second).TakeLast(k).Select(pair => pair.First)]),
        ("not ranked", (words, p, k) => [.. words.Take(k)]),
        ("the alphabet's order", (words, p, k) =>
        {
            var sorted = words.ToList();
            sorted.Sort(StringComparer.Ordinal);
            return [.. sorted.Take(k)];
        }),
        ("all of them", (words, p, k) => [.. words.Zip(p).OrderByDescending(pair => pair.Second).Select(pair => pair.First)]),
        ("one too few or too many", (words, p, k) =>
        {
            var found = new List<string>();
            var ranked = Enumerable.Range(0, p.Length).OrderByDescending(n => p[n]).ToArray();
            for (var n = 0; n < k - 1; n++) found.Add(words[ranked[n]]);
            return [.. found];
        }),
        ("the right words, not ranked", (words, p, k) =>
        {
            var least = p.OrderDescending().ElementAt(k - 1);
            return [.. words.Where((_, n) => p[n] >= least)];
        }),
        ("p sorted without its words", (words, p, k) =>
        {
            var sorted = p.OrderDescending().ToList();
            return [.. p.Take(k).Select(mine => words[sorted.IndexOf(mine)])];
        }),
        (null, (words, p, k) => [.. Enumerable.Repeat(words[0], k)]),
    ];
}
