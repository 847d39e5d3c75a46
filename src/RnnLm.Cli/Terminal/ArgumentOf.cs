using System.CommandLine;
using System.CommandLine.Parsing;

namespace RnnLm.Cli.Terminal;

/// <summary>Arguments that several commands take.</summary>
internal static class ArgumentOf
{
    /// <summary>A model's path.</summary>
    public static Argument<string> Model()
    {
        var argument = new Argument<string>("MODEL") { Description = "A model that rnnlm train or interpolate wrote, an ARPA file of another program, or a grammar of one of the texts made here." };
        argument.Validators.Add(Filled);
        return argument;
    }

    /// <summary>Paths, at least so many.</summary>
    public static Argument<string[]> Paths(string name, string description, int least)
    {
        var argument = new Argument<string[]>(name) { Description = description, Arity = new ArgumentArity(least, 100_000) };
        argument.Validators.Add(Filled);
        return argument;
    }

    // A shell makes an empty argument of "$FILE" where FILE is not set.
    private static void Filled(ArgumentResult result)
    {
        if (result.Tokens.Any(token => token.Value.Length == 0)) result.AddError($"{result.Argument.Name} is a path, but an empty one came.");
    }
}
