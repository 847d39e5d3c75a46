using System.Net.Sockets;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using CSharpKernel;
using CSharpKernel.Messages;
using CSharpKernel.Session;

const string usage = """
    A C# kernel for Jupyter. Jupyter starts it; by hand:
      CSharpKernel CONNECTION_FILE   listens where the file says
      CSharpKernel --stdio           one message a line on standard input and output
    """;

if (args is not [var argument] || argument is "--help" or "-h")
{
    Console.WriteLine(usage);
    return args is ["--help" or "-h"] ? 0 : 2;
}

ITransport transport;
try
{
    transport = argument == "--stdio" ? OpenStdio() : OpenZmtp(argument);
}
catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException or SocketException)
{
    Log.Write(e.Message);
    return 1;
}

// Held open as long as the process lives, shared with other kernels: an installer sees by it that this copy is in use.
using FileStream inUse = new(typeof(Kernel).Assembly.Location, FileMode.Open, FileAccess.Read, FileShare.Read);
using Kernel kernel = new(transport, () => new CSharpSession());

// Nothing that a cell leaves running may end the kernel.
ExceptionHandling.SetUnhandledExceptionHandler(exception =>
{
    kernel.Report(exception);
    return true;
});
// A cell may end the process; what it has shown by then arrives all the same.
AppDomain.CurrentDomain.ProcessExit += (_, _) => kernel.Dispose();
using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
{
    signal.Cancel = true;
    kernel.Interrupt();
});
using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
{
    signal.Cancel = true;
    kernel.Stop();
});
ParentWatch.Start(kernel.Stop);
kernel.Start();
kernel.WaitUntilStopped();
LastResort.Start(TimeSpan.FromMilliseconds(700));
return 0;

static StdioTransport OpenStdio()
{
    (Stream input, Stream output) = StandardStreams.Take();
    return new StdioTransport(input, output);
}

static ZmtpTransport OpenZmtp(string path)
{
    ConnectionFile connection = ConnectionFile.Read(path);
    ZmtpTransport transport = new(connection);
    // Whoever gave port 0 wants to know which one it became.
    if (transport.Connection != connection) transport.Connection.Write(path);
    return transport;
}
