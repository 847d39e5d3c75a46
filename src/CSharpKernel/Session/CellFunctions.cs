namespace CSharpKernel.Session;

/// <summary>What cells can call by its bare name, under the names that .NET Interactive gave it.</summary>
public static class CellFunctions
{
    /// <summary>Shows a value where the cell's output goes.</summary>
    /// <param name="value">Anything, null included.</param>
    /// <param name="mimeTypes">The forms to show; none means all that the value has.</param>
    /// <returns>What lets the cell show something else in the same place.</returns>
#pragma warning disable IDE1006 // .NET Interactive's name.
    public static DisplayedValue display(object? value, params string[] mimeTypes) => DisplayedValue.Show(value, mimeTypes);
#pragma warning restore IDE1006
}
