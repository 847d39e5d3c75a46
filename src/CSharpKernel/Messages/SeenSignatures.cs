using System.Text;

namespace CSharpKernel.Messages;

/// <summary>Remembers the last signatures of a channel, so that a message recorded by somebody else cannot be sent again.</summary>
internal sealed class SeenSignatures
{
    private const int Capacity = 1 << 16;

    private readonly Lock latch = new();
    private readonly HashSet<string> seen = [];
    private readonly Queue<string> order = [];

    /// <summary>Remembers a signature; false if it was seen before.</summary>
    public bool Add(ReadOnlySpan<byte> signature)
    {
        string text = Encoding.ASCII.GetString(signature);
        lock (latch)
        {
            if (!seen.Add(text)) return false;
            order.Enqueue(text);
            if (order.Count > Capacity) seen.Remove(order.Dequeue());
            return true;
        }
    }
}
