using RnnLm.Models;
using RnnLm.Text;
using RnnLm.Text.Grammars;

namespace RnnLm.Cli.Data;

/// <summary>A test text by a grammar that knows, of each dependent word, how far away its cue is.</summary>
internal sealed class ScoredText
{
    private readonly GrammarOracle oracle;
    private readonly int[] tokens;
    private readonly double[] floor;

    /// <summary>Writes the text and measures the floor at each of its tokens.</summary>
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
        if (!model.Vocabulary.Tokens.SequenceEqual(oracle.Vocabulary.Tokens)) throw new ArgumentException("The model's vocabulary is not the oracle's.", nameof(model));
        return [.. model.Score(tokens).Zip(floor, (score, best) => best - score.LogProbability)];
    }

    /// <summary>A word that depends on another.</summary>
    /// <param name="Dependency">On what.</param>
    /// <param name="Position">Its place among the tokens.</param>
    /// <param name="Distance">How many words after its cue it stands.</param>
    internal sealed record Dependent(Dependency Dependency, int Position, int Distance);
}
