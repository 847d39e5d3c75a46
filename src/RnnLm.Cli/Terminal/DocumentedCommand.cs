using System.CommandLine;

namespace RnnLm.Cli.Terminal;

/// <summary>A command whose <c>--help</c> shows its usage in one line, its options in groups, and an example or two.</summary>
/// <param name="name">What one types.</param>
/// <param name="description">What it does, in a sentence.</param>
internal sealed class DocumentedCommand(string name, string description) : Command(name, description)
{
    private readonly List<(string Title, IReadOnlyList<Option> Options)> groups = [];

    /// <summary>What follows the command's name, such as <c>MODEL FILE... [options]</c>; if null, what its arguments say.</summary>
    public string? Usage { get; init; }

    /// <summary>What one would like to know beside the options; each item is a paragraph.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What it does and how to ask for it.</summary>
    public IReadOnlyList<(string Purpose, string Arguments)> Examples { get; init; } = [];

    /// <summary>The options in the order in which they are shown.</summary>
    public IReadOnlyList<(string Title, IReadOnlyList<Option> Options)> Groups => groups;

    /// <summary>Adds options under a title of their own.</summary>
    public void AddGroup(string title, params IReadOnlyList<Option> options)
    {
        groups.Add((title, options));
        foreach (var option in options) Add(option);
    }
}
