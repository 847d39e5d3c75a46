using MathNet.Numerics;
using Xunit;

namespace RnnLm.Notebooks.Tests;

public sealed class SmallMatricesTests
{
    [Fact]
    public void Whatever_a_cell_uses_of_the_notebooks_library_MathNet_stays_on_one_thread_from_then_on()
    {
        Assert.NotEmpty(Exercises.All);
        Assert.Equal(1, Control.MaxDegreeOfParallelism);
    }
}
