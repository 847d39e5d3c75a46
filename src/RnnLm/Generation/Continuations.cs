using System.Numerics.Tensors;
using RnnLm.Models;
using RnnLm.Text;

namespace RnnLm.Generation;

/// <summary>What may be generated next: the model's distribution without the tokens that no text should hold.</summary>
internal static class Continuations
{
    /// <summary>Writes ln P(v | context) renormalised over all v but BOS and, unless allowed, UNK.</summary>
    /// <remarks>If the model leaves no other token any probability, the line ends.</remarks>
    public static void Fill(IContext context, Span<double> logProbabilities, bool allowUnknown)
    {
        context.Next(logProbabilities);
        logProbabilities[Vocabulary.Bos] = double.NegativeInfinity;
        if (!allowUnknown) logProbabilities[Vocabulary.Unk] = double.NegativeInfinity;
        var best = TensorPrimitives.Max<double>(logProbabilities);
        if (double.IsNegativeInfinity(best))
        {
            logProbabilities[Vocabulary.Eos] = 0;
            return;
        }

        var sum = 0.0;
        foreach (var l in logProbabilities) sum += Math.Exp(l - best);
        TensorPrimitives.Subtract(logProbabilities, best + Math.Log(sum), logProbabilities);
    }
}
