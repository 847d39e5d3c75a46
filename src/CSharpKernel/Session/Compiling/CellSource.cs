using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CSharpKernel.Session.Compiling;

/// <summary>A cell and the files that it loads, with the kernel's own directives taken out of the compiler's sight.</summary>
/// <param name="Tree">The cell; every character stands where the reader wrote it.</param>
/// <param name="Folder">What its paths are relative to.</param>
/// <param name="Files">The files loaded by it and by one another: text by full path.</param>
/// <param name="References">Its <c>#r</c> and <c>#i</c> directives and those of its files, in order.</param>
/// <param name="Problems">Directives that cannot be followed.</param>
internal sealed record CellSource(
    SyntaxTree Tree,
    string Folder,
    ImmutableDictionary<string, SourceText> Files,
    ImmutableArray<SourceReference> References,
    ImmutableArray<SourceProblem> Problems)
{
    /// <summary>How cells are read.</summary>
    public static CSharpParseOptions ParseOptions { get; } =
        new(LanguageVersion.Latest, DocumentationMode.Parse, SourceCodeKind.Script, preprocessorSymbols: ["NOTEBOOK"]);

    /// <summary>Reads a cell.</summary>
    /// <param name="code">As the reader wrote it.</param>
    /// <param name="name">What errors call it, such as <c>cell 3</c>.</param>
    /// <param name="folder">What its paths are relative to.</param>
    public static CellSource Read(string code, string name, string folder)
    {
        var reader = new Reader(folder);
        var text = reader.Read(SourceText.From(code, Encoding.UTF8), name);
        return new CellSource(
            Parse(text, name), folder, reader.Files.ToImmutable(), reader.References.ToImmutable(), reader.Problems.ToImmutable());
    }

    public static SyntaxTree Parse(SourceText text, string path) => CSharpSyntaxTree.ParseText(text, ParseOptions, path);

    private sealed class Reader(string folder)
    {
        public ImmutableDictionary<string, SourceText>.Builder Files { get; } = ImmutableDictionary.CreateBuilder<string, SourceText>();

        public ImmutableArray<SourceReference>.Builder References { get; } = ImmutableArray.CreateBuilder<SourceReference>();

        public ImmutableArray<SourceProblem>.Builder Problems { get; } = ImmutableArray.CreateBuilder<SourceProblem>();

        /// <summary>The text with the kernel's directives made comments of the same length.</summary>
        public SourceText Read(SourceText text, string path)
        {
            if (!text.ToString().Contains('#', StringComparison.Ordinal))
                return text;
            var hidden = new List<TextChange>();
            for (var directive = Parse(text, path).GetCompilationUnitRoot().GetFirstDirective();
                directive is not null;
                directive = directive.GetNextDirective())
            {
                if (directive.IsActive && IsOurs(directive, path))
                    hidden.Add(new TextChange(new TextSpan(directive.HashToken.SpanStart, 2), "//"));
            }
            return hidden.Count == 0 ? text : text.WithChanges(hidden);
        }

        private bool IsOurs(DirectiveTriviaSyntax directive, string path)
        {
            switch (directive)
            {
                case ReferenceDirectiveTriviaSyntax { File.IsMissing: false } reference:
                    References.Add(new SourceReference(reference.File.ValueText, path, reference.GetLocation(), IsSource: false));
                    return true;
                case LoadDirectiveTriviaSyntax { File.IsMissing: false } load:
                    Load(load, path);
                    return false;
                case ShebangDirectiveTriviaSyntax or BadDirectiveTriviaSyntax:
                    return Magic(directive, path);
                default:
                    return false;
            }
        }

        private void Load(LoadDirectiveTriviaSyntax load, string path)
        {
            var file = LoadedFiles.FullPath(load.File.ValueText, path, folder);
            if (Files.ContainsKey(file))
                return;
            try
            {
                Files[file] = SourceText.From("", Encoding.UTF8); // Files may load one another in a circle.
                Files[file] = Read(SourceText.From(File.ReadAllText(file), Encoding.UTF8), file);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                Problems.Add(new SourceProblem($"#load: the file '{file}' cannot be read: {exception.Message}", load.GetLocation()));
            }
        }

        private bool Magic(DirectiveTriviaSyntax directive, string path)
        {
            var words = directive.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            switch (words[0])
            {
                case "#i" when directive.ToString().Split('"') is [_, var source, ..]:
                    References.Add(new SourceReference(source, path, directive.GetLocation(), IsSource: true));
                    return true;
                case "#!csharp" or "#!c#" or "#!C#":
                    return true;
                case ['#', '!', ..]:
                    Problems.Add(new SourceProblem(
                        $"{words[0]} is a command of .NET Interactive that this kernel does not have: its cells are C# only.",
                        directive.GetLocation()));
                    return true;
                default:
                    return false;
            }
        }
    }
}
