namespace RnnLm.Models.Neural;

/// <summary>Work space that grows to the largest batch seen and is then used again: the steady state allocates nothing.</summary>
internal static class Buffers
{
    /// <summary>Replaces the buffer by a larger one if it is too short; its content is then lost.</summary>
    public static void Grow<T>(ref T[] buffer, int length)
        where T : unmanaged
    {
        if (buffer.Length < length) buffer = GC.AllocateArray<T>(length, pinned: true);
    }
}
