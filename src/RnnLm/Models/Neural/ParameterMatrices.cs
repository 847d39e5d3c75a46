using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using RnnLm.Numerics;

namespace RnnLm.Models.Neural;

/// <summary>Parameters as the matrices that the clear equations and the spectra are computed with.</summary>
public static class ParameterMatrices
{
    /// <summary>A copy of the weights as a matrix, shaped as they are stored: weight_hh gives W_hᵀ.</summary>
    public static Matrix<double> ToMatrix<T>(this Parameter<T> parameter)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(parameter);
        return Matrix<double>.Build.Dense(parameter.Rows, parameter.Columns, (i, j) => double.CreateChecked(parameter[i, j]));
    }
}
