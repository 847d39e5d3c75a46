namespace CSharpKernel;

/// <summary>Where the kernel says what concerns its operator, not the reader of a notebook.</summary>
internal static class Log
{
    private static readonly TextWriter Target = OpenStandardError();

    /// <summary>Writes one line to the process's real standard error, whatever a cell has made of the console.</summary>
    public static void Write(string line) => Target.WriteLine($"[CSharpKernel] {line}");

    private static TextWriter OpenStandardError() =>
        TextWriter.Synchronized(new StreamWriter(Console.OpenStandardError()) { AutoFlush = true });
}
