using System.CommandLine;
using System.CommandLine.Invocation;

namespace RnnLm.Cli.Terminal;

/// <summary>Writes what <c>--help</c> shows.</summary>
internal sealed class Help : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        ArgumentNullException.ThrowIfNull(parseResult);
        Write(parseResult.InvocationConfiguration.Output, parseResult.CommandResult.Command, TerminalText.Width());
        return ExitCode.Success;
    }

    /// <summary>Writes the help of this command.</summary>
    internal static void Write(TextWriter output, Command command, int width)
    {
        var documented = command as DocumentedCommand;
        var path = FullName(command);
        TerminalText.WriteWrapped(output, command.Description ?? "", 0, width);
        output.WriteLine();
        output.WriteLine("Usage:");
        TerminalText.WriteWrapped(output, $"{path} {documented?.Usage ?? Usage(command)}", 2, width);

        WriteTable(output, "Commands", [.. command.Subcommands.Where(c => !c.Hidden).Select(c => (c.Name, c.Description ?? ""))], width);
        WriteTable(output, "Arguments", [.. command.Arguments.Select(a => (a.HelpName ?? a.Name, a.Description ?? ""))], width);
        var groups = documented?.Groups ?? [];
        foreach (var (title, options) in groups) WriteTable(output, title, [.. options.Select(Row)], width);
        var rest = command.Options.Where(o => !o.Hidden && !groups.Any(g => g.Options.Contains(o))).Select(Row)
            .Concat(command.Parents.Any() ? [("-h, --help", "Show this help.")] : Array.Empty<(string, string)>());
        WriteTable(output, groups.Count > 0 ? "Other" : "Options", [.. rest], width);

        foreach (var note in documented?.Notes ?? [])
        {
            output.WriteLine();
            TerminalText.WriteWrapped(output, note, 0, width);
        }

        if (documented?.Examples is { Count: > 0 } examples)
        {
            output.WriteLine();
            output.WriteLine(examples.Count == 1 ? "Example:" : "Examples:");
            foreach (var (purpose, arguments) in examples)
            {
                if (purpose.Length > 0) TerminalText.WriteWrapped(output, purpose, 2, width);
                output.WriteLine($"    {path} {arguments}".TrimEnd());
            }
        }
    }

    private static (string Name, string Description) Row(Option option)
    {
        var names = string.Join(", ", option.Aliases.Where(a => a.StartsWith('-') && a != "-?").Order(StringComparer.Ordinal).Append(option.Name).Distinct());
        if (option.HelpName is not null) names += " " + option.HelpName;
        return (names, option.Description ?? "");
    }

    private static string Usage(Command command)
    {
        var arguments = command.Arguments.Select(a => a.Arity.MinimumNumberOfValues == 0 ? $"[{a.Name}]" : a.Name);
        return string.Join(' ', [.. command.Subcommands.Count > 0 ? ["COMMAND"] : arguments, "[options]"]);
    }

    private static string FullName(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? $"{FullName(parent)} {command.Name}" : "rnnlm";

    private static void WriteTable(TextWriter output, string title, IReadOnlyList<(string Name, string Description)> rows, int width)
    {
        if (rows.Count == 0) return;
        output.WriteLine();
        output.WriteLine($"{title}:");
        var indent = rows.Max(r => r.Name.Length) + 4;
        foreach (var (name, description) in rows)
        {
            output.Write($"  {name}".PadRight(indent));
            TerminalText.WriteWrapped(output, description, indent, width, startsInline: true);
        }
    }
}
