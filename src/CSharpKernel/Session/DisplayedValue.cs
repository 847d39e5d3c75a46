using CSharpKernel.Display;
using CSharpKernel.Session.Running;

namespace CSharpKernel.Session;

/// <summary>Something shown in the notebook, which can be shown anew in its place.</summary>
public sealed class DisplayedValue
{
    private readonly string[] _mimeTypes;

    private DisplayedValue(string[] mimeTypes) => _mimeTypes = mimeTypes;

    /// <summary>The place's name in the notebook.</summary>
    public string DisplayId { get; } = Guid.NewGuid().ToString("N");

    /// <summary>Shows a value in place of what was shown.</summary>
    public void Update(object? value) =>
        ConsoleCapture.Output?.Display(Formatters.Format(value, _mimeTypes), DisplayId, update: true);

    internal static DisplayedValue Show(object? value, string[] mimeTypes)
    {
        var displayed = new DisplayedValue(mimeTypes);
        ConsoleCapture.Output?.Display(Formatters.Format(value, mimeTypes), displayed.DisplayId, update: false);
        return displayed;
    }
}
