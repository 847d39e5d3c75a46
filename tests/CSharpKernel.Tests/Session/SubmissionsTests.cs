using System.Collections.Immutable;
using CSharpKernel.Session.Compiling;
using CSharpKernel.Session.References;
using Microsoft.CodeAnalysis;
using Xunit;

namespace CSharpKernel.Tests.Session;

public sealed class SubmissionsTests : IDisposable
{
    private readonly LibraryBuilder _libraries = new();

    public void Dispose() => _libraries.Dispose();

    // The kernel warms up while the first cell runs, and answers questions meanwhile: compilations begin on several threads at once.
    [Fact]
    public void A_type_is_the_same_for_all_cells_whatever_is_compiled_beside_the_first()
    {
        var inner = _libraries.Build("Inner", "namespace Inner; public class Number { public int Value => 41; }");
        var outer = _libraries.Build(
            "Outer", "namespace Outer; public static class Answer { public static int Of(Inner.Number number) => number.Value; }", inner);
        // It takes luck to begin at the same moment: without a cure every fourth round or so failed.
        for (var round = 0; round < 30; round++)
        {
            ImmutableArray<MetadataReference> framework = [.. FrameworkReferences.All.Cast<PortableExecutableReference>()
                .Select(reference => MetadataReference.CreateFromFile(reference.FilePath!))];
            var cells = new Submissions(new CellLoadContext(), framework);
            cells.Add(FrameworkReferences.Reference(outer));
            cells.Add(FrameworkReferences.Reference(inner));
            var beside = new Submissions(new CellLoadContext(), framework);
            using var start = new Barrier(2);
            var other = new Thread(() =>
            {
                start.SignalAndWait(TestContext.Current.CancellationToken);
                beside.Bind(Read("1", "warm-up"), 0).GetDiagnostics(TestContext.Current.CancellationToken);
            });
            other.Start();
            start.SignalAndWait(TestContext.Current.CancellationToken);
            Load(cells, "using Inner; using Outer; Number Same(Number number) => number;", 1);
            Load(cells, "Answer.Of(Same(new Number()))", 2);
            other.Join();
        }
    }

    private void Load(Submissions cells, string code, int cell)
    {
        var source = Read(code, $"cell {cell}");
        Assert.Empty(cells.Load(source, cells.Bind(source, cell), TestContext.Current.CancellationToken).Errors);
    }

    private CellSource Read(string code, string name) => CellSource.Read(code, name, _libraries.Folder);
}
