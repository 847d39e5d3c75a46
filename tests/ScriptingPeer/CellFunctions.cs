namespace ScriptingPeer;

/// <summary>What notebooks may call by its bare name: of all that .NET Interactive offers, the course allows itself this.</summary>
#pragma warning disable IDE1006 // Its name there.
public static class CellFunctions
{
    private static readonly List<object?> s_displayed = [];

    /// <summary>Shows a value.</summary>
    public static void display(object? value) => s_displayed.Add(value);

    /// <summary>What was displayed since the last time.</summary>
    internal static IReadOnlyList<object?> TakeDisplayed()
    {
        object?[] taken = [.. s_displayed];
        s_displayed.Clear();
        return taken;
    }
}
