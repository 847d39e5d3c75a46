namespace RnnLm.Text;

/// <summary>The order in which <see cref="SentenceBatches"/> takes its sentences.</summary>
public enum SentenceOrder
{
    /// <summary>As in the text.</summary>
    Text,

    /// <summary>In a random order that the seed decides.</summary>
    Shuffled,

    /// <summary>Sentences of like length together, which saves pads; the batches stand in a random order that the seed decides.</summary>
    ByLength,
}
