using Doorstep.Workflows.Storage;

namespace Doorstep.Host.Setup;

/// <summary>What the service says when it is ready.</summary>
internal static class Announcement
{
    public static void Announce(this WebApplication app, HostSettings settings)
    {
        if (settings.IsDemo) return;
        foreach (var url in app.Urls)
        {
            settings.Output.WriteLine($"Doorstep listens on {url}");
            settings.Output.WriteLine($"  API      {url}/api/v1");
            settings.Output.WriteLine($"  Console  {url}/console");
            settings.Output.WriteLine($"  Designer {url}/studio");
            settings.Output.WriteLine($"  Docs     {url}/docs   (any user name, an API key as the password)");
            settings.Output.WriteLine($"  Health   {url}/health/ready");
        }

        settings.Output.WriteLine($"  Data     {settings.DataFolder}");
        if (settings.Cluster is { } own) settings.Output.WriteLine($"  Cluster  {own}");
        if (settings.Store == StoreKind.Postgres) settings.Output.WriteLine($"  Store    {app.Services.GetRequiredService<StorageHealth>().Place}");
    }
}
