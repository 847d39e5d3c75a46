using Microsoft.CodeAnalysis;

namespace CSharpKernel.Session.Compiling;

/// <summary>A <c>#r "…"</c> (or with <paramref name="IsSource"/> an <c>#i "…"</c>) as written.</summary>
/// <param name="Text">What stands between the quotes.</param>
/// <param name="Path">The cell or the file that it stands in.</param>
/// <param name="Location">Where it stands.</param>
/// <param name="IsSource">Whether it names a source of packages rather than something to reference.</param>
internal sealed record SourceReference(string Text, string Path, Location Location, bool IsSource);
