using System.Text.Json;
using RnnLm.Models.Files;
using RnnLm.Training;

namespace RnnLm.Cli.Training;

/// <summary>The checkpoint of a run that is not finished: the trainer's state, with the settings and a fingerprint of the texts.</summary>
internal static class TrainingCheckpoint
{
    private const string SettingsKey = "settings";
    private const string FingerprintKey = "texts";

    /// <summary>The settings that the run was begun with.</summary>
    /// <exception cref="ModelFileException">The file is no checkpoint of <c>rnnlm train</c>.</exception>
    public static TrainSettings Settings(string path)
    {
        if (!SafetensorsFile.Read(path).Metadata.TryGetValue(SettingsKey, out var json))
            throw new ModelFileException($"'{path}' is no checkpoint that rnnlm train saved.");
        try
        {
            return TrainSettings.Parse(json);
        }
        catch (JsonException e)
        {
            throw new ModelFileException($"'{path}' is damaged: its settings cannot be read.", e);
        }
    }

    /// <summary>Saves where the trainer stands.</summary>
    public static void Save(string path, Trainer<float> trainer, TrainSettings settings, string fingerprint) => Checkpoint.Save(
        path, trainer, new Dictionary<string, string> { [SettingsKey] = settings.Format(), [FingerprintKey] = fingerprint });

    /// <summary>Puts the trainer where the saved one was.</summary>
    /// <exception cref="ModelFileException">The texts have changed since, or the file is damaged.</exception>
    public static void Restore(string path, Trainer<float> trainer, string fingerprint, TrainingLog log)
    {
        if (SafetensorsFile.Read(path).Metadata.GetValueOrDefault(FingerprintKey) != fingerprint)
            throw new ModelFileException($"The texts that '{path}' was trained on have changed since it was saved, so the run cannot go on.");
        Checkpoint.Load(path, trainer);
        log.Say(
            "resumed",
            $"Going on in epoch {Math.Min(trainer.Epoch + 1, trainer.Options.Epochs)}, batch {trainer.Step + 1} of {trainer.Batches.Count}.",
            ("epoch", trainer.Epoch), ("batch", trainer.Step));
    }
}
