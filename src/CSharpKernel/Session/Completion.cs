namespace CSharpKernel.Session;

/// <summary>The items that fit between <see cref="Start"/> and <see cref="End"/>, in UTF-16 units.</summary>
public sealed record Completion(IReadOnlyList<CompletionItem> Items, int Start, int End);
