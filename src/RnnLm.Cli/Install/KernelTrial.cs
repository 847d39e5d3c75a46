using System.ComponentModel;
using System.Diagnostics;

namespace RnnLm.Cli.Install;

/// <summary>Starts an installed kernel once and asks it who it is.</summary>
internal static class KernelTrial
{
    private const string Question =
        """{"channel":"control","header":{"msg_id":"doctor","msg_type":"kernel_info_request"},"parent_header":{},"metadata":{},"content":{}}""";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    /// <summary>Whether it answers in time.</summary>
    public static bool Answers(string dotnet, string program)
    {
        ProcessStartInfo start = new(dotnet, [program, "--stdio"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using Process process = Process.Start(start)!;
            try
            {
                process.StandardInput.WriteLine(Question);
                process.StandardInput.Flush();
                return Task.Run(() => Answered(process.StandardOutput)).WaitAsync(Limit).GetAwaiter().GetResult();
            }
            finally
            {
                process.Kill();
            }
        }
        catch (Exception e) when (e is Win32Exception or IOException or TimeoutException)
        {
            return false;
        }
    }

    private static bool Answered(StreamReader output)
    {
        while (output.ReadLine() is { } line)
        {
            if (line.Contains("\"kernel_info_reply\"", StringComparison.Ordinal)) return true;
        }
        return false;
    }
}
