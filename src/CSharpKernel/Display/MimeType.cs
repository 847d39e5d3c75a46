namespace CSharpKernel.Display;

/// <summary>What the kernel knows of MIME types.</summary>
internal static class MimeType
{
    public const string Plain = "text/plain";
    public const string Html = "text/html";

    /// <summary>Whether a form of this type is JSON itself rather than text.</summary>
    public static bool IsJson(string mimeType) =>
        mimeType == "application/json"
        || (mimeType.StartsWith("application/", StringComparison.Ordinal) && mimeType.EndsWith("+json", StringComparison.Ordinal));
}
