using Doorstep.Host.Api;
using Doorstep.Host.Demo;
using Doorstep.Host.Designer;
using Doorstep.Host.People;
using Doorstep.Host.Sealing;
using Doorstep.Host.Security;
using Doorstep.Host.Setup;
using Doorstep.Host.Studio;
using Doorstep.Host.Supervision;
using Doorstep.Host.Watching;

namespace Doorstep.Host;

/// <summary>The whole service, ready to be started: for the program, and for tests that run the real thing.</summary>
internal static class DoorstepHost
{
    /// <param name="settings">What the environment says.</param>
    /// <param name="args">The command line, for ASP.NET's own configuration.</param>
    /// <param name="change">What a test has otherwise before anything is added: its clock, where its log goes.</param>
    public static async Task<WebApplication> BuildAsync(HostSettings settings, string[] args, Action<WebApplicationBuilder>? change = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        change?.Invoke(builder);

        builder.AddAddress(settings);
        builder.AddDemo(settings);
        builder.AddEngine(settings);
        builder.AddWatching();
        builder.AddSealing(settings);
        builder.AddSecurity();
        builder.AddPeople();
        builder.AddApi();
        builder.AddDesigner();
        builder.AddStudio(settings);
        builder.AddConsole();

        var app = builder.Build();
        try
        {
            await app.PrepareAsync(settings);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        app.UseLastCall();
        app.UseSecurity();
        app.MapApi();
        app.MapDesigner();
        app.MapStudio();
        app.MapConsole();
        app.MapPeople();
        app.MapHealth();
        return app;
    }
}
