using RnnLm.Cli.Notebooks;
using Xunit;

namespace RnnLm.Cli.Tests.Notebooks;

public sealed class NotebookFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_gives_its_notebooks_in_order_without_hidden_ones()
    {
        foreach (string name in new[] { "10-b.ipynb", "02-a.ipynb", "more/z.ipynb", ".ipynb_checkpoints/02-a.ipynb", "notes.md" })
            _folder.Write(name, "");
        Assert.Equal(["02-a", "10-b", "more/z"], NotebookFiles.Find([_folder.Path]).Select(file => file.Name));
    }

    [Fact]
    public void A_notebook_named_twice_runs_once() =>
        Assert.Single(NotebookFiles.Find([_folder.Write("a.ipynb", ""), _folder.File("a.ipynb"), _folder.Path]));

    [Fact]
    public void What_cannot_be_run_gets_one_sentence()
    {
        string text = _folder.Write("a.txt", "");
        Assert.Equal("There is no notebook or folder nowhere.ipynb.", Error("nowhere.ipynb"));
        Assert.Equal($"{text} is not a notebook: its name does not end in .ipynb.", Error(text));
        string one = _folder.Write("x/same.ipynb", "");
        string other = _folder.Write("y/same.ipynb", "");
        Assert.Equal($"{one} and {other} have the same name; run them one after the other.", Error(one, other));
    }

    private static string Error(params string[] paths) => Assert.Throws<NotebookFormatException>(() => NotebookFiles.Find(paths)).Message;
}
