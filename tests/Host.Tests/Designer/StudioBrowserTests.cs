using System.Net;
using Doorstep.Host.Tests.Running;

namespace Doorstep.Host.Tests.Designer;

/// <summary>The real Elsa Studio on the real service, in a real browser.</summary>
public sealed class StudioBrowserTests
{
    private const string States = "document.querySelectorAll('g[data-shape=\"elsa-state-machine-state\"]').length";
    private static readonly string? Shots = Environment.GetEnvironmentVariable("DOORSTEP_SHOTS");

    [Fact]
    public async Task A_designer_sees_the_definitions_opens_one_changes_it_and_finds_the_change_again()
    {
        SkipWithoutBrowser();
        await using var doorstep = new RunningDoorstep();
        await doorstep.InitializeAsync();
        await using var studio = await StudioBrowser.OpenAsync(doorstep);

        await studio.SignInAsync();
        await studio.SeesAsync("Overdue visit");
        await studio.ShootAsync(Shots, "list");
        await OpenAsync(studio, "overdue-visit", 22);
        await studio.ShootAsync(Shots, "editor");

        await AddAsync(doorstep, studio, "Ombudsman", 22);
        await AddAsync(doorstep, studio, "OmbudsmanDecided", 23);
        await studio.UntilAsync("document.getElementById('lint-count').dataset.version === '2'");
        await OpenAsync(studio, "overdue-visit", 24);
        await studio.SeesAsync("OmbudsmanDecided");
        await studio.Page.ClickAsync("#lint-count");
        await studio.SeesAsync("Ombudsman");
        await studio.ShootAsync(Shots, "lint");

        var stored = (await doorstep.Client.GetAnswerAsync("/api/v1/definitions/overdue-visit")).Json;
        stored["version"]!.GetValue<int>().ShouldBe(2);
        stored["definition"]!["root"]!.AsObject().ContainsKey("currentState").ShouldBeFalse();
        studio.Errors.ShouldBeEmpty();
        studio.Foreign.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_supervisor_watches_a_case_go_on_in_the_viewer()
    {
        SkipWithoutBrowser();
        await using var doorstep = new RunningDoorstep();
        await doorstep.InitializeAsync();
        var id = await doorstep.Client.StartAsync("SYN-WATCHED");
        await using var studio = await StudioBrowser.OpenAsync(doorstep);

        await studio.SignInAsync();
        await studio.GoAsync("/studio/workflows/instances");
        await studio.SeesAsync("SYN-WATCHED");
        await studio.ShootAsync(Shots, "instances");
        await studio.GoAsync($"/studio/workflows/instances/{id}/view");
        await studio.UntilAsync($"{States} >= 22");
        await studio.SeesAsync("Started");
        await doorstep.RelayAsync();
        // What happens while the page still connects it hears of with the next thing that happens.
        for (var call = 1; !await studio.IsSeenAsync("ContactAttempted", TimeSpan.FromSeconds(call == 1 ? 0 : 20)); call++)
        {
            call.ShouldBeLessThan(10, "the viewer follows a case that goes on");
            (await doorstep.Client.TellAsync(id, $"call-{call}", "ContactAttempted", """{"channel":"CALL","result":"ANSWERED"}""")).With(HttpStatusCode.OK);
        }

        await studio.ShootAsync(Shots, "viewer");

        studio.Errors.ShouldBeEmpty();
        studio.Foreign.ShouldBeEmpty();
    }

    private static void SkipWithoutBrowser()
    {
        Assert.SkipUnless(StudioServingTests.HasBundle, StudioServingTests.NoBundle);
        Assert.SkipWhen(StudioBrowser.Chromium is null, "There is no Chromium; ./test installs it where it can.");
    }

    private static async Task OpenAsync(StudioBrowser studio, string definitionId, int states)
    {
        await studio.GoAsync($"/studio/workflows/definitions/{definitionId}/edit");
        await studio.UntilAsync($"{States} >= {states}");
        await studio.UntilAsync("document.body.dataset.tidied === 'true'");
    }

    /// <summary>Adds a state by the menu of the canvas, as a designer does.</summary>
    private static async Task AddStateAsync(StudioBrowser studio, string name)
    {
        await studio.Page.EvaluateExpressionAsync(
            "[...document.querySelectorAll('details.state-machine-designer__create-menu')].find(menu => menu.querySelector('summary').textContent.trim() === 'Add state').open = true");
        var input = await studio.Page.WaitForSelectorAsync("details[open] input");
        await input.TypeAsync(name);
        await studio.Page.Keyboard.PressAsync("Tab");
        await studio.Page.EvaluateExpressionAsync("[...document.querySelectorAll('details[open] button')].find(button => button.textContent.trim() === 'Add state').click()");
        await studio.SeesAsync(name);
    }

    /// <summary>Adds a state and waits until Studio has saved it by itself. Where its save came to nothing, as on a machine too busy to draw, a designer looks again and does it again.</summary>
    private static async Task AddAsync(RunningDoorstep doorstep, StudioBrowser studio, string state, int states)
    {
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            await AddStateAsync(studio, state);
            if (await IsSavedAsync(doorstep, state)) return;
            await OpenAsync(studio, "overdue-visit", states);
        }

        Assert.Fail($"'{state}' was not saved, three times.");
    }

    private static async Task<bool> IsSavedAsync(RunningDoorstep doorstep, string state)
    {
        for (var round = 0; round < 600; round++)
        {
            if ((await doorstep.Client.GetAnswerAsync("/api/v1/definitions/overdue-visit")).Text.Contains($"\"{state}\"", StringComparison.Ordinal)) return true;
            await Task.Delay(100);
        }

        return false;
    }
}
