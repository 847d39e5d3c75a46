namespace RnnLm.Models.Files;

/// <summary>A model file that cannot be read, or that holds no model; the message is one sentence for its reader.</summary>
public sealed class ModelFileException : IOException
{
    /// <summary>An error without a message of its own.</summary>
    public ModelFileException()
        : this("The model file cannot be read.")
    {
    }

    /// <summary>An error that this sentence describes.</summary>
    public ModelFileException(string message)
        : base(message)
    {
    }

    /// <summary>An error that this sentence describes, and what lies behind it.</summary>
    public ModelFileException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
