using CSharpKernel.Display;

namespace CSharpKernel.Session;

/// <summary>How a cell ended.</summary>
/// <param name="Value">The value of its last expression, formatted; null if it has none.</param>
/// <param name="Error">What stopped it; null if it ran to its end.</param>
public sealed record CellResult(MimeBundle? Value, CellError? Error);
