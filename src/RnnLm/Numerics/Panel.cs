using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnLm.Numerics;

/// <summary>
/// The product of any number of rows of A with a panel of B: columns that lie together in memory, row after row, two of
/// the machine's widest vectors each. A panel of <see cref="Depth"/> rows stays in the first cache while the rows of A pass by.
/// </summary>
internal static unsafe class Panel
{
    /// <summary>How many terms k are added up before the next panel's turn.</summary>
    public const int Depth = 256;

    /// <summary>The number of columns of a panel, a multiple of what 512 bits hold.</summary>
    public static int Width<T>()
        where T : unmanaged =>
        (Vector512.IsHardwareAccelerated ? 128 : 64) / sizeof(T);

    /// <summary>Writes rows of B one after the other, the last ones filled up with zeros to the panel's width.</summary>
    /// <param name="b">B: element (k, j) stands at b[k·depthStride + j·columnStride].</param>
    /// <param name="depthStride">The distance of B's rows.</param>
    /// <param name="columnStride">The distance of B's columns: 1, or anything if B is stored transposed.</param>
    /// <param name="depth">The number of rows.</param>
    /// <param name="columns">The number of columns, at most the panel's width.</param>
    /// <param name="panel">Room for depth·width values.</param>
    public static void Pack<T>(T* b, nint depthStride, nint columnStride, int depth, int columns, T* panel)
        where T : unmanaged
    {
        var width = Width<T>();
        if (columns < width) new Span<T>(panel, depth * width).Clear();
        if (columnStride == 1)
        {
            for (var k = 0; k < depth; k++)
                new ReadOnlySpan<T>(b + (k * depthStride), columns).CopyTo(new Span<T>(panel + (k * width), columns));
            return;
        }

        // Sixteen k at a time, so that the lines that are written stay in the first cache until they are full.
        for (var first = 0; first < depth; first += 16)
        {
            var end = Math.Min(first + 16, depth);
            for (var j = 0; j < columns; j++)
            {
                var source = b + (j * columnStride);
                for (var k = first; k < end; k++)
                    panel[(k * width) + j] = source[k * depthStride];
            }
        }
    }

    /// <summary>C = A·panel or C += A·panel.</summary>
    /// <param name="a">A.</param>
    /// <param name="panel">The panel, depth rows.</param>
    /// <param name="panelStride">The distance of its rows: the panel's width where they were packed.</param>
    /// <param name="c">C, row-major.</param>
    /// <param name="cStride">The distance of C's rows.</param>
    /// <param name="rows">The number of rows of A and C.</param>
    /// <param name="depth">The number of terms k.</param>
    /// <param name="columns">The number of columns of C, at most the panel's width.</param>
    /// <param name="accumulate">Whether to add to C.</param>
    public static void Multiply<T>(
        LeftMatrix<T> a, T* panel, nint panelStride, T* c, nint cStride, int rows, int depth, int columns, bool accumulate)
        where T : unmanaged
    {
        if (Vector512.IsHardwareAccelerated)
            Multiply<Simd512<T>, Vector512<T>, T>(a, panel, panelStride, c, cStride, rows, depth, columns, accumulate);
        else
            Multiply<Simd256<T>, Vector256<T>, T>(a, panel, panelStride, c, cStride, rows, depth, columns, accumulate);
    }

    /// <summary>Whether a panel of this many columns is whole vectors, so that it can be read where it stands.</summary>
    public static bool IsWhole<T>(int columns)
        where T : unmanaged => columns == Width<T>() || columns == Width<T>() / 2;

    [SkipLocalsInit]
    private static void Multiply<TSimd, TVector, T>(
        LeftMatrix<T> a, T* panel, nint panelStride, T* c, nint cStride, int rows, int depth, int columns, bool accumulate)
        where TSimd : struct, ISimd<TVector, T>
        where TVector : unmanaged
        where T : unmanaged
    {
        var lanes = sizeof(TVector) / sizeof(T);
        var width = 2 * lanes;
        var oneVector = columns <= lanes;
        // The kernel writes whole vectors. Where C ends within one, it works on a copy of C's tile.
        var whole = IsWhole<T>(columns);
        var tile = stackalloc T[12 * width];
        var most = oneVector ? 12 : TSimd.TileRows; // one vector a row leaves registers for more rows
        for (var i = 0; i < rows;)
        {
            var height = Height(rows - i, most);
            var tiles = whole ? Tiles(rows - i, height) : 1;
            var target = whole ? c : tile;
            var stride = whole ? cStride : width;
            if (!whole && accumulate) Copy(c, cStride, tile, width, height, columns);
            if (oneVector)
                MultiplyTile<TSimd, TVector, T, One>(tiles, height, depth, a, panel, panelStride, target, stride, accumulate);
            else
                MultiplyTile<TSimd, TVector, T, Two>(tiles, height, depth, a, panel, panelStride, target, stride, accumulate);
            if (!whole) Copy(tile, width, c, cStride, height, columns);
            i += tiles * height;
            a = a.Below(tiles * height);
            c += tiles * height * cStride;
        }
    }

    /// <summary>
    /// The height of the next tile: the largest that there is for this many rows, but two that are about equal rather than a last one of two rows,
    /// which has too few accumulators to keep the multipliers busy.
    /// </summary>
    private static int Height(int rows, int most) => (rows == most + 2 ? rows / 2 : Math.Min(rows, most)) switch
    {
        >= 12 => 12,
        >= 8 => 8,
        >= 6 => 6,
        >= 4 => 4,
        >= 2 => 2,
        _ => 1,
    };

    /// <summary>How many tiles of this height follow each other until <see cref="Height"/> would choose another.</summary>
    private static int Tiles(int rows, int height)
    {
        var tiles = rows / height;
        return tiles > 1 && rows - (tiles * height) == 2 ? tiles - 1 : tiles;
    }

    private static void MultiplyTile<TSimd, TVector, T, TVectors>(
        int tiles, int height, nint depth, LeftMatrix<T> a, T* panel, nint panelStride, T* c, nint cStride, bool accumulate)
        where TSimd : struct, ISimd<TVector, T>
        where TVector : unmanaged
        where T : unmanaged
        where TVectors : struct, ISize
    {
        switch (height)
        {
            case 12:
                MicroKernel<TSimd, TVector, T>.Multiply<Twelve, TVectors>(tiles, depth, a, panel, panelStride, c, cStride, accumulate);
                break;
            case 8:
                MicroKernel<TSimd, TVector, T>.Multiply<Eight, TVectors>(tiles, depth, a, panel, panelStride, c, cStride, accumulate);
                break;
            case 6:
                MicroKernel<TSimd, TVector, T>.Multiply<Six, TVectors>(tiles, depth, a, panel, panelStride, c, cStride, accumulate);
                break;
            case 4:
                MicroKernel<TSimd, TVector, T>.Multiply<Four, TVectors>(tiles, depth, a, panel, panelStride, c, cStride, accumulate);
                break;
            case 2:
                MicroKernel<TSimd, TVector, T>.Multiply<Two, TVectors>(tiles, depth, a, panel, panelStride, c, cStride, accumulate);
                break;
            default:
                MicroKernel<TSimd, TVector, T>.Multiply<One, TVectors>(tiles, depth, a, panel, panelStride, c, cStride, accumulate);
                break;
        }
    }

    private static void Copy<T>(T* source, nint sourceStride, T* destination, nint destinationStride, int rows, int columns)
        where T : unmanaged
    {
        for (var i = 0; i < rows; i++)
            new ReadOnlySpan<T>(source + (i * sourceStride), columns).CopyTo(new Span<T>(destination + (i * destinationStride), columns));
    }
}
