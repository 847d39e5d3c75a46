using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using RnnLm.Cli.Terminal;
using RnnLm.Models.Files;

namespace RnnLm.Cli.Data;

/// <summary>
/// Fetches a file: what is there already and right is not fetched again, what was broken off goes on where it stopped,
/// and only what has the right hash is moved into place.
/// </summary>
/// <param name="client">Who asks; its timeout covers the time until the answer begins.</param>
/// <param name="patience">How long a transfer may stand still.</param>
internal sealed class Download(HttpClient client, TimeSpan patience)
{
    /// <summary>Fetches one file into a folder that exists.</summary>
    /// <returns>False if it was there already.</returns>
    /// <exception cref="CommandException">It cannot be had, or what came is not what was expected.</exception>
    public async Task<bool> FetchAsync(PublicFile file, string folder, CancellationToken cancellation)
    {
        var target = Path.Combine(folder, file.Name);
        if (file.Unpack is { } unpacked && unpacked.Values.All(name => File.Exists(Path.Combine(folder, name)))) return false;
        if (File.Exists(target) && Sha256Of(target) == file.Sha256)
        {
            Unpack(file, target, folder);
            return file.Unpack is not null;
        }

        var part = target + ".part";
        await TransferAsync(file, part, cancellation);
        if (Sha256Of(part) is var hash && hash != file.Sha256)
        {
            File.Delete(part);
            throw new CommandException(
                $"{file.Address} is not the file that it was: its SHA-256 is {hash}, expected {file.Sha256}; nothing was kept. "
                + $"Try again, or fetch it by hand into {folder}.");
        }

        File.Move(part, target, overwrite: true);
        Unpack(file, target, folder);
        return true;
    }

    private async Task TransferAsync(PublicFile file, string part, CancellationToken cancellation)
    {
        using var stopper = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            var have = File.Exists(part) ? new FileInfo(part).Length : 0;
            using var response = await AskAsync(file.Address, have, stopper.Token);
            // A server that ignores the range, or has nothing after it, sends the whole file or none of it.
            if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable) return;
            if (!response.IsSuccessStatusCode)
                throw new CommandException($"{file.Address} cannot be had: the server answers {(int)response.StatusCode} {response.ReasonPhrase}. Fetch it by hand into {Path.GetDirectoryName(part)}.");
            var goesOn = response.StatusCode == HttpStatusCode.PartialContent;
            await using var target = new FileStream(part, goesOn ? FileMode.Append : FileMode.Create, FileAccess.Write);
            await using var source = await response.Content.ReadAsStreamAsync(stopper.Token);
            var buffer = new byte[1 << 16];
            while (true)
            {
                stopper.CancelAfter(patience);
                var read = await source.ReadAsync(buffer, stopper.Token);
                if (read == 0) break;
                await target.WriteAsync(buffer.AsMemory(0, read), CancellationToken.None);
            }

            if (response.Content.Headers.ContentLength is { } length && target.Length < length + (goesOn ? have : 0))
                throw new HttpIOException(HttpRequestError.ResponseEnded);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new CommandException(File.Exists(part)
                ? $"{file.Address.Host} stopped answering; what came is kept in {part}: the same command goes on from there."
                : $"{file.Address.Host} does not answer; try again later.");
        }
        catch (HttpRequestException e) when (e.InnerException is SocketException || e.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError)
        {
            throw new CommandException($"{file.Address.Host} cannot be reached: this machine seems to be offline. The course's own texts need no network: rnnlm data make.");
        }
        catch (Exception e) when (e is HttpRequestException or HttpIOException or IOException { InnerException: SocketException })
        {
            throw new CommandException(File.Exists(part)
                ? $"{file.Address.Host} broke off; what came is kept in {part}: the same command goes on from there."
                : $"{file.Address.Host} broke off before it sent anything; try again later.");
        }
    }

    private async Task<HttpResponseMessage> AskAsync(Uri address, long have, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (have > 0) request.Headers.Range = new RangeHeaderValue(have, null);
        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
    }

    private static string Sha256Of(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    private static void Unpack(PublicFile file, string archive, string folder)
    {
        if (file.Unpack is null) return;
        using (var zip = ZipFile.OpenRead(archive))
        {
            foreach (var (inside, name) in file.Unpack)
            {
                var entry = zip.GetEntry(inside) ?? throw new CommandException($"{archive} holds no {inside}; delete it and try again.");
                AtomicFile.Write(Path.Combine(folder, name), stream =>
                {
                    using var content = entry.Open();
                    content.CopyTo(stream);
                });
            }
        }

        File.Delete(archive);
    }
}
