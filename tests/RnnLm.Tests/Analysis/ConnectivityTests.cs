using MathNet.Numerics.LinearAlgebra;
using RnnLm.Analysis;
using RnnLm.Models.Recurrent;
using RnnLm.Numerics;
using RnnLm.Tests.Models.Recurrent.Cells;
using Xunit;

namespace RnnLm.Tests.Analysis;

public class ConnectivityTests
{
    private static readonly int[] Prefix = [2, 4, 3, 0];

    [Theory, InlineData("tanh"), InlineData("lstm"), InlineData("gru"), InlineData("stack")]
    public void ItIsTheNormOfTheDerivativeForEachWordOfThePrefix(string kind)
    {
        var generator = new RandomGenerator(1);
        var cell = Differences.Cell(kind, generator);
        var model = new EncoderRnnDecoder(
            Matrix<double>.Build.Dense(6, 3, (_, _) => generator.NextGaussian()), cell,
            Matrix<double>.Build.Dense(4, 6, (_, _) => generator.NextGaussian()), Differences.RandomVector(6, generator));
        var state = Differences.RandomVector(cell.StateSize, generator);

        var logit = Connectivity.OfLogit(model, state, Prefix, token: 5);
        var probability = Connectivity.OfProbability(model, state, Prefix, token: 5);

        for (var i = 0; i < Prefix.Length; i++)
        {
            // Embeddings of the prefix are distinct rows, so a row of E stands for one position.
            Vector<double> Hidden(Vector<double> e)
            {
                var moved = model.E.Clone();
                moved.SetRow(Prefix[i], e);
                return new EncoderRnnDecoder(moved, cell, model.U, model.B2).Unroll(state, Prefix)[^1].Hidden;
            }

            var row = model.Encode(Prefix[i]);
            Assert.Equal(Differences.Gradient(e => model.Logits(Hidden(e))[5], row).L2Norm(), logit[i], 1e-7);
            Assert.Equal(Differences.Gradient(e => model.Decode(Hidden(e))[5], row).L2Norm(), probability[i], 1e-7);
        }
    }
}
