namespace RnnLm.Notebooks;

/// <summary>Five questions; each wrong choice names the section that answers it (B4–B8).</summary>
internal static class ProductsKnownExercise
{
    public static QuizExercise Create() => new()
    {
        Name = "ProductsKnown",
        Notebook = "02-dot-products",
        Title = "Five questions",
        Points = 1,
        Items = ["B4", "B5", "B6", "B7", "B8"],
        Task = "Answer on paper, without C#.",
        Variable = "productsKnown",
        Questions =
        [
            new(
                "What is $[1\\;2] \\cdot [3\\;4]^\\top$?",
                new("$[3\\;8]$", "Those are the products; they are still to be added up. Read section 1."),
                new("$11$", "1·3 + 2·4.", IsRight: true),
                new("$21$", "That is the sum of one times the sum of the other. Read section 1."),
                new("$10$", "You added all the numbers; those at one place are multiplied first. Read section 1.")),
            new(
                "$h$ has the shape $1 \\times 3$, and $U$ the shape $3 \\times 5$. What is the shape of $h \\cdot U$?",
                new("$1 \\times 3$", "The 3 that both have in common disappears. Read section 2."),
                new("$3 \\times 5$", "A row times a matrix is a row. Read section 2."),
                new("$1 \\times 5$", "The inner sizes are equal and disappear.", IsRight: true),
                new("There is no such product.", "The sizes that touch are equal, 3 and 3, so there is. Read section 2.")),
            new(
                "$C = A \\cdot B$. Which numbers make $C_{23}$?",
                new("row 2 of $A$ and column 3 of $B$", "Their dot product.", IsRight: true),
                new("column 2 of $A$ and row 3 of $B$", "Rows come from the left factor, columns from the right. Read section 3."),
                new("$A_{23}$ and $B_{23}$", "That would be the element-wise product. Read sections 3 and 4."),
                new("row 3 of $A$ and column 2 of $B$", "The first index is the row, and rows come from A. Read section 3.")),
            new(
                "What is $[1\\;2] \\odot [3\\;4]$?",
                new("$11$", "That is the dot product; here nothing is added up. Read section 4."),
                new("$[4\\;6]$", "That is the sum. Read section 4."),
                new("$[3\\;8]$", "Each number with the one at its own place.", IsRight: true),
                new("$\\begin{bmatrix} 3 & 4 \\\\ 6 & 8 \\end{bmatrix}$", "That pairs each number with every other. Read section 4.")),
            new(
                "In C#, `P` and `Q` are 3×3 matrices. What is `P * Q`?",
                new("$P \\odot Q$", "For that one writes P.PointwiseMultiply(Q). Read section 4."),
                new("$P \\cdot Q$, the matrix product", "And no error warns you where the other was meant.", IsRight: true),
                new("an error", "Two 3×3 matrices can be multiplied in both ways. Read section 4.")),
        ],
        Hints = new(
            "Three questions are about adding up products, two about the other kind.",
            "The answer is a text of five letters, one for each question.",
            "In the first question the two products are 3 and 8."),
        Afterwards = "You may skip to section 5, the output layer.",
    };
}
