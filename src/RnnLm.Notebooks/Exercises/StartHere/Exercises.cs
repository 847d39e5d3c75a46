namespace RnnLm.Notebooks;

public static partial class Exercises
{
    /// <summary>Count how far back the evidence stands (slide A6).</summary>
    public static PredictionExercise<int> WordsInSight { get; } = WordsInSightExercise.Create();

    /// <summary>Rank the candidates for the next word (slides A2, B2).</summary>
    public static FunctionExercise<Func<string[], double[], int, string[]>> LikeliestWords { get; } = LikeliestWordsExercise.Create();

    /// <summary>Mend a program that is wrong on purpose: ln P(text) from a product that underflows (slide A3).</summary>
    public static FunctionExercise<Func<double[], double>> TextProbability { get; } = TextProbabilityExercise.Create();

    /// <summary>Seven questions on what the course builds on, to find out where to begin (slide A1).</summary>
    public static QuizExercise WhereToStart { get; } = WhereToStartExercise.Create();
}
