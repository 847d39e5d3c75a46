namespace RnnLm.Cli.Book;

/// <summary>Where the links and pictures of a chapter lead once it is a page of the book.</summary>
/// <param name="chapter">The chapter that they stand in.</param>
/// <param name="chapters">All chapters of the book, keyed by the full path of the notebook's file.</param>
public sealed class BookLinks(BookChapter chapter, IReadOnlyDictionary<string, BookChapter> chapters)
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

    /// <summary>A link's target: another notebook becomes its page.</summary>
    /// <exception cref="FileNotFoundException">It names a file that is not part of the book.</exception>
    public string Link(string url)
    {
        if (IsElsewhere(url) || url.StartsWith('#'))
            return url;
        (string path, string fragment) = url.IndexOf('#') is var hash && hash >= 0 ? (url[..hash], url[hash..]) : (url, "");
        if (chapters.TryGetValue(Path.GetFullPath(Path.Combine(_folder, Uri.UnescapeDataString(path))), out BookChapter? target))
            return Page(chapter.Name, target.Name) + Uri.UnescapeDataString(fragment).ToLowerInvariant();
        throw new FileNotFoundException($"the link to {url} leads out of the book");
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

    private static bool IsElsewhere(string url) => url.StartsWith("//", StringComparison.Ordinal) || url.Split('/', '?', '#')[0].Contains(':');
}
