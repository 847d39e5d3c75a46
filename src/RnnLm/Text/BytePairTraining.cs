using System.Runtime.InteropServices;

namespace RnnLm.Text;

/// <summary>
/// Learns byte pairs from the distinct chunks of a corpus. A merge changes only the chunks that hold its pair, so only their
/// pairs are counted anew (Sennrich et al. 2016).
/// </summary>
internal sealed class BytePairTraining
{
    private readonly List<string> tokens = [.. Enumerable.Range(0, 256).Select(b => ByteAlphabet.Character((byte)b).ToString())];
    private readonly List<int[]> chunks = []; // each as the tokens that it consists of by now
    private readonly List<long> counts = [];
    private readonly Dictionary<(int Left, int Right), Pair> pairs = [];
    private readonly PriorityQueue<(int Left, int Right), (long NegativeCount, int Left, int Right)> queue = new();

    public BytePairTraining(Corpus corpus)
    {
        var distinct = new Dictionary<string, long>(StringComparer.Ordinal);
        var spans = distinct.GetAlternateLookup<ReadOnlySpan<char>>();
        corpus.ForEachLine((index, line) =>
        {
            while (!line.IsEmpty)
            {
                var length = Chunks.First(line);
                CollectionsMarshal.GetValueRefOrAddDefault(spans, line[..length], out _)++;
                line = line[length..];
            }
        });
        var byteOf = tokens.Select((t, i) => (t[0], i)).ToDictionary();
        foreach (var (chunk, count) in distinct)
        {
            chunks.Add([.. ByteAlphabet.Spell(chunk).Select(c => byteOf[c])]);
            counts.Add(count);
            Count(chunks.Count - 1, +1);
        }

        foreach (var (pair, found) in pairs) Enqueue(pair, found.Count);
    }

    public List<(string Left, string Right)> Learn(int merges)
    {
        var learned = new List<(string, string)>(merges);
        var made = new HashSet<string>(tokens, StringComparer.Ordinal);
        made.UnionWith(Vocabulary.SpecialTokens); // a text that spells one of these out must not become it
        while (learned.Count < merges && queue.TryDequeue(out var pair, out var priority))
        {
            var count = pairs[pair].Count;
            if (count != -priority.NegativeCount) continue; // a newer entry stands in the queue
            if (count < 2) break;
            var (left, right) = (tokens[pair.Left], tokens[pair.Right]);
            if (!made.Add(left + right)) continue; // the same string by another way
            learned.Add((left, right));
            tokens.Add(left + right);
            Merge(pair, tokens.Count - 1);
        }

        return learned;
    }

    private void Merge((int Left, int Right) pair, int token)
    {
        var changed = new HashSet<(int, int)>();
        foreach (var c in pairs[pair].Chunks.Distinct())
        {
            var old = chunks[c];
            var merged = new List<int>(old.Length);
            for (var i = 0; i < old.Length; i++)
            {
                if (i + 1 < old.Length && old[i] == pair.Left && old[i + 1] == pair.Right)
                {
                    merged.Add(token);
                    i++;
                }
                else
                {
                    merged.Add(old[i]);
                }
            }

            if (merged.Count == old.Length) continue; // the pair had gone from this chunk before
            Count(c, -1, changed);
            chunks[c] = [.. merged];
            Count(c, +1, changed);
        }

        foreach (var other in changed) Enqueue(other, pairs[other].Count);
    }

    // Adds the pairs of a chunk to the counts, or takes them off.
    private void Count(int chunk, int sign, HashSet<(int, int)>? changed = null)
    {
        var ids = chunks[chunk];
        for (var i = 0; i + 1 < ids.Length; i++)
        {
            ref var pair = ref CollectionsMarshal.GetValueRefOrAddDefault(pairs, (ids[i], ids[i + 1]), out _);
            pair ??= new Pair();
            pair.Count += sign * counts[chunk];
            if (sign > 0) pair.Chunks.Add(chunk);
            changed?.Add((ids[i], ids[i + 1]));
        }
    }

    private void Enqueue((int Left, int Right) pair, long count)
    {
        if (count > 0) queue.Enqueue(pair, (-count, pair.Left, pair.Right));
    }

    private sealed class Pair
    {
        public long Count { get; set; }

        public List<int> Chunks { get; } = []; // that hold it or once did
    }
}
