namespace RnnLm.Notebooks.Display;

/// <summary>
/// Tells a kernel how a type is shown. Kernels find it by its name and its two properties, as .NET Interactive began it, so that no library needs a kernel.
/// </summary>
/// <param name="formatterSourceType">A type with <c>IEnumerable CreateTypeFormatters()</c>.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
{
    /// <summary>The type that makes the formatters.</summary>
    public Type FormatterSourceType { get; } = formatterSourceType;

    /// <summary>The forms that a notebook gets; each must have its formatter.</summary>
    public string[] PreferredMimeTypes { get; set; } = [];
}
