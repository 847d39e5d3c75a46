namespace RnnLm.Notebooks;

/// <summary>A call of the learner's function: what it was given, what was expected, and what came.</summary>
internal sealed record AnsweredCall(object[] Arguments, object Right, object Got);
