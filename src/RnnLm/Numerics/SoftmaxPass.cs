using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnLm.Numerics;

/// <summary>
/// One pass of N positions through the output layer, cut into tasks. The logits stand with positions side by side, Zᵀ = Uᵀ·Hᵀ,
/// so that each step of the softmax works on whole vectors of them. They are stored in panels of as many positions
/// as a matrix product reads at once, in a panel one row for each token. Tokens are taken in chunks that stay in the cache; a chunk's
/// exponentials are relative to its own largest logit, and put in proportion when all chunks are known: e^(z − m) = e^(z − mᶜ)·e^(mᶜ − m).
/// </summary>
/// <remarks>Chunks depend on the number of tokens only and each sum has a fixed order, so threads and vector widths change no bit.</remarks>
internal sealed unsafe class SoftmaxPass<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int LargestChunk = 120;

    private readonly PackedMatrix<T> states = new(); // H [N×d]
    private readonly PackedMatrix<T> statesTransposed = new(); // Hᵀ [d×N]
    private readonly AlignedBuffer<T> kept = new(); // panels of [V×width]
    private readonly AlignedBuffer<T> biases = new(); // [V], −∞ for the masked token
    private readonly AlignedBuffer<T> largest = new(); // mᶜ [chunks×padded]
    private readonly AlignedBuffer<T> sums = new(); // Σ e^(z − mᶜ) [chunks×padded], later the factors that make gradients of them
    private readonly AlignedBuffer<T> targetLogits = new(); // z[y] [N]
    private readonly AlignedBuffer<T>[] scratch; // of each worker

    private T* weight; // Uᵀ [V×d]
    private int* targets;
    private T scale;
    private int tokens, size, positions, chunk;

    public SoftmaxPass(int workers) => scratch = [.. Enumerable.Range(0, workers).Select(_ => new AlignedBuffer<T>())];

    /// <summary>The number of tasks of <see cref="Logits"/>.</summary>
    public int LogitTasks => ByChunks ? Chunks : Panels;

    /// <summary>The number of tasks of <see cref="WeightGradient"/>.</summary>
    public int WeightTasks => Chunks;

    /// <summary>The number of tasks of <see cref="HiddenGradient"/>.</summary>
    public int HiddenTasks => (Panels + PanelsOfHiddenTask - 1) / PanelsOfHiddenTask;

    private static int Width => Panel.Width<T>();

    private int Panels => (positions + Width - 1) / Width;

    private int Padded => Panels * Width;

    private int Chunks => (tokens + chunk - 1) / chunk;

    private bool ByChunks => Chunks > 32;

    // A large weight is read once for several panels, a small one stays in the cache anyway.
    private int PanelsOfHiddenTask => (long)tokens * size < 200_000 ? 1 : 4;

    /// <summary>Takes in a batch. The pointers must stay valid until its last task is done.</summary>
    public void Begin(ReadOnlyMatrixSpan<T> hidden, T* weight, ReadOnlySpan<T> bias, int? masked, int* targets, Kept keep)
    {
        this.weight = weight;
        this.targets = targets;
        (positions, size, tokens) = (hidden.Rows, hidden.Columns, bias.Length);
        chunk = Math.Clamp((tokens + 191) / 192 * 12, 12, LargestChunk); // at least sixteen chunks, if there are enough tokens
        statesTransposed.PackTransposed(hidden);
        if (keep == Kept.Exponentials) states.Pack(hidden);
        if (keep != Kept.Nothing) kept.Ensure((long)Padded * tokens);
        biases.Ensure(tokens);
        bias.CopyTo(biases.Span(tokens));
        if (masked is { } token) biases.Span(tokens)[token] = T.NegativeInfinity;
        largest.Ensure((long)Chunks * Padded);
        sums.Ensure((long)Chunks * Padded);
        targetLogits.Ensure(positions);
        var room = Math.Max(LargestChunk * (long)(Padded + Vector512<T>.Count), (long)size * Width * PanelsOfHiddenTask);
        foreach (var buffer in scratch) buffer.Ensure(room);
    }

    /// <summary>Logits, and what the softmax needs of them: of one chunk at all positions, or of all chunks at one panel of positions.</summary>
    public void Logits(int task, int worker, Kept keep)
    {
        var (firstChunk, endChunk) = ByChunks ? (task, task + 1) : (0, Chunks);
        var (firstPanel, endPanel) = ByChunks ? (0, Panels) : (task, task + 1);
        for (var c = firstChunk; c < endChunk; c++)
        {
            var v = c * chunk;
            var rows = Math.Min(chunk, tokens - v);
            for (var p = firstPanel; p < endPanel; p++)
            {
                var z = keep == Kept.Nothing ? scratch[worker].Pointer : KeptRows(p, v); // [rows×width]
                BeginWithBias(z, v, rows);
                for (var k = 0; k < size; k += Panel.Depth)
                {
                    var depth = Math.Min(Panel.Depth, size - k);
                    var panel = statesTransposed.Panel(p) + (k * Width);
                    Panel.Multiply(weight + ((nint)v * size) + k, size, 1, panel, z, Width, rows, depth, Width, accumulate: true);
                }

                TakeTargets(z, v, rows, p);
                for (var lane = 0; lane < Width; lane += Vector512<T>.Count)
                {
                    var at = ((nint)c * Padded) + (p * Width) + lane;
                    Exponentiate(z + lane, rows, largest.Pointer + at, sums.Pointer + at, keep == Kept.Exponentials);
                }
            }
        }
    }

    /// <summary>Writes each position's ln Σ e^z and its loss, and turns the sums of the chunks into the factors of the gradients.</summary>
    /// <returns>The sum of the losses, in nats.</returns>
    public double Normalize(T scale, Span<double> losses)
    {
        this.scale = scale;
        var loss = 0.0;
        for (var first = 0; first < Padded; first += Vector512<T>.Count)
        {
            var most = Vector512.Load(largest.Pointer + first);
            for (var c = 1; c < Chunks; c++)
                most = Vector512.MaxNative(most, Vector512.Load(largest.Pointer + ((nint)c * Padded) + first));
            var total = Vector512<T>.Zero;
            for (var c = 0; c < Chunks; c++)
            {
                var at = ((nint)c * Padded) + first;
                total = Lanes.FusedMultiplyAdd(Lanes.Exp(Vector512.Load(largest.Pointer + at) - most), Vector512.Load(sums.Pointer + at), total);
            }

            var weights = Vector512<T>.Zero; // scale / total, 0 for padding
            for (var i = 0; i < Vector512<T>.Count && first + i < positions; i++)
            {
                var n = first + i;
                if (targets[n] < 0)
                {
                    if (!losses.IsEmpty) losses[n] = 0;
                    continue;
                }

                weights = weights.WithElement(i, scale / total[i]);
                var logNormalizer = double.CreateTruncating(most[i]) + Math.Log(double.CreateTruncating(total[i]));
                var nats = logNormalizer - double.CreateTruncating(targetLogits.Pointer[n]);
                if (!losses.IsEmpty) losses[n] = nats;
                loss += nats;
            }

            for (var c = 0; c < Chunks; c++)
            {
                var at = ((nint)c * Padded) + first;
                (Lanes.Exp(Vector512.Load(largest.Pointer + at) - most) * weights).Store(sums.Pointer + at);
            }
        }

        return loss;
    }

    /// <summary>∂ℒ/∂Uᵀ and ∂ℒ/∂b2 of one chunk of tokens: (ŷ − y)ᵀ·H (B28). Leaves the errors where the exponentials were.</summary>
    public void WeightGradient(int task, int worker, T* weightGradient, T* biasGradient, bool accumulate)
    {
        var v = task * chunk;
        var rows = Math.Min(chunk, tokens - v);
        var stride = Padded;
        var errors = scratch[worker].Pointer; // scale·(ŷ − y)ᵀ [rows×padded]
        var lanes = Vector512<T>.Count;
        var sum = errors + ((nint)rows * stride); // [rows×lanes]
        new Span<T>(sum, rows * lanes).Clear();
        for (var p = 0; p < Panels; p++)
            ToErrors(p, task, v, rows, errors + (p * Width), stride, sum);
        for (var row = 0; row < rows; row++)
        {
            var bias = Lanes.Sum(Vector512.Load(sum + (row * lanes)));
            biasGradient[v + row] = accumulate ? biasGradient[v + row] + bias : bias;
        }

        for (var k = 0; k < positions; k += Panel.Depth)
        {
            var depth = Math.Min(Panel.Depth, positions - k);
            for (var j = 0; j < size; j += Width)
            {
                Panel.Multiply(
                    errors + k, stride, 1, states.Panel(j / Width) + (k * Width), weightGradient + ((nint)v * size) + j, size,
                    rows, depth, Math.Min(Width, size - j), accumulate || k > 0);
            }
        }
    }

    /// <summary>∂ℒ/∂H of some panels of positions: (ŷ − y)·Uᵀ, computed as its transpose U·(ŷ − y)ᵀ (B28), when the errors of all chunks are there.</summary>
    public void HiddenGradient(int task, int worker, T* hiddenGradient, nint gradientStride)
    {
        var first = task * PanelsOfHiddenTask;
        var panels = Math.Min(PanelsOfHiddenTask, Panels - first);
        var transposed = scratch[worker].Pointer; // panels of ∂ℒ/∂Hᵀ [d×width]
        for (var c = 0; c < Chunks; c++)
        {
            var v = c * chunk;
            var rows = Math.Min(chunk, tokens - v);
            for (var p = 0; p < panels; p++)
            {
                Panel.Multiply(
                    weight + ((nint)v * size), 1, size, KeptRows(first + p, v), transposed + ((nint)p * size * Width), Width, size, rows, Width, accumulate: c > 0);
            }
        }

        for (var p = 0; p < panels; p++)
        {
            var n = (first + p) * Width;
            Transpose(transposed + ((nint)p * size * Width), hiddenGradient + (n * gradientStride), gradientStride, Math.Min(Width, positions - n));
        }
    }

    /// <summary>The logits of one position, when they were kept.</summary>
    public void CopyLogits(int position, Span<double> logits)
    {
        var z = KeptRows(position / Width, 0) + (position % Width);
        for (var v = 0; v < tokens; v++)
            logits[v] = double.CreateTruncating(z[(nint)v * Width]);
    }

    private T* KeptRows(int panel, int token) => kept.Pointer + ((((nint)panel * tokens) + token) * Width);

    /// <summary>Each logit is a sum that begins with b2.</summary>
    private void BeginWithBias(T* z, int v, int rows)
    {
        for (var row = 0; row < rows; row++)
        {
            var bias = Vector512.Create(biases.Pointer[v + row]);
            for (var lane = 0; lane < Width; lane += Vector512<T>.Count)
                bias.Store(z + (row * Width) + lane);
        }
    }

    private void TakeTargets(T* z, int v, int rows, int panel)
    {
        for (var n = panel * Width; n < Math.Min((panel + 1) * Width, positions); n++)
        {
            var row = targets[n] - v;
            if ((uint)row < (uint)rows) targetLogits.Pointer[n] = z[(row * Width) + (n % Width)];
        }
    }

    /// <summary>m = max z and Σ e^(z − m) over the rows of one chunk, each lane a position; writes the exponentials over the logits if wanted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Exponentiate(T* z, int rows, T* largest, T* sum, bool store)
    {
        // The lowest finite number, so that a chunk of nothing but −∞ gives zeros and not −∞ − (−∞).
        var most = Vector512.Create(-T.BitDecrement(T.PositiveInfinity));
        for (var row = 0; row < rows; row++)
            most = Vector512.MaxNative(most, Vector512.Load(z + (row * Width)));
        var total = Vector512<T>.Zero;
        for (var row = 0; row < rows; row++)
        {
            var e = Lanes.Exp(Vector512.Load(z + (row * Width)) - most);
            if (store) e.Store(z + (row * Width));
            total += e;
        }

        most.Store(largest);
        total.Store(sum);
    }

    /// <summary>Makes scale·(ŷ − y)ᵀ of one chunk and panel from the exponentials, in their place and as a copy, and adds each row to a vector of sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ToErrors(int panel, int c, int v, int rows, T* copy, nint stride, T* rowSums)
    {
        var errors = KeptRows(panel, v);
        var width = Width;
        var lanes = Vector512<T>.Count;
        for (var lane = 0; lane < width; lane += lanes)
        {
            var factor = Vector512.Load(sums.Pointer + ((nint)c * Padded) + (panel * width) + lane);
            for (var row = 0; row < rows; row++)
            {
                var error = Vector512.Load(errors + (row * width) + lane) * factor;
                error.Store(errors + (row * width) + lane);
                error.Store(copy + (row * stride) + lane);
                var sum = rowSums + (row * lanes);
                (Vector512.Load(sum) + error).Store(sum);
            }

            var first = (panel * width) + lane;
            for (var n = first; n < Math.Min(first + lanes, positions); n++)
            {
                var row = targets[n] - v;
                if ((uint)row >= (uint)rows) continue;
                errors[(row * width) + (n % width)] -= scale;
                copy[(row * stride) + (n % width)] -= scale;
                rowSums[(row * lanes) + (n - first)] -= scale;
            }
        }
    }

    private void Transpose(T* source, T* destination, nint stride, int rows)
    {
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < size; j++)
                destination[(i * stride) + j] = source[(j * Width) + i];
        }
    }
}
