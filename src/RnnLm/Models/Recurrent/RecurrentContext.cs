using System.Numerics;
using RnnLm.Text;

namespace RnnLm.Models.Recurrent;

/// <summary>A recurrent model reading a text: its memory is h(t), and ŷ(t) is computed when it is first asked for.</summary>
internal sealed class RecurrentContext<T> : IContext
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly RecurrentLanguageModel<T> model;
    private readonly RecurrentState<T> state; // before the token that was read last
    private readonly UnrolledNetwork<T> network;
    private readonly double[] logProbabilities;
    private int last = Vocabulary.Eos;
    private bool stepped; // whether the network holds the step on which the last token was read
    private bool known;

    public RecurrentContext(RecurrentLanguageModel<T> model)
        : this(model, (RecurrentState<T>)model.InitialState(1))
    {
    }

    private RecurrentContext(RecurrentLanguageModel<T> model, RecurrentState<T> state)
    {
        this.model = model;
        this.state = state;
        network = new UnrolledNetwork<T>(model, workers: null);
        logProbabilities = new double[model.Vocabulary.Count];
    }

    /// <inheritdoc/>
    public void Read(int token)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)token, (uint)model.Vocabulary.Count, nameof(token));
        Step();
        network.Carry(state);
        last = token;
        stepped = known = false;
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
        var copy = new RecurrentContext<T>(model, (RecurrentState<T>)state.Copy()) { last = last, known = known };
        logProbabilities.CopyTo(copy.logProbabilities, 0);
        return copy;
    }

    private void Step()
    {
        if (!stepped) network.Forward(new Batch([last], [Batch.Padding], 1, 1, StartsAnew: false), state, dropout: null);
        stepped = true;
    }

    private void Know()
    {
        if (known) return;
        Step();
        network.LogProbabilities(logProbabilities);
        known = true;
    }
}
