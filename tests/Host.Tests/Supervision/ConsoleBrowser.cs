using Doorstep.Host.Tests.Designer;
using Doorstep.Host.Tests.Running;

namespace Doorstep.Host.Tests.Supervision;

/// <summary>One browser for all tests of the console, on the house that every test shares.</summary>
public sealed class ConsoleBrowser(RunningDoorstep doorstep) : IAsyncLifetime
{
    /// <summary>The browser; null where there is none on this machine.</summary>
    internal StudioBrowser? Open { get; private set; }

    public async ValueTask InitializeAsync()
    {
        if (StudioBrowser.Chromium is not null) Open = await StudioBrowser.OpenAsync(doorstep);
    }

    public async ValueTask DisposeAsync()
    {
        if (Open is not null) await Open.DisposeAsync();
    }
}
