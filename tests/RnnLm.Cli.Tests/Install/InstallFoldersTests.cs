using RnnLm.Cli.Install;
using Xunit;

namespace RnnLm.Cli.Tests.Install;

/// <summary>The folders of all three systems, whichever one the tests run on.</summary>
public class InstallFoldersTests
{
    [Fact]
    public void On_Linux_Jupyter_and_VS_Code_look_in_the_same_folder()
    {
        InstallFolders folders = InstallFolders.ForUser(At(Platform.Linux, "/home/ada"));

        Assert.Equal(["/home/ada/.local/share/jupyter/kernels"], folders.Kernelspecs);
        Assert.Equal("/home/ada/.local/share/rnnlm", folders.Data);
    }

    [Fact]
    public void On_Linux_XDG_DATA_HOME_moves_Jupyters_folder_but_not_VS_Codes()
    {
        InstallFolders folders = InstallFolders.ForUser(At(Platform.Linux, "/home/ada", ("XDG_DATA_HOME", "/data")));

        Assert.Equal(["/data/jupyter/kernels", "/home/ada/.local/share/jupyter/kernels"], folders.Kernelspecs);
        Assert.Equal("/data/rnnlm", folders.Data);
    }

    [Theory]
    [InlineData(Platform.Linux, "/home/ada", "/home/ada/.local/share/jupyter/kernels")]
    [InlineData(Platform.MacOS, "/Users/ada", "/Users/ada/Library/Jupyter/kernels")]
    public void JUPYTER_DATA_DIR_comes_before_everything(Platform platform, string home, string editors)
    {
        InstallFolders folders = InstallFolders.ForUser(At(platform, home, ("JUPYTER_DATA_DIR", "/j"), ("XDG_DATA_HOME", "/data")));

        Assert.Equal(["/j/kernels", editors], folders.Kernelspecs);
    }

    [Fact]
    public void An_empty_variable_is_one_that_is_not_set() =>
        Assert.Single(InstallFolders.ForUser(At(Platform.Linux, "/home/ada", ("JUPYTER_DATA_DIR", ""), ("XDG_DATA_HOME", ""))).Kernelspecs);

    [Fact]
    public void On_macOS_they_are_in_Library()
    {
        InstallFolders folders = InstallFolders.ForUser(At(Platform.MacOS, "/Users/ada", ("XDG_DATA_HOME", "/ignored")));

        Assert.Equal(["/Users/ada/Library/Jupyter/kernels"], folders.Kernelspecs);
        Assert.Equal("/Users/ada/Library/Application Support/rnnlm", folders.Data);
    }

    [Fact]
    public void On_Windows_they_are_in_AppData()
    {
        InstallFolders folders = InstallFolders.ForUser(At(
            Platform.Windows, @"C:\Users\Ada Ö", ("APPDATA", @"C:\Users\Ada Ö\AppData\Roaming"), ("LOCALAPPDATA", @"C:\Users\Ada Ö\AppData\Local")));

        Assert.Equal([@"C:\Users\Ada Ö\AppData\Roaming\jupyter\kernels"], folders.Kernelspecs);
        Assert.Equal(@"C:\Users\Ada Ö\AppData\Local\rnnlm", folders.Data);
    }

    [Fact]
    public void On_Windows_a_moved_APPDATA_is_Jupyters_but_not_VS_Codes()
    {
        InstallFolders folders = InstallFolders.ForUser(At(Platform.Windows, @"C:\Users\Ada", ("APPDATA", @"\\server\ada")));

        Assert.Equal([@"\\server\ada\jupyter\kernels", @"C:\Users\Ada\AppData\Roaming\jupyter\kernels"], folders.Kernelspecs);
        Assert.Equal(@"C:\Users\Ada\AppData\Local\rnnlm", folders.Data);
    }

    [Fact]
    public void A_prefix_holds_everything()
    {
        InstallFolders folders = InstallFolders.ForPrefix(At(Platform.Linux, "/home/ada", ("JUPYTER_DATA_DIR", "/j")), "/env/");

        Assert.Equal(["/env/share/jupyter/kernels"], folders.Kernelspecs);
        Assert.Equal("/env/share/rnnlm", folders.Data);
    }

    [Theory]
    [InlineData(Platform.Linux, "/home/ada/.config/Code/User/settings.json")]
    [InlineData(Platform.MacOS, "/home/ada/Library/Application Support/Code/User/settings.json")]
    public void VS_Codes_settings_are_where_it_keeps_them(Platform platform, string path) =>
        Assert.Equal(path, new EditorSettings(At(platform, "/home/ada")).Files[0]);

    private static UserEnvironment At(Platform platform, string home, params (string Name, string Value)[] variables) =>
        new(platform, home, name => variables.FirstOrDefault(variable => variable.Name == name).Value);
}
