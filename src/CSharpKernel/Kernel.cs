using System.Text.Json;
using CSharpKernel.Messages;
using CSharpKernel.Session;

namespace CSharpKernel;

/// <summary>
/// A Jupyter kernel over a session and a transport. Cells run on a thread of their own with a large stack, control requests on another;
/// questions about code wait their turn among the cells, but do not wait for a cell that is already running.
/// </summary>
internal sealed class Kernel : IDisposable
{
    // Four times a thread's usual stack: much deeper, and telling an endless recursion would take seconds.
    private const int CellStackSize = 4 << 20;
    private const int StackSize = 1 << 20;
    private static readonly TimeSpan SubscriberLimit = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PipelinePause = TimeSpan.FromMilliseconds(20);

    private readonly ITransport transport;
    private readonly Lazy<ICodeSession> session;
    private readonly Publisher publisher;
    private readonly InputChannel input;
    private readonly History history = new();
    private readonly CellRunner runner;
    private readonly CodeQuestions questions;
    private readonly RequestQueue shellQueue;
    private readonly RequestQueue controlQueue;
    private readonly RequestQueue questionQueue;
    private readonly TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock stateLatch = new();
    private volatile bool running;
    private bool subscriberAwaited;
    private int warmedUp;
    private int disposed;

    /// <summary>A kernel that does nothing before <see cref="Start"/>.</summary>
    /// <param name="transport">What carries its messages.</param>
    /// <param name="createSession">Creates the session; called once, when it is first needed.</param>
    public Kernel(ITransport transport, Func<ICodeSession> createSession)
    {
        this.transport = transport;
        session = new Lazy<ICodeSession>(createSession);
        publisher = new Publisher(transport);
        input = new InputChannel(publisher);
        runner = new CellRunner(session, publisher, input, history);
        questions = new CodeQuestions(session);
        shellQueue = new RequestQueue("cells", CellStackSize, HandleShell);
        controlQueue = new RequestQueue("control", StackSize, HandleControl);
        questionQueue = new RequestQueue("questions", StackSize, request => Handle(request, HandleQuestion));
    }

    /// <summary>Begins to receive and to answer.</summary>
    public void Start()
    {
        shellQueue.Start();
        controlQueue.Start();
        questionQueue.Start();
        publisher.Publish(null, new Status("starting"));
        transport.Start(Receive, Stop);
    }

    /// <summary>Waits until the kernel is told to end.</summary>
    public void WaitUntilStopped() => stopped.Task.Wait();

    /// <summary>Tells the kernel to end.</summary>
    public void Stop() => stopped.TrySetResult();

    /// <summary>Stops the running cell; harmless when none runs.</summary>
    public void Interrupt()
    {
        input.Cancel();
        if (session.IsValueCreated) session.Value.Interrupt();
    }

    /// <summary>Shows in the notebook an exception that nobody caught on some thread of a cell.</summary>
    public void Report(Exception exception)
    {
        if (runner.Latest is not { } cell || !session.IsValueCreated)
        {
            Log.Write($"An exception that nobody caught: {exception}");
            return;
        }
        publisher.Write(cell, "stderr", string.Join('\n', session.Value.Describe(exception).Traceback) + "\n");
    }

    /// <summary>Sends what is still to be sent, and closes the transport.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 1) return;
        publisher.Flush();
        transport.Dispose();
        if (session.IsValueCreated) session.Value.Dispose();
    }

    private void Receive(Request request)
    {
        switch (request)
        {
            case { Channel: Channel.Stdin, Header.MsgType: "input_reply" }:
                input.Answer(request.Read<InputReply>().Value);
                break;
            case { Channel: Channel.Control } or { Channel: Channel.Shell, Header.MsgType: "interrupt_request" or "shutdown_request" }:
                controlQueue.Add(request);
                break;
            case { Channel: Channel.Shell, Header.MsgType: not "execute_request" } when running:
                questionQueue.Add(request);
                break;
            case { Channel: Channel.Shell }:
                shellQueue.Add(request);
                break;
            default:
                Log.Write($"A message '{request.Header.MsgType}' on {request.Channel} was dropped.");
                break;
        }
    }

    private void HandleShell(Request request)
    {
        if (!subscriberAwaited)
        {
            // A client whose iopub connects last would lose the first idle, and wait for it for ever.
            transport.WaitForSubscriber(SubscriberLimit);
            subscriberAwaited = true;
        }
        if (request.Header.MsgType != "execute_request")
        {
            Handle(request, HandleQuestion);
            return;
        }
        IReadOnlyList<Request> aborted = [];
        lock (stateLatch)
        {
            running = true;
            publisher.Publish(request, new Status("busy"));
        }
        try
        {
            Answer(request, _ => aborted = HandleExecute(request));
        }
        finally
        {
            lock (stateLatch)
            {
                running = false;
                publisher.Publish(request, new Status("idle"));
            }
        }
        foreach (Request waiting in aborted) Handle(waiting, _ => publisher.Reply(waiting, runner.Aborted()));
    }

    private IReadOnlyList<Request> HandleExecute(Request request)
    {
        ExecuteRequest cell = request.Read<ExecuteRequest>();
        ExecuteReply reply = runner.Run(request, cell);
        IReadOnlyList<Request> aborted = [];
        if (reply.Status == "error" && cell.StopOnError)
        {
            // A client that runs all cells sends them at once: what it sent before it could know of the error may still be on its way.
            Thread.Sleep(PipelinePause);
            aborted = shellQueue.TakeAll("execute_request");
        }
        publisher.Reply(request, reply);
        return aborted;
    }

    /// <summary>Encloses the handling of a request in busy and idle.</summary>
    private void Handle(Request request, Action<Request> handle)
    {
        publisher.Publish(request, new Status("busy"));
        Answer(request, handle);
        lock (stateLatch)
        {
            publisher.Publish(request, new Status("idle"));
            // Clients take the last state for the kernel's; while a cell runs that must not be this idle.
            if (running) publisher.Publish(null, new Status("busy"));
        }
    }

    private void Answer(Request request, Action<Request> handle)
    {
        try
        {
            handle(request);
        }
        catch (JsonException e)
        {
            publisher.ReplyError(request, new ErrorReply("InvalidRequest", e.Message, []));
        }
        catch (Exception e) when (e is not ThreadInterruptedException)
        {
            Log.Write($"'{request.Header.MsgType}' could not be answered: {e}");
            publisher.ReplyError(request, new ErrorReply(e.GetType().Name, e.Message, []));
        }
    }

    private void HandleQuestion(Request request)
    {
        switch (request.Header.MsgType)
        {
            case "kernel_info_request":
                AnswerKernelInfo(request);
                break;
            case "complete_request":
                publisher.Reply(request, questions.Answer(request.Read<CompleteRequest>()));
                break;
            case "inspect_request":
                publisher.Reply(request, questions.Answer(request.Read<InspectRequest>()));
                break;
            case "is_complete_request":
                publisher.Reply(request, questions.Answer(request.Read<IsCompleteRequest>()));
                break;
            case "history_request":
                publisher.Reply(request, history.Answer(request.Read<HistoryRequest>()));
                break;
            case "comm_info_request":
                publisher.Reply(request, new CommInfoReply([]));
                break;
            case "comm_open":
                publisher.Publish(request, new CommClose(request.Read<CommOpen>().CommId, []));
                break;
            case "comm_msg" or "comm_close":
                break;
            default:
                Log.Write($"A message '{request.Header.MsgType}' on {request.Channel} was ignored.");
                break;
        }
    }

    private void HandleControl(Request request)
    {
        Handle(request, AnswerControl);
        if (request.Header.MsgType == "shutdown_request") Stop();
    }

    private void AnswerControl(Request request)
    {
        switch (request.Header.MsgType)
        {
            case "kernel_info_request":
                AnswerKernelInfo(request);
                break;
            case "interrupt_request":
                Interrupt();
                publisher.Reply(request, new InterruptReply());
                break;
            case "shutdown_request":
                ShutdownReply reply = new(request.Read<ShutdownRequest>().Restart);
                publisher.Reply(request, reply);
                publisher.Publish(request, reply);
                break;
            case "debug_request":
                DebugRequest debug = request.Read<DebugRequest>();
                publisher.Reply(request, new DebugReply("response", debug.Seq, false, debug.Command, "This kernel has no debugger."));
                break;
            default:
                Log.Write($"A message '{request.Header.MsgType}' on {request.Channel} was ignored.");
                break;
        }
    }

    private void AnswerKernelInfo(Request request)
    {
        publisher.Reply(request, KernelDescription.Create());
        // The client now knows that the kernel is there; what the first cell needs can be loaded while the reader reads.
        if (Interlocked.Exchange(ref warmedUp, 1) == 0)
            new Thread(WarmUp, CellStackSize) { IsBackground = true, Name = "warm-up", Priority = ThreadPriority.BelowNormal }.Start();
    }

    private void WarmUp()
    {
        try
        {
            session.Value.WarmUp();
        }
        catch (Exception e)
        {
            Log.Write($"The session could not be warmed up: {e}");
        }
    }
}
