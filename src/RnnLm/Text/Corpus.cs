using System.Text;

namespace RnnLm.Text;

/// <summary>A text of lines, kept as its UTF-8 bytes so that a large file takes little more memory than its size.</summary>
/// <remarks>
/// '\n' ends a line and a '\r' before it is dropped. A last line without '\n' counts; a final '\n' begins no further line.
/// As a stream of tokens every line is followed by <see cref="Vocabulary.Eos"/>, so that an empty line is just EOS.
/// </remarks>
public sealed class Corpus
{
    private readonly byte[] bytes;
    private readonly int[] starts; // of every line, and one past the end
    private readonly int first;

    private Corpus(string name, byte[] bytes, int[] starts, int first, int count)
    {
        Name = name;
        this.bytes = bytes;
        this.starts = starts;
        this.first = first;
        LineCount = count;
    }

    /// <summary>The file's path, or what a text was called; messages name it.</summary>
    public string Name { get; }

    /// <summary>The number of lines, at least 1.</summary>
    public int LineCount { get; }

    /// <summary>The size in bytes, line breaks included.</summary>
    public long ByteCount => starts[first + LineCount] - starts[first];

    /// <summary>The bytes of the whole file, also where this is a part of it: what a text is recognised by.</summary>
    public ReadOnlySpan<byte> FileContent => bytes;

    /// <summary>The lines in order, without their line breaks; each is decoded when it is asked for.</summary>
    public IEnumerable<string> Lines => Enumerable.Range(0, LineCount).Select(Line);

    /// <summary>Reads a UTF-8 file, with or without a byte order mark.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is empty or is not UTF-8; the message says where.</exception>
    public static Corpus Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path))
            throw new FileNotFoundException($"A corpus is a text file, but '{path}' is a folder; name a file in it.", path);
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no file '{path}'; check the path, which starts at {Directory.GetCurrentDirectory()}.", path);
        if (new FileInfo(path).Length > Array.MaxLength)
            throw new InvalidDataException($"'{path}' is larger than {Array.MaxLength} bytes; split it into smaller files.");
        var bytes = File.ReadAllBytes(path);
        ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
        var begin = bytes.AsSpan().StartsWith(mark) ? mark.Length : 0;
        if (begin == bytes.Length)
            throw new InvalidDataException($"'{path}' is empty; a corpus needs at least one line.");
        CheckEncoding(path, bytes);
        return FromBytes(path, bytes, begin);
    }

    /// <summary>A corpus of this text.</summary>
    /// <param name="text">Its lines.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="ArgumentException">The text is empty or holds half of a surrogate pair.</exception>
    public static Corpus FromText(string text, string name = "text")
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(name);
        if (text.Length == 0) throw new ArgumentException($"'{name}' is empty; a corpus needs at least one line.", nameof(text));
        try
        {
            return FromBytes(name, new UTF8Encoding(false, throwOnInvalidBytes: true).GetBytes(text), 0);
        }
        catch (EncoderFallbackException e)
        {
            throw new ArgumentException($"'{name}' holds half of a surrogate pair at character {e.Index}; remove it.", nameof(text), e);
        }
    }

    /// <summary>The line with this index, from 0, without its line break.</summary>
    public string Line(int index) => Encoding.UTF8.GetString(LineBytes(index));

    /// <summary>The text as token ids: for each line its tokens, then EOS.</summary>
    /// <exception cref="InvalidDataException">A line spells out <c>&lt;s&gt;</c> or <c>&lt;/s&gt;</c> as a token.</exception>
    public int[] Encode(Vocabulary vocabulary)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        var ids = new List<int>(LineCount + (int)(ByteCount / 4));
        var line = 0;
        ForEachLine((i, characters) =>
        {
            line = i;
            vocabulary.Tokenizer.Tokenize(characters, Add);
            ids.Add(Vocabulary.Eos);
        });
        return [.. ids];

        void Add(ReadOnlySpan<char> token)
        {
            var id = vocabulary[token];
            if (id is Vocabulary.Bos or Vocabulary.Eos)
            {
                throw new InvalidDataException(
                    $"'{Name}', line {first + line + 1}: the text spells out '{token}', which only marks where lines begin and end; remove it from the text.");
            }

            ids.Add(id);
        }
    }

    /// <summary>The number of characters (Unicode scalar values), one for the end of every line included.</summary>
    public long CountCharacters()
    {
        var count = (long)LineCount;
        for (var i = 0; i < LineCount; i++)
        {
            // Every scalar value has one byte that is not of the form 10xxxxxx.
            foreach (var b in LineBytes(i)) count += (b & 0xC0) == 0x80 ? 0 : 1;
        }

        return count;
    }

    /// <summary>Cuts the corpus by lines, in order, into a part to train on, one to validate on and one to test on.</summary>
    /// <param name="validFraction">The share of lines to validate on, 0 for none.</param>
    /// <param name="testFraction">The share of lines to test on, 0 for none.</param>
    /// <returns>The parts; one with fraction 0 is null, and every other one has at least one line.</returns>
    /// <exception cref="ArgumentException">The fractions leave nothing to train on.</exception>
    public (Corpus Train, Corpus? Valid, Corpus? Test) Split(double validFraction, double testFraction)
    {
        if (validFraction is not (>= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(validFraction), validFraction, "A fraction of the lines lies between 0 and 1.");
        if (testFraction is not (>= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(testFraction), testFraction, "A fraction of the lines lies between 0 and 1.");
        var valid = Part(validFraction);
        var test = Part(testFraction);
        var train = LineCount - valid - test;
        if (train < 1)
        {
            throw new ArgumentException(
                $"'{Name}' has {LineCount} line(s), too few to split off {validFraction} and {testFraction} of them; take smaller fractions or a longer text.");
        }

        return (Slice(0, train), valid == 0 ? null : Slice(train, valid), test == 0 ? null : Slice(train + valid, test));

        int Part(double fraction) => fraction == 0 ? 0 : Math.Max(1, (int)Math.Round(LineCount * fraction));
    }

    /// <summary>These lines as a corpus of their own, which shares the memory of this one.</summary>
    public Corpus Slice(int start, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, LineCount - start);
        return new Corpus(Name, bytes, starts, first + start, count);
    }

    /// <summary>Hands every line over, decoded into a buffer that the next line overwrites.</summary>
    internal void ForEachLine(Action<int, ReadOnlySpan<char>> action)
    {
        var buffer = new char[256];
        for (var i = 0; i < LineCount; i++)
        {
            var line = LineBytes(i);
            if (line.Length > buffer.Length) buffer = new char[Math.Max(line.Length, 2 * buffer.Length)];
            action(i, buffer.AsSpan(0, Encoding.UTF8.GetChars(line, buffer)));
        }
    }

    private ReadOnlySpan<byte> LineBytes(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)LineCount, nameof(index));
        var line = bytes.AsSpan(starts[first + index]..starts[first + index + 1]);
        if (line.EndsWith("\n"u8)) line = line[..^1];
        return line.EndsWith("\r"u8) ? line[..^1] : line;
    }

    private static Corpus FromBytes(string name, byte[] bytes, int begin)
    {
        var text = bytes.AsSpan(begin);
        var count = text.Count((byte)'\n') + (text[^1] == '\n' ? 0 : 1);
        var starts = new int[count + 1];
        starts[0] = begin;
        for (var i = 1; i < count; i++) starts[i] = starts[i - 1] + bytes.AsSpan(starts[i - 1]).IndexOf((byte)'\n') + 1;
        starts[count] = bytes.Length;
        return new Corpus(name, bytes, starts, 0, count);
    }

    private static void CheckEncoding(string path, byte[] bytes)
    {
        if (InvalidUtf8.Find(bytes) is not { } place) return;
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
            throw new InvalidDataException($"'{path}' is UTF-16, as its first two bytes say; save the file as UTF-8.");
        throw new InvalidDataException(
            $"'{path}', line {place.Line}, byte {place.Byte} (offset {place.Offset} of the file): 0x{bytes[place.Offset]:X2} does not continue valid UTF-8; save the file as UTF-8.");
    }
}
