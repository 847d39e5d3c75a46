using System.Diagnostics;

namespace CSharpKernel;

/// <summary>Ends a process that does not end: what a cell has registered for the process's exit may never return.</summary>
internal static class LastResort
{
    /// <summary>Kills the process after so long, should it still be there.</summary>
    public static void Start(TimeSpan limit) => new Thread(() =>
    {
        Thread.Sleep(limit);
        Process.GetCurrentProcess().Kill();
    }, 256 << 10)
    {
        IsBackground = true,
        Name = "last resort",
    }.Start();
}
