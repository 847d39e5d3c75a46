namespace RnnLm.Text.Grammars;

/// <summary>
/// What a leftmost derivation still has to write: a stack of symbols, the next one on top. Equal stacks have the same number.
/// </summary>
internal sealed class OpenStacks
{
    /// <summary>The stack of a line that has nothing more to write.</summary>
    public const int Empty = 0;

    private readonly Dictionary<(int Symbol, int Below), int> numbers = [];
    private readonly List<(int Symbol, int Below, double Entropy)> stacks = [(0, Empty, 0)];
    private readonly double[] entropies;

    /// <param name="entropies">The entropy of each nonterminal's derivations.</param>
    public OpenStacks(double[] entropies) => this.entropies = entropies;

    /// <summary>The symbol on top: a nonterminal's index, or for the word w its complement ~w.</summary>
    public int Top(int stack) => stacks[stack].Symbol;

    /// <summary>The stack without its top.</summary>
    public int Below(int stack) => stacks[stack].Below;

    /// <summary>The entropy of all derivations that the stack begins.</summary>
    public double Entropy(int stack) => stacks[stack].Entropy;

    /// <summary>
    /// The stack in two: the symbols down to the first word, and what is below them. Null if no word stands there, or nothing below it.
    /// </summary>
    public (int Phrase, int Below)? SplitAtWord(int stack)
    {
        var symbols = new List<int>();
        while (stack != Empty)
        {
            symbols.Add(Top(stack));
            stack = Below(stack);
            if (symbols[^1] < 0) return stack == Empty ? null : (Push([.. symbols], Empty), stack);
        }

        return null;
    }

    /// <summary>The stack with these symbols on it, the first on top.</summary>
    public int Push(int[] symbols, int below)
    {
        for (var i = symbols.Length - 1; i >= 0; i--) below = Push(symbols[i], below);
        return below;
    }

    /// <summary>The stack with one more symbol.</summary>
    public int Push(int symbol, int below)
    {
        if (numbers.TryGetValue((symbol, below), out var number)) return number;
        numbers.Add((symbol, below), stacks.Count);
        stacks.Add((symbol, below, stacks[below].Entropy + (symbol < 0 ? 0 : entropies[symbol])));
        return stacks.Count - 1;
    }
}
