using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnLm.Numerics;

/// <summary>
/// The way back through the output layer (B28): from the errors scale·(ŷ − y) to ∂ℒ/∂Uᵀ = (ŷ − y)ᵀ·H and ∂ℒ/∂Hᵀ = U·(ŷ − y)ᵀ. Both
/// products are formed chunk by chunk while a chunk's errors are in the second cache; the errors of all chunks are never in memory.
/// </summary>
/// <remarks>
/// A part of the work (<see cref="SoftmaxCut{T}"/>) adds up its own share of the gradient of the side that is not cut; at the end the shares are
/// added in the order of the parts.
/// </remarks>
internal sealed unsafe class SoftmaxGradient<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly SoftmaxPass<T> pass;
    private readonly PackedMatrix<T> states = new(); // H [N×d]
    private readonly AlignedBuffer<T> hiddenShares = new(); // of each part of the tokens, panels of ∂ℒ/∂Hᵀ [d×width]
    private readonly AlignedBuffer<T> weightShares = new(); // of each part of the positions, ∂ℒ/∂Uᵀ [V×d] and ∂ℒ/∂b2 [V]
    private readonly AlignedBuffer<T>[] scratch; // of each worker: the errors of a chunk

    private T* weight; // Uᵀ [V×d]
    private T* weightGradient;
    private T* biasGradient;
    private int* targets;
    private T scale;
    private int size;
    private bool accumulate;

    public SoftmaxGradient(SoftmaxPass<T> pass, int workers)
    {
        this.pass = pass;
        scratch = [.. Enumerable.Range(0, workers).Select(_ => new AlignedBuffer<T>())];
    }

    /// <summary>The number of tasks of <see cref="Multiply"/>.</summary>
    public int Tasks => Cut.Parts;

    /// <summary>The number of tasks of <see cref="AddHiddenShares"/>.</summary>
    public int HiddenTasks => Cut.Panels;

    /// <summary>The number of tasks of <see cref="AddWeightShares"/>.</summary>
    public int WeightTasks => Cut.ByTokens ? 0 : Cut.Chunks;

    private static int Width => SoftmaxCut<T>.Width;

    private SoftmaxCut<T> Cut => pass.Cut;

    private nint HiddenShare => (nint)size * Cut.Padded;

    private nint WeightShare => (nint)(size + 1) * Cut.Tokens;

    /// <summary>Takes in a batch whose exponentials the pass has kept and put in proportion. The pointers must stay valid until the last task is done.</summary>
    public void Begin(ReadOnlyMatrixSpan<T> hidden, T* weight, int* targets, T scale, T* weightGradient, T* biasGradient, bool accumulate)
    {
        this.weight = weight;
        this.targets = targets;
        this.weightGradient = weightGradient;
        this.biasGradient = biasGradient;
        (this.scale, this.accumulate, size) = (scale, accumulate, hidden.Columns);
        states.Pack(hidden, pass.AskedPositions.First, pass.AskedPositions.End);
        hiddenShares.Ensure((Cut.ByTokens ? Cut.Parts : 1) * (long)HiddenShare);
        if (!Cut.ByTokens) weightShares.Ensure(Cut.Parts * (long)WeightShare);
        foreach (var buffer in scratch) buffer.Ensure(SoftmaxCut<T>.LargestChunk * (long)(Cut.Padded + Vector512<T>.Count));
    }

    /// <summary>Both gradients of one part.</summary>
    public void Multiply(int part, int worker)
    {
        var errors = scratch[worker].Pointer; // of one chunk, panel after panel [rows×width]
        var (firstChunk, endChunk) = Cut.ChunksOf(part);
        var panels = pass.AskedPanelsOf(part);
        for (var c = firstChunk; c < endChunk; c++)
        {
            var (v, rows) = Cut.TokensOf(c);
            var rowSums = errors + ((nint)rows * Cut.Padded); // [rows×lanes]
            new Span<T>(rowSums, rows * Vector512<T>.Count).Clear();
            for (var p = panels.First; p < panels.End; p++)
                ToErrors(p, c, errors + ((nint)(p - panels.First) * rows * Width), rowSums);
            MultiplyByStates(part, v, rows, panels, errors, rowSums);
            MultiplyByWeight(Cut.ByTokens ? part : 0, v, rows, panels, errors, accumulate: c > firstChunk);
        }
    }

    /// <summary>∂ℒ/∂H at one panel of positions: the sum of the shares, written as rows.</summary>
    public void AddHiddenShares(int panel, T* hiddenGradient, nint stride)
    {
        var first = panel * Width;
        var end = Math.Min(first + Width, Cut.Positions);
        if (!pass.IsAsked(panel))
        {
            for (var n = first; n < end; n++) new Span<T>(hiddenGradient + (n * stride), size).Clear();
            return;
        }

        var sum = hiddenShares.Pointer + ((nint)panel * size * Width); // [d×width]
        for (var part = 1; Cut.ByTokens && part < Cut.Parts; part++)
            Add(sum + (part * HiddenShare), sum, size * Width);
        for (var n = first; n < end; n++)
        {
            for (var i = 0; i < size; i++)
                hiddenGradient[(n * stride) + i] = sum[(i * Width) + (n - first)];
        }
    }

    /// <summary>∂ℒ/∂Uᵀ and ∂ℒ/∂b2 of one chunk: the sum of the shares.</summary>
    public void AddWeightShares(int chunk)
    {
        var (v, rows) = Cut.TokensOf(chunk);
        for (var part = 0; part < Cut.Parts; part++)
        {
            var share = weightShares.Pointer + (part * WeightShare);
            Take(share + ((nint)v * size), weightGradient + ((nint)v * size), rows * size, part);
            Take(share + ((nint)Cut.Tokens * size) + v, biasGradient + v, rows, part);
        }

        void Take(T* share, T* gradient, int length, int part)
        {
            if (accumulate || part > 0) Add(share, gradient, length);
            else new ReadOnlySpan<T>(share, length).CopyTo(new Span<T>(gradient, length));
        }
    }

    // ∂ℒ/∂Uᵀ [rows×d] = (ŷ − y)ᵀ·H of one chunk. A row of errors lies in pieces, one in each panel.
    private void MultiplyByStates(int part, int v, int rows, (int First, int End) panels, T* errors, T* rowSums)
    {
        var share = weightShares.Pointer + (part * WeightShare);
        var dU = Cut.ByTokens ? weightGradient : share;
        var db = Cut.ByTokens ? biasGradient : share + ((nint)Cut.Tokens * size);
        var add = Cut.ByTokens && accumulate;
        for (var row = 0; row < rows; row++)
        {
            var bias = Lanes.Sum(Vector512.Load(rowSums + (row * Vector512<T>.Count)));
            db[v + row] = add ? db[v + row] + bias : bias;
        }

        var (start, end) = (panels.First * Width, Math.Min(panels.End * Width, Cut.Positions));
        if (start >= end && !add) new Span<T>(dU + ((nint)v * size), rows * size).Clear(); // nothing is asked
        for (var k = start; k < end; k += Panel.Depth)
        {
            var depth = Math.Min(Panel.Depth, end - k);
            var left = new LeftMatrix<T>(errors + ((nint)(k - start) * rows), Width, 1, run: Width, runGap: (nint)(rows - 1) * Width);
            for (var j = 0; j < size; j += Width)
            {
                var panel = states.Panel(j / Width) + ((nint)k * Width);
                Panel.Multiply(left, panel, Width, dU + ((nint)v * size) + j, size, rows, depth, Math.Min(Width, size - j), add || k > start);
            }
        }
    }

    // ∂ℒ/∂Hᵀ [d×N] (+)= U·(ŷ − y)ᵀ of one chunk.
    private void MultiplyByWeight(int share, int v, int rows, (int First, int End) panels, T* errors, bool accumulate)
    {
        var left = new LeftMatrix<T>(weight + ((nint)v * size), 1, size);
        var sums = hiddenShares.Pointer + (share * HiddenShare);
        for (var p = panels.First; p < panels.End; p++)
        {
            var panel = errors + ((nint)(p - panels.First) * rows * Width);
            Panel.Multiply(left, panel, Width, sums + ((nint)p * size * Width), Width, size, rows, Width, accumulate);
        }
    }

    /// <summary>Makes scale·(ŷ − y)ᵀ of one chunk and panel from the exponentials, and adds each row to a vector of sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ToErrors(int panel, int chunk, T* errors, T* rowSums)
    {
        var (v, rows) = Cut.TokensOf(chunk);
        var exponentials = pass.Chunk(chunk, panel);
        var width = Width;
        var lanes = Vector512<T>.Count;
        for (var lane = 0; lane < width; lane += lanes)
        {
            var factor = Vector512.Load(pass.Factors(chunk, panel) + lane);
            for (var row = 0; row < rows; row++)
            {
                var error = Vector512.Load(exponentials + (row * width) + lane) * factor;
                error.Store(errors + (row * width) + lane);
                var sum = rowSums + (row * lanes);
                (Vector512.Load(sum) + error).Store(sum);
            }

            var first = (panel * width) + lane;
            for (var n = first; n < Math.Min(first + lanes, Cut.Positions); n++)
            {
                var row = targets[n] - v;
                if ((uint)row >= (uint)rows) continue;
                errors[(row * width) + lane + (n - first)] -= scale;
                rowSums[(row * lanes) + (n - first)] -= scale;
            }
        }
    }

    private static void Add(T* x, T* y, int length) =>
        TensorPrimitives.Add(new ReadOnlySpan<T>(x, length), new ReadOnlySpan<T>(y, length), new Span<T>(y, length));
}
