using System.Text.RegularExpressions;

namespace CSharpKernel.Session.Answering;

/// <summary>Completes the path in <c>#r "…"</c> and <c>#load "…"</c>.</summary>
internal static partial class PathCompletion
{
    /// <summary>The folders and files that fit; null if the cursor is not in such a path.</summary>
    public static Completion? Complete(string code, int cursor)
    {
        var line = code[(code.LastIndexOf('\n', Math.Max(0, cursor - 1)) + 1)..cursor];
        if (Directive().Match(line) is not { Success: true } directive)
            return null;
        var path = directive.Groups["path"].Value;
        var name = path[(path.LastIndexOf('/') + 1)..];
        return new Completion(Items(path[..^name.Length], name, directive.Groups["what"].Value), cursor - name.Length, cursor);
    }

    private static List<CompletionItem> Items(string folder, string name, string what)
    {
        string[] extensions = what == "r" ? [".dll"] : [".csx", ".cs"];
        try
        {
            return
            [
                .. new DirectoryInfo(Path.GetFullPath(folder.Length == 0 ? "." : folder)).EnumerateFileSystemInfos()
                    .Where(entry => entry.Name.StartsWith(name, StringComparison.OrdinalIgnoreCase)
                        && !entry.Attributes.HasFlag(FileAttributes.Hidden))
                    .Where(entry => entry is DirectoryInfo || extensions.Contains(entry.Extension, StringComparer.OrdinalIgnoreCase))
                    .OrderBy(entry => entry.Name, StringComparer.OrdinalIgnoreCase)
                    .Select(entry => entry is DirectoryInfo
                        ? new CompletionItem(entry.Name + "/", "folder", "", "")
                        : new CompletionItem(entry.Name, "file", "", "")),
            ];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    [GeneratedRegex("""^\s*#(?<what>r|load)\s+"(?!nuget:)(?<path>[^"]*)$""")]
    private static partial Regex Directive();
}
