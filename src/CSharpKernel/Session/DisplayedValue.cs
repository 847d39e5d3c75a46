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

    /// <summary>Shows a value in place of what was shown, in the same forms.</summary>
    public void Update(object? value) => Show(Formatters.Format(value, _mimeTypes), update: true);

    internal static DisplayedValue Show(object? value, string[] mimeTypes)
    {
        var displayed = new DisplayedValue(mimeTypes);
        displayed.Show(Formatters.Format(value, mimeTypes), update: false);
        return displayed;
    }

    internal static DisplayedValue ShowRaw(string text, string mimeType)
    {
        var displayed = new DisplayedValue([mimeType]);
        displayed.Show(Formatters.Raw(text, mimeType), update: false);
        return displayed;
    }

    private void Show(MimeBundle data, bool update) => ConsoleCapture.Output?.Display(data, DisplayId, update);
}
