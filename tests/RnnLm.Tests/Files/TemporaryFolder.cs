namespace RnnLm.Tests.Files;

/// <summary>A folder that is gone when the test is over.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder() => Location = Directory.CreateTempSubdirectory("rnnlm tests ").FullName;

    public string Location { get; }

    public string this[string name] => Path.Combine(Location, name);

    public void Dispose() => Directory.Delete(Location, recursive: true);
}
