namespace RnnLm.Text.Grammars;

/// <summary>The strongly connected components of a directed graph (Tarjan 1972), each after those that it reaches.</summary>
internal static class StrongComponents
{
    public static List<int[]> Find(IReadOnlyList<int[]> successors)
    {
        var order = new int[successors.Count]; // 0: not yet visited
        var low = new int[successors.Count];   // the earliest node on the stack that is known to be reached
        var edge = new int[successors.Count];
        var onStack = new bool[successors.Count];
        var stack = new Stack<int>();
        var path = new Stack<int>();
        var components = new List<int[]>();
        var visited = 0;
        for (var root = 0; root < successors.Count; root++)
        {
            if (order[root] == 0) path.Push(root);
            while (path.TryPeek(out var node))
            {
                if (order[node] == 0)
                {
                    order[node] = low[node] = ++visited;
                    stack.Push(node);
                    onStack[node] = true;
                }

                if (edge[node] < successors[node].Length)
                {
                    var successor = successors[node][edge[node]];
                    if (order[successor] == 0)
                    {
                        path.Push(successor); // and look at this edge again on the way back
                        continue;
                    }

                    if (onStack[successor]) low[node] = Math.Min(low[node], low[successor]);
                    edge[node]++;
                    continue;
                }

                path.Pop();
                if (low[node] == order[node]) components.Add(PopComponent(node));
            }
        }

        return components;

        int[] PopComponent(int root)
        {
            var component = new List<int>();
            do
            {
                component.Add(stack.Pop());
                onStack[component[^1]] = false;
            }
            while (component[^1] != root);
            return [.. component];
        }
    }
}
