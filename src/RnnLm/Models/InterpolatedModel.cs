using RnnLm.Text;

namespace RnnLm.Models;

/// <summary>A weighted mean of models over one vocabulary, P(w|h) = Σᵢ λᵢ·Pᵢ(w|h) (Jelinek and Mercer 1980; slide A10).</summary>
public sealed class InterpolatedModel : ILanguageModel
{
    private readonly ILanguageModel[] models;
    private readonly double[] weights;

    /// <summary>The mean of these models.</summary>
    /// <param name="models">At least one; all have the same tokens in the same order.</param>
    /// <param name="weights">λ, one for each model, not negative, with sum 1.</param>
    public InterpolatedModel(IReadOnlyList<ILanguageModel> models, IReadOnlyList<double> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        Check(models);
        if (weights.Count != models.Count || weights.Any(w => w is not (>= 0 and <= 1)) || Math.Abs(weights.Sum() - 1) > 1e-9)
        {
            throw new ArgumentException(
                $"{models.Count} models are mixed with as many weights between 0 and 1 whose sum is 1, but {string.Join(", ", weights)} came.", nameof(weights));
        }

        this.models = [.. models];
        this.weights = [.. weights];
    }

    /// <inheritdoc/>
    public Vocabulary Vocabulary => models[0].Vocabulary;

    /// <summary>The models.</summary>
    public IReadOnlyList<ILanguageModel> Models => models;

    /// <summary>λ.</summary>
    public IReadOnlyList<double> Weights => weights;

    /// <summary>The mean with the weights that make a held-out text most probable, found by expectation–maximisation.</summary>
    /// <param name="models">At least one; all have the same tokens in the same order.</param>
    /// <param name="heldOut">A text that none of them was trained on, or the one that overfits most wins.</param>
    public static InterpolatedModel Fit(IReadOnlyList<ILanguageModel> models, IReadOnlyList<int> heldOut)
    {
        ArgumentNullException.ThrowIfNull(heldOut);
        Check(models);
        return new InterpolatedModel(models, MixtureWeights.Fit([.. models.Select(m => m.Score(heldOut).Select(s => s.LogProbability).ToArray())]));
    }

    /// <inheritdoc/>
    public IContext Start() => new Context(this, Array.ConvertAll(models, m => m.Start()));

    private static void Check(IReadOnlyList<ILanguageModel> models)
    {
        ArgumentNullException.ThrowIfNull(models);
        if (models.Count == 0) throw new ArgumentException("At least one model was expected, but none came.", nameof(models));
        var first = models[0].Vocabulary;
        foreach (var model in models)
        {
            if (!ReferenceEquals(model.Vocabulary, first) && !model.Vocabulary.Tokens.SequenceEqual(first.Tokens))
            {
                throw new ArgumentException(
                    $"Models are mixed over one vocabulary, but one has {first.Count} tokens and another {model.Vocabulary.Count}, or others; train them with the same.",
                    nameof(models));
            }
        }
    }

    private sealed class Context(InterpolatedModel model, IContext[] contexts) : IContext
    {
        public void Read(int token)
        {
            foreach (var context in contexts) context.Read(token);
        }

        public double LogProbability(int token)
        {
            var p = 0.0;
            for (var i = 0; i < contexts.Length; i++) p += model.weights[i] * Math.Exp(contexts[i].LogProbability(token));
            return Math.Log(p);
        }

        public void Next(Span<double> logProbabilities)
        {
            var one = new double[logProbabilities.Length];
            logProbabilities.Clear();
            for (var i = 0; i < contexts.Length; i++)
            {
                contexts[i].Next(one);
                for (var v = 0; v < one.Length; v++) logProbabilities[v] += model.weights[i] * Math.Exp(one[v]);
            }

            for (var v = 0; v < logProbabilities.Length; v++) logProbabilities[v] = Math.Log(logProbabilities[v]);
        }

        public IContext Copy() => new Context(model, Array.ConvertAll(contexts, c => c.Copy()));
    }
}
