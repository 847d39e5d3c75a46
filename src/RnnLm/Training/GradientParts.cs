using System.Numerics;
using RnnLm.Numerics;

namespace RnnLm.Training;

/// <summary>All parts of all gradients that may differ from zero, in order, so that they can be shared among workers.</summary>
internal readonly struct GradientParts<T>(IReadOnlyList<Parameter<T>> parameters)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>How many there are.</summary>
    public int Count
    {
        get
        {
            var count = 0;
            for (var p = 0; p < parameters.Count; p++) count += parameters[p].GradientParts;
            return count;
        }
    }

    /// <summary>The part of this number: whose it is, and where it lies.</summary>
    public (int Parameter, Range Range) this[int index]
    {
        get
        {
            var p = 0;
            for (; index >= parameters[p].GradientParts; p++) index -= parameters[p].GradientParts;
            var (start, length) = parameters[p].GradientPart(index);
            return (p, start..(start + length));
        }
    }

    /// <summary>Does the work for every part, on the calling thread if there are no workers. Gradients that wait to be cleared are cleared before.</summary>
    public void Run<TWork>(TWork work, Workers? workers)
        where TWork : struct, IParallelWork
    {
        for (var p = 0; p < parameters.Count; p++) _ = parameters[p].Gradient;
        var count = Count;
        if (workers is not null)
        {
            workers.Run(count, work);
            return;
        }

        for (var part = 0; part < count; part++) work.Run(part, worker: 0);
    }
}
