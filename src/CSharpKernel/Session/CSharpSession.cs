using CSharpKernel.Display;
using CSharpKernel.Session.Answering;
using CSharpKernel.Session.Compiling;
using CSharpKernel.Session.Errors;
using CSharpKernel.Session.References;
using CSharpKernel.Session.Running;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CSharpKernel.Session;

/// <summary>C# cells compiled one after the other by Roslyn, run in this process.</summary>
public sealed class CSharpSession : ICodeSession
{
    private readonly Submissions _submissions;
    private readonly CellReferences _references;
    private readonly Completer _completer;
    private readonly Inspector _inspector;
    private volatile CellRun? _run;
    private volatile ICellOutput? _latestOutput;
    private int _cell;

    /// <summary>Begins a session and takes the console for its cells.</summary>
    public CSharpSession()
    {
        var context = new CellLoadContext();
        _references = new CellReferences(context);
        _submissions = new Submissions(context, FrameworkReferences.All);
        _completer = new Completer(_submissions);
        _inspector = new Inspector(_submissions);
        ConsoleCapture.Attach(this);
        LimitedCall.Publish();
    }

    /// <summary>The output of the cell that runs or ran last: what comes late goes there.</summary>
    internal ICellOutput? LatestOutput => _latestOutput;

    /// <inheritdoc/>
    public CellResult Execute(string code, ICellOutput output)
    {
        _latestOutput = output;
        using var run = _run = new CellRun(this, output);
        try
        {
            return Execute(code, FrameName.OfCell(++_cell), run);
        }
        catch (Exception exception)
        {
            // Whatever an interrupted cell throws, it throws because it was interrupted.
            return new CellResult(null, run.IsInterrupted ? ExceptionReport.Interrupted(exception) : ExceptionReport.From(exception));
        }
        finally
        {
            _run = null;
        }
    }

    /// <inheritdoc/>
    public void Interrupt() => _run?.Interrupt();

    /// <inheritdoc/>
    public Completion Complete(string code, int cursor) => _completer.Complete(code, Math.Clamp(cursor, 0, code.Length));

    /// <inheritdoc/>
    public MimeBundle? Inspect(string code, int cursor) => _inspector.Inspect(code, Math.Clamp(cursor, 0, code.Length));

    /// <inheritdoc/>
    public Completeness IsComplete(string code) => CompletenessCheck.Of(code);

    /// <inheritdoc/>
    public void WarmUp()
    {
        var warm = new Submissions(new CellLoadContext(), FrameworkReferences.All);
        const string Code = "int[] Twice(int[] xs) { foreach (var x in xs) { } return xs.Select(x => 2 * x).ToArray(); } Twice([1, 2])";
        var source = CellSource.Read(Code, "warm-up", Environment.CurrentDirectory);
        var (run, _) = warm.Load(source, warm.Bind(source, 0), CancellationToken.None);
        Formatters.Format(run!().GetAwaiter().GetResult());
        new Completer(warm).Complete("Math.", "Math.".Length);
    }

    /// <inheritdoc/>
    public CellError Describe(Exception exception) =>
        CellRun.Current is { IsInterrupted: true } ? ExceptionReport.Interrupted(exception) : ExceptionReport.From(exception);

    /// <inheritdoc/>
    public void Dispose()
    {
        ConsoleCapture.Detach(this);
        _references.Dispose();
    }

    private CellResult Execute(string code, string name, CellRun run)
    {
        var source = CellSource.Read(code, name, Environment.CurrentDirectory);
        SourceProblem[] problems = [.. source.Problems, .. Follow(source, run)];
        if (problems.Length > 0)
            return new CellResult(null, CompilationReport.From(problems));
        var bound = _submissions.Bind(source, _cell);
        var (start, errors) = _submissions.Load(source, bound, run.Token);
        if (start is null)
            return new CellResult(null, CompilationReport.From(errors));
        var task = start();
        Wait(task);
        if (!task.IsCompleted)
            return new CellResult(null, ExceptionReport.Interrupted(null));
        var value = task.GetAwaiter().GetResult();
        return new CellResult(HasValue(source.Tree, bound) ? Formatters.Format(value) : null, null);
    }

    private List<SourceProblem> Follow(CellSource source, CellRun run)
    {
        var problems = new List<SourceProblem>();
        foreach (var reference in source.References)
        {
            try
            {
                foreach (var found in
                    _references.Follow(reference, source.Folder, notice => run.Output.Stream("stderr", notice + "\n"), run.Token))
                    _submissions.Add(found);
            }
            catch (ReferenceException exception)
            {
                problems.Add(new SourceProblem(exception.Message, reference.Location));
            }
        }
        return problems;
    }

    // Only an interrupt ends the wait early: what the cell still awaits is left to itself, and stops at its next guard.
    private static void Wait(Task task)
    {
        try
        {
            task.Wait();
        }
        catch (AggregateException)
        {
            // Told by whoever asks for the result.
        }
        catch (ThreadInterruptedException)
        {
        }
    }

    // A cell's value is its last expression, if that stands without a semicolon and is not void, or what it returns.
    private static bool HasValue(SyntaxTree tree, CSharpCompilation bound) =>
        tree.GetCompilationUnitRoot().Members.LastOrDefault() is GlobalStatementSyntax last && last.Statement switch
        {
            ExpressionStatementSyntax { SemicolonToken.IsMissing: true } statement =>
                bound.GetSemanticModel(tree).GetTypeInfo(statement.Expression)
                    is { ConvertedType: not null, Type.SpecialType: not SpecialType.System_Void },
            ReturnStatementSyntax { Expression: not null } => true,
            _ => false,
        };
}
