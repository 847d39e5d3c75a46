using RnnLm.Generation;
using RnnLm.Models;
using RnnLm.Models.Files;
using RnnLm.Models.Recurrent;
using RnnLm.Numerics;
using RnnLm.Text;
using RnnLm.Training;

namespace RnnLm.Tests.Readme;

/// <summary>The example of the README, word for word between the two marks.</summary>
internal static class Example
{
    public static void Run()
    {
        // begin
        var (train, valid, _) = Corpus.Load("text.txt").Split(validFraction: 0.1, testFraction: 0);
        var vocabulary = Vocabulary.Build(train, new WordTokenizer(), minimumCount: 2);
        using var workers = new Workers();
        var architecture = new RecurrentArchitecture(RecurrentKind.Lstm) { EmbeddingSize = 128, HiddenSize = 128, Dropout = 0.2 };
        var model = architecture.Create<float>(vocabulary, new RandomGenerator(seed: 1), workers);

        var tokens = train.Encode(vocabulary);
        model.BeginWithFrequencies(tokens);
        var trainer = new Trainer<float>(model, new Adam<float>(model.Parameters, rate: 0.002), new BatchStream(tokens, streams: 16, steps: 20),
            new TrainingOptions { Epochs = 10, Schedule = new CosineDecay() }, valid!.Encode(vocabulary));
        trainer.Run(now => { if (now.EpochFinished) Console.WriteLine($"epoch {now.Epoch}: perplexity {now.ValidationPerplexity:F1}"); });

        Console.WriteLine(model.Evaluate(valid));
        Console.WriteLine(new Sampler(model, new Sampling { Temperature = 0.8 }).Generate("the", maximumTokens: 30, seed: 7));
        ModelFile.Save("lstm.safetensors", model);
        // end
    }
}
