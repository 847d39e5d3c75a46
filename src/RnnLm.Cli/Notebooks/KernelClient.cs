using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace RnnLm.Cli.Notebooks;

/// <summary>How the kernel answered a cell.</summary>
public enum ExecutionStatus
{
    /// <summary>The cell ran to its end.</summary>
    Ok,

    /// <summary>The cell failed.</summary>
    Error,

    /// <summary>The cell took longer than its limit and was interrupted; the kernel goes on.</summary>
    TimedOut,

    /// <summary>The cell took longer than its limit and did not heed the interrupt: the kernel must be ended.</summary>
    Unresponsive,

    /// <summary>The kernel ended while the cell ran.</summary>
    Died,
}

/// <summary>The answer to a cell.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Reply">The content of the kernel's reply; null if none came.</param>
public sealed record Execution(ExecutionStatus Status, JsonObject? Reply);

/// <summary>Speaks with one kernel over a pair of pipes, one request at a time.</summary>
public sealed class KernelClient
{
    /// <summary>What a terminal sends at the end of input.</summary>
    private const string EndOfInput = "\u0004";

    private readonly TextWriter _toKernel;
    private readonly Channel<KernelMessage> _fromKernel = Channel.CreateUnbounded<KernelMessage>();
    private volatile bool _closed;
    private readonly string _session = Guid.NewGuid().ToString("N");

    /// <summary>A client that reads from and writes to these pipes.</summary>
    public KernelClient(TextReader fromKernel, TextWriter toKernel)
    {
        _toKernel = toKernel;
        _ = Task.Run(() => PumpAsync(fromKernel));
    }

    /// <summary>Whether the kernel has closed its end.</summary>
    public bool IsClosed => _closed;

    /// <summary>No more messages come: whoever waits for one is told that the kernel died.</summary>
    public void Close()
    {
        _closed = true;
        _fromKernel.Writer.TryComplete();
    }

    /// <summary>Asks the kernel what it is; null if it died or took longer than <paramref name="limit"/>.</summary>
    public async Task<JsonObject?> ConnectAsync(TimeSpan limit, CancellationToken cancellation)
    {
        KernelMessage request = KernelMessage.Request("shell", "kernel_info_request", []);
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        late.CancelAfter(limit);
        try
        {
            await SendAsync(request);
            while (true)
            {
                KernelMessage message = await _fromKernel.Reader.ReadAsync(late.Token);
                if (message.ParentId == request.Id && message.Type == "kernel_info_reply")
                    return message.Content;
            }
        }
        catch (Exception e) when (e is ChannelClosedException or IOException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>Runs a cell; returns when the kernel has replied and is idle, or can no longer do so.</summary>
    /// <param name="code">The cell's source.</param>
    /// <param name="stopOnError">Whether a failure drops the requests queued behind this one.</param>
    /// <param name="output">Takes what the kernel publishes for this cell, in order.</param>
    /// <param name="limit">How long the cell may take; null for any time.</param>
    /// <param name="grace">How long the kernel may then take to heed the interrupt.</param>
    /// <param name="cancellation">Gives up at once.</param>
    public async Task<Execution> ExecuteAsync(
        string code, bool stopOnError, Action<KernelMessage> output, TimeSpan? limit, TimeSpan grace, CancellationToken cancellation)
    {
        KernelMessage request = KernelMessage.Request("shell", "execute_request", new JsonObject
        {
            ["code"] = code,
            ["silent"] = false,
            ["store_history"] = true,
            ["user_expressions"] = new JsonObject(),
            ["allow_stdin"] = false,
            ["stop_on_error"] = stopOnError,
        });
        bool interrupted = false;
        JsonObject? reply = null;
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (limit is { } time)
            late.CancelAfter(time);
        CancellationToken waiting = late.Token;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            await SendAsync(request);
            for (bool idle = false; reply is null || !idle;)
            {
                KernelMessage message;
                try
                {
                    message = await _fromKernel.Reader.ReadAsync(waiting);
                }
                catch (OperationCanceledException) when (!cancellation.IsCancellationRequested && !interrupted)
                {
                    interrupted = true;
                    await SendAsync(KernelMessage.Request("control", "interrupt_request", []));
                    patience.CancelAfter(grace);
                    waiting = patience.Token;
                    continue;
                }
                if (message.ParentId != request.Id)
                    continue;
                if (message.Type == "execute_reply")
                    reply = message.Content;
                else if (message.Type == "status")
                    idle = message.Content["execution_state"]?.ToString() == "idle";
                else if (message.Type == "input_request")
                    await SendAsync(NoInput(message));
                else if (message.Channel == "iopub")
                    output(message);
            }
        }
        catch (Exception e) when (e is ChannelClosedException or IOException)
        {
            return new Execution(ExecutionStatus.Died, reply);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new Execution(ExecutionStatus.Unresponsive, reply);
        }
        ExecutionStatus status = interrupted ? ExecutionStatus.TimedOut
            : reply["status"]?.ToString() == "ok" ? ExecutionStatus.Ok
            : ExecutionStatus.Error;
        return new Execution(status, reply);
    }

    /// <summary>Nobody sits here: a kernel that asks, although we said that we take no input, reads the end of it.</summary>
    private static KernelMessage NoInput(KernelMessage request) =>
        KernelMessage.Request("stdin", "input_reply", new JsonObject { ["status"] = "ok", ["value"] = EndOfInput }) with { ParentId = request.Id };

    private async Task SendAsync(KernelMessage message)
    {
        try
        {
            await _toKernel.WriteAsync(message.ToLine(_session) + "\n");
            await _toKernel.FlushAsync();
        }
        catch (IOException)
        {
            // The kernel has gone, and this may be known before the end of what it said has been read.
            Close();
            throw;
        }
    }

    /// <summary>Takes what the kernel says as fast as it says it, so that it never blocks on a full pipe.</summary>
    private async Task PumpAsync(TextReader fromKernel)
    {
        try
        {
            while (await fromKernel.ReadLineAsync() is { } line)
            {
                if (KernelMessage.Parse(line) is { } message)
                    _fromKernel.Writer.TryWrite(message);
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The pipe broke: the same as its end.
        }
        finally
        {
            Close();
        }
    }
}
