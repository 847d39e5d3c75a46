using System.Runtime.CompilerServices;

namespace RnnLm.Numerics;

/// <summary>A small number that the compiler knows: the size of a tile.</summary>
internal interface ISize
{
    static abstract int Value { get; }
}

/// <summary>
/// The innermost loop of all matrix products: a small tile of C stays in registers while the sum over k runs. Each step
/// loads a row of B, copies each element of a column of A to all lanes, and gives every accumulator one fused multiply-add.
/// The tile's size, 1 to 12 rows by 1 or 2 vectors, is given by
/// type arguments: rows that it has not are no part of the compiled code.
/// </summary>
internal static unsafe class MicroKernel<TSimd, TVector, T>
    where TSimd : struct, ISimd<TVector, T>
    where TVector : unmanaged
    where T : unmanaged
{
    private static int Lanes => sizeof(TVector) / sizeof(T);

    /// <summary>
    /// C = A·B or C += A·B for tiles below each other. Each element is one chain of multiply-adds in the order of k, beginning with 0 or with C.
    /// </summary>
    /// <param name="tiles">How many tiles.</param>
    /// <param name="depth">The number of terms k.</param>
    /// <param name="left">A.</param>
    /// <param name="panel">B: row k begins at panel[k·bStride].</param>
    /// <param name="bStride">The distance of B's rows.</param>
    /// <param name="c">C: row i begins at c[i·cStride].</param>
    /// <param name="cStride">The distance of C's rows.</param>
    /// <param name="accumulate">Whether to go on from what C holds.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply<TRows, TVectors>(
        int tiles, nint depth, LeftMatrix<T> left, T* panel, nint bStride, T* c, nint cStride, bool accumulate)
        where TRows : struct, ISize
        where TVectors : struct, ISize
    {
        nint rowStride = left.RowStride, depthStride = left.DepthStride;
        var tile = left.Start;
        for (; tiles > 0; tiles--)
        {
            // Row i of the tile is the vectors cᵢ and dᵢ. Three rows share a pointer into A, the most that x86 can address from one.
            TVector c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, d0, d1, d2, d3, d4, d5, d6, d7, d8, d9, d10, d11;
            c0 = c1 = c2 = c3 = c4 = c5 = c6 = c7 = c8 = c9 = c10 = c11 = TSimd.Broadcast(default);
            d0 = d1 = d2 = d3 = d4 = d5 = d6 = d7 = d8 = d9 = d10 = d11 = TSimd.Broadcast(default);
            T* a = tile, b = panel;
            T* a3 = a + (3 * rowStride), a6 = a3 + (3 * rowStride), a9 = a6 + (3 * rowStride);

            if (accumulate)
            {
                LoadRow<TVectors>(c, ref c0, ref d0);
                if (TRows.Value > 1) LoadRow<TVectors>(c + cStride, ref c1, ref d1);
                if (TRows.Value > 2)
                {
                    LoadRow<TVectors>(c + (2 * cStride), ref c2, ref d2);
                    LoadRow<TVectors>(c + (3 * cStride), ref c3, ref d3);
                }

                if (TRows.Value > 4)
                {
                    LoadRow<TVectors>(c + (4 * cStride), ref c4, ref d4);
                    LoadRow<TVectors>(c + (5 * cStride), ref c5, ref d5);
                }

                if (TRows.Value > 6)
                {
                    LoadRow<TVectors>(c + (6 * cStride), ref c6, ref d6);
                    LoadRow<TVectors>(c + (7 * cStride), ref c7, ref d7);
                }

                if (TRows.Value > 8)
                {
                    LoadRow<TVectors>(c + (8 * cStride), ref c8, ref d8);
                    LoadRow<TVectors>(c + (9 * cStride), ref c9, ref d9);
                    LoadRow<TVectors>(c + (10 * cStride), ref c10, ref d10);
                    LoadRow<TVectors>(c + (11 * cStride), ref c11, ref d11);
                }
            }

            for (var rest = depth; rest > 0;)
            {
                var steps = Math.Min(rest, left.Run);
                rest -= steps;
                for (; steps > 0; steps--)
                {
                    var bLeft = TSimd.Load(b);
                    var bRight = TVectors.Value > 1 ? TSimd.Load(b + Lanes) : bLeft;
                    Step<TVectors>(a[0], bLeft, bRight, ref c0, ref d0);
                    if (TRows.Value > 1) Step<TVectors>(a[rowStride], bLeft, bRight, ref c1, ref d1);
                    if (TRows.Value > 2)
                    {
                        Step<TVectors>(a[2 * rowStride], bLeft, bRight, ref c2, ref d2);
                        Step<TVectors>(a3[0], bLeft, bRight, ref c3, ref d3);
                    }

                    if (TRows.Value > 4)
                    {
                        Step<TVectors>(a3[rowStride], bLeft, bRight, ref c4, ref d4);
                        Step<TVectors>(a3[2 * rowStride], bLeft, bRight, ref c5, ref d5);
                    }

                    if (TRows.Value > 6)
                    {
                        Step<TVectors>(a6[0], bLeft, bRight, ref c6, ref d6);
                        Step<TVectors>(a6[rowStride], bLeft, bRight, ref c7, ref d7);
                    }

                    if (TRows.Value > 8)
                    {
                        Step<TVectors>(a6[2 * rowStride], bLeft, bRight, ref c8, ref d8);
                        Step<TVectors>(a9[0], bLeft, bRight, ref c9, ref d9);
                        Step<TVectors>(a9[rowStride], bLeft, bRight, ref c10, ref d10);
                        Step<TVectors>(a9[2 * rowStride], bLeft, bRight, ref c11, ref d11);
                    }

                    a += depthStride;
                    if (TRows.Value > 3) a3 += depthStride;
                    if (TRows.Value > 6) a6 += depthStride;
                    if (TRows.Value > 9) a9 += depthStride;
                    b += bStride;
                }

                a += left.RunGap;
                if (TRows.Value > 3) a3 += left.RunGap;
                if (TRows.Value > 6) a6 += left.RunGap;
                if (TRows.Value > 9) a9 += left.RunGap;
            }

            StoreRow<TVectors>(c, c0, d0);
            if (TRows.Value > 1) StoreRow<TVectors>(c + cStride, c1, d1);
            if (TRows.Value > 2)
            {
                StoreRow<TVectors>(c + (2 * cStride), c2, d2);
                StoreRow<TVectors>(c + (3 * cStride), c3, d3);
            }

            if (TRows.Value > 4)
            {
                StoreRow<TVectors>(c + (4 * cStride), c4, d4);
                StoreRow<TVectors>(c + (5 * cStride), c5, d5);
            }

            if (TRows.Value > 6)
            {
                StoreRow<TVectors>(c + (6 * cStride), c6, d6);
                StoreRow<TVectors>(c + (7 * cStride), c7, d7);
            }

            if (TRows.Value > 8)
            {
                StoreRow<TVectors>(c + (8 * cStride), c8, d8);
                StoreRow<TVectors>(c + (9 * cStride), c9, d9);
                StoreRow<TVectors>(c + (10 * cStride), c10, d10);
                StoreRow<TVectors>(c + (11 * cStride), c11, d11);
            }

            tile += TRows.Value * rowStride;
            c += TRows.Value * cStride;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void LoadRow<TVectors>(T* c, ref TVector left, ref TVector right)
        where TVectors : struct, ISize
    {
        left = TSimd.Load(c);
        if (TVectors.Value > 1) right = TSimd.Load(c + Lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step<TVectors>(T a, TVector bLeft, TVector bRight, ref TVector left, ref TVector right)
        where TVectors : struct, ISize
    {
        var value = TSimd.Broadcast(a);
        left = TSimd.FusedMultiplyAdd(value, bLeft, left);
        if (TVectors.Value > 1) right = TSimd.FusedMultiplyAdd(value, bRight, right);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreRow<TVectors>(T* c, TVector left, TVector right)
        where TVectors : struct, ISize
    {
        TSimd.Store(left, c);
        if (TVectors.Value > 1) TSimd.Store(right, c + Lanes);
    }
}

internal readonly struct One : ISize
{
    public static int Value => 1;
}

internal readonly struct Two : ISize
{
    public static int Value => 2;
}

internal readonly struct Four : ISize
{
    public static int Value => 4;
}

internal readonly struct Six : ISize
{
    public static int Value => 6;
}

internal readonly struct Eight : ISize
{
    public static int Value => 8;
}

internal readonly struct Twelve : ISize
{
    public static int Value => 12;
}
