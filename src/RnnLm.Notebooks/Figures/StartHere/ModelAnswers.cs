namespace RnnLm.Notebooks.Figures;

/// <summary>What a model says at several places, for figures that set models beside each other.</summary>
/// <param name="Name">The model's name, as the legend has it.</param>
/// <param name="Colour">Its colour, of <see cref="Palette"/>.</param>
/// <param name="Values">A row of numbers for each place.</param>
public sealed record ModelAnswers(string Name, string Colour, IReadOnlyList<IReadOnlyList<double>> Values);
