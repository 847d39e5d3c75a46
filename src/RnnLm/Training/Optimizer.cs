using System.Numerics;
using RnnLm.Numerics;

namespace RnnLm.Training;

/// <summary>A rule that changes the parameters along their gradients (slide A21).</summary>
public abstract class Optimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // Small enough that what a rule reads and writes of it stays in the cache, and that workers get equal shares.
    private const int ValuesOfPart = 1 << 14;

    private readonly List<(string Name, T[] Values)> memory = [];

    private protected Optimizer(IReadOnlyList<Parameter<T>> parameters, double rate)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rate);
        Parameters = parameters;
        Rate = rate;
    }

    /// <summary>What is trained.</summary>
    public IReadOnlyList<Parameter<T>> Parameters { get; }

    /// <summary>The learning rate η of the next step.</summary>
    public double Rate { get; set; }

    /// <summary>How many steps have been taken.</summary>
    public long Steps { get; internal set; }

    /// <summary>What the rule remembers of former gradients, by name, for a checkpoint: the arrays themselves.</summary>
    public IReadOnlyList<(string Name, T[] Values)> Memory => memory;

    /// <summary>Changes every parameter by its gradient.</summary>
    /// <param name="workers">Who does the work; none means the calling thread. The numbers do not depend on it.</param>
    /// <param name="factor">What each gradient is multiplied with as it is read, such as <see cref="GradientClipping.Factor"/>: that saves a pass over
    /// all of them. The gradients themselves stay as they are.</param>
    public void Step(Workers? workers = null, double factor = 1)
    {
        Steps++;
        for (var p = 0; p < Parameters.Count; p++)
        {
            var parts = new Parts(this, p, T.CreateTruncating(factor));
            if (workers is not null)
            {
                workers.Run(parts.Count, parts);
                continue;
            }

            for (var part = 0; part < parts.Count; part++) parts.Run(part, worker: 0);
        }
    }

    /// <summary>Whether a value whose gradient is 0 may move. If not, the rows that a sparse gradient leaves out are passed over.</summary>
    private protected virtual bool MovesWithoutGradient => true;

    /// <summary>
    /// Changes a part of parameter <paramref name="p"/>, which begins at <paramref name="start"/>, by g = factor·gradient. Each value by itself, with
    /// +, −, ·, /, √ and fused multiply-add only, which are exactly rounded: so neither the parts nor the width of the machine's vectors change the numbers.
    /// </summary>
    private protected abstract void Update(int p, int start, Span<T> values, ReadOnlySpan<T> gradient, T factor);

    /// <summary>An array of zeros for each parameter, saved with a checkpoint.</summary>
    private protected T[][] Remember(string name)
    {
        var arrays = Parameters.Select(p => new T[p.Count]).ToArray();
        memory.AddRange(Parameters.Zip(arrays, (p, values) => ($"{name}.{p.Name}", values)));
        return arrays;
    }

    /// <summary>The parts of one parameter, each a task of its own.</summary>
    private readonly struct Parts(Optimizer<T> optimizer, int p, T factor) : IParallelWork
    {
        private readonly Parameter<T> parameter = optimizer.Parameters[p];
        private readonly T[] gradient = optimizer.Parameters[p].Gradient;

        public int Count => optimizer.MovesWithoutGradient ? (parameter.Count + ValuesOfPart - 1) / ValuesOfPart : parameter.GradientParts;

        public void Run(int task, int worker)
        {
            var (start, length) = optimizer.MovesWithoutGradient
                ? (task * ValuesOfPart, Math.Min(ValuesOfPart, parameter.Count - (task * ValuesOfPart)))
                : parameter.GradientPart(task);
            optimizer.Update(p, start, parameter.Value.AsSpan(start, length), gradient.AsSpan(start, length), factor);
        }
    }
}
