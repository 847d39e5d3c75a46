namespace RnnLm.Notebooks;

/// <summary>What can be shared among processors, and what has to wait for the step before (slide A16).</summary>
internal static class TimeToReadExercise
{
    public static PredictionExercise<int[]> Create() => new()
    {
        Name = "TimeToRead",
        Notebook = "09-vanishing-and-exploding-gradients",
        Title = "How long does it take?",
        Points = 1,
        Items = ["A16"],
        Task = """
            A text of $T = 1000$ words is read, and what is predicted at each word takes one processor one millisecond, in a recurrent network as in one that sees a window
            of words. The program has ten processors. How many milliseconds does each network need at least? Give two numbers, the recurrent network's first.
            """,
        Variable = "timeToRead",
        Comment = "[recurrent, window], in milliseconds",
        Answer = new([1000, 100]),
        Wrong =
        [
            new("the recurrent steps shared", "Step t begins with h(t−1), so it waits for step t−1: nine of the ten processors have nothing to do.", [100, 100]),
            new("the window not shared", "A window is made of words, and all of them are there at the beginning: ten predictions can be made at a time.", [1000, 1000]),
            new("the two exchanged", "The recurrent network comes first, and it is the one whose steps wait for each other.", [100, 1000]),
            new("more processors than there are", "There are ten processors, so ten of the thousand windows are done in a millisecond.", [1000, 1]),
            new("the processors multiplied", "Ten processors do not make it longer: they share the work where they can.", [10_000, 1000]),
            new("a window's words one by one", "What is predicted at each word takes one millisecond, however many words the window has.", [1000, 10]),
            new("one word only", "That is the time for a single word. The text has a thousand.", [1, 1]),
        ],
        Hints = new(
            "Ask of each prediction what must be there before it can begin.",
            "Two numbers: how many milliseconds one after the other, if ten may pass side by side, wherever nothing has to be waited for.",
            "The recurrent network's T steps form one row. The window network's T predictions can be dealt out to ten processors."),
        Afterwards = "In training the same holds backwards: δ(t) waits for δ(t+1). Transformers (2017) were made to end this waiting.",
    };
}
