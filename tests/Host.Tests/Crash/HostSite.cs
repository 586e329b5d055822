using Doorstep.Ports;

namespace Doorstep.Host.Tests.Crash;

/// <summary>What stays when a host dies: its folder, its address and what its environment says.</summary>
internal sealed class HostSite : IDisposable
{
    public const string Key = "crash-test-key-0123456789abcdef-0123456789";

    /// <param name="key">The administrator key of the environment; null: the host makes one.</param>
    public HostSite(string? key = Key)
    {
        Folder = Directory.CreateTempSubdirectory("doorstep-crash-").FullName;
        Address = new Uri($"http://127.0.0.1:{FreePort.Take()}");
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
}
