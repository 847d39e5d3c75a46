namespace RnnLm.Notebooks;

/// <summary>
/// An exercise is data: what the learner reads, what the learner's code is called with, and what a result means. Nothing in it runs by itself, so that a
/// notebook, the command and a grader use the same exercise: arguments in, outputs out, a verdict on them.
/// </summary>
public abstract class Exercise
{
    /// <summary>The seed of the cases that a check in a notebook uses: the same each time, so that one can follow a failing call. A grader draws its own.</summary>
    public const ulong NotebookSeed = 1;

    /// <summary>What the exercise is called in code and in the command: <c>DotProduct</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The notebook's file name without its ending: <c>02-dot-products</c>.</summary>
    public required string Notebook { get; init; }

    /// <summary>What stands above it: <c>The dot product</c>.</summary>
    public required string Title { get; init; }

    /// <summary>What a pass is worth.</summary>
    public required int Points { get; init; }

    /// <summary>Whether the notebook names it, at its top, among the few that must be done.</summary>
    public bool IsMustDo { get; init; }

    /// <summary>The items of the curriculum that it serves: <c>B4</c>.</summary>
    public required IReadOnlyList<string> Items { get; init; }

    /// <summary>The task, in Markdown, as it stands above the stub.</summary>
    public abstract string Statement { get; }

    /// <summary>The name that the stub declares and the check takes: <c>Dot</c>.</summary>
    public abstract string Symbol { get; }

    /// <summary>The text of the cell that the learner completes.</summary>
    public abstract string Stub { get; }

    /// <summary>The text of that cell, done.</summary>
    public abstract string SolutionText { get; }

    /// <summary>Three hints, each telling more than the one before.</summary>
    public required Hints Hints { get; init; }

    /// <summary>What to do after a pass, in a sentence.</summary>
    public string Afterwards { get; init; } = "Go on with the next cell.";

    /// <summary>The mistakes that are recognised, by name.</summary>
    public abstract IReadOnlyList<Mistake> Mistakes { get; }

    /// <summary>The types of the learner's function's parameters; none where the learner gives a value.</summary>
    public abstract IReadOnlyList<Type> ParameterTypes { get; }

    /// <summary>The type of what the learner's code gives.</summary>
    public abstract Type ResultType { get; }

    /// <summary>What the learner's code is called with: for each case its arguments, drawn from the seed.</summary>
    public abstract IReadOnlyList<object[]> Cases(ulong seed);

    /// <summary>What the reference solution returns for these arguments.</summary>
    public abstract object Expected(object[] arguments);

    /// <summary>What code with this mistake of <see cref="Mistakes"/> gives for these arguments: an output for each way to make it.</summary>
    public abstract IReadOnlyList<object?> Outputs(Mistake mistake, object[] arguments);

    /// <summary>Says what these outcomes of these cases mean.</summary>
    /// <param name="cases">What <see cref="Cases"/> gave.</param>
    /// <param name="outcomes">What the learner's code did with each.</param>
    public abstract Verdict Judge(IReadOnlyList<object[]> cases, IReadOnlyList<Outcome> outcomes);

    /// <summary>The hint with this number: 1 the idea, 2 the shape, 3 a line of code.</summary>
    public Note Hint(int number = 1) => new($"**Hint {number} of 3, {Title}.** {Hints[number]}");

    /// <summary>A solution, and nothing to be ashamed of: read it, close it, write your own.</summary>
    public Note ShowSolution() => new($"**A solution of {Title}.** Read it, then close it and write your own.\n\n```csharp\n{SolutionText}\n```");

    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {Title} ({Notebook}, {Points} points)";
}
