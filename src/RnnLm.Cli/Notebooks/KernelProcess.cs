using System.Diagnostics;
using System.Text;

namespace RnnLm.Cli.Notebooks;

/// <summary>How to start a kernel that speaks Jupyter's messages over its standard input and output.</summary>
/// <param name="FileName">The program.</param>
/// <param name="Arguments">Its arguments.</param>
public sealed record KernelCommand(string FileName, IReadOnlyList<string> Arguments)
{
    /// <summary>Variables of its environment beside those of this process.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
}

/// <summary>
/// A kernel in a process of its own, owned by this one: its standard input is our end of a pipe, so that it ends when we do,
/// however we end.
/// </summary>
public sealed class KernelProcess : IAsyncDisposable
{
    private const int RememberedLines = 20;

    /// <summary>How the runtime announces that it gives up; what follows is the call stack, of which the first lines tell most.</summary>
    private static readonly string[] FatalErrors = ["Stack overflow.", "Process terminated.", "Out of memory.", "Unhandled exception.", "Fatal error."];

    private static readonly TimeSpan TimeToEnd = TimeSpan.FromSeconds(2);
    private readonly Process _process;
    private readonly Queue<string> _lastWords = new();
    private readonly Task _stderr;

    private KernelProcess(Process process)
    {
        _process = process;
        _stderr = Task.Run(ReadStandardErrorAsync);
        Client = new KernelClient(process.StandardOutput, process.StandardInput);
        _ = CloseAfterExitAsync();
    }

    /// <summary>Speaks with the kernel.</summary>
    public KernelClient Client { get; }

    /// <summary>The process.</summary>
    public int Id => _process.Id;

    /// <summary>What it has taken of the processor so far, all threads together; nothing once it has ended.</summary>
    public TimeSpan ProcessorTime()
    {
        try
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return TimeSpan.Zero;
        }
    }

    /// <summary>Starts a kernel in a working folder.</summary>
    /// <exception cref="InvalidOperationException">The program cannot be started.</exception>
    public static KernelProcess Start(KernelCommand command, string folder)
    {
        var start = new ProcessStartInfo(command.FileName, command.Arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        foreach (var (name, value) in command.Environment) start.Environment[name] = value;
        try
        {
            return new KernelProcess(Process.Start(start)!);
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new InvalidOperationException($"The kernel cannot be started with {command.FileName}: {e.Message}.", e);
        }
    }

    /// <summary>One sentence on how the process ended, with what it wrote to its standard error.</summary>
    public async Task<string> DescribeEndAsync() => (await EndAsync()).ToString();

    /// <summary>How the process ended.</summary>
    public async Task<KernelEnd> EndAsync()
    {
        using var patience = new CancellationTokenSource(TimeToEnd);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
            await _stderr.WaitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            // It closed its output but lives, or what it started still holds its standard error.
        }
        lock (_lastWords)
            return new KernelEnd(_process.HasExited ? _process.ExitCode : null, [.. _lastWords]);
    }

    /// <summary>Ends the kernel and all that it started: closing its input asks, after two seconds it is made to.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // Already gone.
        }
        using var patience = new CancellationTokenSource(TimeToEnd);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            Kill();
        }
        _process.Dispose();
    }

    /// <summary>Ends the kernel and all that it started, at once.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception or AggregateException)
        {
            // Already gone.
        }
    }

    private async Task ReadStandardErrorAsync()
    {
        bool isEnding = false;
        try
        {
            while (await _process.StandardError.ReadLineAsync() is { } line)
            {
                lock (_lastWords)
                {
                    if (!isEnding && FatalErrors.Any(words => line.StartsWith(words, StringComparison.Ordinal)))
                    {
                        isEnding = true;
                        _lastWords.Clear();
                    }
                    if (isEnding && _lastWords.Count == RememberedLines)
                        continue;
                    _lastWords.Enqueue(line);
                    if (_lastWords.Count > RememberedLines)
                        _lastWords.Dequeue();
                }
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The pipe broke: the same as its end.
        }
    }

    /// <summary>A process that the kernel started may hold its output open; the kernel's own end is what counts.</summary>
    private async Task CloseAfterExitAsync()
    {
        try
        {
            await _process.WaitForExitAsync();
            await Task.Delay(500);
        }
        catch (InvalidOperationException)
        {
            // Disposed meanwhile.
        }
        Client.Close();
    }
}
