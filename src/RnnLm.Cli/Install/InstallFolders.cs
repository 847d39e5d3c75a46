namespace RnnLm.Cli.Install;

/// <summary>Where an installation goes.</summary>
/// <param name="Kernelspecs">The folders of kernelspecs that Jupyter and VS Code look in; mostly one, for they mostly agree.</param>
/// <param name="Data">The folder for our own copies of the kernel.</param>
public sealed record InstallFolders(IReadOnlyList<string> Kernelspecs, string Data)
{
    private const string Product = "rnnlm";

    /// <summary>The folders of one user.</summary>
    public static InstallFolders ForUser(UserEnvironment environment) =>
        new([.. new[] { JupyterKernels(environment), EditorKernels(environment) }.Distinct()], UserData(environment));

    /// <summary>The folders under a prefix, such as a Python environment's.</summary>
    public static InstallFolders ForPrefix(UserEnvironment environment, string prefix) =>
        new([environment.Join(prefix, "share", "jupyter", "kernels")], environment.Join(prefix, "share", Product));

    /// <summary>Jupyter's user data folder, as jupyter_core finds it.</summary>
    private static string JupyterKernels(UserEnvironment environment)
    {
        if (environment.NonEmpty("JUPYTER_DATA_DIR") is { } data) return environment.Join(data, "kernels");
        return environment.Platform switch
        {
            Platform.MacOS => environment.Join(environment.Home, "Library", "Jupyter", "kernels"),
            Platform.Windows => environment.Join(RoamingData(environment), "jupyter", "kernels"),
            _ => environment.Join(SharedData(environment), "jupyter", "kernels"),
        };
    }

    /// <summary>Where VS Code's Jupyter extension looks: fixed folders, whatever the variables say.</summary>
    private static string EditorKernels(UserEnvironment environment) => environment.Platform switch
    {
        Platform.MacOS => environment.Join(environment.Home, "Library", "Jupyter", "kernels"),
        Platform.Windows => environment.Join(environment.Home, "AppData", "Roaming", "jupyter", "kernels"),
        _ => environment.Join(environment.Home, ".local", "share", "jupyter", "kernels"),
    };

    private static string UserData(UserEnvironment environment) => environment.Platform switch
    {
        Platform.MacOS => environment.Join(environment.Home, "Library", "Application Support", Product),
        Platform.Windows => environment.Join(environment.NonEmpty("LOCALAPPDATA") ?? environment.Join(environment.Home, "AppData", "Local"), Product),
        _ => environment.Join(SharedData(environment), Product),
    };

    private static string SharedData(UserEnvironment environment) =>
        environment.NonEmpty("XDG_DATA_HOME") ?? environment.Join(environment.Home, ".local", "share");

    private static string RoamingData(UserEnvironment environment) =>
        environment.NonEmpty("APPDATA") ?? environment.Join(environment.Home, "AppData", "Roaming");
}
