using RnnLm.Models;
using RnnLm.Models.FixedWindow;
using RnnLm.Models.Neural;
using RnnLm.Models.NGram;
using RnnLm.Models.Recurrent;
using RnnLm.Numerics;
using RnnLm.Text;
using RnnLm.Training;

namespace RnnLm.Cli.Data;

/// <summary>The models that are compared, each trained on the same tokens; the networks with the same sizes, optimizer and number of epochs.</summary>
/// <param name="Vocabulary">The grammar's words.</param>
/// <param name="Train">The tokens to train on.</param>
/// <param name="Valid">The tokens by which the best epoch is chosen.</param>
/// <param name="Epochs">How often the networks read the text.</param>
/// <param name="Hidden">d_h; d_e is half of it.</param>
/// <param name="Seed">Where the weights come from.</param>
internal sealed record Contestants(Vocabulary Vocabulary, int[] Train, int[] Valid, int Epochs, int Hidden, ulong Seed)
{
    // Found on seed 1 by a few runs of the Elman network, and then kept for all of them.
    private const double Rate = 0.004;
    private const int Streams = 20;
    private const int Steps = 35;

    /// <summary>The contestants by name, the simplest first; each is trained when it is asked for.</summary>
    public IEnumerable<(string Name, Func<Workers, CancellationToken, ILanguageModel> Train)> All()
    {
        yield return ("5-gram", (_, _) => NGramModel.KneserNey(Vocabulary, Train, 5));
        yield return ("window 4", (workers, stop) => TrainNetwork(new FixedWindowArchitecture(4) { HiddenSize = Hidden, EmbeddingSize = Hidden / 2 }, workers, stop));
        foreach (var kind in new[] { RecurrentKind.Elman, RecurrentKind.Gru, RecurrentKind.Lstm })
        {
            yield return (kind.ToString(), (workers, stop) =>
                TrainNetwork(new RecurrentArchitecture(kind) { HiddenSize = Hidden, EmbeddingSize = Hidden / 2 }, workers, stop));
        }
    }

    private NeuralLanguageModel<float> TrainNetwork(NeuralArchitecture architecture, Workers workers, CancellationToken stop)
    {
        var model = architecture.Create<float>(Vocabulary, new RandomGenerator(Seed), workers);
        model.BeginWithFrequencies(Train);
        var options = new TrainingOptions { Epochs = Epochs, Clip = 0.5, Schedule = new CosineDecay(), Seed = Seed };
        new Trainer<float>(model, new Adam<float>(model.Parameters, Rate), new BatchStream(Train, Streams, Steps), options, Valid).Run(cancellation: stop);
        return model;
    }
}
