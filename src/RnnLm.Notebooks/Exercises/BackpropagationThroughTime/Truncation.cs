using MathNet.Numerics.LinearAlgebra;

namespace RnnLm.Notebooks;

/// <summary>Two things named truncation (slides A26, B17–B19).</summary>
internal static class TruncationExercises
{
    /// <summary>The two truncations, told apart (slides A26, B17–B19).</summary>
    public static FunctionExercise<Func<Matrix<double>, int, double[]>> TwoTruncations() => new()
    {
        Name = nameof(TwoTruncations),
        Notebook = WayBack.Notebook,
        Title = "Two things named truncation",
        IsMustDo = true,
        Points = 3,
        Items = ["A26"],
        Task = """
            The terms of one weight stand in a table, `terms[t - 1, i - 1]` $= \partial\mathcal L(t)/\partial w|_{(i)}$ for $i \le t$, and 0 elsewhere. Write `Truncated(terms, K)` and return
            two sums: first where each loss looks back over $K$ uses, $i = t, \ldots, t-K+1$; then where the text is cut into chunks of $K$ steps,
            $\{1 \ldots K\}, \{K+1 \ldots 2K\}, \ldots$, and each loss looks back to the beginning of its own chunk. The last chunk may be shorter.
            """,
        Comment = "[the sum where each loss looks back over K uses, the sum in chunks of K]",
        Signature = "double[] Truncated(Matrix<double> terms, int K)",
        Solution = new((terms, K) =>
        {
            var (lookingBack, inChunks) = (0.0, 0.0);
            for (var t = 1; t <= terms.RowCount; t++)
            {
                var chunk = ((t - 1) / K * K) + 1; // the first step of t's chunk
                for (var i = 1; i <= t; i++)
                {
                    if (i > t - K) lookingBack += terms[t - 1, i - 1];
                    if (i >= chunk) inChunks += terms[t - 1, i - 1];
                }
            }

            return [lookingBack, inChunks];
        }),
        DrawCases = random =>
        [
            [WayBack.Rows([1, 0, 0, 0, 0], [10, 2, 0, 0, 0], [100, 20, 3, 0, 0], [1000, 200, 30, 4, 0], [10000, 2000, 300, 40, 5]), 2],
            [-Triangle(random.Matrix(7, 7).PointwiseAbs()), 3], // both sums are negative
            [Triangle(random.Matrix(10, 10)), 4],
        ],
        Wrong =
        [
            new("the two exchanged", "Both sums are right, but in the other order: first looking back over K uses, then chunks.",
                (terms, K) => [Sum(terms, t => InChunk(t, K)), Sum(terms, t => t - K + 1)]),
            new("not K uses for each loss", "Each loss of your first sum is to look back over K uses, its own step being one of them: i runs from t down to t−K+1.",
                (terms, K) => [Sum(terms, t => t - K), Sum(terms, t => InChunk(t, K))])
            {
                Variants = [(terms, K) => [Sum(terms, t => t - K + 2), Sum(terms, t => InChunk(t, K))], (terms, K) => [Sum(terms, _ => 1), Sum(terms, t => InChunk(t, K))]],
            },
            new("chunks of another length", "Your chunks do not have K steps: the first one goes from 1 to K, the next begins at K + 1, and there are as many as it takes.",
                (terms, K) => [Sum(terms, t => t - K + 1), Sum(terms, t => InChunk(t, K + 1))])
            {
                Variants =
                [
                    (terms, K) => [Sum(terms, t => t - K + 1), Sum(terms, t => InChunk(t, K - 1))],
                    (terms, K) => [Sum(terms, t => t - K + 1), Sum(terms, t => InChunk(t, (terms.RowCount + K - 1) / K))], // K chunks
                    (terms, K) => [Sum(terms, t => t - K + 1), Sum(terms, t => (t - 1) / K)], // the chunk's number for its first step
                ],
            },
            new("chunks shifted by one", "Your chunks begin at steps K, 2K, …; counting from 1, they begin at 1, K + 1, 2K + 1, …: mind (t − 1) / K.",
                (terms, K) => [Sum(terms, t => t - K + 1), Sum(terms, t => t / K * K)]),
            new("the same sum twice", "You return the same sum twice; with chunks, the first loss of a chunk looks back over one use, its last over K.",
                (terms, K) => [Sum(terms, t => t - K + 1), Sum(terms, t => t - K + 1)])
            {
                Variants = [(terms, K) => [Sum(terms, t => InChunk(t, K)), Sum(terms, t => InChunk(t, K))], (terms, K) => [Sum(terms, _ => 1), Sum(terms, _ => 1)]],
            },
            new("nothing cut by the chunks", "Your second sum has every term of every loss; nothing crosses from one chunk into the one before.",
                (terms, K) => [Sum(terms, t => t - K + 1), Sum(terms, _ => 1)]),
            new(
                "rows and columns exchanged",
                "Only the diagonal comes in, where t = i. The row of the table is the loss, t, the column the use, i, and i ≤ t.",
                (terms, K) => [Sum(terms.Transpose(), t => t - K + 1), Sum(terms.Transpose(), t => InChunk(t, K))]),
            new("losses left out of the chunks", "Losses are missing in your second sum: each step of a chunk has one, and not its last step alone; and the rest of the text counts as a shorter chunk.",
                (terms, K) => [Sum(terms, t => t - K + 1), Sum(terms, t => t > terms.RowCount / K * K ? int.MaxValue : InChunk(t, K))])
            {
                Variants = [(terms, K) => [Sum(terms, t => t - K + 1), Sum(terms, t => t % K == 0 ? InChunk(t, K) : int.MaxValue)]],
            },
        ],
        Hints = new(
            "Colour the table: looking back is a band along the diagonal, $K$ cells wide; chunks are triangles along the diagonal, with nothing between them.",
            "Two numbers come out. For the loss $t$ each sum begins at another $i$: $\\max(1, t-K+1)$, or the first step of the chunk that $t$ is in.",
            "The first step of $t$'s chunk: `(t - 1) / K * K + 1`, with the division of whole numbers."),
        Afterwards = "The band and the triangles: two gradients, one name. When a paper says truncated, ask which.",
    };

    /// <summary>Which truncation is meant (slides A26, B17–B19).</summary>
    public static QuizExercise WhichTruncation() => new()
    {
        Name = nameof(WhichTruncation),
        Notebook = WayBack.Notebook,
        Title = "Which truncation is meant?",
        Points = 1,
        Items = ["A26"],
        Task = "Four questions on the two meanings.",
        Variable = "whichTruncation",
        Questions =
        [
            new(
                "A text of six words is read in chunks of $L = 3$. Over how many uses of $W_h$ does $\\mathcal L(4)$ look back?",
                new("one", "Step 4 is the first of its chunk, and the state that came with it is a constant.", IsRight: true),
                new("three", "That would be so if each loss looked back over K = 3 uses; chunks cut between steps 3 and 4."),
                new("four", "That is full backpropagation through time, with nothing cut.")),
            new(
                "The same text, each loss looks back over $K = 3$ uses. Over how many does $\\mathcal L(4)$ look back?",
                new("one", "That is what the chunks do to it; here the window moves along with the loss."),
                new("three", "Those at steps 4, 3 and 2.", IsRight: true),
                new("four", "The window is three uses wide, its own step included.")),
            new(
                "*“We unroll the network for 35 steps and carry the final state of each batch over to the next.”* Which one is this?",
                new("each loss looks back over $K = 35$ uses", "Then every loss would look back equally far; the first loss of a batch looks back over one use only."),
                new("chunks of $L = 35$ with a carried, detached state", "So it is in most language models, and a loss looks back over 18 uses on average.", IsRight: true)),
            new(
                "What is to be predicted at step $t$ depends on a cue that was read at step $t - 20$. Training in chunks of $L = 20$: does $\\mathcal L(t)$ ever reach the cue?",
                new("always", "Only a loss at the end of a chunk looks back over 20 uses, and the cue would be the 21st."),
                new("about half of the time", "A loss in the middle of a chunk looks back over 10 uses; even the last one over 20, and the cue would be the 21st."),
                new("never", "Even the last loss of a chunk looks back over 20 uses, at lags 0 to 19.", IsRight: true)),
        ],
        Hints = new(
            "Chunks have walls that stand still; the window of K uses moves along with each loss.",
            "Write the steps 1 to 6 in a row, with a wall between 3 and 4.",
            "The first loss behind a wall looks back over one use."),
        Afterwards = "Whoever knows which one is meant knows how far a model could have learned to look.",
    };

    private static int InChunk(int t, int length) => ((t - 1) / length * length) + 1;

    // For each loss t the uses from first(t) to t.
    private static double Sum(Matrix<double> terms, Func<int, int> first) =>
        (from t in WayBack.Steps(terms.RowCount) from i in WayBack.Steps(t) where i >= first(t) select terms[t - 1, i - 1]).Sum();

    private static Matrix<double> Triangle(Matrix<double> matrix) => matrix.LowerTriangle();
}
