using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace RnnLm.Tests.Text;

/// <summary>Arbitrary valid Unicode without line feeds: ASCII often, every plane sometimes, controls and combining marks too.</summary>
internal static class UnicodeLine
{
    private static readonly Gen<Rune> Scalar = Gen.Frequency(
        (6, Gen.Choose(0x20, 0x7E)),
        (2, Gen.Elements('\t', '\r', '\v', '\f', ' ', ' ', '\u00A0', '\u2028', '\u0301', '\uFEFF', '\0').Select(c => (int)c)),
        (2, Gen.Choose(0x7F, 0xD7FF)),
        (1, Gen.Choose(0xE000, 0xFFFF)),
        (2, Gen.Choose(0x10000, 0x10FFFF)))
        .Select(v => new Rune(v));

    private static readonly Gen<string> Line = Scalar.ListOf().Select(runes => string.Concat(runes));

    public static Arbitrary<string> One { get; } = Arb.From(Line, Shrink);

    public static Arbitrary<List<string>> Many { get; } = Arb.From(Line.NonEmptyListOf().Select(l => l.ToList()));

    private static IEnumerable<string> Shrink(string line)
    {
        var runes = line.EnumerateRunes().ToList();
        return Enumerable.Range(0, runes.Count).Select(i => string.Concat(runes.Where((_, j) => j != i)));
    }
}
