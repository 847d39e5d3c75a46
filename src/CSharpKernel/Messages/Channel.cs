namespace CSharpKernel.Messages;

/// <summary>Jupyter's channels; the heartbeat carries no messages.</summary>
internal enum Channel
{
    /// <summary>Requests in order: cells, and questions about code.</summary>
    Shell,

    /// <summary>Requests that overtake: interrupt, shutdown.</summary>
    Control,

    /// <summary>Outputs and the kernel's state, to everybody.</summary>
    Iopub,

    /// <summary>Questions of the kernel to the reader.</summary>
    Stdin,
}
