using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace CSharpKernel.Messages;

/// <summary>What Jupyter tells a kernel about where to listen.</summary>
/// <param name="Ip">The address; <c>*</c> is every one.</param>
/// <param name="ShellPort">The port of the shell channel; like the others, 0 takes a free one.</param>
/// <param name="ControlPort">The port of the control channel.</param>
/// <param name="IopubPort">The port of the outputs.</param>
/// <param name="StdinPort">The port of the questions to the reader.</param>
/// <param name="HbPort">The port of the heartbeat.</param>
/// <param name="Key">The key of the signatures; empty for none.</param>
/// <param name="Transport">Only <c>tcp</c> is supported.</param>
/// <param name="SignatureScheme">Only <c>hmac-sha256</c> is supported.</param>
/// <param name="KernelName">The kernelspec's name.</param>
internal sealed record ConnectionFile(
    string Ip,
    int ShellPort,
    int ControlPort,
    int IopubPort,
    int StdinPort,
    int HbPort,
    string Key = "",
    string Transport = "tcp",
    string SignatureScheme = "hmac-sha256",
    string? KernelName = null)
{
    /// <summary>Reads and checks a connection file.</summary>
    /// <exception cref="InvalidDataException">It is no connection file, or asks for what this kernel does not have.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static ConnectionFile Read(string path)
    {
        ConnectionFile? file;
        try
        {
            file = JsonSerializer.Deserialize(File.ReadAllBytes(path), MessageJson.Of<ConnectionFile>());
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"'{path}' is not a Jupyter connection file: {e.Message}", e);
        }
        if (file is null) throw new InvalidDataException($"'{path}' is not a Jupyter connection file: it holds null.");
        if (file.Transport != "tcp") throw new InvalidDataException($"The transport '{file.Transport}' is not supported: use tcp.");
        if (file.SignatureScheme is not ("hmac-sha256" or ""))
            throw new InvalidDataException($"The signature scheme '{file.SignatureScheme}' is not supported: use hmac-sha256.");
        return file;
    }

    /// <summary>Writes the file with the ports really taken; others who read it meanwhile see the old or the new one, whole.</summary>
    public void Write(string path)
    {
        string temporary = $"{path}.{Guid.NewGuid():N}";
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        // The key is in it: only the owner may read it.
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (FileStream stream = new(temporary, options)) JsonSerializer.Serialize(stream, this, MessageJson.Of<ConnectionFile>());
        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>The address to bind: only ever this one.</summary>
    /// <exception cref="InvalidDataException">It is no address of this machine.</exception>
    public IPAddress Address()
    {
        if (Ip is "*") return IPAddress.Any;
        if (IPAddress.TryParse(Ip, out IPAddress? address)) return address;
        try
        {
            return Dns.GetHostAddresses(Ip, AddressFamily.InterNetwork).FirstOrDefault()
                ?? throw new InvalidDataException($"'{Ip}' has no address to listen on.");
        }
        catch (SocketException e)
        {
            throw new InvalidDataException($"'{Ip}' is no address to listen on: {e.Message}", e);
        }
    }
}
