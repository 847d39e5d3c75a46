using System.Numerics;

namespace RnnLm.Models.Files;

/// <summary>A named array of numbers as a model file holds it, row-major, in single or double precision.</summary>
public sealed class NamedTensor
{
    private readonly Array values;

    private NamedTensor(string name, IReadOnlyList<int> shape, Array values)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(values);
        if (shape.Any(n => n < 0) || shape.Aggregate(1L, (product, n) => checked(product * n)) != values.Length)
        {
            throw new ArgumentException(
                $"A tensor's shape multiplies to its number of values, but [{string.Join(", ", shape)}] came with {values.Length} values.",
                nameof(shape));
        }

        Name = name;
        Shape = shape;
        this.values = values;
    }

    /// <summary>A tensor in single precision; the array is kept, not copied.</summary>
    /// <exception cref="ArgumentException">The shape does not multiply to the number of values.</exception>
    public NamedTensor(string name, IReadOnlyList<int> shape, float[] values)
        : this(name, shape, (Array)values)
    {
    }

    /// <summary>A tensor in double precision; the array is kept, not copied.</summary>
    /// <exception cref="ArgumentException">The shape does not multiply to the number of values.</exception>
    public NamedTensor(string name, IReadOnlyList<int> shape, double[] values)
        : this(name, shape, (Array)values)
    {
    }

    /// <summary>Its name, PyTorch's for the same weight, such as <c>rnn.weight_hh_l0</c>.</summary>
    public string Name { get; }

    /// <summary>The length of each dimension; empty for a single number.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>The number of values.</summary>
    public int Count => values.Length;

    /// <summary>Whether the values are in double precision.</summary>
    public bool IsDouble => values is double[];

    /// <summary>A tensor of <c>float</c> or <c>double</c>, by the type of its values; the array is kept, not copied.</summary>
    /// <exception cref="ArgumentException">The values are of another type, or the shape does not multiply to their number.</exception>
    public static NamedTensor Of<T>(string name, IReadOnlyList<int> shape, T[] values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => (Array)values switch
        {
            float[] singles => new NamedTensor(name, shape, singles),
            double[] doubles => new NamedTensor(name, shape, doubles),
            _ => throw new ArgumentException($"A tensor holds float or double, but {typeof(T).Name} came.", nameof(values)),
        };

    /// <summary>Copies the values, converted to <typeparamref name="T"/> if they are of another precision.</summary>
    /// <exception cref="ArgumentException">The destination has not <see cref="Count"/> places.</exception>
    public void CopyTo<T>(Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (destination.Length != Count)
            throw new ArgumentException($"'{Name}' has {Count} values, but there is room for {destination.Length}.", nameof(destination));
        if (values is T[] same) same.CopyTo(destination);
        else if (values is float[] singles) Convert(singles, destination);
        else Convert((double[])values, destination);
    }

    /// <summary>The values in a new array, converted to <typeparamref name="T"/> if they are of another precision.</summary>
    public T[] ToArray<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var copy = new T[Count];
        CopyTo<T>(copy);
        return copy;
    }

    // The values as they are stored: float[] or double[].
    internal Array Values => values;

    private static void Convert<TFrom, TTo>(TFrom[] from, Span<TTo> to)
        where TFrom : INumberBase<TFrom>
        where TTo : INumberBase<TTo>
    {
        for (var i = 0; i < from.Length; i++) to[i] = TTo.CreateTruncating(from[i]);
    }
}
