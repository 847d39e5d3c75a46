using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace RnnLm.Cli.Notebooks;

/// <summary>
/// Packages that a notebook's metadata calls optional, <c>"rnnlm": { "optionalPackages": ["Plotly.NET"] }</c>: not every feed has them, and where one
/// cannot be restored the notebook is skipped rather than failed.
/// </summary>
internal static partial class OptionalPackages
{
    /// <summary>The optional package, or the family of it, for whose lack a cell failed; null if it failed for anything else.</summary>
    public static string? Missing(Notebook notebook, CellFailure failure)
    {
        Match match = NotFound().Match(failure.Message);
        if (!match.Success || (notebook.Metadata["rnnlm"] as JsonObject)?["optionalPackages"] is not JsonArray names)
            return null;
        string package = match.Groups["package"].Value;
        return names.Select(name => name?.ToString() ?? "").FirstOrDefault(name =>
            package.Equals(name, StringComparison.OrdinalIgnoreCase) || package.StartsWith(name + ".", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The kernel's sentence, with NuGet's codes for: no such package, no such version, the source cannot be reached.</summary>
    [GeneratedRegex(@"The package (?<package>\S+)( \S+)? cannot be had: NU1(101|102|103|301)\b")]
    private static partial Regex NotFound();
}
