using System.Net;
using Doorstep.Host.Tests.Designer;
using Doorstep.Host.Tests.Running;
using Doorstep.Workflows.Commands.Overrides.Bulk;
using Microsoft.Extensions.DependencyInjection;

namespace Doorstep.Host.Tests.Supervision;

/// <summary>After an outage five hundred cases get more time: seen before, approved by a second person, looked at, paused, and gone on with.</summary>
public sealed class BulkBrowserTests
{
    private const int Cases = 500;
    private static readonly string? Shots = Environment.GetEnvironmentVariable("DOORSTEP_SHOTS");

    [Fact]
    public async Task Five_hundred_deadlines_go_on_longer_with_a_look_a_pause_and_a_second_person()
    {
        Assert.SkipWhen(StudioBrowser.Chromium is null, "There is no Chromium; ./test installs it where it can.");
        await using var doorstep = new RunningDoorstep();
        await doorstep.InitializeAsync();
        await doorstep.LetInAsync("bulk-first", "supervisor");
        await doorstep.LetInAsync("bulk-second", "compliance");
        await Parallel.ForAsync(0, Cases, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (number, _) => await doorstep.Client.StartAsync($"SYN-BULK-{number:000}"));
        await using var browser = await StudioBrowser.OpenAsync(doorstep);

        await browser.SignInAsync(ConsoleVisitors.Password, "bulk-first", "/console/bulk");
        await ReadyAsync(browser);
        await browser.Page.SelectAsync("#verb", "EXTEND_DEADLINE");
        await FillAsync(browser, "#subject", "T55-intake");
        await FillAsync(browser, "#days", "1");
        await FillAsync(browser, "#definition", "overdue-visit");
        await browser.ClickAsync("#preview");
        await browser.SeesAsync($"{Cases} cases, of which {Cases} would take it.");
        await browser.Page.SelectAsync("#reason", "OUTAGE");
        await FillAsync(browser, "#text", "The house was dark for a day.");
        await FillAsync(browser, "#ticket", "SYN-T-9");
        await FillAsync(browser, "#look", "10");
        await browser.ShootAsync(Shots, "console-bulk-new");
        await browser.ClickAsync("#ask");
        await StandsAsync(browser, "pending");
        var page = new Uri(browser.Page.Url).AbsolutePath;
        (await browser.Page.EvaluateExpressionAsync<bool>("document.querySelector('[data-act=approve]') === null")).ShouldBeTrue("nobody approves what they asked for");

        await browser.SignInAsync(ConsoleVisitors.Password, "bulk-second", page);
        await ReadyAsync(browser);
        await ActAsync(browser, "approve", "I have read the list.", "running");
        await PassAsync(doorstep, TimeSpan.FromMinutes(1));
        await browser.GoAsync(page);
        await StandsAsync(browser, "looking");

        await browser.SignInAsync(ConsoleVisitors.Password, "bulk-first", page);
        await ReadyAsync(browser);
        await ActAsync(browser, "continue", "The first ten are right.", "running");
        await PassAsync(doorstep, TimeSpan.FromSeconds(20));
        await ActAsync(browser, "pause", "Somebody calls.", "paused");
        var done = await DoneAsync(doorstep, page);
        done.ShouldBeInRange(11, Cases - 1);
        await PassAsync(doorstep, TimeSpan.FromMinutes(5));
        (await DoneAsync(doorstep, page)).ShouldBe(done, "what is paused does nothing");
        await browser.ShootAsync(Shots, "console-bulk");
        await ActAsync(browser, "continue", "Back again.", "running");
        await PassAsync(doorstep, TimeSpan.FromMinutes(2));
        await StandsAsync(browser, "done");

        (await DoneAsync(doorstep, page)).ShouldBe(Cases);
        browser.Errors.ShouldBeEmpty();
        browser.Foreign.ShouldBeEmpty();
    }

    private static async Task PassAsync(RunningDoorstep doorstep, TimeSpan span)
    {
        doorstep.Clock!.Advance(span);
        for (var round = 0; round < 3; round++) await doorstep.Services.GetRequiredService<BulkSweep>().RunAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<int> DoneAsync(RunningDoorstep doorstep, string page) =>
        (await doorstep.Client.GetAnswerAsync($"/api/v1/overrides/bulk/{page.Split('/')[^1]}/cases?status=applied&limit=500")).With(HttpStatusCode.OK).Json.AsArray().Count;

    private static async Task ReadyAsync(StudioBrowser browser)
    {
        await browser.UntilAsync("document.body.dataset.live === 'yes'");
        await browser.UntilAsync("document.querySelector('main h1') !== null && document.querySelector('.wait') === null");
    }

    private static async Task FillAsync(StudioBrowser browser, string selector, string text)
    {
        await browser.Page.WaitForSelectorAsync(selector);
        await browser.Page.EvaluateExpressionAsync($"document.querySelector('{selector}').value = ''");
        await browser.Page.FocusAsync(selector);
        await browser.Page.Keyboard.TypeAsync(text);
        await browser.Page.Keyboard.PressAsync("Tab");
    }

    private static async Task ActAsync(StudioBrowser browser, string act, string reason, string status)
    {
        await browser.Page.WaitForSelectorAsync($"[data-act={act}]");
        await FillAsync(browser, "#reason", reason);
        await browser.ClickAsync($"[data-act={act}]");
        await StandsAsync(browser, status);
    }

    /// <summary>The page reads itself again while something runs.</summary>
    private static Task StandsAsync(StudioBrowser browser, string status) => browser.UntilAsync($"document.querySelector('#status')?.dataset.status === '{status}'");
}
