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
        await browser.ReadyAsync();
        await browser.Page.SelectAsync("#verb", "EXTEND_DEADLINE");
        await browser.UntilAsync("document.querySelector('#subject-list option[value=\"T55-intake\"]') !== null && document.querySelector('#definition-list option[value=overdue-visit]') !== null");
        await browser.FillAsync("#subject", "T55-intake");
        await browser.FillAsync("#days", "1");
        await browser.FillAsync("#definition", "overdue-visit");
        await browser.ClickAsync("#preview");
        await browser.SeesAsync($"{Cases} cases, of which {Cases} would take it.");
        await browser.Page.SelectAsync("#reason", "OUTAGE");
        await browser.FillAsync("#text", "The house was dark for a day.");
        await browser.FillAsync("#ticket", "SYN-T-9");
        await browser.FillAsync("#look", "10");
        await browser.ShootAsync(Shots, "console-bulk-new");
        await browser.ClickAsync("#ask");
        await StandsAsync(browser, "pending");
        var page = new Uri(browser.Page.Url).AbsolutePath;
        (await browser.Page.EvaluateExpressionAsync<bool>("document.querySelector('[data-act=approve]') === null")).ShouldBeTrue("nobody approves what they asked for");

        await browser.SignInAsync(ConsoleVisitors.Password, "bulk-second", page);
        await browser.ReadyAsync();
        await ActAsync(browser, "approve", "I have read the list.", "running");
        await PassAsync(doorstep, TimeSpan.FromMinutes(1));
        await browser.GoAsync(page);
        await StandsAsync(browser, "looking");

        await browser.SignInAsync(ConsoleVisitors.Password, "bulk-first", page);
        await browser.ReadyAsync();
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

    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(20);

    private static async Task PassAsync(RunningDoorstep doorstep, TimeSpan span)
    {
        // Time in which nobody is at it is not caught up with, so it passes in beats.
        for (var left = span; left >= TimeSpan.Zero; left -= Beat)
        {
            await doorstep.Services.GetRequiredService<BulkSweep>().RunAsync(TestContext.Current.CancellationToken);
            doorstep.Clock!.Advance(left < Beat ? left : Beat);
        }

        for (var round = 0; round < 3; round++) await doorstep.Services.GetRequiredService<BulkSweep>().RunAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<int> DoneAsync(RunningDoorstep doorstep, string page) =>
        (await doorstep.Client.GetAnswerAsync($"/api/v1/overrides/bulk/{page.Split('/')[^1]}/cases?status=applied&limit=500")).With(HttpStatusCode.OK).Json.AsArray().Count;

    private static async Task ActAsync(StudioBrowser browser, string act, string reason, string status)
    {
        await browser.Page.WaitForSelectorAsync($"[data-act={act}]");
        await browser.FillAsync("#reason", reason);
        await browser.ClickAsync($"[data-act={act}]");
        await StandsAsync(browser, status);
    }

    /// <summary>The page reads itself again while something runs.</summary>
    private static Task StandsAsync(StudioBrowser browser, string status) => browser.UntilAsync($"document.querySelector('#status')?.dataset.status === '{status}'");
}
