using System.Text.Json;

namespace RnnLm.Cli.Install;

/// <summary>What VS Code's user settings must say for a kernel to be asked for C# completions.</summary>
/// <param name="environment">Whose settings.</param>
public sealed class EditorSettings(UserEnvironment environment)
{
    /// <summary>The line to add.</summary>
    public const string Line = "\"jupyter.completionTriggerCharacters\": {\"csharp\": [\".\"]}";

    private static readonly string[] Products = ["Code", "Code - Insiders", "VSCodium"];
    private static readonly string[] ExtensionRoots = [".vscode", ".vscode-insiders", ".vscode-oss"];
    private static readonly JsonDocumentOptions WithComments = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>The user settings of the editors of this family, in the order in which they are looked for.</summary>
    public IReadOnlyList<string> Files => [.. Products.Select(SettingsOf)];

    /// <summary>The folders in which those editors keep the user's extensions.</summary>
    public IReadOnlyList<string> ExtensionFolders =>
        [.. ExtensionRoots.Select(folder => environment.Join(environment.Home, folder, "extensions"))];

    /// <summary>Whether settings, which may hold comments, ask this kernel after a dot.</summary>
    public static bool AsksKernel(string settings)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(settings, WithComments);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("jupyter.completionTriggerCharacters", out JsonElement triggers)
                && triggers.ValueKind == JsonValueKind.Object
                && triggers.TryGetProperty("csharp", out JsonElement characters)
                && characters.ValueKind == JsonValueKind.Array
                && characters.EnumerateArray().Any(character => character.ValueEquals("."));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private string SettingsOf(string product)
    {
        string root = environment.Platform switch
        {
            Platform.MacOS => environment.Join(environment.Home, "Library", "Application Support"),
            Platform.Windows => environment.NonEmpty("APPDATA") ?? environment.Join(environment.Home, "AppData", "Roaming"),
            _ => environment.NonEmpty("XDG_CONFIG_HOME") ?? environment.Join(environment.Home, ".config"),
        };
        return environment.Join(root, product, "User", "settings.json");
    }
}
