using CSharpKernel.Display;

namespace CSharpKernel.Session;

/// <summary>Where the output of the running cell goes. Calls may come from any thread.</summary>
public interface ICellOutput
{
    /// <summary>Text written to the console.</summary>
    /// <param name="name"><c>stdout</c> or <c>stderr</c>.</param>
    /// <param name="text">What was written, in order.</param>
    void Stream(string name, string text);

    /// <summary>Shows a value, or with <paramref name="update"/> shows it in place of what was shown under the same id.</summary>
    void Display(MimeBundle data, string? displayId, bool update);

    /// <summary>Clears what the cell has shown so far, with <paramref name="wait"/> only once something new comes.</summary>
    void Clear(bool wait);

    /// <summary>Asks the reader for a line of input.</summary>
    /// <exception cref="InvalidOperationException">The client takes no input.</exception>
    string ReadLine(string prompt, bool password);
}
