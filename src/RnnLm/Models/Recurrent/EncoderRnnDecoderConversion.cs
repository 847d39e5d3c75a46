using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using RnnLm.Numerics;
using RnnLm.Text;

namespace RnnLm.Models.Recurrent;

/// <summary>From the model that trains to the equations that are read: the same weights, as the slides write them.</summary>
/// <remarks>A stored weight is the transpose of the slide's: weight_hh is W_hᵀ, decoder.weight is Uᵀ. Only E is stored as it is written.</remarks>
public static class EncoderRnnDecoderConversion
{
    /// <summary>A copy of this model's weights in clear equations, in double precision; dropout plays no part in it.</summary>
    /// <remarks>
    /// A tied decoder becomes U = Eᵀ, with a projection U = W_p·Eᵀ. BOS is never predicted, so its b₂ is −∞ here.
    /// </remarks>
    public static EncoderRnnDecoder ToEncoderRnnDecoder<T>(this RecurrentLanguageModel<T> model)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(model);
        IRecurrentCell[] cells = [.. model.Layers.Select(ToCell)];
        var u = ToMatrix(model.DecoderWeight).Transpose(); // [d_h×|V|], with a projection [d_e×|V|]
        if (model.Projection is not null) u = ToMatrix(model.Projection).Transpose() * u; // W_p is [d_h×d_e]
        var b2 = ToMatrix(model.DecoderBias).Row(0);
        b2[Vocabulary.Bos] = double.NegativeInfinity; // read, never predicted
        return new EncoderRnnDecoder(ToMatrix(model.Embedding.Weight), cells.Length == 1 ? cells[0] : new StackedCell(cells), u, b2);
    }

    /// <summary>One layer as a cell.</summary>
    public static IRecurrentCell ToCell<T>(this RecurrentLayer<T> layer)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(layer);
        var (weightIh, weightHh, bias) = (ToMatrix(layer.InputWeight), ToMatrix(layer.RecurrentWeight), ToMatrix(layer.Bias).Row(0));
        return layer switch
        {
            ElmanLayer<T> elman => new ElmanCell(weightHh.Transpose(), weightIh.Transpose(), bias, elman.Activation),
            LstmLayer<T> => LstmCell.FromPyTorch(weightIh, weightHh, bias),
            GruLayer<T> gru => GruCell.FromPyTorch(weightIh, weightHh, bias, ToMatrix(gru.RecurrentBias).Row(0)),
            _ => throw new ArgumentException($"There is no cell for a {layer.GetType().Name}.", nameof(layer)),
        };
    }

    private static Matrix<double> ToMatrix<T>(Parameter<T> parameter)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Matrix<double>.Build.Dense(parameter.Rows, parameter.Columns, (i, j) => double.CreateTruncating(parameter[i, j]));
}
