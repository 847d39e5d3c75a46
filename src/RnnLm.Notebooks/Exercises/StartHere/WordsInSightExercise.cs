namespace RnnLm.Notebooks;

/// <summary>How far back the evidence stands, and whether a window reaches it (A6).</summary>
internal static class WordsInSightExercise
{
    public static PredictionExercise<int> Create() => new()
    {
        Name = "WordsInSight",
        Notebook = "00-start-here",
        Title = "How many words back",
        IsMustDo = true,
        Points = 1,
        Items = ["A6"],
        Task = """
            > as the proctor started the clock , the students opened their ___

            A model that sees the last $n$ words and nothing else must have *proctor* among them to know what comes. How large must $n$ be? The comma counts as a word.
            """,
        Variable = "wordsInSight",
        Answer = new(9),
        Wrong =
        [
            new("one short", "Count the comma, and count proctor itself: it must be inside the window, not just beyond it.", 8),
            new("two short", "Count the comma, and count proctor itself.", 7),
            new("clock in place of proctor", "Six words reach back to clock, which would help as well; the question asks for proctor.", 6),
            new("counted from the beginning", "proctor is the third word of the sentence, but a window counts back from the gap.", 3),
            new("the window of a 5-gram model", "The last four words are: the students opened their. No proctor among them.", 4),
            new("the whole sentence", "Eleven words are all of it; begin to count at proctor.", 11),
            new("stopped at the comma", "Five words reach back to the comma, which ends no window: go on to proctor.", 5),
            new("one too many", "The gap is what the model predicts; it does not see it.", 10),
        ],
        Hints = new(
            "Count backwards from the gap, and stop at proctor.",
            "The last word is their, the one before it is opened.",
            "their 1, opened 2, students 3, the 4, the comma 5, clock 6 …"),
        Afterwards = "A model that sees four words cannot know. Read on for what it says instead.",
    };
}
