using Microsoft.CodeAnalysis;

namespace CSharpKernel.Session.Compiling;

/// <summary>Something in a cell that keeps it from running, found before the compiler sees it.</summary>
/// <param name="Message">One sentence.</param>
/// <param name="Location">Where it stands.</param>
internal sealed record SourceProblem(string Message, Location Location);
