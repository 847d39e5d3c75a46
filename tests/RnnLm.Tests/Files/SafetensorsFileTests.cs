using System.Buffers.Binary;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using RnnLm.Models.Files;
using Xunit;

namespace RnnLm.Tests.Files;

public sealed class SafetensorsFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    // The format's own description: length, JSON, data; F32 1.0 is 00 00 80 3F.
    [Fact]
    public void A_file_written_byte_by_byte_is_read()
    {
        var json = """{"__metadata__":{"k":"v"},"a":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]},"b":{"dtype":"BF16","shape":[],"data_offsets":[8,10]},"c":{"dtype":"F16","shape":[2],"data_offsets":[10,14]}}""";
        var path = Save(json, [0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0, 0x80, 0x3F, 0x00, 0x3C, 0x00, 0xC1]);
        var file = SafetensorsFile.Read(path);
        Assert.Equal("v", file.Metadata["k"]);
        Assert.Equal([1f, -2f], file.Tensors["a"].ToArray<float>());
        Assert.Equal([1, 2], file.Tensors["a"].Shape);
        Assert.Equal([1f], file.Tensors["b"].ToArray<float>());
        Assert.Empty(file.Tensors["b"].Shape);
        Assert.Equal([1.0, -2.5], file.Tensors["c"].ToArray<double>());
    }

    [Fact]
    public void A_file_is_written_as_the_format_says()
    {
        var path = folder["a.safetensors"];
        SafetensorsFile.Write(path, [new("x", [2], new[] { 1f, -2f }), new("y", [1], new[] { 0.5 })], new Dictionary<string, string> { ["π"] = "\"" });
        var bytes = File.ReadAllBytes(path);
        var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        Assert.Equal(0, (8 + length) % 8);
        Assert.Equal(
            """{"__metadata__":{"π":"\""},"y":{"dtype":"F64","shape":[1],"data_offsets":[0,8]},"x":{"dtype":"F32","shape":[2],"data_offsets":[8,16]}}""",
            Encoding.UTF8.GetString(bytes, 8, length).TrimEnd(' '));
        Assert.Equal(0.5, BitConverter.ToDouble(bytes, 8 + length));
        Assert.Equal(-2f, BitConverter.ToSingle(bytes, 8 + length + 12));
        Assert.Equal(8 + length + 16, bytes.Length);
        Assert.Equal([path], Directory.GetFileSystemEntries(folder.Location));
    }

    [Fact]
    public void What_was_written_is_read_bit_for_bit()
    {
        var path = folder["round trip.safetensors"];
        Prop.ForAll<float[], double[], Dictionary<NonNull<string>, NonNull<string>>>((singles, doubles, metadata) =>
        {
            var texts = metadata.ToDictionary(p => Unicode(p.Key.Get), p => Unicode(p.Value.Get), StringComparer.Ordinal);
            SafetensorsFile.Write(path, [new("singles", [1, singles.Length], singles), new("doubles", [doubles.Length], doubles)], texts);
            var file = SafetensorsFile.Read(path);
            Assert.Equal(singles.Select(BitConverter.SingleToUInt32Bits), file.Tensors["singles"].ToArray<float>().Select(BitConverter.SingleToUInt32Bits));
            Assert.Equal(doubles.Select(BitConverter.DoubleToUInt64Bits), file.Tensors["doubles"].ToArray<double>().Select(BitConverter.DoubleToUInt64Bits));
            Assert.Equal(texts, file.Metadata);
            Assert.Equal([1, singles.Length], file.Tensors["singles"].Shape);
        }).QuickCheckThrowOnFailure();

        // Keys that differ only in what is no Unicode would become one.
        static string Unicode(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) is var clean && clean == text ? text : Guid.NewGuid().ToString();
    }

    [Fact]
    public void A_mutated_file_is_read_or_refused_in_one_sentence_without_much_memory()
    {
        var path = folder["good.safetensors"];
        SafetensorsFile.Write(path, [new("encoder.weight", [3, 4], new float[12]), new("decoder.bias", [5], new double[5])],
            new Dictionary<string, string> { ["format"] = "1", ["vocabulary"] = "[\"a\",\"b\"]" });
        var good = File.ReadAllBytes(path);
        var mutated = folder["mutated.safetensors"];
        var mutation = ArbMap.Default.GeneratorFor<(int Position, byte Value)>().ArrayOf().Where(m => m.Length > 0)
            .SelectMany(m => Gen.Choose(0, good.Length).Select(cut => (Mutations: m, Cut: cut, Whole: cut % 3 > 0)));
        Prop.ForAll(mutation.ToArbitrary(), change =>
        {
            var bytes = good[..(change.Whole ? good.Length : change.Cut)];
            foreach (var (position, value) in change.Mutations)
            {
                // Mostly in the header: there lie the mistakes that could be costly.
                if (bytes.Length > 0) bytes[(int)((uint)position * 7919 % bytes.Length)] = value;
            }

            File.WriteAllBytes(mutated, bytes);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                SafetensorsFile.Read(mutated);
            }
            catch (ModelFileException e)
            {
                Assert.True(IsOneSentence(e.Message), e.Message);
            }

            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 7, "its tensors should have 8 bytes, but only 7 follow (the file was cut off)")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 9, "1 bytes follow after its last tensor")]
    [InlineData("""{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""", 8, "'a' of shape [3] and type F32 cannot have 8 bytes")]
    [InlineData("""{"a":{"dtype":"F64","shape":[2],"data_offsets":[0,8]}}""", 8, "'a' of shape [2] and type F64 cannot have 8 bytes")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", 8, "the shape of 'a' is not a list of lengths")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[-8,0]}}""", 8, "'a' does not say where its bytes stand")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}""", 8, "'a' does not say where its bytes stand")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,18446744073709551615]}}""", 8, "'a' does not say where its bytes stand")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2000000000,2000000000,2000000000],"data_offsets":[0,8]}}""", 8, "cannot have 8 bytes")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2000000000],"data_offsets":[0,8000000000]}}""", 8, "its tensors should have 8000000000 bytes, but only 8 follow (the file was cut off)")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[2,6]}}""", 8, "'b' overlaps another tensor")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}""", 12, "there is a gap before 'b'")]
    [InlineData("""{"a":{"dtype":"I64","shape":[1],"data_offsets":[0,8]}}""", 8, "as I64, but only F64, F32, F16 and BF16 can be read")]
    [InlineData("""{"a":{"shape":[1],"data_offsets":[0,8]}}""", 8, "has not the form dtype, shape, data_offsets")]
    [InlineData("""{"a":7}""", 8, "has not the form dtype, shape, data_offsets")]
    [InlineData("""{"__metadata__":{"k":1}}""", 0, "its metadata 'k' is not a string")]
    [InlineData("""{"a":{"dtype":"F32","shape":[0],"data_offsets":[0,0]},"a":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}}""", 0, "not valid JSON")]
    [InlineData("""{"\ud800":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}}""", 0, "not valid JSON")]
    [InlineData("""{"a":""", 8, "not valid JSON")]
    public void A_damaged_header_is_refused(string json, int data, string expected)
    {
        var message = Assert.Throws<ModelFileException>(() => SafetensorsFile.Read(Save(json, new byte[data]))).Message;
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.True(IsOneSentence(message), message);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("504B030414000000", "a zip archive, as PyTorch's torch.save")]
    [InlineData("80027D7100", "a Python pickle")]
    [InlineData("5C646174615C0A6E6772616D20313D33", "an ARPA n-gram model")]
    [InlineData("6D6D6170206C6D20", "a KenLM binary")]
    [InlineData("46697273742043697469", "a text file")]
    [InlineData("000102030405060708090A", "is no safetensors file.")]
    [InlineData("FFFFFFFFFFFFFFFF7B7D", "is no safetensors file.")]
    [InlineData("00E1F505000000007B7D", "its header should have 100000000 bytes, but only 2 follow (the file was cut off)")]
    [InlineData("01E1F505000000007B7D", "is no safetensors file.")]
    public void A_foreign_file_is_named(string hex, string expected)
    {
        var path = folder["foreign"];
        File.WriteAllBytes(path, Convert.FromHexString(hex));
        var message = Assert.Throws<ModelFileException>(() => SafetensorsFile.Read(path)).Message;
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.True(IsOneSentence(message), message);
    }

    [Fact]
    public void A_folder_or_a_missing_file_is_refused()
    {
        Assert.Contains("is a folder", Assert.Throws<ModelFileException>(() => SafetensorsFile.Read(folder.Location)).Message, StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => SafetensorsFile.Read(folder["none"]));
    }

    [Fact]
    public void Names_and_texts_that_a_file_cannot_hold_are_refused_before_anything_is_written()
    {
        var path = folder["a.safetensors"];
        NamedTensor one = new("a", [1], new float[1]);
        Assert.Throws<ArgumentException>(() => SafetensorsFile.Write(path, [one, one]));
        Assert.Throws<ArgumentException>(() => SafetensorsFile.Write(path, [new("__metadata__", [1], new float[1])]));
        Assert.Throws<ArgumentException>(() => SafetensorsFile.Write(path, [one], new Dictionary<string, string> { ["k"] = "\ud800" }));
        Assert.Throws<ArgumentException>(() => new NamedTensor("a", [2, 3], new float[5]));
        Assert.Throws<ArgumentException>(() => one.CopyTo(new float[2]));
        Assert.Empty(Directory.GetFileSystemEntries(folder.Location));
    }

    private static bool IsOneSentence(string message) =>
        message.EndsWith('.') && !message.Contains('\n', StringComparison.Ordinal) && message.Length < 600;

    private string Save(string json, byte[] data)
    {
        var path = folder["test.safetensors"];
        var header = Encoding.UTF8.GetBytes(json);
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        File.WriteAllBytes(path, [.. length, .. header, .. data]);
        return path;
    }
}
