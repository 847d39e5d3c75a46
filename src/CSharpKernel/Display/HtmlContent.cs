namespace CSharpKernel.Display;

/// <summary>A piece of HTML, shown as such.</summary>
/// <param name="Html">The markup.</param>
public sealed record HtmlContent(string Html)
{
    /// <summary>The markup itself.</summary>
    public override string ToString() => Html;
}
