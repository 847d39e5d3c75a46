namespace RnnLm.Text.Grammars;

/// <summary>A long-distance dependency that a grammar declares: what the word may be was decided by the cue, however far away that is.</summary>
/// <param name="Word">The nonterminal that writes the dependent word, such as <c>Object</c>.</param>
/// <param name="Cue">The nonterminal that writes the cue, such as <c>Doing</c>; its last word before the dependent one counts.</param>
public sealed record Dependency(string Word, string Cue);
