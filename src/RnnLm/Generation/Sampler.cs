using System.Numerics.Tensors;
using RnnLm.Models;
using RnnLm.Numerics;
using RnnLm.Text;

namespace RnnLm.Generation;

/// <summary>Generates text by drawing one token after the other, each read before the next is drawn (slide B23).</summary>
/// <param name="model">Any language model.</param>
/// <param name="sampling">How a token is drawn.</param>
public sealed class Sampler(ILanguageModel model, Sampling sampling)
{
    private readonly ILanguageModel model = model ?? throw new ArgumentNullException(nameof(model));
    private readonly Sampling sampling = sampling ?? throw new ArgumentNullException(nameof(sampling));

    /// <summary>The prompt and its continuation as text; the same seed gives the same text.</summary>
    /// <param name="prompt">What the text begins with; a word that the model does not know stays there, but is read as <c>&lt;unk&gt;</c>.</param>
    /// <param name="maximumTokens">After this many new tokens it stops in any case.</param>
    /// <param name="maximumLines">After this many ends of lines it stops.</param>
    /// <param name="seed">What chance depends on.</param>
    public string Generate(string prompt = "", int maximumTokens = 100, int maximumLines = 1, ulong seed = 0) =>
        model.Vocabulary.Append(prompt, Continue(model.After(prompt), maximumTokens, maximumLines, seed));

    /// <summary>Draws a continuation token by token, so that it can be shown as it comes; the context reads each of them.</summary>
    /// <param name="context">What was read so far; it is read on.</param>
    /// <param name="maximumTokens">After this many tokens it stops in any case.</param>
    /// <param name="maximumLines">After this many ends of lines it stops.</param>
    /// <param name="seed">What chance depends on.</param>
    public IEnumerable<int> Continue(IContext context, int maximumTokens = 100, int maximumLines = 1, ulong seed = 0)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maximumTokens);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maximumLines);
        return Tokens();

        IEnumerable<int> Tokens()
        {
            var random = new RandomGenerator(seed);
            for (var (count, lines) = (0, 0); count < maximumTokens && lines < maximumLines; count++)
            {
                var token = Draw(context, random);
                if (token == Vocabulary.Eos) lines++;
                context.Read(token);
                yield return token;
            }
        }
    }

    /// <summary>Draws the next token; the context stays as it is.</summary>
    public int Draw(IContext context, RandomGenerator random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var probabilities = Distribution(context);
        var left = random.NextDouble();
        var last = -1;
        for (var v = 0; v < probabilities.Length; v++)
        {
            if (probabilities[v] == 0) continue;
            last = v;
            left -= probabilities[v];
            if (left < 0) break;
        }

        return last; // rounding may leave a trace of the unit: the last token that has a probability takes it
    }

    /// <summary>The distribution that the next token is drawn from: what temperature, top-k and nucleus leave, renormalised.</summary>
    public double[] Distribution(IContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var p = new double[model.Vocabulary.Count];
        Continuations.Fill(context, p, sampling.AllowUnknown);
        var best = TensorPrimitives.IndexOfMax<double>(p);
        if (sampling.Temperature == 0)
        {
            Array.Clear(p);
            p[best] = 1;
            return p;
        }

        var highest = p[best];
        for (var v = 0; v < p.Length; v++) p[v] = Math.Exp((p[v] - highest) / sampling.Temperature);
        if (sampling.TopK is not null || sampling.TopP is not null) KeepBest(p);
        TensorPrimitives.Divide(p, TensorPrimitives.Sum<double>(p), p);
        return p;
    }

    private void KeepBest(double[] p)
    {
        // The sort is stable, so of equals the lowest ids come first; with Take it sorts no further than it must.
        var best = Enumerable.Range(0, p.Length).OrderByDescending(v => p[v]).Take(sampling.TopK ?? p.Length).ToArray();
        var count = best.Length;
        if (sampling.TopP is { } share)
        {
            var (mass, needed) = (0.0, share * best.Sum(v => p[v]));
            count = Array.FindIndex(best, v => (mass += p[v]) >= needed) + 1;
        }

        var kept = Array.ConvertAll(best[..count], v => p[v]);
        Array.Clear(p);
        for (var i = 0; i < count; i++) p[best[i]] = kept[i];
    }
}
