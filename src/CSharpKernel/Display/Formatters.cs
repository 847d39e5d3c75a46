namespace CSharpKernel.Display;

/// <summary>Turns a value into what a notebook shows of it.</summary>
public static class Formatters
{
    /// <summary>The value in its forms; never throws for what the value does.</summary>
    public static MimeBundle Format(object? value, params string[] mimeTypes) => MimeBundle.PlainText(PlainText.Format(value));
}
