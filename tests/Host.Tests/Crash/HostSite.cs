using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Doorstep.Host.Tests.Crash;

/// <summary>What stays when a host dies: its folder, its address and what its environment says.</summary>
internal sealed class HostSite : IDisposable
{
    public const string Key = "crash-test-key-0123456789abcdef-0123456789";

    // Below the ports that Linux hands out to clients: a client of a dead host must not be given the host's own port, or it would talk to itself.
    private const int PortMin = 20_000;
    private const int PortMax = 30_000;

    /// <param name="random">Where ports are looked for.</param>
    /// <param name="key">The administrator key of the environment; null: the host makes one.</param>
    public HostSite(Random random, string? key = Key)
    {
        Folder = Directory.CreateTempSubdirectory("doorstep-crash-").FullName;
        Address = new Uri($"http://127.0.0.1:{FreePort(random)}");
        Environment["DOORSTEP_DATA"] = Data;
        Environment["ASPNETCORE_URLS"] = Address.GetLeftPart(UriPartial.Authority);
        if (key is not null) Environment["DOORSTEP_API_KEY"] = key;
    }

    public string Folder { get; }

    public string Data => Path.Combine(Folder, "data");

    public Uri Address { get; }

    public Dictionary<string, string> Environment { get; } = [];

    /// <summary>A client that keeps its connections, with a key.</summary>
    public HttpClient Client(string key = Key)
    {
        var client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromMinutes(1) };
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"ApiKey {key}");
        return client;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>A port that nobody has now.</summary>
    public static int FreePort(Random random)
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            var port = random.Next(PortMin, PortMax);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody else has it.
            }
        }

        throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"No free port from {PortMin} to {PortMax}."));
    }
}
