namespace RnnLm.Notebooks.Display;

/// <summary>The forms in which values of ours are shown, by their MIME types.</summary>
public static class MimeTypes
{
    /// <summary>A Plotly figure, which VS Code draws offline.</summary>
    public const string Plotly = "application/vnd.plotly.v1+json";

    /// <summary>HTML, for Jupyter's pages.</summary>
    public const string Html = "text/html";

    /// <summary>Markdown, whose mathematics every client sets.</summary>
    public const string Markdown = "text/markdown";

    /// <summary>A still drawing, for offline, paper and slides.</summary>
    public const string Svg = "image/svg+xml";

    /// <summary>What a learner's functions returned, for a grader.</summary>
    public const string Outcomes = "application/vnd.rnnlm.outcomes+json";

    /// <summary>Plain text, for the terminal.</summary>
    public const string Plain = "text/plain";
}
