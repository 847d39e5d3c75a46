using Xunit;

namespace CSharpKernel.Tests.Session;

/// <summary>
/// Tests that measure time run after all others, one at a time. What they hold to a limit is the processor's time where the process's own can be told
/// from others' by that, and a clock's time only with room for a machine that is several times slower than a usual one, or as busy.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "Alone";
}
