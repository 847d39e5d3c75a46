using System.Runtime.CompilerServices;

namespace RnnLm.Numerics;

/// <summary>
/// How the [V×N] numbers of the output layer, |V| tokens by N positions, are cut. In memory: into chunks of tokens that stay in the second cache,
/// and within a chunk into panels of as many positions as a matrix product reads at once. For the workers: along the longer side, so that what has
/// to be added up across parts, the gradient of the shorter side, is small.
/// </summary>
/// <remarks>Chunks and parts depend on |V| and N alone, so that neither threads nor vector widths change the order of a sum.</remarks>
/// <param name="tokens">|V|.</param>
/// <param name="positions">N.</param>
internal readonly struct SoftmaxCut<T>(int tokens, int positions)
    where T : unmanaged
{
    /// <summary>The most tokens of a chunk.</summary>
    public const int LargestChunk = 120;

    private const int MostParts = 16;

    /// <summary>|V|.</summary>
    public int Tokens => tokens;

    /// <summary>N.</summary>
    public int Positions => positions;

    /// <summary>The number of tokens of a chunk: at least sixteen chunks, if there are enough tokens.</summary>
    public int Chunk { get; } = Math.Clamp((tokens + 191) / 192 * 12, 12, LargestChunk);

    /// <summary>The number of chunks.</summary>
    public int Chunks => (tokens + Chunk - 1) / Chunk;

    /// <summary>The number of positions of a panel.</summary>
    public static int Width => Panel.Width<T>();

    /// <summary>The number of panels.</summary>
    public int Panels => (positions + Width - 1) / Width;

    /// <summary>N, filled up to whole panels.</summary>
    public int Padded => Panels * Width;

    /// <summary>Whether the workers share the tokens among them; otherwise they share the positions.</summary>
    public bool ByTokens => tokens >= positions;

    /// <summary>The number of parts.</summary>
    public int Parts => ByTokens ? (Chunks + ChunksOfPart - 1) / ChunksOfPart : (positions + PositionsOfPart - 1) / PositionsOfPart;

    private int ChunksOfPart => (Chunks + MostParts - 1) / MostParts;

    // Whole panels of the widest vectors.
    private int PositionsOfPart
    {
        get
        {
            var widest = 2 * 64 / Unsafe.SizeOf<T>();
            return (((positions + MostParts - 1) / MostParts) + widest - 1) / widest * widest;
        }
    }

    /// <summary>The chunks of a part.</summary>
    public (int First, int End) ChunksOf(int part) =>
        ByTokens ? (part * ChunksOfPart, Math.Min((part + 1) * ChunksOfPart, Chunks)) : (0, Chunks);

    /// <summary>The panels of a part.</summary>
    public (int First, int End) PanelsOf(int part) =>
        ByTokens ? (0, Panels) : (part * PositionsOfPart / Width, Math.Min((part + 1) * PositionsOfPart / Width, Panels));

    /// <summary>The tokens of a chunk: the first, and how many.</summary>
    public (int First, int Count) TokensOf(int chunk) => (chunk * Chunk, Math.Min(Chunk, tokens - (chunk * Chunk)));

    /// <summary>Where the [rows×width] numbers of a chunk and a panel begin, chunk after chunk and in it panel after panel.</summary>
    public nint Offset(int chunk, int panel)
    {
        var (first, rows) = TokensOf(chunk);
        return ((nint)first * Padded) + ((nint)panel * rows * Width);
    }
}
