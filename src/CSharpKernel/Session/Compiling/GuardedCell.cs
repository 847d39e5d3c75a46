using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace CSharpKernel.Session.Compiling;

/// <summary>A cell whose loops and functions ask whether they shall stop.</summary>
internal static class GuardedCell
{
    /// <summary>The cell and its loaded files with guards; null if nothing in them can run for long by itself.</summary>
    public static CSharpCompilation? From(CellSource source, CSharpCompilation bound, CancellationToken cancellation)
    {
        var cell = Guarded(source.Tree, bound, cancellation);
        var files = source.Files;
        foreach (var tree in bound.SyntaxTrees)
        {
            if (tree != source.Tree && Guarded(tree, bound, cancellation) is { } text)
                files = files.SetItem(tree.FilePath, text);
        }
        if (cell is null && files == source.Files)
            return null;
        var compilation = files == source.Files
            ? bound
            : bound.WithOptions(bound.Options.WithSourceReferenceResolver(new LoadedFiles(source.Folder, files)));
        return cell is null ? compilation : compilation.ReplaceSyntaxTree(source.Tree, CellSource.Parse(cell, source.Tree.FilePath));
    }

    private static SourceText? Guarded(SyntaxTree tree, CSharpCompilation compilation, CancellationToken cancellation)
    {
        var guards = new GuardWriter(compilation.GetSemanticModel(tree), cancellation);
        guards.Visit(tree.GetRoot(cancellation));
        return guards.Changes is [] ? null : tree.GetText(cancellation).WithChanges(guards.Changes);
    }
}
