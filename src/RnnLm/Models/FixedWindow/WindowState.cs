using System.Numerics;
using RnnLm.Models.Neural;
using RnnLm.Text;

namespace RnnLm.Models.FixedWindow;

/// <summary>The n − 1 tokens that each of k streams read last: with the next one they fill the window.</summary>
public sealed class WindowState<T> : CarriedState<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // As numbers of the model's type, which holds every id exactly, so that a checkpoint stores one kind of array.
    private readonly T[] tokens;

    /// <summary>The state before the first token: BOS everywhere.</summary>
    /// <param name="streams">k.</param>
    /// <param name="window">n.</param>
    public WindowState(int streams, int window)
        : base(streams)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(window);
        tokens = new T[(window - 1) * streams];
        Arrays = [("tokens", tokens)];
        Clear();
    }

    /// <inheritdoc/>
    public override IReadOnlyList<(string Name, T[] Values)> Arrays { get; }

    /// <summary>The number of tokens kept, all streams together.</summary>
    internal int Count => tokens.Length;

    /// <inheritdoc/>
    public override void Clear() => tokens.AsSpan().Fill(T.CreateChecked(Vocabulary.Bos));

    /// <inheritdoc/>
    public override CarriedState<T> Copy()
    {
        var copy = new WindowState<T>(Streams, (tokens.Length / Streams) + 1);
        copy.CopyFrom(this);
        return copy;
    }

    /// <summary>The kept tokens, time-major, the oldest first.</summary>
    internal void Read(Span<int> ids)
    {
        for (var i = 0; i < tokens.Length; i++) ids[i] = int.CreateChecked(tokens[i]);
    }

    /// <summary>Keeps these tokens.</summary>
    internal void Write(ReadOnlySpan<int> ids)
    {
        for (var i = 0; i < tokens.Length; i++) tokens[i] = T.CreateChecked(ids[i]);
    }
}
