using FsCheck;
using FsCheck.Fluent;
using RnnLm.Analysis;
using RnnLm.Models;
using RnnLm.Numerics;
using RnnLm.Text;
using Xunit;

namespace RnnLm.Tests.Analysis;

public class MemoryTaskTests
{
    [Fact]
    public void RecallAsksForTheCueAfterTheLagAndForNothingElse() =>
        Prop.ForAll(Arb.From(Gen.Choose(1, 30)), lag =>
        {
            var task = new RecallTask(lag);
            var (inputs, targets) = task.Next(new RandomGenerator((ulong)lag));
            return inputs.Length == lag + 2
                && inputs[0] == Vocabulary.Eos
                && targets[^1] == inputs[1]
                && task.Vocabulary[inputs[1]].StartsWith('c')
                && inputs[2..^1].All(token => task.Vocabulary[token].StartsWith('f'))
                && task.Vocabulary[inputs[^1]] == "?"
                && targets[..^1].All(target => target == Batch.Padding);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void RecallMayAskForEveryTokenAsATextDoes()
    {
        var (inputs, targets) = new RecallTask(lag: 5, everyToken: true).Next(new RandomGenerator(3));
        Assert.Equal(inputs[1..], targets[..^1]);
        Assert.Equal(inputs[1], targets[^1]);
        Assert.Equal(inputs, new RecallTask(lag: 5).Next(new RandomGenerator(3)).Inputs);
    }

    [Fact]
    public void CapacityAsksForAllItemsInOrder()
    {
        var task = new CapacityTask(items: 5, cues: 7);
        var (inputs, targets) = task.Next(new RandomGenerator(1));
        Assert.Equal(Vocabulary.Eos, inputs[0]);
        Assert.Equal(inputs[1..6], targets[6..]);
        Assert.All(inputs[6..], token => Assert.Equal("?", task.Vocabulary[token]));
        Assert.All(targets[..6], target => Assert.Equal(Batch.Padding, target));
        Assert.Equal(3 + 7 + 1, task.Vocabulary.Count);
    }

    [Fact]
    public void ABatchHoldsTheExamplesSideBySideAndComesAgainFromItsSeed()
    {
        var task = new RecallTask(lag: 3);
        var generator = new RandomGenerator(5);
        TaskExample[] examples = [task.Next(generator), task.Next(generator)];
        var batch = task.NextBatch(2, new RandomGenerator(5));
        Assert.True(batch.StartsAnew);
        Assert.Equal((2, 5), (batch.Streams, batch.Steps));
        for (var b = 0; b < 2; b++)
        {
            Assert.Equal(examples[b].Inputs, Enumerable.Range(0, 5).Select(t => batch.Inputs[(2 * t) + b]));
            Assert.Equal(examples[b].Targets, Enumerable.Range(0, 5).Select(t => batch.Targets[(2 * t) + b]));
        }
    }

    [Fact]
    public void CuesAreDrawnEvenly()
    {
        var task = new RecallTask(lag: 1, cues: 4);
        var generator = new RandomGenerator(6);
        var counts = Enumerable.Range(0, 4000).Select(_ => task.Next(generator).Targets[^1]).CountBy(cue => cue).ToArray();
        Assert.Equal(4, counts.Length);
        Assert.All(counts, count => Assert.InRange(count.Value, 850, 1150));
    }

    [Fact]
    public void AccuracyCountsWhatIsAskedAlone()
    {
        // This model repeats what it read `lag` tokens ago: right at that lag, and at another it names a filler.
        var task = new RecallTask(lag: 4);
        var generator = new RandomGenerator(7);
        TaskExample[] examples = [.. Enumerable.Range(0, 20).Select(_ => task.Next(generator))];
        Assert.Equal(1, MemoryTask.Accuracy(new Echo(task.Vocabulary, 4), examples));
        Assert.Equal(0, MemoryTask.Accuracy(new Echo(task.Vocabulary, 3), examples));
    }

    [Fact]
    public void EffectiveMemoryFindsHowFarAModelLooks()
    {
        // A text of period 4, and a model that predicts what stood 3 tokens before the last: it needs a context of 4.
        var vocabulary = new RecallTask(lag: 1).Vocabulary;
        int[] text = [.. Enumerable.Range(0, 40).Select(t => 3 + (t % 4))];
        int[] lengths = [1, 2, 3, 4, 6, 8];
        var losses = EffectiveMemory.LossByContext(new Echo(vocabulary, 3), text, lengths);
        Assert.Equal(4, EffectiveMemory.ContextSize(lengths, losses));
        Assert.True(losses[2] > losses[3] + 1);
        Assert.Throws<ArgumentException>(() => EffectiveMemory.LossByContext(new Echo(vocabulary, 3), text, [40]));

        Assert.Equal(2, EffectiveMemory.Lag([1, 0.5, 0.01, 0.001, 0.5]));
        Assert.Equal(1, EffectiveMemory.Lag([1, 0.5, 0.01], fraction: 0.1));
    }

    /// <summary>Expects the token read this many steps before the last one, with probability .9; uniform while there is none.</summary>
    private sealed class Echo(Vocabulary vocabulary, int lag) : ILanguageModel
    {
        public Vocabulary Vocabulary => vocabulary;

        public IContext Start() => new Context(vocabulary.Count, lag, []);

        private sealed class Context(int size, int lag, IReadOnlyList<int> read) : IContext
        {
            private readonly List<int> read = [.. read];

            public void Read(int token) => read.Add(token);

            public void Next(Span<double> logProbabilities)
            {
                var known = read.Count > lag;
                logProbabilities.Fill(Math.Log(known ? 0.1 / (size - 1) : 1.0 / size));
                if (known) logProbabilities[read[^(lag + 1)]] = Math.Log(0.9);
            }

            public double LogProbability(int token)
            {
                var all = new double[size];
                Next(all);
                return all[token];
            }

            public IContext Copy() => new Context(size, lag, read);
        }
    }
}
