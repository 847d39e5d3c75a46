using RnnLm.Models.Neural;
using RnnLm.Models.NGram;
using RnnLm.Numerics;
using RnnLm.Text.Grammars;

namespace RnnLm.Models.Files;

/// <summary>Language models as files: n-grams in the ARPA format, neural models as safetensors, interpolations as JSON that names their models, grammars as text.</summary>
public static class ModelFile
{
    /// <summary>Reads any model; what the file is, is seen from its first bytes, whatever its name, save that a grammar's ends in .grammar.</summary>
    /// <param name="path">The file.</param>
    /// <param name="workers">Who computes batches of a neural model; none means the calling thread.</param>
    /// <exception cref="ModelFileException">The file is damaged, or holds no model.</exception>
    /// <exception cref="GrammarException">It is a grammar with a mistake in it.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static ILanguageModel Load(string path, Workers? workers = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var prefix = ReadPrefix(path);
        if (path.EndsWith(".grammar", StringComparison.OrdinalIgnoreCase)) return new GrammarOracle(Grammar.Load(path));
        if (FileKind.IsSafetensors(prefix)) return NeuralModelFile.Load<float>(path, workers);
        if (FileKind.IsArpa(prefix)) return LoadNGrams(path);
        if (InterpolationFile.IsOne(prefix)) return InterpolationFile.Load(path, workers);
        if (prefix.Length == 0) throw new ModelFileException($"'{path}' is empty.");
        var kind = FileKind.Describe(prefix);
        throw new ModelFileException(kind is null
            ? $"'{path}' is no model that can be read here: neither safetensors nor ARPA."
            : $"'{path}' is no model that can be read here, neither safetensors nor ARPA, but {kind}.");
    }

    /// <summary>Writes a model in the format of its kind, all or nothing.</summary>
    /// <exception cref="ArgumentException">There is no file format for this kind of model.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(string path, ILanguageModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        switch (model)
        {
            case NeuralLanguageModel<float> single:
                NeuralModelFile.Save(path, single);
                break;
            case NeuralLanguageModel<double> twice:
                NeuralModelFile.Save(path, twice);
                break;
            case NGramModel ngrams:
                ngrams.Save(path);
                break;
            default:
                throw new ArgumentException($"There is no file format for a {model.GetType().Name}.", nameof(model));
        }
    }

    internal static byte[] ReadPrefix(string path)
    {
        if (Directory.Exists(path)) throw new ModelFileException($"'{path}' is a folder, not a model file.");
        if (!File.Exists(path)) throw new FileNotFoundException($"There is no file '{path}'.", path);
        using var stream = File.OpenRead(path);
        if (!stream.CanSeek) throw new ModelFileException($"'{path}' is a pipe, but a model is read from a file; save it as one first.");
        var prefix = new byte[(int)Math.Min(FileKind.Prefix, stream.Length)];
        stream.ReadExactly(prefix);
        return prefix;
    }

    private static NGramModel LoadNGrams(string path)
    {
        try
        {
            return NGramModel.Load(path);
        }
        catch (InvalidDataException e)
        {
            throw new ModelFileException(e.Message, e);
        }
    }
}
