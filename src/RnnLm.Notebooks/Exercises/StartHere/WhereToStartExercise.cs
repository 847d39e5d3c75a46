namespace RnnLm.Notebooks;

/// <summary>What the course builds on, asked in the order in which it comes up; each wrong choice names the notebook that teaches it (A1).</summary>
internal static class WhereToStartExercise
{
    public static QuizExercise Create() => new()
    {
        Name = "WhereToStart",
        Notebook = "00-start-here",
        Title = "Where to start",
        IsMustDo = true,
        Points = 1,
        Items = ["A1"],
        Task = """
            Seven questions, in the order in which the course needs their answers. Do not look anything up: a wrong answer is useful here, since it tells you where to
            begin. D stands for not knowing, and is a good answer.
            """,
        Variable = "whereToStart",
        Questions =
        [
            new(
                "What is the dot product of $[1\\;2\\;3]$ and $[2\\;0\\;1]$?",
                new("$[2\\;0\\;3]$", "Those are the products before they are added up. Begin with notebook 02."),
                new("$5$", "1·2 + 2·0 + 3·1.", IsRight: true),
                new("$18$", "That is the one sum times the other. Begin with notebook 02."),
                new("I do not know.", "Begin with notebook 02."))
            {
                IfMissed = "Begin with notebook 02: the rest of the course is made of these products. Answer again when you are through.",
            },
            new(
                "$h$ is a row of 64 numbers, and $U$ a matrix with 64 rows and 300 columns. What is $h \\cdot U$?",
                new("a row of 64 numbers", "The 64 that both have in common disappears. Begin with notebook 02."),
                new("a 64×300 matrix", "A row times a matrix is a row. Begin with notebook 02."),
                new("a row of 300 numbers", "One dot product with each column: [1×64]·[64×300] = [1×300].", IsRight: true),
                new("I do not know.", "Begin with notebook 02."))
            {
                IfMissed = "Begin with notebook 02: the rest of the course is made of these products. Answer again when you are through.",
            },
            new(
                "A model gives the word that came the probability 0.25. What is its loss at this word, in nats?",
                new("$0.75$", "The loss is not the probability that was missed, but its negative logarithm. Notebook 06 has it."),
                new("$-\\ln 0.25 \\approx 1.39$", "The cross-entropy of one word.", IsRight: true),
                new("$0.25$", "A higher probability must give a lower loss. Notebook 06 has it."),
                new("I do not know.", "Notebook 06 has it."))
            {
                IfMissed = "Begin with notebook 02. The loss is taught in notebook 06, before the course needs it.",
            },
            new(
                "Gradient descent has found $\\partial \\mathcal{L}/\\partial w = 4$. With the learning rate 0.1, what happens to $w$?",
                new("It grows by 0.4.", "That goes uphill: the loss would rise. Notebook 06 has it."),
                new("It becomes 0.4.", "The gradient says how to change w, not what it is. Notebook 06 has it."),
                new("It shrinks by 0.4.", "One step against the gradient.", IsRight: true),
                new("I do not know.", "Notebook 06 has it."))
            {
                IfMissed = "Begin with notebook 02. Gradient descent is taught in notebook 06, before the course needs it.",
            },
            new(
                "What do the positions of a text share in a convolutional network, and what do the steps share in a recurrent one?",
                new("the filter; the weights", "Both use the same numbers again and again.", IsRight: true),
                new("nothing; the state", "The state changes at each step; the weights stay. Notebook 05 has it."),
                new("the filter; nothing", "A recurrent network uses the same weights at each step. Notebook 05 has it."),
                new("I do not know.", "Notebook 05 has it."))
            {
                IfMissed = "Begin with notebook 02. Recurrent networks are built in notebook 05.",
            },
            new(
                "$a = x + y$, $b = \\max(y, z)$ and $f = a \\cdot b$. Along how many paths does $y$ change $f$, and what becomes of their gradients?",
                new("two paths; the gradients are added", "Once through a and once through b.", IsRight: true),
                new("two paths; the gradients are multiplied", "Along one path gradients are multiplied; over several paths they are added. Notebook 08 begins with this graph."),
                new("one path, through $a$", "y stands in b as well. Notebook 08 begins with this graph."),
                new("I do not know.", "Notebook 08 begins with this graph."))
            {
                IfMissed = "Take the five questions at the top of notebook 02, and read the beginning of notebook 08 with care: it is about this graph.",
            },
            new(
                "A number is multiplied by 0.9 at each of 50 steps. How much of it is left?",
                new("about 55 %", "Taking 10 % of what is left each time leaves less than that. Notebook 09 is about it."),
                new("about half a percent", "0.9⁵⁰ ≈ 0.005. Gradients go that way too.", IsRight: true),
                new("nothing: it has become 0", "It shrinks, but never to 0. Notebook 09 is about it."),
                new("I do not know.", "Notebook 09 is about it."))
            {
                IfMissed = "Take the five questions at the top of notebook 02. Notebook 09 is about what you missed.",
            },
        ],
        Hints = new(
            "A wrong answer costs nothing here.",
            "The answer is a text of seven letters, such as \"DDDDDDD\", one for each question.",
            "Choose D for what you do not know; the remarks then say where it is taught."),
        Afterwards = "You know what the course builds on. Take the five questions at the top of notebook 02, and go on along the map below.",
    };
}
