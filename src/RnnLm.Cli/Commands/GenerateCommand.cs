using System.CommandLine;
using RnnLm.Cli.Terminal;
using RnnLm.Generation;
using RnnLm.Models.Files;

namespace RnnLm.Cli.Commands;

/// <summary>The command <c>rnnlm generate</c>.</summary>
internal static class GenerateCommand
{
    /// <summary>The command, to be added to the root command.</summary>
    public static Command Create()
    {
        var model = ArgumentOf.Model();
        var prompt = new Option<string?>("--prompt") { HelpName = "TEXT", Description = "What the text begins with. Default: nothing." };
        var count = OptionOf.Count("--count", "N", "How many texts to write. Default: 1.");
        var lines = OptionOf.Count("--lines", "N", "After how many lines a text ends. Default: 1.");
        var length = OptionOf.Count("--length", "N", "After how many tokens a text ends in any case. Default: 200 for each line.");
        var temperature = OptionOf.Real("--temperature", "T", "Below 1 safer, above 1 more daring, 0 always the likeliest token. Default: 1.", t => t >= 0, "of at least 0");
        var topK = OptionOf.Count("--top-k", "K", "Draw from the K likeliest tokens only.");
        var topP = OptionOf.Real("--top-p", "P", "Draw from the likeliest tokens that together have probability P only.", p => p is > 0 and <= 1, "above 0 and up to 1");
        var beam = OptionOf.Count("--beam", "N", "Search the likeliest line with a beam of N instead of drawing.", 1, 1000);
        var seed = OptionOf.Seed("Where chance begins; the same seed gives the same text. Default: 1.");
        var command = new DocumentedCommand("generate", "Let a model write text.")
        {
            Examples =
            [
                ("Five lines that begin alike:", "text.safetensors --prompt \"the king\" --count 5 --temperature 0.8"),
                ("A text of twenty lines:", "text.safetensors --lines 20 --top-p 0.9"),
            ],
        };
        command.Add(model);
        command.AddGroup("Text", prompt, count, lines, length);
        command.AddGroup("How a token is chosen", temperature, topK, topP, beam, seed);
        command.Validators.Add(result =>
        {
            if (result.GetResult(beam) is null) return;
            var other = new Option[] { temperature, topK, topP, seed, count, lines }.FirstOrDefault(o => result.GetResult(o) is { Implicit: false });
            if (other is not null) result.AddError($"--beam finds one line without chance, so it takes no {other.Name}.");
        });
        command.SetAction(arguments =>
        {
            var loaded = ModelFile.Load(arguments.GetValue(model)!);
            var start = arguments.GetValue(prompt) ?? "";
            var lineCount = arguments.GetValue(lines) ?? 1;
            var tokens = arguments.GetValue(length) ?? (int)Math.Min(int.MaxValue, 200L * lineCount);
            if (arguments.GetValue(beam) is { } width)
            {
                Console.WriteLine(new BeamSearch(loaded, width).Generate(start, tokens).TrimEnd('\n'));
                return ExitCode.Success;
            }

            var sampler = new Sampler(loaded, new Sampling
            {
                Temperature = arguments.GetValue(temperature) ?? 1,
                TopK = arguments.GetValue(topK),
                TopP = arguments.GetValue(topP),
            });
            for (var i = 0; i < (arguments.GetValue(count) ?? 1); i++)
            {
                if (i > 0 && lineCount > 1) Console.WriteLine();
                var text = sampler.Generate(start, tokens, lineCount, unchecked((arguments.GetValue(seed) ?? 1) + (ulong)i));
                Console.WriteLine(text.EndsWith('\n') ? text[..^1] : text);
            }

            return ExitCode.Success;
        });
        return command;
    }
}
