using System.CommandLine;

namespace RnnLm.Cli.Install;

/// <summary>The options that say which installation is meant; the same for every command.</summary>
internal sealed class InstallOptions
{
    /// <summary>For the current user, which is the default.</summary>
    public Option<bool> User { get; } = new("--user") { Description = "For you alone; this is the default." };

    /// <summary>Under a folder.</summary>
    public Option<string?> Prefix { get; } = new("--prefix")
    {
        Description = "Under DIR/share instead, for instance of a Python environment.",
        HelpName = "DIR",
    };

    /// <summary>The kernelspec's name.</summary>
    public Option<string> Name { get; } = new("--name")
    {
        Description = "The kernel's name, which notebooks remember.",
        HelpName = "NAME",
        DefaultValueFactory = _ => Kernelspec.DefaultName,
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(User);
        command.Options.Add(Prefix);
        command.Options.Add(Name);
        Name.Validators.Add(result =>
        {
            if (!Kernelspec.IsName(result.GetValueOrDefault<string>()))
                result.AddError("--name takes letters, digits, dots, dashes and underscores only.");
        });
        command.Validators.Add(result =>
        {
            if (result.GetValue(User) && result.GetValue(Prefix) is not null) result.AddError("--user and --prefix exclude each other.");
        });
    }

    /// <summary>The folders that the options mean.</summary>
    public InstallFolders Folders(ParseResult arguments) => arguments.GetValue(Prefix) is { } prefix
        ? InstallFolders.ForPrefix(UserEnvironment.Current, Path.GetFullPath(prefix))
        : Path.IsPathRooted(UserEnvironment.Current.Home)
            ? InstallFolders.ForUser(UserEnvironment.Current)
            : throw new InvalidOperationException("Your home folder is not known: set HOME, or choose a folder with --prefix.");

    /// <summary>The installation that the options mean.</summary>
    public Installation Installation(ParseResult arguments) => new(Folders(arguments), arguments.GetRequiredValue(Name));
}
