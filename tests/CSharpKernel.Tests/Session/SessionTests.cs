using CSharpKernel.Display;
using CSharpKernel.Session;
using Xunit;

namespace CSharpKernel.Tests.Session;

/// <summary>A session of its own for each test. The console and the published token are the process's, so these tests run one by one.</summary>
[Collection(nameof(SessionTests))]
public abstract class SessionTests : IDisposable
{
    internal CSharpSession Session { get; } = new();

    internal RecordedOutput Output { get; private set; } = new();

    public virtual void Dispose()
    {
        Session.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Runs a cell with an output of its own, whatever comes of it.</summary>
    internal CellResult Run(string code, params string[] answers)
    {
        Output = new RecordedOutput { Answers = new(answers) };
        return Session.Execute(code, Output);
    }

    /// <summary>The plain text of a cell's value; the cell must end well.</summary>
    internal string? Value(string code)
    {
        var result = Run(code);
        Assert.True(result.Error is null, result.Error is null ? "" : string.Join('\n', result.Error.Traceback));
        return Text(result.Value);
    }

    internal CellError Error(string code)
    {
        var error = Run(code).Error;
        Assert.NotNull(error);
        return error;
    }

    internal static string? Text(MimeBundle? bundle) => bundle is null ? null : (string)bundle.Data["text/plain"];
}

/// <summary>Groups the tests that cannot run beside others.</summary>
[CollectionDefinition(nameof(SessionTests), DisableParallelization = true)]
public sealed class SessionCollection;
