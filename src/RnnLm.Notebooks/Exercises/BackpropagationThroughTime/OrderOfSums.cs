namespace RnnLm.Notebooks;

/// <summary>Why one walk back is enough for all losses (slides A26, B29).</summary>
internal static class OrderOfSumsExercises
{
    /// <summary>From one loss to all, line by line (slide B29).</summary>
    public static OrderExercise DerivationOrder() => new()
    {
        Name = nameof(DerivationOrder),
        Notebook = WayBack.Notebook,
        Title = "From one loss to all, in order",
        Points = 1,
        Items = ["B29"],
        Task = """
            These lines lead from the sum over all terms to the rule that carries a gradient backwards, with $G(i)$ short for what all losses together ask of $h(i)$.
            Put them in order.
            """,
        Variable = "derivationOrder",
        Lines =
        [
            @"$\frac{\partial\mathcal L}{\partial W_h} = \sum_t \sum_{i \le t} \frac{\partial\mathcal L(t)}{\partial h(i)}\cdot\frac{\partial^+ h(i)}{\partial W_h}$, loss by loss",
            @"$= \sum_i \sum_{t \ge i} \frac{\partial\mathcal L(t)}{\partial h(i)}\cdot\frac{\partial^+ h(i)}{\partial W_h}$, the same terms, use by use",
            @"$= \sum_i \left(\sum_{t \ge i} \frac{\partial\mathcal L(t)}{\partial h(i)}\right)\cdot\frac{\partial^+ h(i)}{\partial W_h}$, the last factor being the same for every $t$",
            @"call the bracket $G(i)$ and take $t = i$ out of it: $G(i) = \frac{\partial\mathcal L(i)}{\partial h(i)} + \sum_{t \ge i+1} \frac{\partial\mathcal L(t)}{\partial h(i)}$",
            @"$= \frac{\partial\mathcal L(i)}{\partial h(i)} + \left(\sum_{t \ge i+1} \frac{\partial\mathcal L(t)}{\partial h(i+1)}\right)\cdot\frac{\partial h(i+1)}{\partial h(i)}$, every later loss coming over $h(i+1)$",
            @"so $G(i) = \frac{\partial\mathcal L(i)}{\partial h(i)} + G(i+1)\cdot\frac{\partial h(i+1)}{\partial h(i)}$: one walk from $T$ down to 1",
        ],
        Wrong =
        [
            new("factor taken out before the sums are exchanged", "While the sum over i is the inner one, the factor with i cannot leave it; exchange the sums first.", 2),
            new("bracket named before it is there", "G(i) names a bracket, and the bracket appears where the last factor is taken out of the inner sum.", 3),
            new("the way over h(i+1) before the split", "Only losses later than i come over h(i+1); first take the loss at step i itself out of the sum.", 4),
            new("the rule before its reason", "The bracket over t ≥ i+1 with h(i+1) in it has to stand there before it can be called G(i+1).", 5),
            new("begun use by use", "The sum over losses, each with its own uses, is where one starts; exchanging the two sums comes second.", 1),
        ],
        Hints = new(
            "Two parts: three lines about the double sum, then three about what stands in its bracket.",
            "In the first part the sums are exchanged before a factor leaves the inner one. In the second, the loss at step i leaves the sum before the rest is rewritten.",
            "It begins with the line that says *loss by loss* and ends with *one walk from T down to 1*."),
        Afterwards = "The last line is the algorithm: what is carried, joined by each step's own loss.",
    };

    /// <summary>How many uses all losses visit, each by itself (slides A26, B29).</summary>
    public static PredictionExercise<int> StepsBack() => new()
    {
        Name = nameof(StepsBack),
        Notebook = WayBack.Notebook,
        Title = "How many steps back",
        Points = 1,
        Items = ["A26", "B29"],
        Task = """
            A text of $T = 100$ words has 100 losses. Each walks back by itself, $\mathcal L(t)$ over the uses at $t, t-1, \ldots, 1$. How many uses are visited in all?
            """,
        Variable = "stepsBack",
        Answer = new(100 * 101 / 2),
        Wrong =
        [
            new("every loss over all uses", "ℒ(t) visits t uses, not all 100: those after step t do not concern it. So it is about half of T².", 10_000),
            new("the half left out", "T(T+1) counts every use twice; the sum 1 + 2 + … + T is half of that.", 10_100),
            new("one use too few each", "ℒ(t) visits t uses, its own step included: 1 + 2 + … + 100.", 4_950),
            new("one walk for all", "That is what the walk needs that carries all losses together; here each loss still walks by itself.", 100),
            new("exactly half of T²", "Half of T² leaves out half of the diagonal: 1 + 2 + … + 100 is T(T+1)/2.", 5_000),
        ],
        Hints = new(
            "$\\mathcal L(1)$ visits one use, $\\mathcal L(2)$ two, and so on.",
            "It is the sum $1 + 2 + \\ldots + T$.",
            "$T(T+1)/2$ with $T = 100$."),
        Afterwards = "Carrying the gradients of all losses together visits each use once: 100. A cell below measures both ways.",
    };
}
