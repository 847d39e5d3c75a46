using System.Numerics;
using RnnLm.Numerics;
using RnnLm.Text;

namespace RnnLm.Models.Neural;

/// <summary>A language model with weights that are learned by gradient descent: the fixed window or a recurrent network.</summary>
/// <typeparam name="T"><c>float</c> for training, <c>double</c> for gradient checks and teaching.</typeparam>
/// <remarks>
/// One model computes one batch at a time: its work space is its own. Contexts from <see cref="Start"/> have work space of their own
/// and may be used beside each other, though not while the weights change.
/// </remarks>
public abstract class NeuralLanguageModel<T> : ILanguageModel, ISequenceScorer
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int EvaluationSteps = 256;
    private INetwork<T>? network;

    private protected NeuralLanguageModel(Vocabulary vocabulary, Workers? workers)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        Vocabulary = vocabulary;
        Workers = workers;
    }

    /// <inheritdoc/>
    public Vocabulary Vocabulary { get; }

    /// <summary>The hyper-parameters from which an equal model can be built.</summary>
    public abstract NeuralArchitecture Architecture { get; }

    /// <summary>Every weight once, named and shaped as PyTorch would; a tied weight stands under the embedding's name.</summary>
    public abstract IReadOnlyList<Parameter<T>> Parameters { get; }

    /// <summary>b2. // [|V|]</summary>
    public abstract Parameter<T> DecoderBias { get; }

    /// <summary>The state before the first token of k streams.</summary>
    public abstract CarriedState<T> InitialState(int streams);

    /// <summary>
    /// The loss of a batch, ℒ = the mean of −ln ŷ(t)_y over the targets that are no padding (slides A19, A21), with its gradient added to
    /// every parameter's <see cref="Parameter{T}.Gradient"/>. In nats per token.
    /// </summary>
    /// <param name="batch">k streams of L steps, or k padded sentences.</param>
    /// <param name="state">The state before the batch, and afterwards the one behind it; cleared first if the batch starts anew.</param>
    /// <param name="dropout">Where the dropout masks come from; without it there is no dropout.</param>
    /// <param name="lookBack">
    /// K of truncated BPTT in its first meaning (slide A26): each loss goes back over K uses of the recurrent weights, those of steps
    /// t … t−K+1, and no further. Never beyond the batch: the carried state is a constant, and the losses of the first K − 1 steps look
    /// back to step 1 only. If null, or not less than L, each goes back to the beginning of the batch. The way back through the
    /// layers takes K times the work. A fixed window has nothing to look back to.
    /// </param>
    /// <returns>The loss; 0 if the batch has no targets: then there is no gradient, but the state is carried on.</returns>
    /// <exception cref="ArgumentException">The batch does not fit the model or the state.</exception>
    /// <exception cref="ArgumentOutOfRangeException">K is not positive.</exception>
    public double Accumulate(Batch batch, CarriedState<T> state, RandomGenerator? dropout = null, int? lookBack = null)
    {
        Check(batch, state);
        if (lookBack < 1)
        {
            throw new ArgumentOutOfRangeException(
                nameof(lookBack), lookBack, "A loss looks back over at least one use of the recurrent weights; give 1 or more.");
        }

        var targets = batch.TargetCount;
        Network.Forward(batch, state, dropout);
        return targets == 0 ? 0 : Network.Backward(batch, 1.0 / targets, lookBack) / targets;
    }

    /// <summary>Σ −ln ŷ(t)_y of a batch, in nats, without gradients and without dropout.</summary>
    /// <param name="batch">k streams of L steps, or k padded sentences.</param>
    /// <param name="state">The state before the batch, and afterwards the one behind it; cleared first if the batch starts anew.</param>
    /// <param name="losses">If not empty: −ln ŷ(t)_y of each position, 0 where there is padding.</param>
    public double NegativeLogLikelihood(Batch batch, CarriedState<T> state, Span<double> losses = default)
    {
        Check(batch, state);
        Network.Forward(batch, state, dropout: null);
        return Network.NegativeLogLikelihood(batch, losses);
    }

    /// <summary>−ln P(text) in nats, the first token included.</summary>
    /// <param name="tokens">A text as a stream of tokens, EOS behind each line.</param>
    /// <param name="cancellation">Looked at every few hundred steps.</param>
    public double NegativeLogLikelihood(ReadOnlySpan<int> tokens, CancellationToken cancellation = default)
    {
        var logProbabilities = new double[tokens.Length];
        Score(tokens, logProbabilities, cancellation);
        return -logProbabilities.Sum();
    }

    /// <summary>
    /// ln P(x(t) | x(t−1) … x(1)) of every token of a text: read as one stream with its state carried from the first token to the last,
    /// as a context would, but many steps at once.
    /// </summary>
    public void Score(ReadOnlySpan<int> tokens, Span<double> logProbabilities, CancellationToken cancellation = default)
    {
        var state = InitialState(1);
        for (var start = 0; start < tokens.Length; start += EvaluationSteps)
        {
            cancellation.ThrowIfCancellationRequested();
            var targets = tokens.Slice(start, Math.Min(EvaluationSteps, tokens.Length - start)).ToArray();
            var inputs = new int[targets.Length];
            inputs[0] = start == 0 ? Vocabulary.Eos : tokens[start - 1];
            targets.AsSpan(0, targets.Length - 1).CopyTo(inputs.AsSpan(1));
            NegativeLogLikelihood(new Batch(inputs, targets, 1, targets.Length, start == 0), state, logProbabilities.Slice(start, targets.Length));
        }

        foreach (ref var value in logProbabilities) value = -value;
    }

    /// <summary>Sets every gradient to zero.</summary>
    public void ClearGradients()
    {
        for (var p = 0; p < Parameters.Count; p++) Parameters[p].ClearGradient();
    }

    /// <inheritdoc/>
    public IContext Start() => new NeuralContext<T>(this);

    /// <summary>
    /// Sets b2 before training so that the model begins as a unigram model: b2_v = ln((c(v) + 1)/(T + |V|)), c(v) being how often token v stands
    /// among the T tokens (add-one smoothing).
    /// </summary>
    /// <remarks>
    /// From b2 = 0, a rule such as Adam, which moves every weight at about the same speed, does not wait for b2: it learns the frequencies as h·U
    /// with an h that is nearly the same at every step. An Elman network keeps such an h up by itself (eigenvalues of W_h above 1), and as tanh is
    /// odd, almost as well its mirror image −h: a stream that falls there from h(0) = 0 expects the rare words, at any length, until
    /// some epochs later b1 has settled which of the two it is. Beginning with the frequencies there is no need for that.
    /// </remarks>
    /// <param name="tokens">The text to be trained on.</param>
    public void BeginWithFrequencies(ReadOnlySpan<int> tokens)
    {
        CheckTokens(tokens, 0, nameof(tokens));
        var counts = new long[Vocabulary.Count];
        foreach (var token in tokens) counts[token]++;
        for (var v = 0; v < counts.Length; v++)
            DecoderBias.Value[v] = T.CreateTruncating(Math.Log((counts[v] + 1.0) / (tokens.Length + (double)counts.Length)));
    }

    /// <summary>Who computes batches; none means the calling thread.</summary>
    internal Workers? Workers { get; }

    /// <summary>Work space for the computation of batches with this model's weights.</summary>
    internal abstract INetwork<T> CreateNetwork(Workers? workers);

    private INetwork<T> Network => network ??= CreateNetwork(Workers);

    /// <summary>Checks that the batch fits the state and the vocabulary, and clears the state if the batch starts anew.</summary>
    private void Check(Batch batch, CarriedState<T> state)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(state);
        var length = batch.Streams * batch.Steps;
        if (length == 0 || batch.Inputs.Length != length || batch.Targets.Length != length)
        {
            throw new ArgumentException(
                $"A batch of {batch.Streams} streams and {batch.Steps} steps holds {length} inputs and targets, but {batch.Inputs.Length} inputs and {batch.Targets.Length} targets came.",
                nameof(batch));
        }

        if (state.Streams != batch.Streams)
            throw new ArgumentException($"The state is of {state.Streams} streams, but the batch has {batch.Streams}; begin a new state for it.", nameof(state));
        CheckTokens(batch.Inputs, 0, nameof(batch));
        CheckTokens(batch.Targets, Batch.Padding, nameof(batch));
        if (batch.StartsAnew) state.Clear();
    }

    private void CheckTokens(ReadOnlySpan<int> tokens, int least, string name)
    {
        var wrong = tokens.IndexOfAnyExceptInRange(least, Vocabulary.Count - 1);
        if (wrong >= 0)
            throw new ArgumentException($"A token is a number from {least} to {Vocabulary.Count - 1}, but {tokens[wrong]} came; is the text of another vocabulary?", name);
    }
}
