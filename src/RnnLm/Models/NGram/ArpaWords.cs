using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using RnnLm.Models.Files;
using RnnLm.Text;

namespace RnnLm.Models.NGram;

/// <summary>How tokens stand in an ARPA file, which knows nothing but words between white space.</summary>
/// <remarks>
/// Words stand as they are, so that files of other toolkits and ours mean the same. Of any other tokenizer a comment before
/// <c>\data\</c>, which the toolkits skip, says what it is, and its tokens are spelled without white space: the space as ▁, whatever else
/// would be misread as \uXXXX.
/// </remarks>
internal sealed partial class ArpaWords(ITokenizer tokenizer)
{
    private const string Mark = "# rnnlm tokenizer ";
    private const char Space = '▁';

    /// <summary>Whether tokens stand as they are.</summary>
    public bool IsPlain { get; } = tokenizer is WordTokenizer;

    /// <summary>The comment that says what the tokenizer is; null if none is needed.</summary>
    public string? Comment => IsPlain ? null : Mark + TokenizerJson.Format(tokenizer);

    /// <summary>The tokenizer that such a comment describes; null if this line is none.</summary>
    /// <exception cref="FormatException">It is such a comment, but describes none.</exception>
    public static ITokenizer? ParseComment(string line) =>
        line.StartsWith(Mark, StringComparison.Ordinal) ? TokenizerJson.Parse(line[Mark.Length..]) : null;

    /// <summary>The word that stands for this token.</summary>
    /// <exception cref="InvalidOperationException">A word holds white space.</exception>
    public string Write(string token)
    {
        if (IsPlain)
        {
            return token.Length > 0 && !token.AsSpan().ContainsAny(WordTokenizer.WhiteSpace)
                ? token
                : throw new InvalidOperationException($"The ARPA format separates words by white space, so it cannot hold the word '{token}'.");
        }

        var word = new StringBuilder(token.Length);
        foreach (var c in token)
        {
            if (c == ' ') word.Append(Space);
            else if (c is Space or '\\' || char.IsWhiteSpace(c) || char.IsControl(c)) word.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
            else word.Append(c);
        }

        return word.ToString();
    }

    /// <summary>The token that this word stands for.</summary>
    public string Read(string word) => IsPlain ? word : Escape().Replace(
        word.Replace(Space, ' '),
        match => ((char)int.Parse(match.ValueSpan[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString());

    [GeneratedRegex(@"\\u[0-9A-F]{4}")]
    private static partial Regex Escape();
}
