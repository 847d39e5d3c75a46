namespace RnnLm.Training;

/// <summary>
/// How the learning rate changes in the course of training: a function of how far it has come and of the validation losses so far, so that
/// nothing has to be remembered beside them.
/// </summary>
public abstract record LearningRateSchedule
{
    /// <summary>The rate stays as it is.</summary>
    public static LearningRateSchedule Constant { get; } = new ConstantRate();

    /// <summary>By what the optimizer's first rate is multiplied.</summary>
    /// <param name="epoch">The epoch, from 0, with its fraction: 1.5 is the middle of the second.</param>
    /// <param name="epochs">How many there will be.</param>
    /// <param name="validationLosses">The validation loss after each epoch so far; empty without validation.</param>
    public abstract double Factor(double epoch, int epochs, IReadOnlyList<double> validationLosses);
}

/// <summary>The rate stays as it is.</summary>
public sealed record ConstantRate : LearningRateSchedule
{
    /// <inheritdoc/>
    public override double Factor(double epoch, int epochs, IReadOnlyList<double> validationLosses) => 1;
}

/// <summary>The rate is multiplied after each epoch in which the validation loss improved by less than a share of itself on the best so far.</summary>
/// <param name="MinimumImprovement">The share; 0 asks for any improvement at all.</param>
/// <param name="Multiplier">½ halves.</param>
public sealed record DecayOnPlateau(double MinimumImprovement = 0.001, double Multiplier = 0.5) : LearningRateSchedule
{
    /// <inheritdoc/>
    public override double Factor(double epoch, int epochs, IReadOnlyList<double> validationLosses)
    {
        ArgumentNullException.ThrowIfNull(validationLosses);
        var (factor, best) = (1.0, double.PositiveInfinity);
        foreach (var loss in validationLosses)
        {
            if (loss > best * (1 - MinimumImprovement)) factor *= Multiplier;
            best = Math.Min(best, loss);
        }

        return factor;
    }
}

/// <summary>The rate is constant for the first epochs and then multiplied before each further one (Zaremba et al. 2014: after 4, by ½).</summary>
/// <param name="ConstantEpochs">How many epochs keep the first rate.</param>
/// <param name="Multiplier">½ halves.</param>
public sealed record DecayAfter(int ConstantEpochs, double Multiplier = 0.5) : LearningRateSchedule
{
    /// <inheritdoc/>
    public override double Factor(double epoch, int epochs, IReadOnlyList<double> validationLosses) =>
        Math.Pow(Multiplier, Math.Max(0, (int)epoch + 1 - ConstantEpochs));
}

/// <summary>The rate falls along half a cosine from its first value to almost nothing at the end (Loshchilov and Hutter 2017).</summary>
/// <param name="Floor">The share of the first rate that is left at the end.</param>
public sealed record CosineDecay(double Floor = 0.01) : LearningRateSchedule
{
    /// <inheritdoc/>
    public override double Factor(double epoch, int epochs, IReadOnlyList<double> validationLosses) =>
        Floor + ((1 - Floor) * 0.5 * (1 + Math.Cos(Math.PI * Math.Min(1, epoch / epochs))));
}
