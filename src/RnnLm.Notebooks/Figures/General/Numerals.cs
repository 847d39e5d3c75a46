using System.Globalization;

namespace RnnLm.Notebooks.Figures;

/// <summary>Numbers as figures write them.</summary>
internal static class Numerals
{
    /// <summary>At most three significant digits, with a true minus sign.</summary>
    public static string Short(double value) => value.ToString(Math.Abs(value) is >= 1000 and < 1e6 ? "F0" : "G3", CultureInfo.InvariantCulture).Replace('-', '−');

    /// <summary>As a factor: in brackets if it is negative.</summary>
    public static string Factor(double value) => value < 0 ? $"({Short(value)})" : Short(value);
}
