using System.Runtime.CompilerServices;

namespace RnnLm.Notebooks;

/// <summary>A function that is compiled and whose text can be shown: <c>new((a, b) => …)</c> keeps both.</summary>
/// <param name="function">A lambda, written out where this is constructed.</param>
/// <param name="text">Filled in by the compiler.</param>
public sealed class Code<TFunction>(TFunction function, [CallerArgumentExpression(nameof(function))] string text = "")
    where TFunction : Delegate
{
    /// <summary>The function itself.</summary>
    public TFunction Function { get; } = function;

    /// <summary>The text of a method with this signature and the lambda's body.</summary>
    public string Method(string signature)
    {
        var arrow = text.IndexOf("=>", StringComparison.Ordinal);
        if (arrow < 0) throw new InvalidOperationException($"The code of '{signature}' is to be written as a lambda, but it is '{text}'.");
        var body = Unindent(text[(arrow + 2)..].Trim());
        return body.StartsWith('{') ? $"{signature}\n{body}" : $"{signature} =>\n    {body};";
    }

    // The first line stands where the lambda's body begins; the others are moved to the left as far as all of them go.
    private static string Unindent(string code)
    {
        var lines = code.ReplaceLineEndings("\n").Split('\n');
        var indents = lines.Skip(1).Where(line => line.Trim().Length > 0).Select(line => line.Length - line.TrimStart().Length);
        var indent = indents.DefaultIfEmpty().Min();
        return string.Join('\n', lines.Select((line, i) => i == 0 ? line : line.Length >= indent ? line[indent..] : line.TrimStart()));
    }
}
