using RnnLm.Models.Recurrent;
using RnnLm.Numerics;
using RnnLm.Text;
using RnnLm.Training;

namespace RnnLm.Benchmarks;

/// <summary>A training to be timed: a model with one recurrent layer, batches of random tokens with Zipf's frequencies, SGD and clipping.</summary>
/// <param name="Name">S, M, P (the sizes usual for the Penn Treebank) or C (characters).</param>
/// <param name="Tokens">|V|.</param>
/// <param name="Size">d_e = d_h.</param>
/// <param name="Streams">k.</param>
/// <param name="Steps">L.</param>
internal sealed record TrainingSetup(string Name, int Tokens, int Size, int Streams, int Steps)
{
    private const int Batches = 100;

    public static readonly TrainingSetup[] All =
        [new("S", 1000, 64, 16, 20), new("M", 5000, 128, 20, 35), new("P", 10000, 200, 20, 35), new("C", 65, 256, 32, 64)];

    public int TokensOfBatch => Streams * Steps;

    /// <summary>The floating-point operations of forward and backward that no implementation can do without, for each token.</summary>
    public double Operations(RecurrentKind kind)
    {
        var gates = kind switch { RecurrentKind.Lstm => 4, RecurrentKind.Gru => 3, _ => 1 };
        return 6.0 * Size * (Tokens + (2 * gates * Size));
    }

    /// <summary>A trainer that <see cref="Run"/> can drive.</summary>
    public Trainer<float> CreateTrainer(RecurrentKind kind, Workers workers)
    {
        var vocabulary = new Vocabulary(new WordTokenizer(), Vocabulary.SpecialTokens.Concat(Enumerable.Range(3, Tokens - 3).Select(i => $"w{i}")));
        var architecture = new RecurrentArchitecture(kind) { EmbeddingSize = Size, HiddenSize = Size };
        var model = new RecurrentLanguageModel<float>(vocabulary, architecture, new RandomGenerator(1), workers);
        var text = RandomText(new RandomGenerator(2));
        var batches = new BatchStream(text, Streams, Steps);
        return new Trainer<float>(model, new Sgd<float>(model.Parameters, 1), batches, new TrainingOptions { Epochs = int.MaxValue, Clip = 0.25 });
    }

    /// <summary>Trains on this many batches.</summary>
    public static void Run(Trainer<float> trainer, int batches)
    {
        using var stop = new CancellationTokenSource();
        try
        {
            trainer.Run(progress => { if (!progress.EpochFinished && --batches == 0) stop.Cancel(); }, stop.Token);
        }
        catch (OperationCanceledException)
        {
            // As it was meant to end.
        }
    }

    private int[] RandomText(RandomGenerator random)
    {
        var sums = new double[Tokens];
        for (var i = 1; i < Tokens; i++) sums[i] = sums[i - 1] + (i == Vocabulary.Bos ? 0 : 1.0 / i);
        var text = new int[(Streams * Steps * Batches) + Streams];
        foreach (ref var token in text.AsSpan())
        {
            var place = Array.BinarySearch(sums, random.NextDouble() * sums[^1]);
            token = Math.Max(place < 0 ? ~place : place, Vocabulary.Eos);
        }

        return text;
    }
}
