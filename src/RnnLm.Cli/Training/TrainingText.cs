using System.Security.Cryptography;
using RnnLm.Cli.Terminal;
using RnnLm.Text;

namespace RnnLm.Cli.Training;

/// <summary>
/// The texts to train and validate on, and the vocabulary: the same for every kind of model that is given the same files and options,
/// so that their perplexities can be compared.
/// </summary>
internal sealed record TrainingText(Vocabulary Vocabulary, int[] Train, int[] Valid, string ValidName, string Fingerprint)
{
    /// <summary>The share of lines that is held out where no text to validate on is given.</summary>
    private const double HeldOut = 0.1;

    private const int ShortestCutLine = 1000;
    private const int MaximumVocabulary = 50_000;
    private const int BytePairVocabulary = 4_000;

    /// <summary>Reads the texts and builds the vocabulary, and says what was decided.</summary>
    public static TrainingText Read(TrainSettings settings, TrainingLog log)
    {
        var train = Corpus.Load(settings.Train);
        using var fingerprint = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        fingerprint.AppendData(train.FileContent);
        Corpus valid;
        var validName = Path.GetFileName(settings.Valid ?? settings.Train);
        if (settings.Valid is not null)
        {
            valid = Corpus.Load(settings.Valid);
            fingerprint.AppendData(valid.FileContent);
        }
        else
        {
            var singular = true;
            if (train.LineCount == 1)
            {
                (train, valid) = CutLine(train, settings.Train);
                validName = $"the last tenth of the only line of {validName}";
            }
            else
            {
                (train, var held, _) = train.Split(HeldOut, 0);
                valid = held!;
                singular = valid.LineCount == 1;
                validName = $"the last {(singular ? "line" : $"{Wording.Count(valid.LineCount)} lines")} of {validName}";
            }

            log.Say("held_out", $"No --valid: {validName} {(singular ? "is" : "are")} held out to validate on.", ("lines", valid.LineCount));
        }

        var vocabulary = BuildVocabulary(settings, train, log);
        var (trainTokens, validTokens) = (train.Encode(vocabulary), valid.Encode(vocabulary));
        var unknown = validTokens.Count(token => token == Vocabulary.Unk);
        log.Say(
            "text",
            $"{Wording.Count(trainTokens.Length)} tokens to train on, {Wording.Count(validTokens.Length)} to validate on "
            + $"({100.0 * unknown / validTokens.Length:F1} % unknown), a vocabulary of {Wording.Count(vocabulary.Count)}.",
            ("train_tokens", trainTokens.Length), ("valid_tokens", validTokens.Length), ("unknown", unknown), ("vocabulary", vocabulary.Count));
        return new TrainingText(vocabulary, trainTokens, validTokens, validName, Convert.ToHexString(fingerprint.GetHashAndReset()));
    }

    // Some texts, such as text8, are one line of a million words.
    private static (Corpus Train, Corpus Valid) CutLine(Corpus corpus, string path)
    {
        var line = corpus.Line(0);
        var cut = line.LastIndexOf(' ', (int)((1 - HeldOut) * line.Length));
        if (line.Length < ShortestCutLine || cut < 1)
            throw new CommandException($"'{path}' has one line, too short to hold a part of it out; name a text with --valid.");
        return (Corpus.FromText(line[..cut], corpus.Name), Corpus.FromText(line[(cut + 1)..], corpus.Name));
    }

    private static Vocabulary BuildVocabulary(TrainSettings settings, Corpus train, TrainingLog log)
    {
        if (settings.Tokens == "bpe")
        {
            var size = settings.MaximumVocabulary ?? BytePairVocabulary;
            return Vocabulary.Build(train, BytePairTokenizer.Train(train, size), maximumSize: size);
        }

        if (settings.Tokens == "char") return Vocabulary.Build(train, new CharacterTokenizer(), settings.MinimumCount ?? 1, settings.MaximumVocabulary ?? MaximumVocabulary);

        var tokenizer = new WordTokenizer();
        var counts = TokenCount.Of(train, tokenizer);
        var unk = Vocabulary.SpecialTokens[Vocabulary.Unk];
        // A text that spells <unk> has a closed vocabulary already, as the Penn Treebank's.
        var least = settings.MinimumCount ?? (counts.Any(c => c.Token == unk) ? 1 : 2);
        var most = settings.MaximumVocabulary ?? MaximumVocabulary;
        var rare = counts.Where((c, rank) => c.Token != unk && (c.Count < least || rank >= most - Vocabulary.SpecialTokens.Count)).ToList();
        if (counts.Count == 0) throw new CommandException($"'{settings.Train}' has no words to train on, nothing but white space.");
        if (rare.Count == counts.Count)
        {
            throw new CommandException(
                $"No word of the text occurs {least} times, so the vocabulary would be empty; take a longer text, --min-count 1 or --tokens char.");
        }

        if (rare.Count > 0)
        {
            log.Say(
                "unknown",
                $"{Wording.Of(rare.Count, "rare word")} ({100.0 * rare.Sum(c => c.Count) / counts.Sum(c => c.Count):F1} % of the text), seen "
                + (least > 1 ? $"fewer than {least} times" : $"after the {Wording.Count(most)} most frequent")
                + $", {(rare.Count == 1 ? "becomes" : "become")} {unk}, so that the model learns what to expect of unknown words.",
                ("rare_words", rare.Count), ("minimum_count", least));
        }

        return Vocabulary.Build(train, tokenizer, least, most);
    }
}
