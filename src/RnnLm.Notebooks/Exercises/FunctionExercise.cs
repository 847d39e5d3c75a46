using System.Text.RegularExpressions;
using RnnLm.Numerics;

namespace RnnLm.Notebooks;

/// <summary>Write a function, or repair a faulty one.</summary>
/// <typeparam name="TFunction">
/// The function's type, a <c>Func</c> of numbers, <c>Vector&lt;double&gt;</c>, <c>Matrix&lt;double&gt;</c>, and arrays and lists of these.
/// </typeparam>
public sealed partial class FunctionExercise<TFunction> : Exercise
    where TFunction : Delegate
{
    private const int MostDraws = 100;

    /// <summary>The task, in Markdown.</summary>
    public required string Task { get; init; }

    /// <summary>The head of the learner's function: <c>double Dot(double[] a, double[] b)</c>.</summary>
    public required string Signature { get; init; }

    /// <summary>A comment above the signature, such as the equation and the shapes, without slashes.</summary>
    public string? Comment { get; init; }

    /// <summary>A right function: <c>new((a, b) => { … })</c>, with the names of the signature's parameters.</summary>
    public required Code<TFunction> Solution { get; init; }

    /// <summary>The faulty function that the learner is to repair; null where the learner writes one.</summary>
    public Code<TFunction>? Faulty { get; init; }

    /// <summary>
    /// Whether the faulty code counts as an answer that is wrong on purpose: unchanged, it reads 'not yet' with the name of its mistake, which then stands among
    /// <see cref="Wrong"/> as well, and not 'not attempted'.
    /// </summary>
    public bool FaultyIsAnAnswer { get; init; }

    /// <summary>
    /// The arguments of each case, drawn from a generator: the first small enough to follow on paper, and none that hides a mistake (a symmetric matrix,
    /// a zero state, a length of 1).
    /// </summary>
    public required Func<RandomGenerator, object[][]> DrawCases { get; init; }

    /// <summary>The mistakes that are recognised.</summary>
    public required IReadOnlyList<Mistake<TFunction>> Wrong { get; init; }

    /// <summary>How far a number may be from the expected one, relative to the largest expected number of the case.</summary>
    public double Tolerance { get; init; } = 1e-9;

    /// <inheritdoc/>
    public override string Statement => Task;

    /// <inheritdoc/>
    public override string Symbol => SymbolOf().Match(Signature) is { Success: true } match
        ? match.Groups[1].Value
        : throw new InvalidOperationException($"The signature of {Name} is to read like 'double Dot(double[] a)', but it is '{Signature}'.");

    /// <inheritdoc/>
    public override string Stub => Head + (Faulty?.Method(Signature) ?? $"{Signature}\n{{\n    throw new NotImplementedException();\n}}");

    /// <inheritdoc/>
    public override string SolutionText => Head + Solution.Method(Signature);

    /// <inheritdoc/>
    public override IReadOnlyList<Mistake> Mistakes => Wrong;

    /// <inheritdoc/>
    public override IReadOnlyList<Type> ParameterTypes => [.. typeof(TFunction).GetMethod("Invoke")!.GetParameters().Select(p => p.ParameterType)];

    /// <inheritdoc/>
    public override Type ResultType => typeof(TFunction).GetMethod("Invoke")!.ReturnType;

    private string Head => Comment is null ? "" : string.Concat(Comment.ReplaceLineEndings("\n").Split('\n').Select(line => $"// {line}\n"));

    /// <summary>Calls the learner's function and shows what came of it.</summary>
    /// <param name="function">The function that the stub declares.</param>
    public Verdict Check(TFunction? function) => Checking.Check(this, cases => FunctionCalls.Run(function, cases));

    /// <inheritdoc/>
    public override IReadOnlyList<object[]> Cases(ulong seed)
    {
        var random = new RandomGenerator(seed);
        for (var attempt = 0; attempt < MostDraws; attempt++)
        {
            var cases = DrawCases(random);
            if (AreTelling(cases)) return cases;
        }

        throw new InvalidOperationException($"The cases of {Name} do not tell its mistakes apart: in {MostDraws} draws two of them gave the same results.");
    }

    /// <inheritdoc/>
    public override object Expected(object[] arguments) => Output(Solution.Function, arguments)!;

    /// <inheritdoc/>
    public override IReadOnlyList<object?> Outputs(Mistake mistake, object[] arguments) =>
        [.. ((Mistake<TFunction>)mistake).Functions.Select(function => Output(function, arguments))];

    /// <inheritdoc/>
    public override Verdict Judge(IReadOnlyList<object[]> cases, IReadOnlyList<Outcome> outcomes)
    {
        if (outcomes.All(o => o.IsNotImplemented)) return Verdict.NotAttempted(this);
        var expected = cases.Select(Expected).ToArray();
        if (Faulty is { } faulty && !FaultyIsAnAnswer && Agrees(faulty.Function, cases, outcomes, expected)) return Verdict.NotAttempted(this, "This is still the code that came with the exercise.");
        var faults = expected.Zip(outcomes, (right, outcome) => Fault.Of(right, outcome, Tolerance)).ToArray();
        var wrong = faults.Index().Where(fault => fault.Item is not null).Select(fault => fault.Index).ToArray();
        if (wrong.Length == 0) return Verdict.Passed(this, cases.Count);
        if (wrong.All(i => outcomes[i].IsSound && SinglePrecision.IsSame(expected[i], outcomes[i].Value)))
            return Verdict.Passed(this, cases.Count) with { Sentence = $"All {cases.Count} cases are right, to the digits that a float has." };
        var mistake = Wrong.FirstOrDefault(m => m.Functions.Any(function => Agrees(function, cases, outcomes, expected))) ?? CommonMistakes.Of(cases, expected, outcomes, Tolerance);
        // A call that throws, say, tells more than a number that is wrong.
        var shown = mistake is null ? wrong.FirstOrDefault(i => !faults[i]!.IsOfValue, wrong[0]) : wrong[0];
        return Verdict.NotYet(this, faults[shown]!, mistake) with
        {
            Call = Values.Call(Symbol, [.. Solution.Function.Method.GetParameters().Select(p => p.Name!)], cases[shown]),
            Expected = Values.Text(expected[shown]),
            Got = outcomes[shown].HasReturned ? Values.Text(outcomes[shown].Value) : null,
            Cases = cases.Count,
            CasesRight = cases.Count - wrong.Length,
        };
    }

    // A wrong function is recognised where it gives what the learner's gives in every case, two of them other than expected.
    private bool Agrees(TFunction function, IReadOnlyList<object[]> cases, IReadOnlyList<Outcome> outcomes, object[] expected)
    {
        var telling = 0;
        for (var i = 0; i < cases.Count; i++)
        {
            if (!outcomes[i].IsSound || Output(function, cases[i]) is not { } output) return false;
            if (!AreSame(output, outcomes[i].Value)) return false;
            if (!AreSame(expected[i], output)) telling++;
        }

        return telling >= 2;
    }

    // Each wrong function gives something else than every other, and in two cases at least something else than the right one.
    private bool AreTelling(object[][] cases)
    {
        var right = cases.Select(Expected).ToArray();
        var named = Wrong.SelectMany(mistake => mistake.Functions);
        var functions = Faulty is null || FaultyIsAnAnswer ? named : named.Append(Faulty.Function);
        var wrong = functions.Select(function => cases.Select(arguments => Output(function, arguments)!).ToArray()).ToArray();
        return wrong.All(outputs => Differing(right, outputs).Skip(1).Any())
            && wrong.Index().All(one => wrong.Skip(one.Index + 1).All(other => Differing(one.Item, other).Any()));
    }

    private IEnumerable<object> Differing(object[] some, object[] others) =>
        from pair in some.Zip(others) where !AreSame(pair.First, pair.Second) select pair.First;

    private bool AreSame(object some, object? other) =>
        Values.AreWithin(Math.Max(Tolerance * Math.Max(1, Values.Size(some)), SinglePrecision.Margin(some)), some, other);

    // Each call gets arguments of its own, so that a function which changes them spoils no other.
    private static object? Output(TFunction function, object[] arguments) => function.DynamicInvoke([.. arguments.Select(Values.Copy)]);

    [GeneratedRegex(@"(\w+)\s*\(")]
    private static partial Regex SymbolOf();
}
