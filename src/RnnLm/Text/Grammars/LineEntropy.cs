using System.Runtime.InteropServices;

namespace RnnLm.Text.Grammars;

/// <summary>
/// The entropy of a line that a grammar writes, given its topic: what the oracle's loss on a line is on average. No model does better.
/// </summary>
/// <remarks>
/// By the chain rule (Shannon 1948), word by word: H = Σ_n Σ_prefix P(prefix)·H(next word | prefix), over all prefixes of n words. There are too many of
/// them to write out, but all that matters of a prefix is its <see cref="Belief"/>: the stacks of symbols that a leftmost derivation may still have to
/// write, and their probabilities. Prefixes with the same belief are counted together, and of most grammars there are few: after the noun it is all one
/// which noun it was. So it is exact, also where a line has several derivations.
/// <para>
/// Brackets in brackets without end have endlessly many beliefs. There a phrase that ends in a word, such as <c>Sum )</c>, is taken out of the line: if
/// no line of it begins another, its words show where it ends, and H(phrase, rest) = H(phrase) + H(rest). Where that is of no avail either, the most
/// probable beliefs are followed, and what the others may still add lies between 0 and the entropy of their derivations
/// (<see cref="GrammarMoments.DerivationEntropy"/>).
/// </para>
/// </remarks>
public sealed class LineEntropy
{
    /// <summary>Derivations less probable than this beside the others are left out.</summary>
    private const double Negligible = 1e-13;

    /// <summary>What may still be unknown at the end of a sum that is called exact, in nats.</summary>
    private const double Rest = 1e-9;

    private readonly IReadOnlyList<int> starts;
    private readonly (int[] Right, double P)[][] rules;
    private readonly OpenStacks stacks;
    private readonly HashSet<int>? endless; // phrases of which one line begins another; null to take out none
    private readonly Dictionary<(int Phrase, (int Stack, double P)[] Stacks), Belief> beliefs = new(new Belief.Same());
    private int effort;
    private bool tookPhrases;

    private LineEntropy(IReadOnlyList<int> starts, (int[] Right, double P)[][] rules, OpenStacks stacks, HashSet<int>? endless, int effort) =>
        (this.starts, this.rules, this.stacks, this.endless, this.effort) = (starts, rules, stacks, endless, effort);

    /// <summary>The entropy of a line in nats.</summary>
    /// <param name="grammar">Who writes the line.</param>
    /// <param name="effort">How many steps a sum may take; where it cannot be exact, the bounds are the closer, the more there are.</param>
    public static EntropyBounds Of(Grammar grammar, int effort = 3_000_000)
    {
        ArgumentNullException.ThrowIfNull(grammar);
        // X → X α keeps what is open short if it is turned round, and, where the α could belong to several X, if it is not.
        var bounds = Of(grammar, LeftRecursion.Removed(grammar), effort);
        return bounds.IsWithin(Rest) || !grammar.Rules.Any(r => r.Right[0] == r.Left)
            ? bounds
            : bounds.And(Of(grammar, LeftRecursion.Kept(grammar), effort));
    }

    private static EntropyBounds Of(Grammar grammar, (int[] Right, double P)[][] rules, int effort)
    {
        var stacks = new OpenStacks(LeftRecursion.Entropies(rules));
        var endless = new HashSet<int>();
        for (var left = effort; left > 0;)
        {
            var known = endless.Count;
            var sum = new LineEntropy(grammar.Starts, rules, stacks, endless, left);
            var bounds = sum.Sum();
            if (endless.Count == known && (bounds.IsWithin(Rest) || !sum.tookPhrases)) return bounds;
            left = endless.Count == known ? 0 : sum.effort;
        }

        return new LineEntropy(grammar.Starts, rules, stacks, null, effort).Sum();
    }

    private EntropyBounds Sum()
    {
        var entropy = 0.0;
        var skipped = 0.0; // what the beliefs that are not followed may add
        var now = new Dictionary<Belief, double>(); // how often each is reached on average, after n words of its line or phrase
        foreach (var start in starts) AddTo(now, BeliefOf(OpenStacks.Empty, [(stacks.Push(start, OpenStacks.Empty), 1)]), 1.0 / starts.Count);
        while (now.Sum(b => b.Value * b.Key.Most) > Rest / 2)
        {
            var next = new Dictionary<Belief, double>();
            foreach (var (belief, times) in now.OrderByDescending(b => b.Value * b.Key.Most))
            {
                if (belief.Most == 0) continue; // all the rest is determined
                if (belief.Next is null && effort > 0) Follow(belief);
                effort -= belief.Next?.Length ?? 0;
                if (belief.Next is null || effort <= 0)
                {
                    skipped += times * belief.Most;
                    continue;
                }

                entropy += times * belief.Entropy;
                foreach (var (successor, p) in belief.Next) AddTo(next, successor, times * p);
            }

            now = next;
        }

        return new EntropyBounds(entropy, entropy + skipped + now.Sum(b => b.Value * b.Key.Most));
    }

    /// <summary>Finds the distribution of a belief's next word, and the beliefs after it.</summary>
    private void Follow(Belief belief)
    {
        if (Expand(belief) is not { } byWord) return;
        var total = byWord.Values.Sum(after => after.Values.Sum());
        var next = new Dictionary<Belief, double>();
        foreach (var (word, after) in byWord)
        {
            var p = after.Values.Sum();
            belief.Entropy -= p / total * Math.Log(p / total);
            if (word == OpenStacks.Empty) continue;
            foreach (var successor in Successors(belief.Phrase, [.. after.Select(a => (a.Key, a.Value / p)).OrderBy(a => a.Key)])) AddTo(next, successor, p / total);
        }

        belief.Next = [.. next.Select(s => (s.Key, s.Value))];
    }

    /// <summary>The stacks below each word that may come next, and their probabilities; null if that takes more effort than is left.</summary>
    /// <returns>By the word w as ~w; the end of the line or phrase is <see cref="OpenStacks.Empty"/>.</returns>
    private Dictionary<int, Dictionary<int, double>>? Expand(Belief belief)
    {
        var byWord = new Dictionary<int, Dictionary<int, double>>();
        var open = belief.Stacks.ToDictionary(s => s.Stack, s => s.P);
        while (open.Count > 0)
        {
            effort -= open.Count;
            if (effort <= 0) return null;
            var expanded = new Dictionary<int, double>();
            foreach (var (stack, p) in open.Where(s => s.Value >= Negligible))
            {
                var top = stack == OpenStacks.Empty ? OpenStacks.Empty : stacks.Top(stack);
                if (top < 0 || stack == OpenStacks.Empty)
                {
                    ref var after = ref CollectionsMarshal.GetValueRefOrAddDefault(byWord, top, out _);
                    AddTo(after ??= [], stacks.Below(stack), p);
                    continue;
                }

                foreach (var (right, share) in rules[top]) AddTo(expanded, stacks.Push(right, stacks.Below(stack)), p * share);
            }

            open = expanded;
        }

        return byWord;
    }

    /// <summary>A belief, or the phrases that can be taken out of it and the belief that is left.</summary>
    private IEnumerable<Belief> Successors(int phrase, (int Stack, double P)[] content)
    {
        while (endless is not null && stacks.SplitAtWord(content[0].Stack) is { } first && !endless.Contains(first.Phrase))
        {
            var parts = content.Select(s => (Split: stacks.SplitAtWord(s.Stack), s.P)).ToArray();
            if (parts.Any(s => s.Split?.Phrase != first.Phrase)) break;
            tookPhrases = true;
            yield return BeliefOf(first.Phrase, [(first.Phrase, 1)]);
            content = [.. parts.Select(s => (s.Split!.Value.Below, s.P)).OrderBy(s => s.Below)];
        }

        yield return BeliefOf(phrase, content);
    }

    private Belief BeliefOf(int phrase, (int Stack, double P)[] content)
    {
        if (beliefs.TryGetValue((phrase, content), out var belief)) return belief;
        effort -= content.Length;
        // A phrase that may end here or go on does not show its end.
        if (phrase != OpenStacks.Empty && content.Length > 1 && content.Any(s => s.Stack == OpenStacks.Empty)) endless!.Add(phrase);
        // H(stack) + Σ P(stack)·H(what it writes): to know the stack, too, cannot make less uncertain what is written.
        belief = new Belief(phrase, content, content.Sum(s => s.P * (stacks.Entropy(s.Stack) - Math.Log(s.P))));
        beliefs.Add((phrase, content), belief);
        return belief;
    }

    private static void AddTo<TKey>(Dictionary<TKey, double> sums, TKey key, double value)
        where TKey : notnull => CollectionsMarshal.GetValueRefOrAddDefault(sums, key, out _) += value;
}
