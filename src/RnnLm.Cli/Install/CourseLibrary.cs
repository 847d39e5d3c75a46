namespace RnnLm.Cli.Install;

/// <summary>The library that the first cell of every notebook refers to.</summary>
/// <param name="repository">The repository's root.</param>
public sealed class CourseLibrary(string repository)
{
    private readonly string project = Path.Combine(repository, "src", "RnnLm.Notebooks");

    /// <summary>The library's path.</summary>
    public string Program => Path.Combine(project, "bin", "RnnLm.Notebooks.dll");

    /// <summary>Whether it is there.</summary>
    public bool IsBuilt => File.Exists(Program);

    /// <summary>Builds it.</summary>
    /// <exception cref="InvalidOperationException">It cannot be built.</exception>
    public void Build()
    {
        (int exitCode, string output) = DotnetProgram.Run(repository, "build", project, "-v", "q", "-nologo", "-tl:off", "-clp:NoSummary");
        if (exitCode != 0) throw new InvalidOperationException($"The library could not be built:\n{output.Trim()}");
    }
}
