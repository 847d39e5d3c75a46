using System.Diagnostics;
using System.Text.Json.Nodes;
using RnnLm.Cli.Notebooks;
using Xunit;

namespace RnnLm.Cli.Tests.Notebooks;

/// <summary>A training loop of the library, run in a real kernel, heeds every interrupt and can be started again.</summary>
[Trait("Speed", "slow")]
public sealed class InterruptedTrainingTests
{
    private const string Setup = """
        #r "../src/RnnLm.Notebooks/bin/RnnLm.Notebooks.dll"
        using RnnLm.Models.Recurrent;
        using RnnLm.Notebooks;
        using RnnLm.Numerics;
        using RnnLm.Text;
        using RnnLm.Text.Grammars;
        using RnnLm.Training;

        var lines = new GrammarSampler(Grammar.Load("../data/recall.grammar"), seed: 1).Words(20_000);
        var text = Corpus.FromText(string.Join("\n", lines));
        var vocabulary = Vocabulary.Build(text, new WordTokenizer());
        var workers = new Workers(2);
        var architecture = new RecurrentArchitecture(RecurrentKind.Gru) { HiddenSize = 64, EmbeddingSize = 32 };
        Trainer<float> Training(int epochs)
        {
            var model = architecture.Create<float>(vocabulary, new RandomGenerator(1), workers);
            var batches = new BatchStream(text.Encode(vocabulary), 20, 35);
            return new Trainer<float>(model, new Adam<float>(model.Parameters, 0.002), batches, new TrainingOptions { Epochs = epochs });
        }
        var endless = Training(100_000);
        """;

    [Fact]
    public async Task Training_is_interrupted_fifty_times_and_then_trains_to_its_end()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var kernel = KernelProcess.Start(KernelLocation.Command(), Path.Combine(KernelLocation.Repository(), "notebooks"));
        Assert.Equal(ExecutionStatus.Ok, (await Run(Setup, limit: null)).Status);
        var late = new List<TimeSpan>();
        for (var i = 0; i < 50; i++)
        {
            var watch = Stopwatch.StartNew();
            var limit = TimeSpan.FromMilliseconds(20 + (7 * i % 60));
            var stopped = await Run("endless.Run(cancellation: RunningCell.CancellationToken);", limit);
            Assert.Equal(ExecutionStatus.TimedOut, stopped.Status);
            late.Add(watch.Elapsed - limit);
        }

        // The usual one: on a busy machine a few wait for their turn. That each was heeded is said by its status.
        Assert.InRange(late.Order().ElementAt(25), TimeSpan.Zero, TimeSpan.FromSeconds(1));

        var output = new List<JsonObject>();
        var finished = await Run("var last = Training(1); last.Run(cancellation: RunningCell.CancellationToken); Console.Write(last.Epoch);", limit: null, output);
        Assert.Equal(ExecutionStatus.Ok, finished.Status);
        Assert.Contains(output, message => (string?)message["text"] == "1");

        Task<Execution> Run(string code, TimeSpan? limit, List<JsonObject>? shown = null) => kernel.Client.ExecuteAsync(
            code, stopOnError: false, message => shown?.Add(message.Content), limit, grace: TimeSpan.FromSeconds(30), stop);
    }
}
