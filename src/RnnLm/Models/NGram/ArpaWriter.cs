using System.Globalization;
using System.Text;

namespace RnnLm.Models.NGram;

/// <summary>Writes an n-gram model in the ARPA format of the n-gram toolkits: log₁₀ probability, words, log₁₀ back-off weight.</summary>
/// <remarks>
/// −99 stands for log 0, as SRILM has it; so stands the probability of <c>&lt;s&gt;</c>, which is never predicted.
/// Millions of lines are written, so each word is encoded once, and the words before the last are copied from line to line.
/// </remarks>
internal sealed class ArpaWriter
{
    private const int LongestNumber = 16; // −1.2345678E−12
    private const int RememberedBits = 12;

    private readonly NGramModel model;
    private readonly Stream stream;
    private readonly ArpaWords spelling;
    private readonly byte[][] words; // as they stand in the file, in UTF-8
    private readonly byte[] buffer = new byte[1 << 16];
    private int length; // of what is in the buffer
    private readonly (int Bits, int Length)[] remembered = new (int, int)[1 << RememberedBits];
    private readonly byte[] digits = new byte[LongestNumber << RememberedBits];
    private byte[] prefix = new byte[256]; // the words on the way to an n-gram, a space behind each

    public ArpaWriter(NGramModel model, Stream stream)
    {
        this.model = model;
        this.stream = stream;
        spelling = new ArpaWords(model.Vocabulary.Tokenizer);
        words = [.. model.Vocabulary.Tokens.Select(token => Encoding.UTF8.GetBytes(spelling.Write(token)))];
    }

    public void Write()
    {
        if (spelling.Comment is { } comment) Write($"{comment}\n");
        Write("\\data\\\n");
        for (var k = 1; k <= model.Order; k++) Write(string.Create(CultureInfo.InvariantCulture, $"ngram {k}={model.Sizes[k - 1]}\n"));
        for (var k = 1; k <= model.Order; k++)
        {
            Write($"\n\\{k}-grams:\n");
            Descend(1, 0..model.Vocabulary.Count, k, 0);
        }

        Write("\n\\end\\\n");
        Flush();
    }

    // The n-grams of this order that begin with the words that the prefix holds.
    private void Descend(int depth, Range ids, int order, int prefixLength)
    {
        var last = model.Trie.Words(depth);
        for (var id = ids.Start.Value; id < ids.End.Value; id++)
        {
            if (depth == order)
            {
                WriteGram(order, id, prefix.AsSpan(0, prefixLength), words[last[id]]);
                continue;
            }

            var word = words[last[id]];
            if (prefixLength + word.Length + 1 > prefix.Length) Array.Resize(ref prefix, 2 * (prefixLength + word.Length + 1));
            word.CopyTo(prefix, prefixLength);
            prefix[prefixLength + word.Length] = (byte)' ';
            Descend(depth + 1, model.Trie.Continuations(depth, id), order, prefixLength + word.Length + 1);
        }
    }

    private void WriteGram(int order, int id, ReadOnlySpan<byte> before, ReadOnlySpan<byte> word)
    {
        WriteLog(model.LogProbabilities[order - 1][id]);
        Write("\t"u8);
        Write(before);
        Write(word);
        if (order < model.Order)
        {
            Write("\t"u8);
            WriteLog(model.LogBackoffs[order - 1][id]);
        }

        Write("\n"u8);
    }

    // Back-off weights are the same again and again, so the numbers of late are remembered as they stand in the file.
    private void WriteLog(float ln)
    {
        var bits = BitConverter.SingleToInt32Bits(ln);
        var place = (int)((uint)bits * 0x9E3779B1 >> (32 - RememberedBits));
        var text = digits.AsSpan(place * LongestNumber, LongestNumber);
        if (remembered[place] is var (known, written) && (known != bits || written == 0))
        {
            var log10 = float.IsNegativeInfinity(ln) ? -99 : (float)(ln / Math.Log(10));
            log10.TryFormat(text, out written, default, CultureInfo.InvariantCulture);
            remembered[place] = (bits, written);
        }

        Write(text[..written]);
    }

    private void Write(string text) => Write(Encoding.UTF8.GetBytes(text));

    private void Write(ReadOnlySpan<byte> text)
    {
        if (text.Length > buffer.Length)
        {
            Flush();
            stream.Write(text);
            return;
        }

        Reserve(text.Length);
        text.CopyTo(buffer.AsSpan(length));
        length += text.Length;
    }

    private void Reserve(int count)
    {
        if (length + count > buffer.Length) Flush();
    }

    private void Flush()
    {
        stream.Write(buffer, 0, length);
        length = 0;
    }
}
