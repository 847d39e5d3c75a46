using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using RnnLm.Text;

namespace RnnLm.Numerics;

/// <summary>
/// One pass of N positions forward through the output layer. The logits stand with positions side by side, Zᵀ = Uᵀ·Hᵀ,
/// so that each step of the softmax works on whole vectors of them. A chunk's exponentials are relative to its own largest logit, and put
/// in proportion when all chunks are known: e^(z − m) = e^(z − mᶜ)·e^(mᶜ − m).
/// </summary>
internal sealed unsafe class SoftmaxPass<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly PackedMatrix<T> statesTransposed = new(); // Hᵀ [d×N]
    private readonly AlignedBuffer<T> kept = new(); // [V×N], cut as SoftmaxCut says
    private readonly AlignedBuffer<T> biases = new(); // [V], −∞ for the masked token
    private readonly AlignedBuffer<T> largest = new(); // mᶜ [chunks×padded]
    private readonly AlignedBuffer<T> sums = new(); // Σ e^(z − mᶜ) [chunks×padded], later the factors that make gradients of them
    private readonly AlignedBuffer<T> targetLogits = new(); // z[y] [N]
    private readonly AlignedBuffer<T>[] scratch; // of each worker

    private T* weight; // Uᵀ [V×d]
    private int* targets;
    private int size;

    public SoftmaxPass(int workers) => scratch = [.. Enumerable.Range(0, workers).Select(_ => new AlignedBuffer<T>())];

    /// <summary>How the work is cut.</summary>
    public SoftmaxCut<T> Cut { get; private set; }

    /// <summary>The positions of this batch from the first to the last panel with a target: the others need no logits.</summary>
    public (int First, int End) AskedPositions { get; private set; }

    /// <summary>The number of tasks of <see cref="Logits"/>.</summary>
    public int LogitTasks => Cut.ByTokens ? Cut.Chunks : Cut.Parts;

    private static int Width => SoftmaxCut<T>.Width;

    /// <summary>Takes in a batch. The pointers must stay valid until its last task is done.</summary>
    public void Begin(ReadOnlyMatrixSpan<T> hidden, T* weight, ReadOnlySpan<T> bias, int? masked, int* targets, Kept keep)
    {
        this.weight = weight;
        this.targets = targets;
        size = hidden.Columns;
        Cut = new SoftmaxCut<T>(bias.Length, hidden.Rows);
        var panels = keep == Kept.Logits ? (First: 0, End: Cut.Panels) : Asked((0, Cut.Panels));
        AskedPositions = (panels.First * Width, Math.Min(panels.End * Width, hidden.Rows));
        statesTransposed.PackTransposed(hidden, AskedPositions.First, AskedPositions.End);
        if (keep != Kept.Nothing) kept.Ensure((long)Cut.Padded * Cut.Tokens);
        biases.Ensure(Cut.Tokens);
        bias.CopyTo(biases.Span(Cut.Tokens));
        if (masked is { } token) biases.Span(Cut.Tokens)[token] = T.NegativeInfinity;
        largest.Ensure((long)Cut.Chunks * Cut.Padded);
        sums.Ensure((long)Cut.Chunks * Cut.Padded);
        targetLogits.Ensure(Cut.Positions);
        foreach (var buffer in scratch) buffer.Ensure(SoftmaxCut<T>.LargestChunk * Width);
    }

    /// <summary>Logits, and what the softmax needs of them: of one chunk at all positions, or of all chunks at one part of the positions.</summary>
    public void Logits(int task, int worker, Kept keep)
    {
        var (firstChunk, endChunk) = Cut.ByTokens ? (task, task + 1) : Cut.ChunksOf(task);
        var part = Cut.ByTokens ? 0 : task;
        var (firstPanel, endPanel) = keep == Kept.Logits ? Cut.PanelsOf(part) : AskedPanelsOf(part);
        for (var c = firstChunk; c < endChunk; c++)
        {
            var (v, rows) = Cut.TokensOf(c);
            for (var p = firstPanel; p < endPanel; p++)
            {
                // Exponentials go to their place from logits in the first cache: made in place, they would bring far memory in twice.
                var z = keep == Kept.Logits ? Chunk(c, p) : scratch[worker].Pointer; // [rows×width]
                var exponentials = keep == Kept.Exponentials ? Chunk(c, p) : null;
                BeginWithBias(z, v, rows);
                for (var k = 0; k < size; k += Panel.Depth)
                {
                    var depth = Math.Min(Panel.Depth, size - k);
                    var panel = statesTransposed.Panel(p) + (k * Width);
                    Panel.Multiply(new LeftMatrix<T>(weight + ((nint)v * size) + k, size, 1), panel, Width, z, Width, rows, depth, Width, accumulate: true);
                }

                TakeTargets(z, v, rows, p);
                for (var lane = 0; lane < Width; lane += Vector512<T>.Count)
                {
                    var at = ((nint)c * Cut.Padded) + (p * Width) + lane;
                    Exponentiate(z + lane, rows, largest.Pointer + at, sums.Pointer + at, exponentials is null ? null : exponentials + lane);
                }
            }
        }
    }

    /// <summary>Writes each position's ln Σ e^z and its loss, and turns the sums of the chunks into the factors of the gradients.</summary>
    /// <returns>The sum of the losses, in nats.</returns>
    public double Normalize(T scale, Span<double> losses)
    {
        losses.Clear();
        var loss = 0.0;
        for (var part = 0; part < (Cut.ByTokens ? 1 : Cut.Parts); part++)
        {
            var (firstPanel, endPanel) = AskedPanelsOf(part);
            for (var first = firstPanel * Width; first < endPanel * Width; first += Vector512<T>.Count)
                NormalizeLanes(first, scale, losses, ref loss);
        }

        return loss;
    }

    /// <summary>The panels of a part from the first with a target to the last; none if nothing is asked there.</summary>
    public (int First, int End) AskedPanelsOf(int part) => Asked(Cut.PanelsOf(part));

    /// <summary>Whether a position of this panel has a target.</summary>
    public bool IsAsked(int panel) =>
        new ReadOnlySpan<int>(targets + (panel * Width), Math.Min(Width, Cut.Positions - (panel * Width))).ContainsAnyExcept(Batch.Padding);

    /// <summary>What was kept of one chunk at one panel of positions. // [rows×width]</summary>
    public T* Chunk(int chunk, int panel) => kept.Pointer + Cut.Offset(chunk, panel);

    /// <summary>After <see cref="Normalize"/>: what makes scale·ŷ of the exponentials of a chunk, for each position from the panel's first on; 0 for padding.</summary>
    public T* Factors(int chunk, int panel) => sums.Pointer + ((nint)chunk * Cut.Padded) + (panel * Width);

    /// <summary>The logits of one position, when they were kept.</summary>
    public void CopyLogits(int position, Span<double> logits)
    {
        for (var c = 0; c < Cut.Chunks; c++)
        {
            var (v, rows) = Cut.TokensOf(c);
            var z = Chunk(c, position / Width) + (position % Width);
            for (var row = 0; row < rows; row++)
                logits[v + row] = double.CreateTruncating(z[row * Width]);
        }
    }

    private (int First, int End) Asked((int First, int End) panels)
    {
        while (panels.First < panels.End && !IsAsked(panels.First)) panels.First++;
        while (panels.First < panels.End && !IsAsked(panels.End - 1)) panels.End--;
        return panels.First < panels.End ? panels : default;
    }

    private void NormalizeLanes(int first, T scale, Span<double> losses, ref double loss)
    {
        var most = Vector512.Load(largest.Pointer + first);
        for (var c = 1; c < Cut.Chunks; c++)
            most = Vector512.MaxNative(most, Vector512.Load(largest.Pointer + ((nint)c * Cut.Padded) + first));
        var total = Vector512<T>.Zero;
        for (var c = 0; c < Cut.Chunks; c++)
        {
            var at = ((nint)c * Cut.Padded) + first;
            total = Lanes.FusedMultiplyAdd(Lanes.Exp(Vector512.Load(largest.Pointer + at) - most), Vector512.Load(sums.Pointer + at), total);
        }

        var weights = Vector512<T>.Zero; // scale / total, 0 for padding
        for (var i = 0; i < Vector512<T>.Count && first + i < Cut.Positions; i++)
        {
            var n = first + i;
            if (targets[n] < 0) continue;
            weights = weights.WithElement(i, scale / total[i]);
            var logNormalizer = double.CreateTruncating(most[i]) + Math.Log(double.CreateTruncating(total[i]));
            var nats = logNormalizer - double.CreateTruncating(targetLogits.Pointer[n]);
            if (!losses.IsEmpty) losses[n] = nats;
            loss += nats;
        }

        for (var c = 0; c < Cut.Chunks; c++)
        {
            var at = ((nint)c * Cut.Padded) + first;
            (Lanes.Exp(Vector512.Load(largest.Pointer + at) - most) * weights).Store(sums.Pointer + at);
        }
    }

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
        for (var n = panel * Width; n < Math.Min((panel + 1) * Width, Cut.Positions); n++)
        {
            var row = targets[n] - v;
            if ((uint)row < (uint)rows) targetLogits.Pointer[n] = z[(row * Width) + (n % Width)];
        }
    }

    /// <summary>m = max z and Σ e^(z − m) over the rows of one chunk, each lane a position; writes the exponentials to where they are kept, if they are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Exponentiate(T* z, int rows, T* largest, T* sum, T* exponentials)
    {
        // The lowest finite number, so that a chunk of nothing but −∞ gives zeros and not −∞ − (−∞).
        var most = Vector512.Create(-T.BitDecrement(T.PositiveInfinity));
        for (var row = 0; row < rows; row++)
            most = Vector512.MaxNative(most, Vector512.Load(z + (row * Width)));
        var total = Vector512<T>.Zero;
        for (var row = 0; row < rows; row++)
        {
            var e = Lanes.Exp(Vector512.Load(z + (row * Width)) - most);
            if (exponentials is not null) e.Store(exponentials + (row * Width));
            total += e;
        }

        most.Store(largest);
        total.Store(sum);
    }
}
