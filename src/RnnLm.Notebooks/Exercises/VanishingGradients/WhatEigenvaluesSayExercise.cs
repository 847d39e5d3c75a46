namespace RnnLm.Notebooks;

/// <summary>What eigenvalues do and do not say (slides B33, B34).</summary>
internal static class WhatEigenvaluesSayExercise
{
    public static QuizExercise Create() => new()
    {
        Name = "WhatEigenvaluesSay",
        Notebook = "09-vanishing-and-exploding-gradients",
        Title = "What eigenvalues say",
        Points = 2,
        Items = ["B33", "B34"],
        Task = "Four questions, one right answer each.",
        Variable = "whatEigenvaluesSay",
        Questions =
        [
            new("One eigenvalue of a linear network's $W_h$ is $\\lambda = -1.2$, all others are near 0. What happens to gradients over many steps?",
                new("They vanish, since $-1.2 < 1$.", "What counts is |λ|, here 1.2; the sign only makes the gradient change direction at every step."),
                new("They grow, since $|\\lambda| = 1.2 > 1$.", "The gradient changes its sign at every step and is 1.2 times as long.", IsRight: true),
                new("They neither grow nor shrink: the signs cancel.", "Nothing is added up along one path, so nothing cancels; the length grows by 1.2 a step.")),
            new("Of a tanh network you know $\\rho(W_h) = 1.5$. Do its gradients explode?",
                new("Yes, since $\\rho > 1$.", "ρ > 1 is necessary in the linear case; tanh′ is below 1 wherever the units are driven, and can more than make up for it."),
                new("No, since $\\tanh' \\le 1$.", "tanh′ ≤ 1 bounds one factor, but W_h may stretch by more than tanh′ shrinks."),
                new("That cannot be said from $\\rho$ alone.", "It depends on the slopes tanh′(a(t)), and so on inputs, biases and states.", IsRight: true)),
            new("A sigmoid network has $\\sigma_1(W_h) = 3$. What can be promised?",
                new("Its gradients vanish: $\\tfrac14\\cdot 3 < 1$.", "Each step shrinks any gradient to at most 3/4 of its length, whatever the inputs.", IsRight: true),
                new("Its gradients explode: $3 > 1$.", "The slope of the sigmoid is at most ¼, so a step stretches by at most ¼·3 = 0.75."),
                new("Nothing, without the eigenvalues.", "σ₁ bounds a single step by itself, and with it every product of steps; the eigenvalues are not needed.")),
            new("In our row layout, how does a gradient $g$ at $h(T)$ reach $h(T-\\ell)$ in a linear network?",
                new("$g\\,W_h^{\\ell}$", "That carries a state forwards; the way back goes through the transpose."),
                new("$g\\,(W_h^\\top)^{\\ell}$", "Forwards h·W_h, backwards g·W_hᵀ, once for each step.", IsRight: true),
                new("$g\\,(W_h^{-1})^{\\ell}$", "Going back along a gradient is not undoing the step: it takes the transpose, not the inverse.")),
        ],
        Hints = new(
            "Keep two questions apart: what happens in the limit of a linear network, and what one step can do at most.",
            "The first is answered by $\\max|\\lambda|$, the second by $\\sigma_1$ times the steepest slope of $f$, which is 1 for tanh and ¼ for the sigmoid.",
            "The answers are, in this order: growth by $|\\lambda|$; not from $\\rho$ alone; a bound of $\\tfrac14\\sigma_1$ a step; the transpose."),
        Afterwards = "With these four straight you read the slide better than it is written; go on.",
    };
}
