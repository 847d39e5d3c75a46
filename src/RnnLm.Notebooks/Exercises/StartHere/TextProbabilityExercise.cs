using RnnLm.Numerics;

namespace RnnLm.Notebooks;

/// <summary>The logarithm of a text's probability, given with a mistake on purpose: the product underflows (A3).</summary>
internal static class TextProbabilityExercise
{
    public static FunctionExercise<Func<double[], double>> Create() => new()
    {
        Name = "TextProbability",
        Notebook = "00-start-here",
        Title = "The probability of a text",
        IsMustDo = true,
        Points = 1,
        Items = ["A3"],
        Task = """
            `p` holds the probability that a model gave to each word of a text, the first word too. The function is to return $\ln P(\text{text})$. It is right on paper,
            and wrong on purpose: run it and its check as they are, and read what the check says. Then mend it.
            """,
        Comment = "ln P(text) = Σₜ ln p(t)",
        Signature = "double LogProbability(double[] p)",
        Faulty = new(p =>
        {
            var product = 1.0;
            foreach (var probability in p)
                product *= probability;
            return Math.Log(product);
        }),
        FaultyIsAnAnswer = true,
        Solution = new(p =>
        {
            var sum = 0.0;
            foreach (var probability in p)
                sum += Math.Log(probability);
            return sum;
        }),
        DrawCases = random => [[new[] { 0.5, 0.25, 0.1 }], [Text(random, 5)], [Text(random, 1200)], [Text(random, 2000)]],
        Wrong =
        [
            new(
                "underflow of the product",
                "A double holds nothing between 0 and about 5·10⁻³²⁴, so the product of a thousand probabilities becomes 0, and ln 0 is −∞. ln(a·b) = ln a + ln b: add logarithms, and nothing gets too small.",
                p => Math.Log(p.Aggregate(1.0, (product, x) => product * x))),
            new("logarithm of the sum", "You add the probabilities and take the logarithm at the end; take the logarithm of each, then add.", p => Math.Log(p.Sum())),
            new("sum without logarithms", "These are the probabilities added up; add their logarithms.", p => p.Sum()),
            new(
                "words left out",
                "Each word has its probability in the sum, the first one, P(x(1)), and the last one too. Add with +=, and return after the loop.",
                p => p.Skip(1).Sum(Math.Log)) { Variants = [p => p.SkipLast(1).Sum(Math.Log), p => Math.Log(p[0]), p => Math.Log(p[^1])] },
            new(
                "another base than e",
                "These are bits, or digits. ln is Math.Log, the natural logarithm.",
                p => p.Sum(Math.Log2)) { Variants = [p => p.Sum(Math.Log10), p => -p.Sum(Math.Log2)] },
            new(
                "P in the place of ln P",
                "That is the probability itself, which is 0 for a long text. Its logarithm is wanted, the sum of the words' logarithms.",
                p => p.Aggregate(1.0, (product, x) => product * x)),
            new("mean in the place of the sum", "You divided by the number of words. That is of use later, as the loss; here the whole text is asked for.", p => p.Average(Math.Log)) { Variants = [p => -p.Average(Math.Log)] },
            new("sign turned round", "That is −ln P, the surprise. ln P itself is negative, since P is less than 1.", p => -p.Sum(Math.Log)),
        ],
        Hints = new(
            "The logarithm of a product is the sum of the logarithms.",
            "One number for each word goes in, one number comes out. So there is one sum, which begins at 0, and one loop.",
            "In the loop: `sum += Math.Log(probability);`"),
        Afterwards = "Every program that scores texts adds logarithms, for this reason alone.",
    };

    // A word's probability is between 0.05 and 0.5, so that a thousand of them underflow.
    private static double[] Text(RandomGenerator random, int words) => [.. Enumerable.Range(0, words).Select(_ => Math.Round(0.05 + (0.45 * random.NextDouble()), 2))];
}
