using System.Text;
using RnnLm.Numerics;

namespace RnnLm.Cli.Tests.Commands;

/// <summary>A small text with something to learn in it.</summary>
internal static class TinyText
{
    private static readonly string[] Subjects = ["the cat", "the dog", "a bird", "my friend"];
    private static readonly string[] Verbs = ["sees", "likes", "follows", "hears"];

    /// <summary>So many lines; the same seed gives the same text.</summary>
    public static string Lines(int count, ulong seed)
    {
        var random = new RandomGenerator(seed);
        var text = new StringBuilder();
        for (var i = 0; i < count; i++)
            text.Append($"{Subjects[random.Next(4)]} {Verbs[random.Next(4)]} {Subjects[random.Next(4)]} .\n");
        return text.ToString();
    }
}
