namespace CSharpKernel.Session;

/// <summary>One completion.</summary>
/// <param name="Text">What would be inserted.</param>
/// <param name="Kind">Jupyter's experimental type: function, class, property, field, variable, namespace, keyword …</param>
/// <param name="Signature">A one-line signature; empty if there is none.</param>
/// <param name="Documentation">A one-line summary; empty if there is none.</param>
public sealed record CompletionItem(string Text, string Kind, string Signature, string Documentation);
