using System.Runtime.InteropServices;

namespace RnnLm.Models.NGram;

/// <summary>
/// Finds an n-gram by its context's id and its last word: a hash table with open addressing, where the next place is looked at while one is
/// taken by another n-gram. A slot holds the whole key, so that what is found is certain.
/// </summary>
internal sealed class NGramIndex
{
    private readonly Slot[] slots; // half of them are taken, so that 2.5 are looked at before one is free, on average (Knuth 1973, section 6.4)

    /// <param name="words">The n-grams' last words.</param>
    /// <param name="children">Where the continuations of each context begin among them, and one past the end.</param>
    public NGramIndex(int[] words, int[] children)
    {
        slots = new Slot[(2 * words.Length) + 1];
        for (var context = 0; context < children.Length - 1; context++)
        {
            for (var id = children[context]; id < children[context + 1]; id++)
            {
                var key = Key(context, words[id]);
                var at = Home(key);
                while (!slots[at].IsEmpty) at = Next(at);
                slots[at] = new Slot(key, id + 1);
            }
        }
    }

    /// <summary>The bytes that it takes.</summary>
    public unsafe long Bytes => (long)slots.Length * sizeof(Slot);

    /// <summary>The id of the n-gram that goes on from this context with this word, or −1.</summary>
    public int Find(int context, int word)
    {
        var key = Key(context, word);
        for (var at = Home(key); ; at = Next(at))
        {
            ref var slot = ref slots[at];
            if (slot.Key == key || slot.IsEmpty) return slot.IdPlusOne - 1;
        }
    }

    private static ulong Key(int context, int word) => ((ulong)(uint)context << 32) | (uint)word;

    // Fibonacci hashing (Knuth 1973, section 6.4): the fractional part of the key divided by the golden ratio says how far along the table.
    private int Home(ulong key) => (int)Math.BigMul(key * 0x9E3779B97F4A7C15, (ulong)slots.Length, out _);

    private int Next(int at) => at + 1 == slots.Length ? 0 : at + 1;

    // The ids begin at 1 here, so that the zeros of a new table are empty slots.
    [StructLayout(LayoutKind.Sequential, Pack = 4)]
    private readonly record struct Slot(ulong Key, int IdPlusOne)
    {
        public bool IsEmpty => IdPlusOne == 0;
    }
}
