namespace CSharpKernel.Display;

/// <summary>Types as C# writes them: <c>List&lt;int&gt;</c>, <c>int[,]</c>, <c>(int, string)</c>, <c>double?</c>.</summary>
internal static class TypeName
{
    private static readonly Dictionary<Type, string> s_keywords = new()
    {
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(sbyte)] = "sbyte",
        [typeof(char)] = "char",
        [typeof(decimal)] = "decimal",
        [typeof(double)] = "double",
        [typeof(float)] = "float",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(short)] = "short",
        [typeof(ushort)] = "ushort",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(void)] = "void",
        [typeof(nint)] = "nint",
        [typeof(nuint)] = "nuint",
    };

    /// <summary>The name, with its namespace if <paramref name="qualified"/>.</summary>
    public static string Of(Type type, bool qualified = false)
    {
        if (s_keywords.TryGetValue(type, out var keyword))
            return keyword;
        if (type.IsArray)
            return ArrayName(type, qualified);
        if (type.IsByRef)
            return "ref " + Of(type.GetElementType()!, qualified);
        if (type.IsPointer)
            return Of(type.GetElementType()!, qualified) + "*";
        if (type.IsGenericParameter)
            return type.Name;
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return Of(underlying, qualified) + "?";
        var arguments = type.GetGenericArguments();
        if (type.FullName?.StartsWith("System.ValueTuple`", StringComparison.Ordinal) == true && arguments.Length > 1)
            return $"({string.Join(", ", arguments.Select(argument => Of(argument, qualified)))})";
        if (type.Name.StartsWith("<>f__AnonymousType", StringComparison.Ordinal))
            return "anonymous type";
        return Prefix(type, qualified) + Own(type, arguments, qualified);
    }

    /// <summary>Whether this is the class that the compiler makes of a cell's top level.</summary>
    public static bool IsSubmission(Type type) =>
        type is { DeclaringType: null, Namespace: null } && type.Name.StartsWith("Submission#", StringComparison.Ordinal);

    // int[][,] is an array of two-dimensional arrays: the outer rank is written first.
    private static string ArrayName(Type type, bool qualified)
    {
        var ranks = "";
        for (; type.IsArray; type = type.GetElementType()!)
            ranks += $"[{new string(',', type.GetArrayRank() - 1)}]";
        return Of(type, qualified) + ranks;
    }

    private static string Prefix(Type type, bool qualified)
    {
        if (type.DeclaringType is { } outer)
            return IsSubmission(outer) ? "" : Prefix(outer, qualified) + Own(outer, type.GetGenericArguments(), qualified) + ".";
        return qualified && !string.IsNullOrEmpty(type.Namespace) ? type.Namespace + "." : "";
    }

    // A nested type's arguments begin with those of the types around it.
    private static string Own(Type type, Type[] arguments, bool qualified)
    {
        var tick = type.Name.IndexOf('`', StringComparison.Ordinal);
        if (tick < 0)
            return type.Name;
        var before = type.DeclaringType?.GetGenericArguments().Length ?? 0;
        var own = arguments[before..type.GetGenericArguments().Length];
        return $"{type.Name[..tick]}<{string.Join(", ", own.Select(argument => Of(argument, qualified)))}>";
    }
}
