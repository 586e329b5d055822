using System.Collections.Concurrent;
using Doorstep.Host.Tests.Running;
using PuppeteerSharp;

namespace Doorstep.Host.Tests.Designer;

/// <summary>A headless Chromium that is on this machine already, signed in to the designer or the console. It remembers what its console said and whom it asked for anything.</summary>
internal sealed class StudioBrowser : IAsyncDisposable
{
    /// <summary>The runtime of the page is 9 MB of WebAssembly; on a slow machine its first start takes its time.</summary>
    private const int Patience = 180_000;

    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium"];

    private readonly RunningDoorstep _doorstep;
    private readonly IBrowser _browser;

    private StudioBrowser(RunningDoorstep doorstep, IBrowser browser, IPage page) => (_doorstep, _browser, Page) = (doorstep, browser, page);

    /// <summary>Where Chromium is; null: nowhere.</summary>
    public static string? Chromium { get; } = new[] { Environment.GetEnvironmentVariable("DOORSTEP_CHROMIUM") }.Concat(Places).FirstOrDefault(File.Exists);

    public IPage Page { get; }

    /// <summary>Errors of the console and exceptions that nobody caught.</summary>
    public ConcurrentQueue<string> Errors { get; } = [];

    /// <summary>Answers that came, as "POST 200 address".</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    /// <summary>Requests to other hosts.</summary>
    public ConcurrentQueue<string> Foreign { get; } = [];

    public static async Task<StudioBrowser> OpenAsync(RunningDoorstep doorstep)
    {
        var browser = await Puppeteer.LaunchAsync(new LaunchOptions
        {
            ExecutablePath = Chromium, Headless = true, Args = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--no-first-run", "--lang=en-GB"],
            DefaultViewport = new ViewPortOptions { Width = 1500, Height = 950 }, Timeout = Patience, ProtocolTimeout = Patience,
        });
        var page = await browser.NewPageAsync();
        page.DefaultTimeout = Patience;
        var made = new StudioBrowser(doorstep, browser, page);
        page.Console += (_, said) => { if (said.Message.Type == ConsoleType.Error) made.Errors.Enqueue(said.Message.Text); };
        page.PageError += (_, fault) => made.Errors.Enqueue(fault.Message);
        page.Response += (_, came) => made.Requests.Enqueue($"{came.Response.Request.Method} {(int)came.Response.Status} {came.Response.Url}");
        page.Request += (_, asked) => { if (Uri.TryCreate(asked.Request.Url, UriKind.Absolute, out var url) && url.Scheme.StartsWith("http", StringComparison.Ordinal) && url.Authority != doorstep.Address.Authority) made.Foreign.Enqueue(asked.Request.Url); };
        return made;
    }

    public async Task SignInAsync(string key = RunningDoorstep.Key, string name = "administrator", string page = "/studio/workflows/definitions")
    {
        await GoAsync($"/sign-in?returnTo={Uri.EscapeDataString(page)}");
        await Page.TypeAsync("input[name=name]", name);
        await Page.TypeAsync("input[name=password]", key);
        await Task.WhenAll(Page.WaitForNavigationAsync(new NavigationOptions { WaitUntil = [WaitUntilNavigation.DOMContentLoaded] }), Page.ClickAsync("form button"));
    }

    public Task GoAsync(string path) => Page.GoToAsync(new Uri(_doorstep.Address, path).ToString(), WaitUntilNavigation.DOMContentLoaded);

    /// <summary>Waits until a script gives true.</summary>
    public Task UntilAsync(string condition) => Page.WaitForFunctionAsync($"() => {condition}", new WaitForFunctionOptions { Timeout = Patience, PollingInterval = 250 });

    /// <summary>Clicks something once it is there.</summary>
    public async Task ClickAsync(string selector)
    {
        await Page.WaitForSelectorAsync(selector);
        // Drawn anew between finding and clicking, an element may be another one: the script finds and clicks at once.
        await Page.EvaluateExpressionAsync($"document.querySelector({System.Text.Json.JsonSerializer.Serialize(selector)}).click()");
    }

    /// <summary>Whether the page shows a text.</summary>
    public Task SeesAsync(string text) => UntilAsync($"document.body.innerText.includes({System.Text.Json.JsonSerializer.Serialize(text)})");

    /// <summary>Whether the page shows a text within a time.</summary>
    public async Task<bool> IsSeenAsync(string text, TimeSpan patience)
    {
        for (var began = TimeProvider.System.GetTimestamp(); ;)
        {
            if (await Page.EvaluateExpressionAsync<bool>($"document.body.innerText.includes({System.Text.Json.JsonSerializer.Serialize(text)})")) return true;
            if (TimeProvider.System.GetElapsedTime(began) >= patience) return false;
            await Task.Delay(250);
        }
    }

    /// <summary>What somebody has to know who asks why it did not go on.</summary>
    public async Task<string> TellAsync() =>
        $"The page at {Page.Url} shows:\n{await Page.EvaluateExpressionAsync<string>("document.body.innerText.slice(0, 3000)")}\nIts errors: {string.Join("\n", Errors)}\nIts last requests: {string.Join("\n", Requests.TakeLast(20))}";

    /// <summary>A picture of the page for the guide, where somebody asked for pictures.</summary>
    public async Task ShootAsync(string? folder, string name)
    {
        if (folder is null) return;
        await Task.Delay(2500); // What moves on the page comes to rest.
        await Page.ScreenshotAsync(Path.Combine(folder, $"{name}.png"));
    }

    public async ValueTask DisposeAsync() => await _browser.DisposeAsync();
}
