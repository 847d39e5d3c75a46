using RnnLm.Models;

namespace RnnLm.Analysis;

/// <summary>How far back a model really looks (slides A16, B26).</summary>
public static class EffectiveMemory
{
    /// <summary>
    /// The mean loss of a model that is shown only the last k tokens before each prediction (Khandelwal et al. 2018). Where it stops falling as k grows,
    /// the model makes no use of what lies further back.
    /// </summary>
    /// <param name="model">Any language model.</param>
    /// <param name="tokens">A text.</param>
    /// <param name="contextLengths">The k to try. The tokens predicted are the same for each: those with the longest context before them.</param>
    /// <returns>For each k the mean negative log-likelihood, in nats.</returns>
    /// <exception cref="ArgumentException">The text is not longer than the longest context.</exception>
    public static double[] LossByContext(ILanguageModel model, IReadOnlyList<int> tokens, IReadOnlyList<int> contextLengths)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(tokens);
        ArgumentNullException.ThrowIfNull(contextLengths);
        var longest = contextLengths.Max();
        if (tokens.Count <= longest)
            throw new ArgumentException($"The text must be longer than the longest context, {longest} tokens, but has {tokens.Count}.", nameof(tokens));
        return [.. contextLengths.Select(k => Enumerable.Range(longest, tokens.Count - longest).Average(t => Loss(model, tokens, t - k, t)))];
    }

    /// <summary>The smallest k whose loss is within this many nats of the longest context's: the effective context size.</summary>
    public static int ContextSize(IReadOnlyList<int> contextLengths, IReadOnlyList<double> losses, double tolerance = 0.01)
    {
        ArgumentNullException.ThrowIfNull(contextLengths);
        ArgumentNullException.ThrowIfNull(losses);
        var ordered = contextLengths.Zip(losses).OrderBy(pair => pair.First).ToArray();
        return ordered.First(pair => pair.Second <= ordered[^1].Second + tolerance).First;
    }

    /// <summary>The largest lag up to which every gradient norm is at least this fraction of the norm at lag 0.</summary>
    public static int Lag(IReadOnlyList<double> norms, double fraction = 0.01)
    {
        ArgumentNullException.ThrowIfNull(norms);
        return norms.TakeWhile(norm => norm >= fraction * norms[0]).Count() - 1;
    }

    private static double Loss(ILanguageModel model, IReadOnlyList<int> tokens, int from, int target)
    {
        var context = model.Start();
        for (var t = from; t < target; t++) context.Read(tokens[t]);
        return -context.LogProbability(tokens[target]);
    }
}
