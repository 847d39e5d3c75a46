using System.Numerics;
using RnnLm.Text;

namespace RnnLm.Models.Neural;

/// <summary>A neural model reading a text: its memory is the carried state, and ŷ(t) is computed when it is first asked for.</summary>
internal sealed class NeuralContext<T> : IContext
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly NeuralLanguageModel<T> model;
    private readonly INetwork<T> network;
    private readonly CarriedState<T> before; // the last token was read
    private readonly CarriedState<T> after;
    private readonly double[] logProbabilities;
    private int last = Vocabulary.Eos;
    private bool known;

    public NeuralContext(NeuralLanguageModel<T> model)
        : this(model, model.InitialState(1))
    {
    }

    private NeuralContext(NeuralLanguageModel<T> model, CarriedState<T> before)
    {
        this.model = model;
        this.before = before;
        after = before.Copy();
        network = model.CreateNetwork(workers: null);
        logProbabilities = new double[model.Vocabulary.Count];
    }

    /// <inheritdoc/>
    public void Read(int token)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)token, (uint)model.Vocabulary.Count, nameof(token));
        if (!known) Step();
        before.CopyFrom(after);
        last = token;
        known = false;
    }

    /// <inheritdoc/>
    public void Next(Span<double> logProbabilities)
    {
        Know();
        this.logProbabilities.CopyTo(logProbabilities);
    }

    /// <inheritdoc/>
    public double LogProbability(int token)
    {
        Know();
        return logProbabilities[token];
    }

    /// <inheritdoc/>
    public IContext Copy()
    {
        var copy = new NeuralContext<T>(model, before.Copy()) { last = last, known = known };
        copy.after.CopyFrom(after);
        logProbabilities.CopyTo(copy.logProbabilities, 0);
        return copy;
    }

    private void Step()
    {
        after.CopyFrom(before);
        network.Forward(new Batch([last], [Batch.Padding], 1, 1, StartsAnew: false), after, dropout: null);
    }

    private void Know()
    {
        if (known) return;
        Step();
        network.LogProbabilities(logProbabilities);
        known = true;
    }
}
