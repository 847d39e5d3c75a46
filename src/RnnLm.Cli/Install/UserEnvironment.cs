using System.Runtime.InteropServices;

namespace RnnLm.Cli.Install;

/// <summary>The three families of systems, which keep a user's data in different places.</summary>
public enum Platform
{
    /// <summary>Linux and other Unix systems.</summary>
    Linux,

    /// <summary>macOS.</summary>
    MacOS,

    /// <summary>Windows.</summary>
    Windows,
}

/// <summary>What the paths of an installation depend on, so that a test can be on any system.</summary>
/// <param name="Platform">The system.</param>
/// <param name="Home">The user's home folder.</param>
/// <param name="Variable">Reads an environment variable; null if it is not set.</param>
public sealed record UserEnvironment(Platform Platform, string Home, Func<string, string?> Variable)
{
    /// <summary>This machine and its user.</summary>
    public static UserEnvironment Current { get; } = new(
        OperatingSystem.IsWindows() ? Platform.Windows : OperatingSystem.IsMacOS() ? Platform.MacOS : Platform.Linux,
        // Unverified: a folder that is not there yet must not become the root of the file system.
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify),
        Environment.GetEnvironmentVariable);

    /// <summary>The identifier of this machine, as packages name it.</summary>
    public static string RuntimeIdentifier => RuntimeInformation.RuntimeIdentifier;

    /// <summary>Joins parts with the separator of <see cref="Platform"/>, which may not be this machine's.</summary>
    public string Join(string folder, params ReadOnlySpan<string> parts)
    {
        char separator = Platform == Platform.Windows ? '\\' : '/';
        foreach (string part in parts) folder = folder.TrimEnd(separator) + separator + part;
        return folder;
    }

    /// <summary>An environment variable's value; null also if it is empty, which all these conventions take for not set.</summary>
    public string? NonEmpty(string variable) => Variable(variable) is { Length: > 0 } value ? value : null;
}
