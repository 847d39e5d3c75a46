using MathNet.Numerics.LinearAlgebra;
using RnnLm.Analysis;
using RnnLm.Models.Recurrent;
using RnnLm.Numerics;
using RnnLm.Text;
using RnnLm.Training;
using RnnLm.Training.Backpropagation;
using Xunit;

namespace RnnLm.Notebooks.Tests.BackpropagationThroughTime;

/// <summary>What the prose of notebook 08 says of its own network, which the notebook draws from the same seeds.</summary>
public sealed class NumbersInTheProseTests
{
    [Fact]
    public void The_network_bets_on_laptops_and_truncation_shows_what_is_said_of_it()
    {
        var random = new RandomGenerator(seed: 3664);
        Matrix<double> Normal(int rows, int columns) => Matrix<double>.Build.Dense(rows, columns, (_, _) => Math.Round(0.8 * random.NextGaussian(), 1));
        var (e, we, wh, b1, u, b2) = (Normal(5, 2), Normal(2, 3), Normal(3, 3), Normal(1, 3).Row(0), Normal(3, 5), Normal(1, 5).Row(0));
        var model = new EncoderRnnDecoder(e, new ElmanCell(wh, we, b1, Activation.Tanh), u, b2);
        var before = Vector<double>.Build.DenseOfArray([0.5, -0.3, 0.4]);
        var text = new LanguageModelBptt(model, before, [0, 1, 2, 0], [1, 2, 0, 3]);
        Assert.Equal(4, text.Prediction(4).MaximumIndex()); // laptops
        var blame = Bptt.AlongTheSum(text.Rnn.Contributions(4));
        Assert.InRange(blame[3] / blame.Sum(), 0.9, 1); // the last use bears nearly all of it, and the one at step 2 some
        Assert.InRange(blame[1] / blame.Sum(), 0.05, 0.1);

        int[] longer = [0, 1, 2, 0, 3, 0, 1, 2, 0, 4, 0, 1, 2];
        var twelve = new LanguageModelBptt(model, before, longer[..12], longer[1..]).Rnn;
        Assert.Contains(Bptt.AlongTheSum(twelve.Contributions(12)), bar => bar < 0); // some uses pull against the gradient
        var full = twelve.LossByLoss()[0];
        double Cosine(Matrix<double> g) => g.PointwiseMultiply(full).Enumerate().Sum() / (g.FrobeniusNorm() * full.FrobeniusNorm());
        Assert.InRange(Cosine(twelve.Truncated(4)[0]), 0.98, 1); // nearly the full direction after a few steps
        Assert.InRange(Cosine(twelve.InChunks(4)[0]), 0, 0.95); // and chunks of four are another gradient
    }

    [Fact]
    public void Before_training_the_cue_hears_less_than_a_hundredth_of_the_question_and_after_it_a_fifth()
    {
        var task = new RecallTask(lag: 8, everyToken: true);
        var generator = new RandomGenerator(seed: 4);
        var elman = new RecurrentArchitecture(RecurrentKind.Elman) { EmbeddingSize = 8, HiddenSize = 32 };
        var model = new RecurrentLanguageModel<float>(task.Vocabulary, elman, generator.Split());
        Batch[] batches = [.. Enumerable.Range(0, 1500).Select(_ => task.NextBatch(16, generator))];
        var (line, asked) = task.Next(generator);
        double Arriving() // of what the question says, at the cue eight steps before
        {
            var bptt = new LanguageModelBptt(model.ToEncoderRnnDecoder(), Vector<double>.Build.Dense(32, 0.05), line, asked).Rnn;
            return bptt.StateGradient(10, 2).L2Norm() / bptt.StateGradient(10, 10).L2Norm();
        }

        Assert.InRange(Arriving(), 0, 0.01);
        Assert.InRange(Math.Pow(Arriving(), 1.0 / 8), 0.5, 0.6); // nearly half of it is lost at each step
        var options = new TrainingOptions { Epochs = 1, Clip = 1 };
        var trainer = new Trainer<float>(model, new Adam<float>(model.Parameters, rate: 0.004), batches, options);
        trainer.Run(cancellation: TestContext.Current.CancellationToken);
        Assert.InRange(Arriving(), 0.15, 0.25);
    }
}
