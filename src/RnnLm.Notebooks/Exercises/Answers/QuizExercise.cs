namespace RnnLm.Notebooks;

/// <summary>A choice of a question.</summary>
/// <param name="Text">What it says, in Markdown.</param>
/// <param name="Feedback">What to tell whoever chooses it, in a sentence.</param>
/// <param name="IsRight">Whether it is the right one.</param>
public sealed record Choice(string Text, string Feedback, bool IsRight = false);

/// <summary>A question with one right choice.</summary>
/// <param name="Text">What is asked, in Markdown.</param>
/// <param name="Choices">What one may answer.</param>
public sealed record Question(string Text, params Choice[] Choices)
{
    /// <summary>What to do next for whoever does not know; null where the remarks say enough.</summary>
    public string? IfMissed { get; init; }

    /// <summary>The letter of the right choice.</summary>
    public char Right => (char)('A' + Array.FindIndex(Choices, c => c.IsRight));
}

/// <summary>A wrong choice.</summary>
/// <param name="Name">The question and the letter: <c>question 2, B</c>.</param>
/// <param name="Explanation">The choice's feedback.</param>
/// <param name="Answers">The answers that are right but for it.</param>
public sealed record WrongChoice(string Name, string Explanation, string Answers) : Mistake(Name, Explanation);

/// <summary>A short quiz; the answer is a text of one letter for each question.</summary>
public sealed class QuizExercise : ValueExercise
{
    /// <summary>The questions.</summary>
    public required IReadOnlyList<Question> Questions { get; init; }

    /// <inheritdoc/>
    public override string Statement => Task + string.Concat(Questions.Select((question, i) =>
        $"\n\n**{i + 1}.** {question.Text}\n\n{string.Join("\n", question.Choices.Select((choice, j) => $"- **{(char)('A' + j)}.** {choice.Text}"))}"));

    /// <inheritdoc/>
    public override string Stub => $"string {Variable} = \"\"; // one letter for each question, such as \"{new string('A', Questions.Count)}\"";

    /// <inheritdoc/>
    public override string SolutionText => $"string {Variable} = \"{RightAnswers}\";";

    /// <inheritdoc/>
    public override IReadOnlyList<Mistake> Mistakes =>
    [
        .. from i in Enumerable.Range(0, Questions.Count)
           from j in Enumerable.Range(0, Questions[i].Choices.Length)
           where !Questions[i].Choices[j].IsRight
           select Wrong(i, j),
    ];

    /// <inheritdoc/>
    public override Type ResultType => typeof(string);

    private string RightAnswers => string.Concat(Questions.Select(q => q.Right));

    /// <summary>Says which answers are right, and what is to be said of the others.</summary>
    /// <param name="answers">The variable that the stub declares.</param>
    public Verdict Check(string? answers) => CheckAnswer(answers);

    /// <inheritdoc/>
    public override object Expected(object[] arguments) => RightAnswers;

    /// <inheritdoc/>
    public override IReadOnlyList<object?> Outputs(Mistake mistake, object[] arguments) => [((WrongChoice)mistake).Answers];

    /// <inheritdoc/>
    protected override Verdict Judge(object answer)
    {
        var given = Letter.Of(answer);
        if (given.Length == 0) return Verdict.NotYet(this, new Fault($"{Values.Text(answer)} has no letters.", $"Write one letter for each question, such as \"{new string('A', Questions.Count)}\"."), null);
        if (given.Length != Questions.Count)
            return Verdict.NotYet(this, new Fault($"There are {Questions.Count} questions, but \"{given}\" has {(given.Length == 1 ? "1 letter" : $"{given.Length} letters")}.", "Write one letter for each question."), null);
        var wrong = Enumerable.Range(0, Questions.Count).Where(i => given[i] != Questions[i].Right).ToArray();
        var state = $"{Questions.Count - wrong.Length} of {Questions.Count} answers {(Questions.Count - wrong.Length == 1 ? "is" : "are")} right.";
        if (wrong.Length == 0)
        {
            return Verdict.Passed(this, Questions.Count) with
            {
                Sentence = state,
                Remarks = [.. Questions.Select((q, i) => $"{i + 1} {q.Right}: {q.Choices[q.Right - 'A'].Feedback}")],
            };
        }

        return Verdict.NotYet(this, new Fault(state, "Read the remarks."), wrong.Length == 1 && Offered(wrong[0], given[wrong[0]]) ? Wrong(wrong[0], given[wrong[0]] - 'A') : null) with
        {
            Cases = Questions.Count,
            CasesRight = Questions.Count - wrong.Length,
            Next = Questions[wrong[0]].IfMissed ?? (wrong.Length == 1 ? "Change that, and run both cells again." : "Read the remarks and answer these questions again."),
            Remarks = [.. wrong.Select(i => $"{i + 1} {given[i]}: {(Offered(i, given[i]) ? Questions[i].Choices[given[i] - 'A'].Feedback : "there is no such choice.")}")],
        };
    }

    private bool Offered(int question, char letter) => letter - 'A' < Questions[question].Choices.Length && letter >= 'A';

    private WrongChoice Wrong(int question, int choice)
    {
        var answers = RightAnswers.ToCharArray();
        answers[question] = (char)('A' + choice);
        return new($"question {question + 1}, {answers[question]}", Questions[question].Choices[choice].Feedback, new string(answers));
    }
}
