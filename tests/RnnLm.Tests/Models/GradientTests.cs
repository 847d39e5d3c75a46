using RnnLm.Models.FixedWindow;
using RnnLm.Models.Neural;
using RnnLm.Models.Recurrent;
using RnnLm.Numerics;
using Xunit;

namespace RnnLm.Tests.Models;

/// <summary>Every weight of every model against central differences in double.</summary>
public class GradientTests
{
    public static TheoryData<RecurrentKind, string, int, bool, int, double> Architectures()
    {
        var data = new TheoryData<RecurrentKind, string, int, bool, int, double>();
        foreach (var (kind, activation) in Kinds())
        {
            foreach (var layers in (int[])[1, 2, 3])
            {
                foreach (var dropout in layers < 3 ? [0, 0.4] : (double[])[0.4])
                {
                    data.Add(kind, activation, layers, false, 4, dropout); // d_e ≠ d_h
                    data.Add(kind, activation, layers, true, 3, dropout);  // tied
                    data.Add(kind, activation, layers, true, 4, dropout);  // tied with a projection
                }
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Architectures))]
    public void Recurrent_gradients_equal_central_differences(RecurrentKind kind, string activation, int layers, bool tied, int embedding, double dropout) =>
        Check(Toy.Recurrent<double>(new RecurrentArchitecture(kind)
        {
            Activation = Activation.Parse(activation),
            Layers = layers,
            TiedWeights = tied,
            EmbeddingSize = embedding,
            HiddenSize = 3,
            Dropout = dropout,
        }));

    [Theory]
    [InlineData(RecurrentKind.Elman)]
    [InlineData(RecurrentKind.Lstm)]
    [InlineData(RecurrentKind.Gru)]
    public void So_they_do_where_a_state_is_longer_than_a_vector(RecurrentKind kind) =>
        Check(Toy.Recurrent<double>(new RecurrentArchitecture(kind) { EmbeddingSize = 2, HiddenSize = 11 }));

    public static TheoryData<int, string, bool, double> Windows()
    {
        var data = new TheoryData<int, string, bool, double>();
        foreach (var window in (int[])[1, 3])
        {
            foreach (var activation in Activation.All)
            {
                foreach (var direct in (bool[])[false, true])
                {
                    foreach (var dropout in (double[])[0, 0.4]) data.Add(window, activation.Name, direct, dropout);
                }
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Windows))]
    public void Fixed_window_gradients_equal_central_differences(int window, string activation, bool direct, double dropout)
    {
        var architecture = new FixedWindowArchitecture(window)
        {
            Activation = Activation.Parse(activation),
            DirectConnections = direct,
            EmbeddingSize = 3,
            HiddenSize = 4,
            Dropout = dropout,
        };
        var model = architecture.Create<double>(Toy.Vocabulary(8), new RandomGenerator(1));
        Toy.Randomise(model, 7);
        Check(model);
    }

    internal static void Check(NeuralLanguageModel<double> model)
    {
        var batch = Toy.Batch();
        model.ClearGradients();
        var loss = Loss();
        Assert.True(double.IsFinite(loss));
        var gradients = model.Parameters.Select(p => p.Gradient.ToArray()).ToArray();
        foreach (var (parameter, gradient) in model.Parameters.Zip(gradients))
        {
            for (var i = 0; i < parameter.Count; i++)
            {
                var expected = CentralDifference(parameter, i, Loss);
                var error = Math.Abs(gradient[i] - expected) / Math.Max(1e-3, Math.Abs(gradient[i]) + Math.Abs(expected));
                Assert.True(error < 1e-6, $"{parameter.Name}[{i}]: the gradient is {gradient[i]}, the central difference {expected}");
            }
        }

        // The same masks each time: the generator begins anew.
        double Loss() => model.Accumulate(batch, Toy.State(model, batch.Streams), new RandomGenerator(5));
    }

    // Fourth order, so that a step large enough for the digits of the loss has no error of its own.
    private static double CentralDifference(Parameter<double> parameter, int i, Func<double> loss)
    {
        const double step = 1e-3;
        var value = parameter.Value[i];
        double At(double offset)
        {
            parameter.Value[i] = value + offset;
            return loss();
        }

        var difference = ((8 * (At(step) - At(-step))) - (At(2 * step) - At(-2 * step))) / (12 * step);
        parameter.Value[i] = value;
        return difference;
    }

    private static IEnumerable<(RecurrentKind Kind, string Activation)> Kinds() =>
    [
        .. Activation.All.Select(activation => (RecurrentKind.Elman, activation.Name)),
        (RecurrentKind.Lstm, "tanh"),
        (RecurrentKind.Gru, "tanh"),
    ];
}
