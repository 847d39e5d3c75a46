using MathNet.Numerics.LinearAlgebra;
using RnnLm.Models.FixedWindow;
using RnnLm.Models.Neural;
using RnnLm.Models.Recurrent;
using RnnLm.Numerics;
using RnnLm.Tests.Models.Recurrent.Cells;
using RnnLm.Text;
using RnnLm.Training;
using RnnLm.Training.Backpropagation;
using Xunit;

namespace RnnLm.Tests.Models.Recurrent;

/// <summary>
/// Truncated BPTT in its first meaning (slide A26), against the single terms of <see cref="Bptt"/>: h(0) ≠ 0, so that the term of
/// step 1 counts.
/// </summary>
public class LookBackTests
{
    private const int Steps = 6;
    private const int Streams = 2;

    // One step's streams side by side; tokens repeat.
    private static readonly Batch Batch = new(
        [2, 1, 4, 4, 5, 3, 4, 5, 6, 5, 4, 0],
        [4, 4, 5, 3, 4, 5, 6, 5, 4, 0, 2, 7],
        Streams,
        Steps,
        StartsAnew: false);

    public static TheoryData<RecurrentKind, int, bool, int, int> Settings
    {
        get
        {
            var data = new TheoryData<RecurrentKind, int, bool, int, int>();
            foreach (var kind in Enum.GetValues<RecurrentKind>())
                foreach (var layers in (int[])[1, 2])
                    foreach (var (tied, embedding) in ((bool, int)[])[(false, 4), (true, 3), (true, 4)])
                        foreach (var uses in (int[])[1, 3, Steps - 1, Steps, Steps + 10])
                            data.Add(kind, layers, tied, embedding, uses);
            return data;
        }
    }

    [Theory, MemberData(nameof(Settings))]
    public void The_gradient_is_the_sum_of_the_terms_within_reach(RecurrentKind kind, int layers, bool tied, int embedding, int uses)
    {
        var model = Model(kind, layers, tied, embedding);
        var state = (RecurrentState<double>)Toy.State(model, Streams);
        var texts = Texts(model, state);
        model.Accumulate(Batch, state, lookBack: uses);

        var rnn = texts.Select(text => text.Rnn.Truncated(uses)).Aggregate((a, b) => [.. a.Zip(b, (x, y) => x + y)]);
        var w = 0;
        foreach (var layer in model.Layers)
        {
            var (hidden, input, bias) = (Gradient(layer.RecurrentWeight), Gradient(layer.InputWeight), Gradient(layer.Bias));
            for (var gate = 0; gate < layer.Gates; gate++)
            {
                Differences.Close(rnn[w++].Transpose(), hidden.SubMatrix(3 * gate, 3, 0, 3), 1e-12);
                Differences.Close(rnn[w++].Transpose(), input.SubMatrix(3 * gate, 3, 0, layer.InputSize), 1e-12);
                Differences.Close(rnn[w++], bias.SubMatrix(0, 1, 3 * gate, 3), 1e-12);
            }

            if (layer is GruLayer<double> gru) Differences.Close(rnn[w++], Gradient(gru.RecurrentBias).SubMatrix(0, 1, 6, 3), 1e-12);
        }

        Assert.Equal(rnn.Count, w);

        // What ℒ(t) asks of the embeddings read at steps t−K+1 … t; a tied decoder adds its own, behind a projection Uᵀ = E·W_pᵀ.
        var encoder = Matrix<double>.Build.Dense(8, embedding);
        for (var b = 0; b < Streams; b++)
        {
            for (var t = 1; t <= Steps; t++)
            {
                for (var i = Math.Max(1, t - uses + 1); i <= t; i++)
                {
                    var token = Batch.Inputs[((i - 1) * Streams) + b];
                    encoder.SetRow(token, encoder.Row(token) + texts[b].EmbeddingContribution(t, i));
                }
            }
        }

        var decoder = texts[0].DecoderGradient().Transpose() + texts[1].DecoderGradient().Transpose(); // [|V|×d_h]
        if (!tied) Differences.Close(decoder, Gradient(model.DecoderWeight), 1e-12);
        else if (model.Projection is null) encoder += decoder;
        else encoder += decoder * Matrix<double>.Build.Dense(3, 4, (i, j) => model.Projection[j, i]);
        Differences.Close(encoder, Gradient(model.Embedding.Weight), 1e-12);
        var b2 = texts[0].DecoderBiasGradient() + texts[1].DecoderBiasGradient();
        Differences.Close(b2.ToRowMatrix(), Gradient(model.DecoderBias), 1e-12);
    }

    [Theory]
    [InlineData(RecurrentKind.Elman)]
    [InlineData(RecurrentKind.Lstm)]
    [InlineData(RecurrentKind.Gru)]
    public void As_many_uses_as_steps_are_full_backpropagation_through_time(RecurrentKind kind)
    {
        var model = Model(kind, layers: 2, tied: true, embedding: 4);
        var full = Gradients(model, Batch);
        Assert.Equal(full, Gradients(model, Batch, Steps));
        Assert.Equal(full, Gradients(model, Batch, int.MaxValue));
        Assert.NotEqual(full, Gradients(model, Batch, Steps - 1));
    }

    [Theory]
    [InlineData(RecurrentKind.Elman)]
    [InlineData(RecurrentKind.Lstm)]
    [InlineData(RecurrentKind.Gru)]
    public void A_loss_that_looks_back_to_the_beginning_misses_nothing_with_dropout_too(RecurrentKind kind)
    {
        var model = Model(kind, layers: 2, tied: true, embedding: 4, dropout: 0.4);
        var targets = Enumerable.Repeat(Batch.Padding, Batch.Targets.Length).ToArray();
        (targets[6], targets[7]) = (6, 5); // step 4 alone has a loss
        var batch = Batch with { Targets = targets };
        var full = Gradients(model, batch);
        foreach (var (expected, actual) in full.Zip(Gradients(model, batch, 4))) Assert.Equal(expected, actual, 1e-14);
        Assert.NotEqual(full, Gradients(model, batch, 3));
    }

    [Fact]
    public void Chunks_of_the_same_length_are_another_truncation()
    {
        const int k = 3;
        var model = Model(RecurrentKind.Elman, layers: 1, tied: false, embedding: 4);
        var state = (RecurrentState<double>)Toy.State(model, Streams);
        var texts = Texts(model, state);
        model.Accumulate(Batch, state.Copy(), lookBack: k);
        var lookingBack = Gradient(model.Layers[0].RecurrentWeight);

        // The second meaning (slides B17–B19): k steps at a time, the state carried but detached.
        model.ClearGradients();
        for (var start = 0; start < Batch.Inputs.Length; start += k * Streams)
        {
            var piece = new Range(start, start + (k * Streams));
            model.Accumulate(new Batch(Batch.Inputs[piece], Batch.Targets[piece], Streams, k, StartsAnew: false), state);
        }

        var inChunks = Gradient(model.Layers[0].RecurrentWeight) / (Steps / k); // each chunk's loss is a mean over its own targets
        Differences.Close((texts[0].Rnn.InChunks(k)[0] + texts[1].Rnn.InChunks(k)[0]).Transpose(), inChunks, 1e-12);
        var difference = (lookingBack - inChunks).FrobeniusNorm() / inChunks.FrobeniusNorm();
        Assert.True(difference > 0.05, $"{lookingBack} and {inChunks} should differ");
    }

    [Fact]
    public void A_trainer_looks_back_as_far_as_its_options_say()
    {
        var full = Train(null);
        Assert.Equal(full, Train(Steps));
        Assert.NotEqual(full, Train(2));
        Assert.Contains("1 or more", Assert.Throws<ArgumentOutOfRangeException>(() => Train(0)).Message, StringComparison.Ordinal);

        static double[] Train(int? lookBack)
        {
            var model = Model(RecurrentKind.Gru, layers: 1, tied: false, embedding: 4);
            var options = new TrainingOptions { Epochs = 1, LookBack = lookBack };
            new Trainer<double>(model, new Sgd<double>(model.Parameters, 0.5), [Batch, Batch], options).Run();
            return [.. model.Parameters.SelectMany(parameter => parameter.Value)];
        }
    }

    [Fact]
    public void A_fixed_window_has_nothing_to_look_back_to()
    {
        var architecture = new FixedWindowArchitecture(3) { EmbeddingSize = 3, HiddenSize = 4 };
        var model = architecture.Create<double>(Toy.Vocabulary(8), new RandomGenerator(1));
        Assert.Equal(Gradients(model, Batch), Gradients(model, Batch, 1));
    }

    private static RecurrentLanguageModel<double> Model(RecurrentKind kind, int layers, bool tied, int embedding, double dropout = 0) =>
        Toy.Recurrent<double>(new RecurrentArchitecture(kind)
        {
            Layers = layers,
            TiedWeights = tied,
            EmbeddingSize = embedding,
            HiddenSize = 3,
            Dropout = dropout,
        });

    private static double[] Gradients(NeuralLanguageModel<double> model, Batch batch, int? lookBack = null)
    {
        model.ClearGradients();
        model.Accumulate(batch, Toy.State(model, batch.Streams), new RandomGenerator(5), lookBack);
        return [.. model.Parameters.SelectMany(parameter => parameter.Gradient)];
    }

    /// <summary>The gradient of the sum of all losses, as <see cref="LanguageModelBptt"/> has it: the model's is of their mean.</summary>
    private static Matrix<double> Gradient(Parameter<double> parameter) => Matrix<double>.Build.Dense(
        parameter.Rows, parameter.Columns, (i, j) => Batch.TargetCount * parameter.Gradient[(i * parameter.Columns) + j]);

    /// <summary>Each stream as a text of its own, from its own h(0).</summary>
    private static LanguageModelBptt[] Texts(RecurrentLanguageModel<double> model, RecurrentState<double> state)
    {
        var clear = model.ToEncoderRnnDecoder();
        return
        [
            .. Enumerable.Range(0, Streams).Select(b => new LanguageModelBptt(clear, StateOf(b), Of(Batch.Inputs, b), Of(Batch.Targets, b))),
        ];

        static int[] Of(int[] tokens, int b) => [.. Enumerable.Range(0, Steps).Select(t => tokens[(t * Streams) + b])];

        Vector<double> StateOf(int b) => Vector<double>.Build.DenseOfEnumerable(Enumerable.Range(0, model.Layers.Count).SelectMany(
            l => state.Hidden(l).Slice(b * 3, 3).ToArray().Concat(model.Layers[l].HasCell ? state.Cell(l).Slice(b * 3, 3).ToArray() : [])));
    }
}
