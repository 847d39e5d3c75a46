namespace RnnLm.Text.Grammars;

/// <summary>What a prefix leaves open: the stacks that a derivation may have after it, and their probabilities.</summary>
/// <param name="phrase">What is being written: a phrase whose end its words show, as a stack; or the line, <see cref="OpenStacks.Empty"/>.</param>
/// <param name="stacks">In order of their numbers.</param>
/// <param name="most">An upper bound of the entropy of all that follows.</param>
internal sealed class Belief(int phrase, (int Stack, double P)[] stacks, double most)
{
    public int Phrase => phrase;

    public (int Stack, double P)[] Stacks => stacks;

    public double Most => most;

    /// <summary>The entropy of the next word.</summary>
    public double Entropy { get; set; }

    /// <summary>The beliefs after the next word, and how often each comes on average; null as long as nobody has asked.</summary>
    public (Belief Belief, double P)[]? Next { get; set; }

    /// <summary>Beliefs are the same if no probability differs by more than rounding.</summary>
    public sealed class Same : IEqualityComparer<(int Phrase, (int Stack, double P)[] Stacks)>
    {
        public bool Equals((int Phrase, (int Stack, double P)[] Stacks) x, (int Phrase, (int Stack, double P)[] Stacks) y)
        {
            if (x.Phrase != y.Phrase || x.Stacks.Length != y.Stacks.Length) return false;
            for (var i = 0; i < x.Stacks.Length; i++)
            {
                if (x.Stacks[i].Stack != y.Stacks[i].Stack || Rounded(x.Stacks[i].P) != Rounded(y.Stacks[i].P)) return false;
            }

            return true;
        }

        public int GetHashCode((int Phrase, (int Stack, double P)[] Stacks) belief)
        {
            var hash = new HashCode();
            hash.Add(belief.Phrase);
            foreach (var (stack, p) in belief.Stacks) hash.Add(HashCode.Combine(stack, Rounded(p)));
            return hash.ToHashCode();
        }

        private static long Rounded(double p) => (long)Math.Round(p * 1e10);
    }
}
