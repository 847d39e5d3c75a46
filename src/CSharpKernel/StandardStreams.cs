using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace CSharpKernel;

/// <summary>
/// The process's standard input and output, taken away for the kernel's own use. What a cell, a native library or a child process then
/// writes to the console goes to standard error, and what they read is empty: neither can get in between the messages.
/// </summary>
internal static partial class StandardStreams
{
    private const int WindowsInput = -10;
    private const int WindowsOutput = -11;
    private const int WindowsError = -12;

    /// <summary>Takes both. To be called before anything touches the console.</summary>
    public static (Stream Input, Stream Output) Take() => OperatingSystem.IsWindows() ? TakeOnWindows() : TakeOnUnix();

    private static (Stream Input, Stream Output) TakeOnUnix()
    {
        int input = Duplicate(0);
        int output = Duplicate(1);
        if (input < 0 || output < 0) throw new IOException("The standard streams are closed: start the kernel with pipes for both.");
        using SafeFileHandle nothing = File.OpenHandle("/dev/null");
        _ = Replace((int)nothing.DangerousGetHandle(), 0);
        _ = Replace(2, 1);
        return (Open(input, FileAccess.Read), Open(output, FileAccess.Write));
    }

    private static (Stream Input, Stream Output) TakeOnWindows()
    {
        (Stream input, Stream output) = (Console.OpenStandardInput(), Console.OpenStandardOutput());
        _ = SetStdHandle(WindowsOutput, GetStdHandle(WindowsError));
        _ = SetStdHandle(WindowsInput, 0);
        return (input, output);
    }

    private static FileStream Open(int descriptor, FileAccess access)
    {
        // Children inherit descriptors unless told otherwise: one that outlives the kernel would keep the parent waiting for its end.
        _ = CloseOnExec(descriptor, 2 /* F_SETFD */, 1 /* FD_CLOEXEC */);
        return new FileStream(new SafeFileHandle(descriptor, ownsHandle: true), access, bufferSize: 0);
    }

    [LibraryImport("libc", EntryPoint = "dup", SetLastError = true)]
    private static partial int Duplicate(int descriptor);

    [LibraryImport("libc", EntryPoint = "dup2", SetLastError = true)]
    private static partial int Replace(int source, int target);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int CloseOnExec(int descriptor, int command, int value);

    [LibraryImport("kernel32", SetLastError = true)]
    private static partial nint GetStdHandle(int which);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool SetStdHandle(int which, nint handle);
}
