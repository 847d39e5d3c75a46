namespace RnnLm.Cli.Install;

/// <summary>How one check of the doctor came out.</summary>
public enum Health
{
    /// <summary>As it should be.</summary>
    Good,

    /// <summary>Works, but could be better.</summary>
    Advice,

    /// <summary>Does not work.</summary>
    Broken,
}

/// <summary>What one check found.</summary>
/// <param name="Health">How it came out.</param>
/// <param name="Text">What was found.</param>
/// <param name="Mend">What to do about it; empty if nothing needs to be done.</param>
public sealed record Finding(Health Health, string Text, string Mend = "");
