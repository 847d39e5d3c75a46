using RnnLm.Cli.Terminal;
using RnnLm.Models.FixedWindow;
using RnnLm.Models.Neural;
using RnnLm.Models.Recurrent;
using RnnLm.Numerics;
using RnnLm.Training;

namespace RnnLm.Cli.Training;

/// <summary>What a neural model is trained with: the defaults where nothing was asked for, fitted to the length of the text.</summary>
/// <remarks>
/// The rate of Adam was chosen on 60,000 words of Tiny Shakespeare (Elman, d = h = 200, |V| = 3,591, batches of 8 × 35, dropout 0.2, four epochs
/// with cosine decay). Validation perplexity after three of them: 70.9 at 0.001, 65.3 at 0.002, 66.7 at 0.004, which by then fits the training text
/// better (a loss of 4.07 against 4.30) and what it has not read worse. After all four, dropout 0.2 reaches 64.6 and 0.35 reaches 65.2; more text
/// overfits later and needs no more of it. A short text is read no more often than a long one: on the first 50,000 words, 37 epochs end by
/// patience after 9 and 8, while the rate is still high, at 66.5 for the LSTM and 68.4 for Elman; 8 epochs reach 62.5 and 64.0, 12 reach 64.0 and 67.8.
/// </remarks>
internal sealed record NeuralSettings(NeuralArchitecture Architecture, int Batch, int Steps, TrainingOptions Options, string Optimizer, double Rate)
{
    // Fewer steps of the optimizer in an epoch, and a model has hardly begun to learn.
    private const int UpdatesPerEpoch = 100;

    /// <summary>Settles everything that was left open.</summary>
    public static NeuralSettings Settle(TrainSettings asked, int tokens, TrainingLog log)
    {
        var character = asked.Tokens == "char";
        var (batch, steps) = Fit(asked, character, tokens, log);
        var optimizer = asked.Optimizer ?? "adam";
        return new NeuralSettings(
            ArchitectureOf(asked, character),
            batch,
            steps,
            new TrainingOptions
            {
                Epochs = asked.Epochs ?? 10,
                LookBack = LookBack(asked.LookBack, steps, log),
                Clip = asked.Clip switch { null => 0.5, 0 => null, var clip => clip },
                Schedule = optimizer == "adam" ? new CosineDecay() : new DecayOnPlateau(),
                Patience = asked.Epochs is null ? 5 : null,
                Seed = asked.Seed,
            },
            optimizer,
            asked.Rate ?? (optimizer switch { "adam" => 0.002, "sgd" => 1, _ => 0.1 }));
    }

    /// <summary>The optimizer for this model.</summary>
    public Optimizer<float> CreateOptimizer(IReadOnlyList<Parameter<float>> parameters) => Optimizer switch
    {
        "sgd" => new Sgd<float>(parameters, Rate),
        "momentum" => new Momentum<float>(parameters, Rate),
        "adagrad" => new Adagrad<float>(parameters, Rate),
        _ => new Adam<float>(parameters, Rate),
    };

    private static int? LookBack(int? asked, int steps, TrainingLog log)
    {
        if (asked >= steps)
        {
            log.Say(
                "look_back",
                $"--look-back {asked} changes nothing, since a batch has {steps} steps and no loss looks back beyond it; take less, or more --steps.",
                ("look_back", asked), ("steps", steps));
        }

        return asked;
    }

    private static NeuralArchitecture ArchitectureOf(TrainSettings asked, bool character)
    {
        var hidden = asked.Hidden ?? (character ? 256 : 200);
        var embedding = asked.Embedding ?? (asked.Tie ? hidden : character ? 64 : 200);
        var dropout = asked.Dropout ?? (character ? 0.1 : 0.2);
        if (asked.Model == "window")
        {
            return new FixedWindowArchitecture(asked.Window ?? 4)
            {
                HiddenSize = hidden,
                EmbeddingSize = embedding,
                Dropout = dropout,
                DirectConnections = asked.Direct,
            };
        }

        return new RecurrentArchitecture(Enum.Parse<RecurrentKind>(asked.Model, ignoreCase: true))
        {
            HiddenSize = hidden,
            EmbeddingSize = embedding,
            Dropout = dropout,
            Layers = asked.Layers ?? 1,
            TiedWeights = asked.Tie,
            Activation = Activation.Parse(asked.Activation ?? Activation.Tanh.Name),
        };
    }

    // k·L tokens are one step of the optimizer: a short text takes smaller batches, and then shorter chunks.
    private static (int Batch, int Steps) Fit(TrainSettings asked, bool character, int tokens, TrainingLog log)
    {
        var (wantedBatch, wantedSteps) = (asked.Batch ?? (character ? 32 : 20), asked.Steps ?? (character ? 64 : 35));
        var (batch, steps) = (wantedBatch, wantedSteps);
        while (asked.Batch is null && batch > 4 && Updates() < UpdatesPerEpoch) batch = Math.Max(4, batch / 2);
        while (asked.Steps is null && steps > 8 && Updates() < UpdatesPerEpoch) steps = Math.Max(8, steps / 2);
        if (asked.Batch is null) batch = Math.Clamp(tokens / steps, 1, batch);
        if (asked.Steps is null) steps = Math.Clamp(tokens / batch, 1, steps);
        if (tokens < (long)batch * steps)
            throw new CommandException($"The text has {Wording.Of(tokens, "token")} to train on, too few for --batch {batch} and --steps {steps}; take less of either.");
        if ((batch, steps) != (wantedBatch, wantedSteps))
        {
            log.Say(
                "batch",
                $"The text is short: batches of {Wording.Of(batch, "stream")} and {Wording.Of(steps, "step")} instead of {wantedBatch} and {wantedSteps}, so that an epoch has enough of them.",
                ("batch", batch), ("steps", steps));
        }

        return (batch, steps);

        long Updates() => tokens / ((long)batch * steps);
    }
}
