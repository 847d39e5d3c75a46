using MathNet.Numerics.LinearAlgebra;

namespace RnnLm.Notebooks;

public static partial class Exercises
{
    /// <summary>Multiply the factors of a chain of one-unit steps (slides B31, B32).</summary>
    public static FunctionExercise<Func<double, double[], double>> ChainOfFactors { get; } = ChainOfFactorsExercise.Create();

    /// <summary>Write the Jacobian of one step of an Elman network (slide B33).</summary>
    public static FunctionExercise<Func<Matrix<double>, Vector<double>, Matrix<double>>> JacobianOfAStep { get; } = JacobianOfAStepExercise.Create();

    /// <summary>Walk a gradient back and note its norm at each lag (slides B31, B33).</summary>
    public static FunctionExercise<Func<Matrix<double>, Vector<double>[], Vector<double>, double[]>> NormsByLag { get; } = NormsByLagExercise.Create();

    /// <summary>Give a matrix whose eigenvalues promise decay and whose powers first grow (slide B34).</summary>
    public static PropertyExercise<double[][]> RadiusIsNotNorm { get; } = RadiusIsNotNormExercise.Create();

    /// <summary>What eigenvalues do and do not say (slides B33, B34).</summary>
    public static QuizExercise WhatEigenvaluesSay { get; } = WhatEigenvaluesSayExercise.Create();

    /// <summary>Tell a vanishing gradient from an exploding one by its factor per step (slide B31).</summary>
    public static FunctionExercise<Func<double[], string>> VanishingOrExploding { get; } = VanishingOrExplodingExercise.Create();

    /// <summary>How much of a gradient comes from the last k uses of a weight (slide B31).</summary>
    public static FunctionExercise<Func<Matrix<double>[], double[]>> ShareOfTheLast { get; } = ShareOfTheLastExercise.Create();

    /// <summary>What can be shared among processors, and what has to wait (slide A16).</summary>
    public static PredictionExercise<int[]> TimeToRead { get; } = TimeToReadExercise.Create();

    /// <summary>What forgetting costs, in nats above the best possible model, by distance (slide A16).</summary>
    public static FunctionExercise<Func<int[], double[], double[], int, int, double>> CostOfForgetting { get; } = CostOfForgettingExercise.Create();

    /// <summary>Train one weight through ten steps, and let it diverge (slide B36).</summary>
    public static FunctionExercise<Func<double, double, int, double[]>> DivergeOnDemand { get; } = DivergeOnDemandExercise.Create();
}
