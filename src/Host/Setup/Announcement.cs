using Doorstep.Host.Security;

namespace Doorstep.Host.Setup;

/// <summary>What the service says when it is ready.</summary>
internal static class Announcement
{
    public static void Announce(this WebApplication app, HostSettings settings)
    {
        if (settings.IsDemo) return;
        foreach (var url in app.Urls)
        {
            Console.WriteLine($"Doorstep listens on {url}");
            Console.WriteLine($"  API      {url}/api/v1");
            Console.WriteLine($"  Docs     {url}/docs   (any user name, an API key as the password)");
            Console.WriteLine($"  Health   {url}/health/ready");
        }

        Console.WriteLine($"  Data     {settings.DataFolder}");
        if (app.Services.GetRequiredService<AdministratorKey>().Generated is { } key)
            Console.WriteLine($"Administrator key, shown this once: {key}");
    }
}
