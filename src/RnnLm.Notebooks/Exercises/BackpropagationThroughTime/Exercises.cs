using MathNet.Numerics.LinearAlgebra;

namespace RnnLm.Notebooks;

public static partial class Exercises
{
    /// <summary>The gradients of f = (x + y)·max(y, z), where y branches (slides A23, A24).</summary>
    public static FunctionExercise<Func<double, double, double, double[]>> FanOut { get; } = ChainRuleExercises.FanOut();

    /// <summary>The edges of the unrolled graph (slide B27).</summary>
    public static FunctionExercise<Func<int, string[]>> UnrolledEdges { get; } = ChainRuleExercises.UnrolledEdges();

    /// <summary>What ℒ(3) sends through the use of W_h at step 3 (slide B28).</summary>
    public static FunctionExercise<Func<Vector<double>[], Vector<double>, Matrix<double>, Matrix<double>>> UseAtStep3 { get; } = OneLossExercises.UseAtStep3();

    /// <summary>What ℒ(3) sends through the use of W_h at step 2 (slide B28).</summary>
    public static FunctionExercise<Func<Vector<double>[], Vector<double>, Matrix<double>, Matrix<double>>> UseAtStep2 { get; } = OneLossExercises.UseAtStep2();

    /// <summary>What ℒ(3) sends through the use of W_h at step 1 (slide B28).</summary>
    public static FunctionExercise<Func<Vector<double>[], Vector<double>, Matrix<double>, Matrix<double>>> UseAtStep1 { get; } = OneLossExercises.UseAtStep1();

    /// <summary>Any term ∂ℒ(t)/∂W_h|₍ᵢ₎ (slides A22, B28, B29).</summary>
    public static FunctionExercise<Func<Vector<double>[], Vector<double>, Matrix<double>, int, int, Matrix<double>>> OneTerm { get; } = OneLossExercises.OneTerm();

    /// <summary>Repair "all in one" for ℒ(4) (slide B30).</summary>
    public static FunctionExercise<Func<Vector<double>[], Vector<double>, Matrix<double>, Matrix<double>>> AllInOne { get; } = AllInOneExercise.AllInOne();

    /// <summary>The gradient by finite differences, for a network of one unit (slides A22, B29).</summary>
    public static FunctionExercise<Func<double, double, double[], double[], double, double>> CentralDifference { get; } = ProofExercises.CentralDifference();

    /// <summary>The gradients of untied copies (slide A25).</summary>
    public static FunctionExercise<Func<Vector<double>[], Vector<double>, Matrix<double>[], Matrix<double>[]>> UntiedCopies { get; } = ProofExercises.UntiedCopies();

    /// <summary>How many uses all losses visit, each by itself (slides A26, B29).</summary>
    public static PredictionExercise<int> StepsBack { get; } = OrderOfSumsExercises.StepsBack();

    /// <summary>From one loss to all, line by line (slide B29).</summary>
    public static OrderExercise DerivationOrder { get; } = OrderOfSumsExercises.DerivationOrder();

    /// <summary>Backpropagation through time itself (slide B29).</summary>
    public static FunctionExercise<Func<Vector<double>[], Vector<double>[], Matrix<double>, Matrix<double>>> BackThroughTime { get; } = AllLossesExercises.BackThroughTime();

    /// <summary>The gradient of the embeddings where a word is repeated (slide B27).</summary>
    public static FunctionExercise<Func<int[], Vector<double>[], int, Matrix<double>>> EmbeddingGradient { get; } = AllLossesExercises.EmbeddingGradient();

    /// <summary>The two truncations, told apart (slides A26, B17–B19).</summary>
    public static FunctionExercise<Func<Matrix<double>, int, double[]>> TwoTruncations { get; } = TruncationExercises.TwoTruncations();

    /// <summary>Which truncation is meant (slides A26, B17–B19).</summary>
    public static QuizExercise WhichTruncation { get; } = TruncationExercises.WhichTruncation();
}
