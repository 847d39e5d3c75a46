using Xunit;

namespace RnnLm.Cli.Tests.Clients;

/// <summary>Tests that hold something to a time run after all others, one at a time.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "Alone";
}
