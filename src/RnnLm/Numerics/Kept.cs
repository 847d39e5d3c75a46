namespace RnnLm.Numerics;

/// <summary>What a <see cref="SoftmaxPass{T}"/> keeps of the [V×N] numbers it computes.</summary>
internal enum Kept
{
    /// <summary>Sums only, enough for the loss.</summary>
    Nothing,

    /// <summary>The logits z.</summary>
    Logits,

    /// <summary>The exponentials, for the gradients.</summary>
    Exponentials,
}
