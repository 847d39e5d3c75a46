using RnnLm.Text;

namespace RnnLm.Models;

/// <summary>
/// A language model: the distribution of the next token, given all tokens before it,
/// ŷ(t)_v = P(x(t+1) = v | x(t) … x(1)) (slides A2–A4, B2, B15).
/// </summary>
/// <remarks>
/// Every model of the course is one: n-gram, fixed window, recurrent, their interpolation, and the oracle of a grammar.
/// A text is a stream of tokens in which <see cref="Vocabulary.Eos"/> ends each line. A model reads the stream with an
/// <see cref="IContext"/>; what it remembers across the end of a line is its own affair
/// (an n-gram model begins each sentence anew, a recurrent one may carry its state on).
/// </remarks>
public interface ILanguageModel
{
    /// <summary>The tokens that this model knows; distributions are indexed by its ids.</summary>
    Vocabulary Vocabulary { get; }

    /// <summary>A fresh context: nothing has been read yet, and the next token is the first of a text.</summary>
    IContext Start();
}
