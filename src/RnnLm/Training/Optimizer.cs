using System.Numerics;
using RnnLm.Numerics;

namespace RnnLm.Training;

/// <summary>A rule that changes the parameters along their gradients (slide A21).</summary>
public abstract class Optimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
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

    /// <summary>Changes every parameter by its gradient; the gradients stay as they are.</summary>
    public void Step()
    {
        Steps++;
        for (var p = 0; p < Parameters.Count; p++)
        {
            var parameter = Parameters[p];
            if (MovesWithoutGradient)
            {
                Update(p, parameter.Value, parameter.Gradient);
                continue;
            }

            for (var part = 0; part < parameter.GradientParts; part++)
            {
                var (start, length) = parameter.GradientPart(part);
                Update(p, parameter.Value.AsSpan(start, length), parameter.Gradient.AsSpan(start, length));
            }
        }
    }

    /// <summary>Whether a value whose gradient is 0 may move. If not, the rows that a sparse gradient leaves out are passed over.</summary>
    private protected virtual bool MovesWithoutGradient => true;

    /// <summary>Changes the values of parameter <paramref name="p"/>, or of a part of it if they move by their gradient only.</summary>
    private protected abstract void Update(int p, Span<T> values, ReadOnlySpan<T> gradient);

    /// <summary>An array of zeros for each parameter, saved with a checkpoint.</summary>
    private protected T[][] Remember(string name)
    {
        var arrays = Parameters.Select(p => new T[p.Count]).ToArray();
        memory.AddRange(Parameters.Zip(arrays, (p, values) => ($"{name}.{p.Name}", values)));
        return arrays;
    }
}
