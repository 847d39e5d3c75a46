namespace CSharpKernel;

/// <summary>A cell that asks about a name, as <c>?Math.Sqrt</c> or <c>Math.Sqrt?</c>: neither is C#, both are a habit from other kernels.</summary>
internal static class HelpQuery
{
    /// <summary>The name asked about; null for any other cell.</summary>
    public static string? Parse(string code)
    {
        string text = code.Trim();
        string name = text.Trim('?').Trim();
        bool asks = text.StartsWith('?') != text.EndsWith('?');
        return asks && name.Length > 0 && name.All(c => char.IsLetterOrDigit(c) || c is '_' or '.') ? name : null;
    }
}
