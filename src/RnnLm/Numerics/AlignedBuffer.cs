using System.Runtime.CompilerServices;

namespace RnnLm.Numerics;

/// <summary>Scratch memory that begins at a cache line, never moves, and grows when more is asked for. New memory is not cleared.</summary>
internal sealed unsafe class AlignedBuffer<T>
    where T : unmanaged
{
    private const int CacheLine = 64;
    private T[] storage = [];

    /// <summary>The first value. Valid as long as this object is in use and does not grow.</summary>
    public T* Pointer { get; private set; }

    /// <summary>The first values, as a span.</summary>
    public Span<T> Span(int length) => new(Pointer, length);

    /// <summary>Makes room for this many values; what was there is lost if it has to grow.</summary>
    public T* Ensure(long length)
    {
        if (length + (CacheLine / sizeof(T)) <= storage.Length) return Pointer;
        storage = GC.AllocateUninitializedArray<T>(checked((int)(length + (CacheLine / sizeof(T)))), pinned: true);
        var address = (nuint)Unsafe.AsPointer(ref storage[0]);
        return Pointer = (T*)((address + (CacheLine - 1)) & ~(nuint)(CacheLine - 1));
    }
}
