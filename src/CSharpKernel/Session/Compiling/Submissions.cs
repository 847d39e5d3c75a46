using System.Collections.Immutable;
using System.Reflection;
using CSharpKernel.Session.References;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace CSharpKernel.Session.Compiling;

/// <summary>The chain of cells compiled so far, each of which sees the ones before it, and the values of their variables.</summary>
internal sealed class Submissions(CellLoadContext context, ImmutableArray<MetadataReference> framework)
{
    private static readonly EmitOptions s_emitOptions = new(debugInformationFormat: DebugInformationFormat.PortablePdb);
    private static readonly Lock s_binding = new();

    // One object, so that a question asked while a cell runs sees either all of what the cell brought or nothing of it.
    private sealed record Chain(CSharpCompilation? Latest, ImmutableArray<MetadataReference> Pending);

    private volatile Chain _chain = new(null, framework);
    private object?[] _states = new object?[16]; // Slot 0 would be a host object's.
    private int _filled = 1;

    /// <summary>Lets the cells to come use an assembly.</summary>
    public void Add(MetadataReference reference) => _chain = _chain with { Pending = _chain.Pending.Add(reference) };

    /// <summary>A cell as the compiler sees it, its errors not yet looked for.</summary>
    /// <remarks>
    /// References and imports are inherited along the chain, so only the new ones are given: repeated, they would cost megabytes a cell.
    /// Nothing is optimised: an optimised cell reports exceptions on the wrong line. References are bound here, one compilation at a time,
    /// whatever session it belongs to: two that bind theirs at once would each make symbols of the same files, and a later cell could take
    /// the other's for its own, so that a type of one cell would not be that of the next.
    /// </remarks>
    public CSharpCompilation Bind(CellSource source, int cell)
    {
        var (latest, pending) = _chain;
        var compilation = CSharpCompilation.CreateScriptCompilation(
            $"Cell{cell}-{Guid.NewGuid():N}",
            source.Tree,
            pending,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                scriptClassName: $"Submission#{cell}",
                usings: latest is null ? CellImports.Names : [],
                optimizationLevel: OptimizationLevel.Debug,
                allowUnsafe: true,
                nullableContextOptions: NullableContextOptions.Annotations,
                sourceReferenceResolver: new LoadedFiles(source.Folder, source.Files),
                assemblyIdentityComparer: DesktopAssemblyIdentityComparer.Default),
            latest);
        lock (s_binding)
            _ = compilation.Assembly;
        return compilation;
    }

    /// <summary>Compiles and loads a cell; only when that succeeds does it become the latest.</summary>
    /// <returns>What runs it, or why it cannot be run.</returns>
    public (Func<Task<object?>>? Run, ImmutableArray<Diagnostic> Errors) Load(
        CellSource source, CSharpCompilation bound, CancellationToken cancellation)
    {
        using MemoryStream assembly = new(), symbols = new();
        var (compilation, errors) = Compile(source, bound, assembly, symbols, cancellation);
        if (!errors.IsEmpty)
            return (null, errors);
        var main = assembly.Length == 0 ? _ => Task.FromResult<object?>(null) : Main(compilation, assembly, symbols);
        _chain = new Chain(compilation, []);
        return (() => Run(main), []);
    }

    private static (CSharpCompilation Compiled, ImmutableArray<Diagnostic> Errors) Compile(
        CellSource source, CSharpCompilation bound, MemoryStream assembly, MemoryStream symbols, CancellationToken cancellation)
    {
        // Without a statement or a declaration a cell is only its imports, and Roslyn has nothing to emit.
        if (bound.SyntaxTrees.All(tree => tree.GetCompilationUnitRoot(cancellation).Members.Count == 0))
            return (bound, Errors(bound.GetDiagnostics(cancellation)));
        if (GuardedCell.From(source, bound, cancellation) is { } guarded)
        {
            // Errors are told of the text that the reader wrote.
            if (Errors(bound.GetDiagnostics(cancellation)) is { IsEmpty: false } errors)
                return (bound, errors);
            if (guarded.Emit(assembly, symbols, options: s_emitOptions, cancellationToken: cancellation).Success)
                return (guarded, []);
            // Rather a cell that cannot be interrupted than one that cannot be run.
            assembly.SetLength(0);
            symbols.SetLength(0);
        }
        return (bound, Errors(bound.Emit(assembly, symbols, options: s_emitOptions, cancellationToken: cancellation).Diagnostics));
    }

    private Func<object?[], Task<object?>> Main(CSharpCompilation compilation, MemoryStream assembly, MemoryStream symbols)
    {
        assembly.Position = symbols.Position = 0;
        var entry = compilation.GetEntryPoint(CancellationToken.None)!;
        return context.LoadFromStream(assembly, symbols)
            .GetType(entry.ContainingType.MetadataName, throwOnError: true)!
            .GetMethod(entry.MetadataName, BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)!
            .CreateDelegate<Func<object?[], Task<object?>>>();
    }

    private Task<object?> Run(Func<object?[], Task<object?>> main)
    {
        if (_filled == _states.Length)
            Array.Resize(ref _states, 2 * _states.Length);
        try
        {
            return main(_states);
        }
        finally
        {
            if (_states[_filled] is not null)
                _filled++;
        }
    }

    private static ImmutableArray<Diagnostic> Errors(ImmutableArray<Diagnostic> diagnostics) =>
        [.. diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
}
