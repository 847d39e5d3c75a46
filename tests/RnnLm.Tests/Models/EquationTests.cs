using MathNet.Numerics.LinearAlgebra;
using RnnLm.Models.Recurrent;
using RnnLm.Text;
using Xunit;

namespace RnnLm.Tests.Models;

/// <summary>The fused, batched layers against the lecture's equations, one step of one text at a time.</summary>
public class EquationTests
{
    [Theory]
    [InlineData(RecurrentKind.Elman, "tanh", 1, false, 4)]
    [InlineData(RecurrentKind.Elman, "sigmoid", 2, true, 4)]
    [InlineData(RecurrentKind.Elman, "relu", 2, false, 3)]
    [InlineData(RecurrentKind.Elman, "identity", 1, true, 3)]
    [InlineData(RecurrentKind.Lstm, "tanh", 1, false, 4)]
    [InlineData(RecurrentKind.Lstm, "tanh", 2, true, 4)]
    [InlineData(RecurrentKind.Gru, "tanh", 1, true, 3)]
    [InlineData(RecurrentKind.Gru, "tanh", 2, true, 4)]
    [InlineData(RecurrentKind.Elman, "tanh", 1, false, 4, 11)] // longer than a vector of eight
    [InlineData(RecurrentKind.Lstm, "tanh", 1, false, 4, 11)]
    [InlineData(RecurrentKind.Gru, "tanh", 1, false, 4, 11)]
    public void The_fast_path_equals_the_clear_equations(RecurrentKind kind, string activation, int layers, bool tied, int embedding, int hidden = 3)
    {
        var model = Toy.Recurrent<double>(new RecurrentArchitecture(kind)
        {
            Activation = Activation.Parse(activation),
            Layers = layers,
            TiedWeights = tied,
            EmbeddingSize = embedding,
            HiddenSize = hidden,
        });
        var batch = Toy.Batch();
        var state = (RecurrentState<double>)Toy.State(model, batch.Streams);
        var clear = model.ToEncoderRnnDecoder();
        var losses = new double[batch.Inputs.Length];
        var before = (RecurrentState<double>)state.Copy();
        model.NegativeLogLikelihood(batch, state, losses);

        for (var b = 0; b < batch.Streams; b++)
        {
            var stream = b;
            var tokens = Enumerable.Range(0, batch.Steps).Select(t => batch.Inputs[(t * batch.Streams) + stream]);
            var steps = clear.Unroll(StateOf(before, b), tokens);
            for (var t = 0; t < batch.Steps; t++)
            {
                var target = batch.Targets[(t * batch.Streams) + b];
                var expected = target == Batch.Padding ? 0 : -Math.Log(clear.Decode(steps[t].Hidden)[target]);
                Assert.Equal(expected, losses[(t * batch.Streams) + b], 1e-12);
            }

            Assert.True((steps[^1].State - StateOf(state, b)).InfinityNorm() < 1e-13);
        }

        Vector<double> StateOf(RecurrentState<double> all, int b) => Vector<double>.Build.DenseOfEnumerable(
            Enumerable.Range(0, layers).SelectMany(l => all.Hidden(l).Slice(b * hidden, hidden).ToArray().Concat(kind == RecurrentKind.Lstm ? all.Cell(l).Slice(b * hidden, hidden).ToArray() : [])));
    }

    [Theory]
    [InlineData(RecurrentKind.Elman)]
    [InlineData(RecurrentKind.Lstm)]
    [InlineData(RecurrentKind.Gru)]
    public void Scoring_a_text_at_once_equals_reading_it_token_by_token(RecurrentKind kind)
    {
        var model = Toy.Recurrent<double>(new RecurrentArchitecture(kind) { Layers = 2, EmbeddingSize = 4, HiddenSize = 3 });
        int[] text = [.. Enumerable.Range(0, 300).Select(i => 2 + (i * i % 6))]; // longer than one piece
        var scores = new double[text.Length];
        model.Score(text, scores, TestContext.Current.CancellationToken);
        var context = model.Start();
        var next = new double[8];
        for (var t = 0; t < text.Length; t++)
        {
            if (t % 7 == 0) context = context.Copy();
            context.Next(next);
            Assert.Equal(1, next.Sum(Math.Exp), 1e-12);
            Assert.Equal(context.LogProbability(text[t]), scores[t], 1e-12);
            context.Read(text[t]);
        }
    }
}
