namespace RnnLm.Text.Grammars;

/// <summary>A long-distance dependency of a grammar: what a word may be was decided by its cue, however far away that is.</summary>
/// <param name="Word">The nonterminal that writes the dependent word, such as <c>Object</c>.</param>
/// <param name="Cues">What writes cues, such as <c>Doing</c>; the last word of any of them before the dependent one counts.</param>
public sealed record Dependency(string Word, IReadOnlyList<string> Cues);
