using RnnLm.Models;
using RnnLm.Text;
using RnnLm.Text.Grammars;

namespace RnnLm.Analysis;

/// <summary>
/// A test text by a grammar that knows, of each dependent word, how far away its cue is: what forgetting costs, by distance (slides A16, B26).
/// </summary>
public sealed class ScoredText
{
    private readonly GrammarOracle oracle;
    private readonly int[] tokens;
    private readonly double[] floor;

    /// <summary>Writes the text and measures the floor at each of its tokens.</summary>
    /// <param name="oracle">The grammar that writes it, and its exact probabilities.</param>
    /// <param name="seed">Where the text comes from.</param>
    /// <param name="words">How long it is, to the end of a line.</param>
    public ScoredText(GrammarOracle oracle, ulong seed, long words)
    {
        this.oracle = oracle;
        var ids = new List<int>();
        var dependents = new List<Dependent>();
        foreach (var (line, parts) in new GrammarSampler(oracle.Grammar, seed).LinesWithParts().TakeWhile(_ => ids.Count < words))
        {
            foreach (var dependency in oracle.Grammar.Dependencies)
            {
                for (var i = 0; i < line.Length; i++)
                {
                    if (parts[i] != dependency.Word) continue;
                    var cue = dependency.Cues.Max(c => i == 0 ? -1 : Array.LastIndexOf(parts, c, i - 1));
                    if (cue >= 0) dependents.Add(new Dependent(dependency, ids.Count + i, i - cue));
                }
            }

            ids.AddRange(line.Select(w => oracle.Vocabulary[w]));
            ids.Add(Vocabulary.Eos);
        }

        tokens = [.. ids];
        Dependents = dependents;
        floor = [.. oracle.Score(tokens).Select(s => s.LogProbability)];
    }

    /// <summary>The dependent words, in order.</summary>
    public IReadOnlyList<Dependent> Dependents { get; }

    /// <summary>The number of tokens.</summary>
    public int Tokens => tokens.Length;

    /// <summary>The lowest perplexity that a model can expect here.</summary>
    public double Floor => Math.Exp(-floor.Average());

    /// <summary>For each token, by how many nats a model's loss is above the oracle's.</summary>
    public double[] AboveFloor(ILanguageModel model)
    {
        Check(model);
        return [.. model.Score(tokens).Zip(floor, (score, best) => best - score.LogProbability)];
    }

    /// <summary>
    /// What forgetting costs: the nats above the floor at the words of one dependency, averaged over those at about the same distance from their cue.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="word">The dependent word, as the grammar names it: <c>Object</c>.</param>
    /// <param name="width">How many distances share an average: with 4, those of 1 to 4 words, of 5 to 8, ….</param>
    /// <param name="least">An average over fewer words than that is left out, since it would be chance.</param>
    /// <returns>Mean distance in words and mean cost in nats, nearest first.</returns>
    public IReadOnlyList<(double Distance, double Nats)> CostByDistance(ILanguageModel model, string word, int width = 4, int least = 10)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        var names = oracle.Grammar.Dependencies.Select(d => d.Word).Distinct().ToArray();
        if (!names.Contains(word)) throw new ArgumentException($"The grammar has no dependency of '{word}'; it has {string.Join(", ", names)}.", nameof(word));
        var above = AboveFloor(model);
        return
        [
            .. from d in Dependents
               where d.Dependency.Word == word
               group d by (d.Distance - 1) / width into bin
               orderby bin.Key
               where bin.Count() >= least
               select (bin.Average(d => d.Distance), bin.Average(d => above[d.Position])),
        ];
    }

    /// <summary>For each of <see cref="Dependents"/>, whether the model gives the largest probability to the word that came.</summary>
    public bool[] Recalled(ILanguageModel model)
    {
        Check(model);
        var recalled = new bool[Dependents.Count];
        var logProbabilities = new double[model.Vocabulary.Count];
        var context = model.Start();
        var read = 0;
        for (var d = 0; d < recalled.Length; d++)
        {
            for (; read < Dependents[d].Position; read++) context.Read(tokens[read]);
            context.Next(logProbabilities);
            recalled[d] = logProbabilities.AsSpan().IndexOf(logProbabilities.Max()) == tokens[read];
        }

        return recalled;
    }

    private void Check(ILanguageModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (model.Vocabulary.Tokens.SequenceEqual(oracle.Vocabulary.Tokens)) return;
        throw new ArgumentException("The model must have the vocabulary of the grammar that wrote this text.", nameof(model));
    }

    /// <summary>A word that depends on another.</summary>
    /// <param name="Dependency">On what.</param>
    /// <param name="Position">Its place among the tokens.</param>
    /// <param name="Distance">How many words after its cue it stands.</param>
    public sealed record Dependent(Dependency Dependency, int Position, int Distance);
}
