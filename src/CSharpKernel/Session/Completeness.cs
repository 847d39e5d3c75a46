namespace CSharpKernel.Session;

/// <summary>The answer to is_complete.</summary>
/// <param name="Status"><c>complete</c>, <c>incomplete</c>, <c>invalid</c> or <c>unknown</c>.</param>
/// <param name="Indent">For <c>incomplete</c>: what the next line should begin with.</param>
public sealed record Completeness(string Status, string Indent);
