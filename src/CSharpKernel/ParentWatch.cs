using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace CSharpKernel;

/// <summary>Ends the kernel when the process that started it has died, however it died.</summary>
internal static partial class ParentWatch
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    /// <summary>Calls <paramref name="orphaned"/> once the parent has gone.</summary>
    /// <remarks>
    /// On Unix an orphan gets another parent. On Windows Jupyter hands down its own process's handle in <c>JPY_PARENT_PID</c>; without it nothing
    /// is watched there.
    /// </remarks>
    public static void Start(Action orphaned)
    {
        if (OperatingSystem.IsWindows()) StartOnWindows(orphaned);
        else StartOnUnix(orphaned);
    }

    private static void StartOnUnix(Action orphaned)
    {
        int parent = GetParentProcessId();
        // Started by the system's first process: in a container that is the parent for good, elsewhere it is nobody's child.
        if (parent == 1) return;
        Watch(() =>
        {
            while (GetParentProcessId() == parent) Thread.Sleep(Interval);
            orphaned();
        });
    }

    private static void StartOnWindows(Action orphaned)
    {
        string? text = Environment.GetEnvironmentVariable("JPY_PARENT_PID");
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long handle) || handle == 0) return;
        Watch(() =>
        {
            using ManualResetEvent parent = new(false) { SafeWaitHandle = new SafeWaitHandle((nint)handle, ownsHandle: true) };
            parent.WaitOne();
            orphaned();
        });
    }

    private static void Watch(ThreadStart watch) => new Thread(watch, 256 << 10) { IsBackground = true, Name = "parent watch" }.Start();

    [LibraryImport("libc", EntryPoint = "getppid")]
    private static partial int GetParentProcessId();
}
