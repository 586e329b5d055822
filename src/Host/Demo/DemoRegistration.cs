using System.Globalization;
using Doorstep.Host.Security;
using Doorstep.Host.Setup;
using Orleans.Configuration;

namespace Doorstep.Host.Demo;

/// <summary>The demonstration's wiring: <c>--demo 200</c>.</summary>
internal static class DemoRegistration
{
    /// <summary>Adds the virtual clock. It must come before the engine, which takes the real one where it finds none.</summary>
    public static void AddDemo(this WebApplicationBuilder builder, HostSettings settings)
    {
        if (!settings.IsDemo) return;
        var clock = new DemoClock(DemoClock.Monday, settings.ClockSpeed);
        builder.Services.AddSingleton(clock).AddSingleton<TimeProvider>(clock);
        builder.Services.Configure<ClusterMembershipOptions>(BelieveInOneSilo);
        // Orleans watches its own timers by this clock and wonders about every jump.
        builder.Logging.AddFilter("Orleans.Runtime.AsyncTimer", LogLevel.Error).AddFilter("Orleans.Runtime.MembershipService", LogLevel.Error);
        builder.Services.AddSingleton<DemoRegisters>().AddSingleton<DemoEngine>().AddSingleton<DemoAudit>().AddSingleton<DemoRun>();
    }

    /// <summary>Plays the cases, says what became of them and ends the service; the exit code is 1 where the sums do not add up.</summary>
    public static async Task RunDemoAsync(this WebApplication app, HostSettings settings)
    {
        if (!settings.IsDemo) return;
        if (settings.ClockSpeed is { } speed) Invite(app, speed);
        var screen = new DemoScreen(Console.Out, isTerminal: !Console.IsOutputRedirected, app.Services.GetRequiredService<DemoClock>());
        try
        {
            var summary = await app.Services.GetRequiredService<DemoRun>().RunAsync(settings.DemoCases, settings.Seed, screen, app.Lifetime.ApplicationStopping);
            screen.Say($"{summary.Text}\n{summary.Pace}\n  Data      {settings.DataFolder}");
            Environment.ExitCode = summary.AddsUp ? 0 : 1;
        }
        catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            screen.Say("Stopped before the end. Every step that was answered is kept.");
        }
        catch (InvalidOperationException impossible)
        {
            screen.Say(impossible.Message);
            Environment.ExitCode = 1;
        }

        app.Lifetime.StopApplication();
    }

    /// <summary>Orleans tells by the clock which silos are dead. Here it is years ahead and there is only one, so nothing may be concluded from it.</summary>
    private static void BelieveInOneSilo(ClusterMembershipOptions membership)
    {
        membership.LivenessEnabled = false;
        membership.EvictWhenMaxJoinAttemptTimeExceeded = false;
        membership.SiloGenerationRetirementAge = null;
        membership.DefunctSiloCleanupPeriod = null;
        membership.MaxDefunctSiloEntries = null;
    }

    private static void Invite(WebApplication app, double speed)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"A day passes in {86_400 / speed:0.##} seconds. Meanwhile look at the cases:"));
        var key = app.Services.GetRequiredService<AdministratorKey>().Generated;
        foreach (var url in app.Urls) Console.WriteLine($"  curl -H 'Authorization: ApiKey {key ?? "$DOORSTEP_API_KEY"}' {url}/api/v1/cases");
    }
}
