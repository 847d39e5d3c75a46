using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using MathNet.Numerics;

namespace RnnLm.Notebooks;

/// <summary>
/// MathNet hands out even the product of a state and a matrix of some hundred columns to several threads. At the sizes of a notebook that takes many times
/// as long as the product itself, most of all on a busy machine: here one thread computes it. What trains in parallel does so by itself.
/// </summary>
internal static class SmallMatrices
{
    [SuppressMessage("Usage", "CA2255", Justification = "The notebooks are the application: they have no other place to begin.")]
    [ModuleInitializer]
    internal static void StayOnOneThread() => Control.UseSingleThread();
}
