using RnnLm.Analysis;
using RnnLm.Models;
using RnnLm.Models.FixedWindow;
using RnnLm.Models.Neural;
using RnnLm.Models.NGram;
using RnnLm.Models.Recurrent;
using RnnLm.Numerics;
using RnnLm.Text;
using RnnLm.Training;

namespace RnnLm.Cli.Data;

/// <summary>How the networks are trained: the same for all but the learning rate, where each has the best of <see cref="Rates"/>.</summary>
/// <param name="Words">How many words there are to train on.</param>
/// <param name="Epochs">How often the networks read them.</param>
/// <param name="Hidden">d_h; d_e is half of it.</param>
/// <param name="Rate">One rate for all networks; null gives each its own.</param>
internal sealed record TrainingRecipe(int Words = 400_000, int Epochs = 8, int Hidden = 64, double? Rate = null)
{
    /// <summary>The rates that were tried, on the text and the weights of seed 1, which is not among those that are reported; all three for every network.</summary>
    public static IReadOnlyList<double> Rates { get; } = [0.003, 0.006, 0.01];

    /// <summary>k.</summary>
    public const int Streams = 8;

    /// <summary>L: two sentences and a little more, so that most cues stand in one batch with the words that depend on them.</summary>
    public const int Steps = 80;

    /// <summary>The networks that can be trained, by the names that the tables have.</summary>
    public static IReadOnlyList<string> Networks { get; } = ["window 4", "Elman", "GRU", "LSTM"];

    /// <summary>The rate of a network: of the three the one with the lowest perplexity, which <c>rnnlm data compare students --first-seed 1 --seeds 1 --rate R</c> prints.</summary>
    public double RateOf(string network) => Rate ?? network switch
    {
        "window 4" => 0.003,
        _ => 0.006,
    };

    /// <summary>The sizes of a network.</summary>
    public NeuralArchitecture ArchitectureOf(string network) => network switch
    {
        "window 4" => new FixedWindowArchitecture(4) { HiddenSize = Hidden, EmbeddingSize = Hidden / 2 },
        "Elman" => Recurrent(RecurrentKind.Elman),
        "GRU" => Recurrent(RecurrentKind.Gru),
        "LSTM" => Recurrent(RecurrentKind.Lstm),
        _ => throw new ArgumentException($"A network is one of {string.Join(", ", Networks)}, but '{network}' came.", nameof(network)),
    };

    private RecurrentArchitecture Recurrent(RecurrentKind kind) => new(kind) { HiddenSize = Hidden, EmbeddingSize = Hidden / 2 };
}

/// <summary>The models that are compared, each trained on the same tokens.</summary>
/// <param name="Recipe">How.</param>
/// <param name="Vocabulary">The grammar's words.</param>
/// <param name="Train">The tokens to train on.</param>
/// <param name="Valid">The tokens by which the best epoch is chosen.</param>
/// <param name="Seed">Where the weights come from.</param>
internal sealed record Contestants(TrainingRecipe Recipe, Vocabulary Vocabulary, int[] Train, int[] Valid, ulong Seed)
{
    /// <summary>All of them, the simplest first.</summary>
    public static IReadOnlyList<string> Names { get; } = ["5-gram", .. TrainingRecipe.Networks];

    /// <summary>Trains one of them.</summary>
    public ILanguageModel Create(string name, Workers workers, CancellationToken stop) =>
        name == "5-gram" ? NGramModel.KneserNey(Vocabulary, Train, 5) : TrainNetwork(name, workers, stop);

    private NeuralLanguageModel<float> TrainNetwork(string name, Workers workers, CancellationToken stop)
    {
        var model = Recipe.ArchitectureOf(name).Create<float>(Vocabulary, new RandomGenerator(Seed), workers);
        Prepare(model);
        var options = new TrainingOptions { Epochs = Recipe.Epochs, Clip = 0.5, Schedule = new CosineDecay(), Seed = Seed };
        var batches = new BatchStream(Train, TrainingRecipe.Streams, TrainingRecipe.Steps);
        new Trainer<float>(model, new Adam<float>(model.Parameters, Recipe.RateOf(name)), batches, options, Valid).Run(cancellation: stop);
        return model;
    }

    // What shortens the time in which a network has not yet found out which words go together.
    private void Prepare(NeuralLanguageModel<float> model)
    {
        model.BeginWithFrequencies(Train);
        var kind = (model.Architecture as RecurrentArchitecture)?.Kind;
        // Embeddings uniform in ±1 instead of ±0.1: words differ in the state from the first step on. In an Elman network they would push
        // tanh to its ends within some steps, and the gradient would vanish there: ±0.3.
        var scale = kind == RecurrentKind.Elman ? 3f : 10f;
        foreach (ref var value in model.Parameters.Single(p => p.Name == "encoder.weight").Value.AsSpan()) value *= scale;
        if (model is not RecurrentLanguageModel<float> recurrent) return;
        var layer = recurrent.Layers[0];
        if (kind == RecurrentKind.Elman)
        {
            // W_h begins orthogonal, so that it neither shrinks nor stretches what it carries (Saxe et al. 2014; Le et al. 2015 take the identity).
            var orthogonal = RandomMatrix.Orthogonal(layer.HiddenSize, radius: 1, new RandomGenerator(Seed + 1));
            foreach (var (row, column, value) in orthogonal.EnumerateIndexed()) layer.RecurrentWeight.Value[(row * layer.HiddenSize) + column] = (float)value;
        }

        // The GRU's gate z begins open to the past, b = 1, as the LSTM's f does (Jozefowicz et al. 2015).
        if (kind == RecurrentKind.Gru) layer.Bias.Value.AsSpan(layer.HiddenSize, layer.HiddenSize).Fill(1);
    }
}
