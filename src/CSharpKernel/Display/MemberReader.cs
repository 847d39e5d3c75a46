using System.Collections;
using System.ComponentModel;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace CSharpKernel.Display;

/// <summary>What an object says of itself: its properties, its fields, its own text.</summary>
internal static class MemberReader
{
    /// <summary>A property or field, and its value or what reading it threw.</summary>
    internal readonly record struct Member(string Name, object? Value, Exception? Problem);

    private const BindingFlags PublicInstance = BindingFlags.Public | BindingFlags.Instance;

    /// <summary>The public properties and fields, in the order of their declaration, those of base types after their own.</summary>
    public static IEnumerable<Member> Read(object value)
    {
        foreach (var property in value.GetType().GetProperties(PublicInstance).Where(IsShown).DistinctBy(property => property.Name))
            yield return Read(property.Name, () => property.GetValue(value, BindingFlags.DoNotWrapExceptions, null, null, null));
        foreach (var field in value.GetType().GetFields(PublicInstance).Where(field => !field.FieldType.IsPointer))
            yield return Read(field.Name, () => field.GetValue(value));
    }

    public static bool IsAnonymous(object value) =>
        value.GetType().Name.StartsWith("<>", StringComparison.Ordinal)
            && value.GetType().IsDefined(typeof(CompilerGeneratedAttribute), inherit: false);

    /// <summary>What <c>ToString</c> says, if somebody wrote it for this type; a record's own is the compiler's.</summary>
    public static string? OwnText(object value)
    {
        var method = value.GetType().GetMethod(nameof(ToString), PublicInstance, Type.EmptyTypes);
        if (method is null || method.DeclaringType == typeof(object) || method.DeclaringType == typeof(ValueType)
            || method.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false) || IsAnonymous(value) || IsPair(value))
            return null;
        try
        {
            return value.ToString();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return $"(ToString throws {TypeName.Of(exception.GetType())}: {exception.Message})";
        }
    }

    /// <summary>How many entries a value has that is a dictionary only by its generic interfaces; null if it is none.</summary>
    public static int? DictionaryCount(object value)
    {
        var contract = Generic(value, typeof(IReadOnlyDictionary<,>)) ?? Generic(value, typeof(IDictionary<,>));
        return contract is null
            ? null
            : (int)typeof(IReadOnlyCollection<>).MakeGenericType(typeof(KeyValuePair<,>).MakeGenericType(contract.GetGenericArguments()))
                .GetProperty(nameof(ICollection.Count))!.GetValue(value)!;
    }

    /// <summary>Key and value of a dictionary's entry.</summary>
    public static (object? Key, object? Value) Pair(object? entry) => entry is DictionaryEntry old
        ? (old.Key, old.Value)
        : (entry?.GetType().GetProperty("Key")?.GetValue(entry), entry?.GetType().GetProperty("Value")?.GetValue(entry));

    /// <summary>The key of a group as LINQ makes them.</summary>
    public static (bool IsGroup, object? Key) GroupKey(object value) =>
        Generic(value, typeof(IGrouping<,>)) is { } contract ? (true, contract.GetProperty("Key")!.GetValue(value)) : (false, null);

    private static bool IsPair(object value) =>
        value.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>);

    private static Type? Generic(object value, Type definition) =>
        value.GetType().GetInterfaces()
            .FirstOrDefault(contract => contract.IsGenericType && contract.GetGenericTypeDefinition() == definition);

    private static bool IsShown(PropertyInfo property) =>
        property.GetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0
        && !property.PropertyType.IsByRefLike && !property.PropertyType.IsPointer && !property.PropertyType.IsByRef
        && property.GetCustomAttribute<EditorBrowsableAttribute>()?.State != EditorBrowsableState.Never;

    private static Member Read(string name, Func<object?> get)
    {
        try
        {
            return new Member(name, get(), null);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new Member(name, null, exception);
        }
    }
}
