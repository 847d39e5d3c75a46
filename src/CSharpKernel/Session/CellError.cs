namespace CSharpKernel.Session;

/// <summary>An error as Jupyter reports it.</summary>
/// <param name="Name">The exception's type, or <c>CompilationError</c>.</param>
/// <param name="Message">What went wrong.</param>
/// <param name="Traceback">Lines for the reader: the cell's own lines, none of the kernel's frames.</param>
public sealed record CellError(string Name, string Message, IReadOnlyList<string> Traceback);
