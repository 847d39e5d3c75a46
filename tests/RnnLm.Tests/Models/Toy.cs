using RnnLm.Models.Neural;
using RnnLm.Models.Recurrent;
using RnnLm.Numerics;
using RnnLm.Text;

namespace RnnLm.Tests.Models;

/// <summary>Small models and batches on which every parameter matters.</summary>
internal static class Toy
{
    /// <summary>A vocabulary of this many tokens, the special ones included.</summary>
    public static Vocabulary Vocabulary(int count) => new(new WordTokenizer(), Enumerable.Range(3, count - 3).Select(i => $"w{i}"));

    /// <summary>Three streams of four steps, with a repeated token in a stream and across streams, and padding; the state is carried in.</summary>
    public static Batch Batch() => new(
        [3, 4, 5, 3, 6, 2, 7, 3, 3, 2, 5, 4],
        [3, 6, 2, 7, 3, 3, 2, -1, 4, 5, -1, 0],
        Streams: 3,
        Steps: 4,
        StartsAnew: false);

    /// <summary>A model whose weights are all random and of a size that bends the activations.</summary>
    public static RecurrentLanguageModel<T> Recurrent<T>(RecurrentArchitecture architecture, ulong seed = 7)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        var model = (RecurrentLanguageModel<T>)architecture.Create<T>(Vocabulary(8), new RandomGenerator(1));
        Randomise(model, seed);
        return model;
    }

    public static void Randomise<T>(NeuralLanguageModel<T> model, ulong seed)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        var random = new RandomGenerator(seed);
        foreach (var parameter in model.Parameters) random.FillUniform(parameter.Value, 0.8);
    }

    /// <summary>A state h(0) ≠ 0.</summary>
    public static CarriedState<T> State<T>(NeuralLanguageModel<T> model, int streams, ulong seed = 11)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        var state = model.InitialState(streams);
        var random = new RandomGenerator(seed);
        foreach (var (_, values) in state.Arrays)
        {
            if (state is RecurrentState<T>) random.FillUniform(values, 0.9);
            else for (var i = 0; i < values.Length; i++) values[i] = T.CreateChecked(random.Next(model.Vocabulary.Count)); // a window's tokens
        }

        return state;
    }
}
