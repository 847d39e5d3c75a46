using System.Numerics;
using RnnLm.Numerics;
using RnnLm.Text;

namespace RnnLm.Models.Neural;

/// <summary>
/// The computation of one batch by a neural model, with the work space it needs: what flows forward is kept until it has flowed back.
/// The weights are the model's; several networks may read them at once.
/// </summary>
internal interface INetwork<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>All steps of the batch, from this state on; afterwards the state is the one behind the batch.</summary>
    void Forward(Batch batch, CarriedState<T> state, RandomGenerator? dropout);

    /// <summary>
    /// Σ −ln ŷ(t)_y after <see cref="Forward"/>, with its gradients times <paramref name="scale"/> added to the parameters'. Each loss
    /// looks back over the last <paramref name="lookBack"/> steps of the batch and no further (slide A26); over all of them if it is null.
    /// </summary>
    double Backward(Batch batch, double scale, int? lookBack = null);

    /// <summary>Σ −ln ŷ(t)_y after <see cref="Forward"/>; the losses of the single positions too if there is room for them.</summary>
    double NegativeLogLikelihood(Batch batch, Span<double> losses);

    /// <summary>ln ŷ of every token after <see cref="Forward"/> of one step of one stream. // [|V|]</summary>
    void LogProbabilities(Span<double> logProbabilities);
}
