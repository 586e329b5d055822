using Doorstep.Host.Demo;
using Doorstep.Host.Setup;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Doorstep.Host.Tests.Demo;

/// <summary>The demonstration as Program plays it, without its web pages: a real silo, a real database, a virtual clock.</summary>
internal static class DemoHost
{
    public static async Task<(DemoSummary Summary, string Said)> PlayAsync(int cases, int seed, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("doorstep-demo-test-").FullName;
        var settings = new HostSettings { DataFolder = folder, DefinitionsFolder = Path.Combine(AppContext.BaseDirectory, "workflow-definitions"), DemoCases = cases, HasHeartbeat = false, Seed = seed };
        try
        {
            var builder = WebApplication.CreateBuilder();
            builder.AddAddress(settings);
            builder.AddDemo(settings);
            builder.AddEngine(settings);
            builder.Services.AddSingleton<Doorstep.Host.Security.AdministratorKey>();
            await using var app = builder.Build();
            await app.PrepareAsync(settings);
            await app.StartAsync(cancellation);
            var said = new StringWriter();
            var screen = new DemoScreen(said, isTerminal: false, app.Services.GetRequiredService<DemoClock>());
            var summary = await app.Services.GetRequiredService<DemoRun>().RunAsync(cases, seed, screen, cancellation);
            await app.StopAsync(cancellation);
            return (summary, said.ToString());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
