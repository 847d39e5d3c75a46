using RnnLm.Models;
using RnnLm.Text;

namespace RnnLm.Generation;

/// <summary>
/// Looks for the most probable end of a line: keeps the best few beginnings at each step, not just one as greedy search does.
/// </summary>
/// <remarks>
/// Every token makes a text less probable, so short lines win. The score ln P / lengthᵅ counters that: α = 0 ranks by
/// probability, α = 1 by the average over the tokens, EOS included.
/// </remarks>
public sealed class BeamSearch
{
    private readonly ILanguageModel model;

    /// <summary>A search over continuations of this model.</summary>
    /// <param name="model">Any language model.</param>
    /// <param name="width">How many beginnings are kept at each step; 1 is greedy search.</param>
    /// <param name="lengthExponent">α ≥ 0.</param>
    /// <param name="allowUnknown">Whether <c>&lt;unk&gt;</c> may be generated.</param>
    public BeamSearch(ILanguageModel model, int width = 5, double lengthExponent = 0, bool allowUnknown = false)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        if (!double.IsFinite(lengthExponent) || lengthExponent < 0)
            throw new ArgumentOutOfRangeException(nameof(lengthExponent), lengthExponent, "The exponent of the length is 0, 1 or another positive number.");
        this.model = model;
        Width = width;
        LengthExponent = lengthExponent;
        AllowUnknown = allowUnknown;
    }

    /// <summary>How many beginnings are kept at each step.</summary>
    public int Width { get; }

    /// <summary>α.</summary>
    public double LengthExponent { get; }

    /// <summary>Whether <c>&lt;unk&gt;</c> may be generated.</summary>
    public bool AllowUnknown { get; }

    /// <summary>The prompt and the best continuation up to the end of the line, as text.</summary>
    public string Generate(string prompt = "", int maximumTokens = 100) =>
        model.Vocabulary.Append(prompt, Continue(model.After(prompt), maximumTokens)[0].Tokens);

    /// <summary>The best continuations up to the end of the line, best first, at most as many as the beam is wide.</summary>
    /// <param name="context">What was read so far; it stays as it is.</param>
    /// <param name="maximumTokens">Continuations that have not ended by then are returned as they are.</param>
    public IReadOnlyList<Hypothesis> Continue(IContext context, int maximumTokens = 100)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maximumTokens);
        List<Beam> beams = [new(context, null, -1, 0, 0)];
        var ended = new List<Beam>();
        while (beams.Count > 0 && beams[0].Length < maximumTokens && !IsDecided(beams, ended, maximumTokens))
        {
            var next = beams.SelectMany(Extend).OrderByDescending(b => b.LogProbability).Take(Width).ToList();
            ended.AddRange(next.Where(b => b.Token == Vocabulary.Eos));
            beams = [.. next.Where(b => b.Token != Vocabulary.Eos).Select(b => b.Read())];
        }

        return [.. ended.Concat(beams)
            .Select(b => new Hypothesis(b.Tokens(), b.LogProbability, Score(b.LogProbability, b.Length)))
            .OrderByDescending(h => h.Score)
            .Take(Width)];
    }

    private IEnumerable<Beam> Extend(Beam beam)
    {
        var logs = new double[model.Vocabulary.Count];
        Continuations.Fill(beam.Context, logs, AllowUnknown);
        return Enumerable.Range(0, logs.Length)
            .Where(v => !double.IsNegativeInfinity(logs[v]))
            .OrderByDescending(v => logs[v])
            .Take(Width)
            .Select(v => new Beam(beam.Context, beam, v, beam.LogProbability + logs[v], beam.Length + 1));
    }

    // A probability only falls, so a beam's score can at best become that of its log-probability at the greatest length.
    private bool IsDecided(List<Beam> beams, List<Beam> ended, int maximumTokens) =>
        ended.Count >= Width
        && ended.Select(b => Score(b.LogProbability, b.Length)).OrderDescending().ElementAt(Width - 1)
            >= beams.Max(b => Score(b.LogProbability, maximumTokens));

    private double Score(double logProbability, int length) => logProbability / Math.Pow(length, LengthExponent);

    private sealed record Beam(IContext Context, Beam? Parent, int Token, double LogProbability, int Length)
    {
        // Until here the context is shared with the parent: only beams that are kept pay for a copy.
        public Beam Read()
        {
            var own = Context.Copy();
            own.Read(Token);
            return this with { Context = own };
        }

        public int[] Tokens()
        {
            var tokens = new int[Length];
            for (var b = this; b.Parent is not null; b = b.Parent) tokens[b.Length - 1] = b.Token;
            return tokens;
        }
    }
}
