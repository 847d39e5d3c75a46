using CSharpKernel.Display;
using CSharpKernel.Session.Running;

namespace CSharpKernel.Session;

/// <summary>What cells can call by its bare name, under the names that .NET Interactive gave it.</summary>
#pragma warning disable IDE1006, CA1708 // Those names are not all capitalised, and two differ in nothing else.
public static class CellFunctions
{
    /// <summary>Shows a value where the cell's output goes.</summary>
    /// <param name="value">Anything, null included.</param>
    /// <param name="mimeTypes">The forms to show, such as <c>text/html</c>; none means those that show it best.</param>
    /// <returns>What lets the cell show something else in the same place.</returns>
    public static DisplayedValue display(object? value, params string[] mimeTypes) => DisplayedValue.Show(value, mimeTypes);

    /// <summary>Shows a value where the cell's output goes; as <see cref="display"/>.</summary>
    public static DisplayedValue Display(this object? value, params string[] mimeTypes) => DisplayedValue.Show(value, mimeTypes);

    /// <summary>Shows text that already is of a MIME type, such as <c>text/markdown</c> or <c>image/svg+xml</c>.</summary>
    public static DisplayedValue DisplayAs(this string text, string mimeType) => DisplayedValue.ShowRaw(text, mimeType);

    /// <summary>A value that is shown as this HTML.</summary>
    public static HtmlContent HTML(string content) => new(content);

    /// <summary>Takes away what the cell has shown so far.</summary>
    /// <param name="wait">Whether to wait until something new is shown.</param>
    public static void ClearOutput(bool wait = false) => ConsoleCapture.Output?.Clear(wait);
}
