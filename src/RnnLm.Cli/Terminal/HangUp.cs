using System.Runtime.InteropServices;

namespace RnnLm.Cli.Terminal;

/// <summary>What happens when the terminal's window is closed, or the connection to it is lost: SIGHUP.</summary>
internal static class HangUp
{
    private const int Signal = 1;
    private const nint Ignore = 1;

    /// <summary>
    /// Calls this instead of ending the process, until it is disposed. Under <c>nohup</c>, which has the signal ignored, it stays ignored.
    /// </summary>
    public static IDisposable? Register(Action action) => IsIgnored() ? null : PosixSignalRegistration.Create(PosixSignal.SIGHUP, context =>
    {
        context.Cancel = true;
        action();
    });

    private static bool IsIgnored()
    {
        if (OperatingSystem.IsWindows()) return false;
        // One learns how a signal is handled by changing it.
        var before = SetHandler(Signal, Ignore);
        SetHandler(Signal, before);
        return before == Ignore;
    }

    [DllImport("libc", EntryPoint = "signal")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint SetHandler(int signal, nint handler);
}
