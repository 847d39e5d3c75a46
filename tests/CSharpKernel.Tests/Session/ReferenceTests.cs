using Xunit;

namespace CSharpKernel.Tests.Session;

public sealed class ReferenceTests : SessionTests
{
    private readonly LibraryBuilder _libraries = new();
    private readonly string _before = Environment.CurrentDirectory;

    public ReferenceTests() => Environment.CurrentDirectory = _libraries.Folder;

    public override void Dispose()
    {
        Environment.CurrentDirectory = _before;
        base.Dispose();
        _libraries.Dispose();
    }

    [Fact]
    public void A_library_is_found_beside_the_notebook_and_what_it_needs_beside_it()
    {
        var inner = _libraries.Build("Inner", "namespace Inner; public class Number { public int Value => 41; }");
        _libraries.Build("Outer", "namespace Outer; public static class Answer { public static Inner.Number Get() => new(); }", inner);
        Assert.Equal("42", Value("#r \"Outer.dll\"\nusing Outer;\nAnswer.Get().Value + 1"));
        Assert.Equal("41", Value("new Inner.Number().Value"));
    }

    [Fact]
    public void A_library_is_compiled_in_its_fast_form_at_once_and_does_what_it_does_elsewhere()
    {
        _libraries.Build("Fast", """
            public static class Fast
            {
                [System.ThreadStatic] public static int OfThread;
                public interface IGreeting { string Of(string name); }
                public class Greeting : System.Reflection.DispatchProxy
                {
                    protected override object Invoke(System.Reflection.MethodInfo method, object[] arguments) => "good day " + arguments[0];
                }
            }
            """);
        // What can be unloaded is never compiled in the slow form first.
        Assert.Equal("true", Value("#r \"Fast.dll\"\nSystem.Runtime.Loader.AssemblyLoadContext.GetLoadContext(typeof(Fast).Assembly).IsCollectible"));
        Assert.Equal("good day to you", Value("System.Reflection.DispatchProxy.Create<Fast.IGreeting, Fast.Greeting>().Of(\"to you\")"));
        Value("Fast.OfThread = 5; var other = -1; var thread = new System.Threading.Thread(() => other = Fast.OfThread); thread.Start(); thread.Join();");
        Assert.Equal("5, 0", Value("$\"{Fast.OfThread}, {other}\""));
        Value("record Pair(int A, string B); var pair = new Pair(1, \"b\");");
        Assert.Equal("2", Value("((System.Linq.Expressions.Expression<Func<Pair, int>>)(p => p.A + 1)).Compile()(pair)"));
        Assert.Equal("b1", Value("dynamic late = pair; string text = late.B + late.A; text"));
        GC.Collect();
        Assert.Equal("{\"A\":1,\"B\":\"b\"} 5", Value("System.Text.Json.JsonSerializer.Serialize(pair) + \" \" + Fast.OfThread"));
    }

    [Fact]
    public void A_rebuild_leaves_the_session_working_and_the_next_reference_says_to_restart()
    {
        _libraries.Build("Changing", "public static class Changing { public static int Old() => 1; public static int Later() => 10; }");
        Assert.Equal("1", Value("#r \"Changing.dll\"\nChanging.Old()"));
        Assert.Equal("1", Value("#r \"Changing.dll\"\nChanging.Old()"));
        Assert.Equal("", Output.Error);
        _libraries.Build("Changing", "public static class Changing { public static int New() => 2; public static int Later() => 20; }");
        Assert.Equal("10", Value("Changing.Later()"));
        Assert.Equal("10", Value("#r \"Changing.dll\"\nChanging.Later()"));
        Assert.Equal("Changing.dll was built anew since it was loaded: restart the kernel to use the new build.\n", Output.Error);
        Session.Dispose();

        using var restarted = new CSharpKernel.Session.CSharpSession();
        var result = restarted.Execute("#r \"Changing.dll\"\nChanging.New()", new RecordedOutput());
        Assert.Equal("2", Text(result.Value));
    }

    [Fact]
    public void The_version_beside_the_library_wins_over_the_kernels_own()
    {
        _libraries.Build("Microsoft.CodeAnalysis", "namespace Microsoft.CodeAnalysis; public class Impostor { public override string ToString() => \"from the folder\"; }");
        Assert.Equal("from the folder", Value("#r \"Microsoft.CodeAnalysis.dll\"\nnew Microsoft.CodeAnalysis.Impostor().ToString()"));
    }

    [Fact]
    public void The_kernels_own_libraries_are_not_the_cells()
    {
        Assert.Equal("CompilationError", Error("Microsoft.CodeAnalysis.Diagnostic d;").Name);
    }

    [Fact]
    public void A_missing_file_is_told_in_one_sentence_with_the_installers_hint()
    {
        Environment.SetEnvironmentVariable("CSHARP_KERNEL_MISSING_REFERENCE_HINT", "Run the installer first.");
        try
        {
            var error = Error("var a = 1;\n#r \"../lib/Missing.dll\"");
            var expected = Path.GetFullPath(Path.Combine(_libraries.Folder, "..", "lib", "Missing.dll"));
            Assert.Equal($"cell 1, line 2, column 1: The file '{expected}' does not exist. Run the installer first.", error.Message);
            Assert.Equal("    #r \"../lib/Missing.dll\"", error.Traceback[1]);
        }
        finally
        {
            Environment.SetEnvironmentVariable("CSHARP_KERNEL_MISSING_REFERENCE_HINT", null);
        }
    }

    [Fact]
    public void A_file_that_is_no_assembly_is_told()
    {
        File.WriteAllText(Path.Combine(_libraries.Folder, "text.dll"), "not an assembly");
        Assert.Contains("is not a .NET assembly", Error("#r \"text.dll\"").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_assembly_of_the_framework_needs_no_file() => Assert.Equal("1", Value("#r \"System.Net.Http\"\n1"));

    [Fact]
    public void A_reference_of_a_cell_that_fails_is_not_lost()
    {
        _libraries.Build("Kept", "public static class Kept { public static int One => 1; }");
        Error("#r \"Kept.dll\"\nnonsense");
        Assert.Equal("1", Value("Kept.One"));
    }

    [Fact]
    public void A_training_loop_that_watches_the_published_token_stops()
    {
        _libraries.Build("Training", """
            using System;
            using System.Threading;
            public static class Trainer
            {
                public static int Steps;
                public static void Train()
                {
                    var token = AppContext.GetData("Notebook.CancellationToken") is CancellationToken published ? published : default;
                    for (Steps = 0; ; Steps++)
                        token.ThrowIfCancellationRequested();
                }
            }
            """);
        Value("#r \"Training.dll\"\n1");
        for (var round = 0; round < 5; round++)
        {
            using var timer = new Timer(_ => Session.Interrupt(), null, 100, Timeout.Infinite);
            Assert.Equal("Interrupted", Run("Trainer.Train();").Error?.Name);
            Assert.Equal("true", Value("Trainer.Steps > 0"));
        }
    }

    [Fact]
    public void Files_are_loaded_relative_to_one_another()
    {
        Directory.CreateDirectory(Path.Combine(_libraries.Folder, "sub"));
        File.WriteAllText(Path.Combine(_libraries.Folder, "sub", "a.csx"), "#load \"b.csx\"\nint A() => B() + 1;");
        File.WriteAllText(Path.Combine(_libraries.Folder, "sub", "b.csx"), "int B()\n{\n    for (var i = 0; ; i++)\n        if (i > 40) return i - 1;\n}");
        Assert.Equal("41", Value("#load \"sub/a.csx\"\nA()"));
        Assert.Equal("40", Value("B()"));
    }

    [Fact]
    public void Errors_of_a_loaded_file_name_it_and_its_line()
    {
        var file = Path.Combine(_libraries.Folder, "bad.csx");
        File.WriteAllText(file, "var fine = 1;\nvar bad = missing;");
        Assert.StartsWith($"{file}, line 2, column 11: error CS0103", Error("#load \"bad.csx\"").Message, StringComparison.Ordinal);
        File.WriteAllText(file, "\n\nvoid Throw() =>\n    throw new Exception();");
        Assert.Contains($"   at Throw() in {file}, line 4", Error("#load \"bad.csx\"\nThrow();").Traceback);
        Assert.Contains("nothere.csx' cannot be read", Error("#load \"nothere.csx\"").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Magics_are_taken_or_told()
    {
        Assert.Equal("1", Value("#!csharp\n1"));
        var error = Error("var text = \"\"\"\n#!html is text here\n\"\"\";\n#!html\n<b>");
        Assert.StartsWith("cell 2, line 4, column 1: #!html is a command of .NET Interactive", error.Message, StringComparison.Ordinal);
    }
}
