namespace RnnLm.Cli.Book;

/// <summary>Where the links and pictures of a chapter lead once it is a page of the book.</summary>
/// <param name="chapter">The chapter that they stand in.</param>
/// <param name="chapters">All chapters of the book, keyed by the full path of the notebook's file.</param>
/// <param name="folder">The book's folder, where pages of an earlier run may stand.</param>
public sealed class BookLinks(BookChapter chapter, IReadOnlyDictionary<string, BookChapter> chapters, string folder)
{
    private static readonly Dictionary<string, string> Pictures = new(StringComparer.OrdinalIgnoreCase)
    {
        [".png"] = "image/png",
        [".jpg"] = "image/jpeg",
        [".jpeg"] = "image/jpeg",
        [".gif"] = "image/gif",
        [".svg"] = "image/svg+xml",
        [".webp"] = "image/webp",
    };

    private readonly string _folder = Path.GetDirectoryName(Path.GetFullPath(chapter.Path))!;

    /// <summary>The key of a chapter.</summary>
    public static string Key(BookChapter chapter) => Path.GetFullPath(chapter.Path);

    /// <summary>The page of a chapter, seen from another page.</summary>
    public static string Page(string from, string to) => string.Concat(Enumerable.Repeat("../", from.Count(c => c == '/'))) + Uri.EscapeDataString(to).Replace("%2F", "/", StringComparison.Ordinal) + ".html";

    /// <summary>A link's target: another notebook becomes its page, of this run or of an earlier one; without a page it stays the notebook's file.</summary>
    /// <exception cref="FileNotFoundException">It names a file that is not there, or one that is no notebook and so no part of a book.</exception>
    public string Link(string url)
    {
        if (IsElsewhere(url) || url.StartsWith('#'))
            return url;
        (string path, string fragment) = url.IndexOf('#') is var hash && hash >= 0 ? (url[..hash], url[hash..]) : (url, "");
        string file = Path.GetFullPath(Path.Combine(_folder, Uri.UnescapeDataString(path)));
        if (chapters.TryGetValue(file, out BookChapter? target))
            return Page(chapter.Name, target.Name) + Uri.UnescapeDataString(fragment).ToLowerInvariant();
        if (!File.Exists(file))
            throw new FileNotFoundException($"the link to {url} leads nowhere");
        if (!file.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase))
            throw new FileNotFoundException($"the link to {url} leads out of the book");
        // This run has some of the notebooks only.
        string name = Path.ChangeExtension(Path.GetRelativePath(Root(), file), null).Replace('\\', '/');
        return File.Exists(Path.Combine(folder, name + ".html"))
            ? Page(chapter.Name, name) + Uri.UnescapeDataString(fragment).ToLowerInvariant()
            : Escaped(Path.GetRelativePath(Path.GetDirectoryName(Path.GetFullPath(Path.Combine(folder, chapter.Name + ".html")))!, file));
    }

    /// <summary>A picture, carried by the page itself.</summary>
    /// <exception cref="FileNotFoundException">There is no such picture.</exception>
    public string Picture(string url, Func<string, string?> attachment)
    {
        const string Attached = "attachment:";
        if (url.StartsWith(Attached, StringComparison.Ordinal))
            return attachment(Uri.UnescapeDataString(url[Attached.Length..])) ?? throw new FileNotFoundException($"the cell carries no picture {url[Attached.Length..]}");
        if (IsElsewhere(url))
            return url;
        string path = Path.Combine(_folder, Uri.UnescapeDataString(url));
        if (!File.Exists(path))
            throw new FileNotFoundException($"there is no picture {url}");
        if (!Pictures.TryGetValue(Path.GetExtension(path), out string? type))
            throw new FileNotFoundException($"{url} is not a picture that browsers show (.png, .jpg, .gif, .svg, .webp)");
        return $"data:{type};base64,{Convert.ToBase64String(File.ReadAllBytes(path))}";
    }

    /// <summary>The folder that the names of chapters begin in.</summary>
    private string Root() => Path.GetFullPath(Path.Combine(_folder, string.Concat(Enumerable.Repeat("../", chapter.Name.Count(c => c == '/')))));

    private static string Escaped(string path) => Path.IsPathRooted(path) ? new Uri(path).AbsoluteUri : string.Join('/', path.Split('/', '\\').Select(Uri.EscapeDataString));

    private static bool IsElsewhere(string url) => url.StartsWith("//", StringComparison.Ordinal) || url.Split('/', '?', '#')[0].Contains(':');
}
