using RnnLm.Numerics;

namespace RnnLm.Notebooks;

/// <summary>A line that comes before one which it needs.</summary>
/// <param name="Name">A few words: <c>sum before product</c>.</param>
/// <param name="Explanation">One sentence to the learner, kind and exact: what the line needs of the one before it.</param>
/// <param name="Line">The line's position in the right order, from 0.</param>
public sealed record EarlyLine(string Name, string Explanation, int Line) : Mistake(Name, Explanation);

/// <summary>Put the shuffled lines of a derivation into their order; the answer is a text of their letters.</summary>
public sealed class OrderExercise : ValueExercise
{
    /// <summary>The lines, in Markdown and in the right order; the learner sees them shuffled, and lettered.</summary>
    public required IReadOnlyList<string> Lines { get; init; }

    /// <summary>For each line but the first, why it cannot come before the line above it.</summary>
    public IReadOnlyList<EarlyLine> Wrong { get; init; } = [];

    /// <inheritdoc/>
    public override string Statement => $"{Task}\n\n{string.Join("\n", Shuffled.Select((line, i) => $"- **{(char)('A' + i)}.** {Lines[line]}"))}";

    /// <inheritdoc/>
    public override string Stub => $"string {Variable} = \"\"; // the letters in their order, such as \"{Alphabet}\"";

    /// <inheritdoc/>
    public override string SolutionText => $"string {Variable} = \"{Letters(Enumerable.Range(0, Lines.Count))}\";";

    /// <inheritdoc/>
    public override IReadOnlyList<Mistake> Mistakes => Wrong;

    /// <inheritdoc/>
    public override Type ResultType => typeof(string);

    private string Alphabet => string.Concat(Lines.Select((_, i) => (char)('A' + i)));

    // Which line stands at A, B, …: always the same for an exercise, and never the right order.
    private int[] Shuffled
    {
        get
        {
            var random = new RandomGenerator(Name.Aggregate(14695981039346656037UL, (hash, letter) => (hash ^ letter) * 1099511628211UL)); // FNV-1a
            var order = Enumerable.Range(0, Lines.Count).ToArray();
            do random.Shuffle<int>(order); while (order.Length > 1 && order.Select((line, i) => line == i).All(same => same));
            return order;
        }
    }

    /// <summary>Says whether the order is right.</summary>
    /// <param name="order">The variable that the stub declares.</param>
    public Verdict Check(string? order) => CheckAnswer(order);

    /// <inheritdoc/>
    public override object Expected(object[] arguments) => Letters(Enumerable.Range(0, Lines.Count));

    /// <inheritdoc/>
    public override IReadOnlyList<object?> Outputs(Mistake mistake, object[] arguments)
    {
        var order = Enumerable.Range(0, Lines.Count).ToArray();
        var line = ((EarlyLine)mistake).Line;
        (order[line - 1], order[line]) = (line, line - 1);
        return [Letters(order)];
    }

    /// <inheritdoc/>
    protected override Verdict Judge(object answer)
    {
        var given = Letter.Of(answer);
        var right = Letters(Enumerable.Range(0, Lines.Count));
        if (given == right) return Verdict.Passed(this, 1);
        if (given.Length == 0) return Verdict.NotYet(this, new Fault($"{Values.Text(answer)} names no line.", $"Write the lines' letters in their order, such as \"{Alphabet}\"."), null);
        if (!given.Order().SequenceEqual(right.Order()))
            return Verdict.NotYet(this, new Fault($"\"{given}\" does not name each of the lines A to {(char)('A' + Lines.Count - 1)} once.", "Write each letter once."), null);
        var begin = given.Zip(right).TakeWhile(pair => pair.First == pair.Second).Count();
        var early = right.IndexOf(given[begin], StringComparison.Ordinal); // the lines before it are right, so it comes too early
        var mistake = Wrong.FirstOrDefault(w => w.Line == early);
        var sentence = begin switch
        {
            0 => $"It does not begin with {given[0]}.",
            1 => $"It does begin with {given[0]}, but {given[1]} does not come next.",
            _ => $"The first {begin} lines are right; {given[begin]} does not come next.",
        };
        return Verdict.NotYet(this, new Fault(sentence, "Say for each line what it uses of the line before."), mistake);
    }

    private string Letters(IEnumerable<int> order)
    {
        var shuffled = Shuffled;
        return string.Concat(order.Select(line => (char)('A' + Array.IndexOf(shuffled, line))));
    }
}
