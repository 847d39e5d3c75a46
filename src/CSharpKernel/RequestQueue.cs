using CSharpKernel.Messages;

namespace CSharpKernel;

/// <summary>Requests in the order in which they came, and the thread that handles them one by one.</summary>
internal sealed class RequestQueue
{
    private readonly LinkedList<Request> waiting = [];
    private readonly Action<Request> handle;
    private readonly Thread thread;

    /// <summary>A queue whose thread has yet to be started.</summary>
    /// <param name="name">The thread's name.</param>
    /// <param name="stackSize">The thread's stack, in octets.</param>
    /// <param name="handle">What is done with each request.</param>
    public RequestQueue(string name, int stackSize, Action<Request> handle)
    {
        this.handle = handle;
        thread = new Thread(HandleAll, stackSize) { IsBackground = true, Name = name };
    }

    /// <summary>Starts the thread.</summary>
    public void Start() => thread.Start();

    /// <summary>Puts a request at the end.</summary>
    public void Add(Request request)
    {
        lock (waiting)
        {
            waiting.AddLast(request);
            Monitor.Pulse(waiting);
        }
    }

    /// <summary>Takes out the waiting requests of one type; the others keep their places.</summary>
    public IReadOnlyList<Request> TakeAll(string type)
    {
        lock (waiting)
        {
            Request[] taken = [.. waiting.Where(request => request.Header.MsgType == type)];
            foreach (Request request in taken) waiting.Remove(request);
            return taken;
        }
    }

    private void HandleAll()
    {
        while (true)
        {
            try
            {
                handle(Next());
            }
            catch (ThreadInterruptedException)
            {
                // An interrupt that came when its cell had just ended.
            }
        }
    }

    private Request Next()
    {
        lock (waiting)
        {
            while (waiting.Count == 0) Monitor.Wait(waiting);
            Request request = waiting.First!.Value;
            waiting.RemoveFirst();
            return request;
        }
    }
}
