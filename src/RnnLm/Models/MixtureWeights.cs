namespace RnnLm.Models;

/// <summary>The weights of a mixture that make a text most probable, by expectation–maximisation (Dempster et al. 1977).</summary>
public static class MixtureWeights
{
    /// <summary>λ that maximises (1/T)·Σₜ ln Σᵢ λᵢ·Pᵢ(x(t)); the maximum is the only one, since the sum is concave in λ.</summary>
    /// <param name="logProbabilities">For each model, ln Pᵢ(x(t)) for every token of the text.</param>
    /// <param name="iterations">At most so many rounds.</param>
    /// <param name="tolerance">It ends when no weight changes by more in a round.</param>
    public static double[] Fit(IReadOnlyList<double[]> logProbabilities, int iterations = 10_000, double tolerance = 1e-7)
    {
        ArgumentNullException.ThrowIfNull(logProbabilities);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(iterations);
        var count = logProbabilities.Count;
        if (count == 0) throw new ArgumentException("At least one model was expected, but none came.", nameof(logProbabilities));
        if (logProbabilities[0].Length == 0 || logProbabilities.Any(l => l.Length != logProbabilities[0].Length))
            throw new ArgumentException("Every model gives the same number of tokens, at least one, a probability.", nameof(logProbabilities));

        var p = logProbabilities.Select(l => Array.ConvertAll(l, Math.Exp)).ToArray();
        var weights = Enumerable.Repeat(1.0 / count, count).ToArray();
        for (var round = 0; round < iterations; round++)
        {
            var next = Step(p, weights);
            var change = next.Zip(weights, (a, b) => Math.Abs(a - b)).Max();
            weights = next;
            if (change <= tolerance) break;
        }

        return weights;
    }

    // E: the share that each model has in the probability of each token. M: its mean over the tokens is the new weight.
    private static double[] Step(double[][] p, double[] weights)
    {
        var shares = new double[weights.Length];
        for (var t = 0; t < p[0].Length; t++)
        {
            var total = 0.0;
            for (var i = 0; i < weights.Length; i++) total += weights[i] * p[i][t];
            if (total == 0) continue; // impossible for every model: it says nothing about the weights
            for (var i = 0; i < weights.Length; i++) shares[i] += weights[i] * p[i][t] / total;
        }

        var sum = shares.Sum();
        return sum == 0 ? weights : Array.ConvertAll(shares, s => s / sum);
    }
}
