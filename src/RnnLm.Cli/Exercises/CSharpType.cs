namespace RnnLm.Cli.Exercises;

/// <summary>Types as a cell writes them, such that nothing which the cell's author declares can stand in their way.</summary>
internal static class CSharpType
{
    /// <summary>The type's full name from <c>global::</c> on.</summary>
    public static string Name(Type type)
    {
        if (type.IsArray) return Name(type.GetElementType()!) + "[]";
        var name = "global::" + type.FullName!.Split('`', '[')[0];
        return type.IsGenericType ? $"{name}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : name;
    }
}
