using System.Xml.Linq;

namespace RnnLm.Cli.Book.Mathematics;

/// <summary>The commands that stand for one symbol.</summary>
internal static class TexSymbols
{
    private static readonly Dictionary<string, string> Greek = Pairs(
        "alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ lambda λ mu μ nu ν xi ξ " +
        "pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi ϕ varphi φ chi χ psi ψ omega ω");

    private static readonly Dictionary<string, string> UprightLetters = Pairs(
        "Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω nabla ∇ infty ∞ emptyset ∅ varnothing ∅ top ⊤ " +
        "bot ⊥ forall ∀ exists ∃ neg ¬ lnot ¬ angle ∠ degree ° square □ checkmark ✓ prime ′ # # $ $ % % & & _ _");

    private static readonly Dictionary<string, string> ItalicLetters = Pairs("partial ∂ ell ℓ hbar ℏ imath ı jmath ȷ Re ℜ Im ℑ");

    private static readonly Dictionary<string, string> BinaryOperators = Pairs(
        "pm ± mp ∓ times × div ÷ cdot ⋅ ast ∗ star ⋆ circ ∘ bullet ∙ odot ⊙ oplus ⊕ ominus ⊖ otimes ⊗ cup ∪ cap ∩ setminus ∖ land ∧ " +
        "wedge ∧ lor ∨ vee ∨");

    private static readonly Dictionary<string, string> Relations = Pairs(
        "le ≤ leq ≤ leqslant ⩽ ge ≥ geq ≥ geqslant ⩾ ll ≪ gg ≫ ne ≠ neq ≠ equiv ≡ approx ≈ sim ∼ simeq ≃ cong ≅ propto ∝ in ∈ notin ∉ ni ∋ " +
        "subset ⊂ subseteq ⊆ supset ⊃ supseteq ⊇ perp ⊥ parallel ∥ mid ∣ to → rightarrow → leftarrow ← gets ← leftrightarrow ↔ " +
        "longrightarrow ⟶ longleftarrow ⟵ Rightarrow ⇒ Leftarrow ⇐ Leftrightarrow ⇔ implies ⟹ iff ⟺ mapsto ↦ longmapsto ⟼ uparrow ↑ " +
        "downarrow ↓ updownarrow ↕ nearrow ↗ searrow ↘ hookrightarrow ↪ vdash ⊢ models ⊨ triangleq ≜ lesssim ≲ gtrsim ≳ prec ≺ succ ≻");

    private static readonly Dictionary<string, string> LargeOperators = Pairs(
        "sum ∑ prod ∏ coprod ∐ bigcup ⋃ bigcap ⋂ bigoplus ⨁ bigotimes ⨂ bigodot ⨀ bigvee ⋁ bigwedge ⋀");

    private static readonly Dictionary<string, string> Integrals = Pairs("int ∫ iint ∬ oint ∮");

    private static readonly Dictionary<string, string> Dots = Pairs("dots … ldots … cdots ⋯ vdots ⋮ ddots ⋱ dotsc … dotsb ⋯");

    private static readonly Dictionary<string, string> Openers = Pairs("lbrace { { { langle ⟨ lfloor ⌊ lceil ⌈ lvert | lVert ‖ lbrack [");

    private static readonly Dictionary<string, string> Closers = Pairs("rbrace } } } rangle ⟩ rfloor ⌋ rceil ⌉ rvert | rVert ‖ rbrack ]");

    private static readonly Dictionary<string, string> Bars = Pairs("vert | Vert ‖ | ‖");

    private static readonly HashSet<string> Functions =
        [.. "log ln lg exp sin cos tan cot sec csc sinh cosh tanh coth arcsin arccos arctan dim ker deg arg hom".Split(' ')];

    private static readonly HashSet<string> FunctionsWithLimits = [.. "lim max min sup inf det gcd Pr limsup liminf argmax argmin".Split(' ')];

    private static readonly Dictionary<string, string> Spaces = new()
    {
        [","] = "0.1667em",
        [":"] = "0.2222em",
        [">"] = "0.2222em",
        [";"] = "0.2778em",
        ["!"] = "-0.1667em",
        [" "] = "0.25em",
        ["\n"] = "0.25em",
        ["quad"] = "1em",
        ["qquad"] = "2em",
        ["enspace"] = "0.5em",
        ["thinspace"] = "0.1667em",
    };

    /// <summary>The symbol's element; null if the command stands for none.</summary>
    public static XElement? Find(string command, MathFont font)
    {
        if (Greek.TryGetValue(command, out string? text))
            return MathElements.Identifier(MathAlphabet.Style(text, font), upright: font == MathFont.Upright);
        if (UprightLetters.TryGetValue(command, out text))
            return MathElements.Identifier(MathAlphabet.Style(text, font), upright: true);
        if (ItalicLetters.TryGetValue(command, out text))
            return MathElements.Identifier(text);
        if (BinaryOperators.TryGetValue(command, out text))
            return MathElements.Operator(text, AtomClass.Binary);
        if (Relations.TryGetValue(command, out text))
        {
            // The dictionaries of browsers disagree on how far these stand off, and would let them grow with their neighbours.
            return MathElements.Operator(text, AtomClass.Relation, ("stretchy", "false"), ("lspace", "0.2778em"), ("rspace", "0.2778em"));
        }
        if (LargeOperators.TryGetValue(command, out text))
            return MathElements.Operator(text, AtomClass.LargeOperator, ("movablelimits", "true"));
        if (Integrals.TryGetValue(command, out text))
            return MathElements.Operator(text, AtomClass.Ordinary);
        if (Dots.TryGetValue(command, out text))
            return MathElements.Operator(text, AtomClass.Ordinary, ("lspace", "0.1667em"), ("rspace", "0.1667em"));
        if (Openers.TryGetValue(command, out text))
            return MathElements.Bracket(text, AtomClass.Open);
        if (Closers.TryGetValue(command, out text))
            return MathElements.Bracket(text, AtomClass.Close);
        if (Bars.TryGetValue(command, out text))
            return MathElements.Bracket(text, AtomClass.Ordinary);
        if (Functions.Contains(command))
            return MathElements.Identifier(command).As(AtomClass.Function);
        if (FunctionsWithLimits.Contains(command))
            return FunctionWithLimits(command);
        return Spaces.TryGetValue(command, out text) ? MathElements.Space(text) : null;
    }

    /// <summary>A named operator that takes limits below and above in a display.</summary>
    public static XElement FunctionWithLimits(string name)
    {
        string text = name switch
        {
            "argmax" => "arg\u2009max",
            "argmin" => "arg\u2009min",
            "limsup" => "lim\u2009sup",
            "liminf" => "lim\u2009inf",
            _ => name,
        };
        return MathElements.Operator(text, AtomClass.LargeOperator, ("movablelimits", "true"), ("form", "prefix"), ("lspace", "0.1667em"), ("rspace", "0.1667em"));
    }

    /// <summary>The bracket that follows \left, \right, \big …; an empty text for the invisible one; null if it is none.</summary>
    public static string? Delimiter(string name) => name switch
    {
        "." => "",
        "(" or ")" or "[" or "]" or "|" or "/" => name,
        "<" => "⟨",
        ">" => "⟩",
        _ when name.StartsWith('\\') && name[1..] is var command =>
            Openers.GetValueOrDefault(command) ?? Closers.GetValueOrDefault(command) ?? Bars.GetValueOrDefault(command)
            ?? (command is "uparrow" or "downarrow" ? Relations[command] : null),
        _ => null,
    };

    private static Dictionary<string, string> Pairs(string text)
    {
        string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return Enumerable.Range(0, words.Length / 2).ToDictionary(i => words[2 * i], i => words[(2 * i) + 1]);
    }
}
