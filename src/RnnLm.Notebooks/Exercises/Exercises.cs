using System.Reflection;

namespace RnnLm.Notebooks;

/// <summary>
/// Every exercise of the course, by name: <c>Exercises.DotProduct.Check(Dot)</c>. A part of this class stands in the folder of each notebook.
/// The namespace has no part of its own for exercises, since it would hide this class.
/// </summary>
public static partial class Exercises
{
    /// <summary>All of them, by notebook and in the order in which the notebook has them.</summary>
    public static IReadOnlyList<Exercise> All =>
    [
        .. from property in typeof(Exercises).GetProperties(BindingFlags.Public | BindingFlags.Static)
           where typeof(Exercise).IsAssignableFrom(property.PropertyType)
           orderby property.MetadataToken
           let exercise = (Exercise)property.GetValue(null)!
           orderby exercise.Notebook, property.MetadataToken
           select exercise,
    ];

    /// <summary>The exercise with this name, in any case of letters; null if there is none.</summary>
    public static Exercise? Find(string name) => All.FirstOrDefault(e => string.Equals(e.Name, name, StringComparison.OrdinalIgnoreCase));
}
