using System.Net;
using System.Text.Json.Nodes;
using Doorstep.Host.Tests.Running;

namespace Doorstep.Host.Tests.Designer;

/// <summary>The real Elsa Studio on the real service, in a real browser.</summary>
public sealed class StudioBrowserTests
{
    private static readonly string? Shots = Environment.GetEnvironmentVariable("DOORSTEP_SHOTS");

    [Fact]
    public async Task A_designer_takes_a_change_from_the_canvas_to_a_running_case_and_through_a_file()
    {
        SkipWithoutBrowser();
        await using var doorstep = new RunningDoorstep();
        await doorstep.InitializeAsync();
        await using var studio = await StudioBrowser.OpenAsync(doorstep);
        var canvas = new Canvas(studio, doorstep, "overdue-visit");

        await studio.SignInAsync();
        await studio.SeesAsync("Overdue visit");
        await studio.ShootAsync(Shots, "list");
        await canvas.OpenAsync(24);
        await studio.ShootAsync(Shots, "editor");
        await canvas.AddStateAsync("Ombudsmann");
        await canvas.RenameAsync("Ombudsman");
        await canvas.AddTransitionAsync("To the ombudsman", "Intake", "Ombudsman");
        await canvas.TriggerAsync("To the ombudsman", "Elsa.Event");
        await canvas.ChooseAsync("Event name", "FeedbackGiven");
        await canvas.WaySavedAsync("To the ombudsman", "FeedbackGiven");
        await canvas.OnlyIfAsync("event.data.rating < 3");
        await canvas.SavedAsync("event.data.rating < 3");
        await studio.ShootAsync(Shots, "transition");
        await canvas.AddTransitionAsync("The ombudsman decides", "Ombudsman", "ManualIntervention");
        await canvas.TriggerAsync("The ombudsman decides", "Elsa.Event");
        await canvas.ChooseAsync("Event name", "FeedbackGiven");
        await canvas.WaySavedAsync("The ombudsman decides", "FeedbackGiven");
        await canvas.WaySavedAsync("To the ombudsman", "FeedbackGiven");

        await canvas.OpenAsync(25);
        await studio.UntilAsync("document.querySelector('.state-machine-designer__summary').innerText.replace(/\\s+/g, ' ').includes('25 states 75 transitions')");
        await studio.SeesAsync("Ombudsman");
        await canvas.PublishAsync("Not published", 25);
        (await studio.Page.EvaluateExpressionAsync<string>("document.getElementById('notice').innerText")).ShouldContain("State 'Ombudsman' has no clock");
        await studio.ClickAsync("#lint-count");
        await studio.ShootAsync(Shots, "lint");

        await canvas.AddTransitionAsync("The ombudsman is late", "Ombudsman", "ManualIntervention");
        await canvas.TriggerAsync("The ombudsman is late", "Doorstep.Deadline");
        await canvas.WriteAsync("The ombudsman is late", "Within", "P5D");
        await studio.UntilAsync("document.getElementById('lint-count').className !== 'faults'");
        await canvas.PublishAsync("a second designer has to approve it", 25);
        await ApproveAsync(doorstep);
        await studio.GoAsync("/studio/workflows/definitions/overdue-visit/diff");
        await studio.SeesAsync("Ombudsman");
        await studio.SeesAsync("A second designer has approved this: another-designer.");
        await studio.ShootAsync(Shots, "diff");
        await canvas.OpenAsync(25);
        for (var round = 0; round < 1800 && (await PublishedAsync(doorstep))["version"]!.GetValue<int>() == 1; round++)
        {
            if (round % 600 == 0) await canvas.PublishAsync();
            await Task.Delay(100);
        }

        var loan = Loan.Body("SYN-OMBUDSMAN");
        loan["definition"]!["version"] = 2;
        var id = (await doorstep.Client.PostAnswerAsync("/api/v1/cases", loan.ToJsonString())).With(HttpStatusCode.Accepted)["caseId"];
        (await doorstep.Client.TellAsync(id, "fine", "FeedbackGiven", """{"rating":4}""")).With(HttpStatusCode.OK)["state"].ShouldBe("Intake");
        (await doorstep.Client.TellAsync(id, "bad", "FeedbackGiven", """{"rating":1}""")).With(HttpStatusCode.OK)["state"].ShouldBe("Ombudsman");
        await studio.GoAsync($"/studio/workflows/instances/{id}/view");
        await studio.UntilAsync($"{Canvas.States} >= 25");
        await studio.UntilAsync(Canvas.InSight());
        await studio.UntilAsync(Stands("Ombudsman"));
        // What happens while the page still connects it hears of with the next thing that happens.
        for (var word = 1; !await studio.IsSeenAsync("PaymentReceived", TimeSpan.FromSeconds(word == 1 ? 0 : 20)); word++)
        {
            word.ShouldBeLessThan(10, "the viewer follows a case that goes on");
            (await doorstep.Client.TellAsync(id, $"pay-{word}", "PaymentReceived", $$"""{"amount":100,"ref":"P-{{word}}"}""")).With(HttpStatusCode.OK);
        }

        // It is heard now, so the mark goes with the case while the page stays open.
        (await doorstep.Client.TellAsync(id, "decided", "FeedbackGiven", """{"rating":5}""")).With(HttpStatusCode.OK)["state"].ShouldBe("ManualIntervention");
        await studio.UntilAsync(Stands("ManualIntervention"));
        await studio.UntilAsync($"!({Stands("Ombudsman")})");
        await studio.SeesAsync("PaymentReceived");

        await ComesBackFromAFileAsync(doorstep);
        studio.Errors.Where(error => !error.Contains("status of 400", StringComparison.Ordinal)).ShouldBeEmpty();
        studio.Foreign.ShouldBeEmpty();
    }

    [Fact]
    public async Task Whatever_is_shipped_comes_out_of_Studio_as_it_went_in()
    {
        SkipWithoutBrowser();
        await using var doorstep = new RunningDoorstep();
        await doorstep.InitializeAsync();
        await using var studio = await StudioBrowser.OpenAsync(doorstep);
        await studio.SignInAsync(page: "/account");

        foreach (var path in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "workflow-definitions"), "*.json"))
        {
            var file = JsonNode.Parse(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken))!;
            var (definitionId, states) = (file["definitionId"]!.ToString(), file["root"]!["states"]!.AsArray());
            var canvas = new Canvas(studio, doorstep, definitionId);
            await canvas.OpenAsync(states.Count);
            await canvas.AddStateAsync("Elsewhere");
            await canvas.SavedAsync("\"Elsewhere\"");
            await studio.UntilAsync($"(document.querySelectorAll('details[open]').forEach(menu => menu.open = false), {Canvas.InSight("Elsewhere")})");

            states.Add(new JsonObject { ["name"] = "Elsewhere" });
            file.AsObject().Remove("version"); // It says which one it is, and that is another now.
            Lost(file, (await doorstep.Client.GetAnswerAsync($"/api/v1/definitions/{definitionId}")).Json["definition"]!, definitionId).ShouldBeEmpty();
        }

        studio.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_case_goes_on_in_the_viewer_and_invented_ones_are_played()
    {
        SkipWithoutBrowser();
        await using var doorstep = new RunningDoorstep();
        await doorstep.InitializeAsync();
        var id = await doorstep.Client.StartAsync("SYN-WATCHED");
        await using var studio = await StudioBrowser.OpenAsync(doorstep);

        await studio.SignInAsync(page: "/account");
        await studio.GoAsync("/studio/workflows/instances");
        await studio.SeesAsync("SYN-WATCHED");
        await studio.ShootAsync(Shots, "instances");
        await studio.GoAsync($"/studio/workflows/instances/{id}/view");
        await studio.UntilAsync($"{Canvas.States} >= 24");
        await studio.UntilAsync(Canvas.InSight());
        await studio.SeesAsync("Started");
        await doorstep.RelayAsync();
        // What happens while the page still connects it hears of with the next thing that happens.
        for (var call = 1; !await studio.IsSeenAsync("ContactAttempted", TimeSpan.FromSeconds(call == 1 ? 0 : 20)); call++)
        {
            call.ShouldBeLessThan(10, "the viewer follows a case that goes on");
            (await doorstep.Client.TellAsync(id, $"call-{call}", "ContactAttempted", """{"channel":"CALL","result":"ANSWERED"}""")).With(HttpStatusCode.OK);
        }

        await studio.ShootAsync(Shots, "viewer");

        await studio.GoAsync("/studio/workflows/definitions/overdue-visit/simulation");
        await studio.Page.WaitForSelectorAsync("#invented [name=cases]");
        await studio.Page.EvaluateExpressionAsync("document.querySelector('#invented [name=cases]').value = 200");
        await studio.ClickAsync("#invented button");
        await studio.UntilAsync("document.getElementById('result')?.dataset.shown === 'simulation'");
        await studio.SeesAsync("No dead end was found.");
        await studio.ShootAsync(Shots, "simulation");

        studio.Errors.ShouldBeEmpty();
        studio.Foreign.ShouldBeEmpty();
    }

    /// <summary>The canvas marks a state as that of the case.</summary>
    private static string Stands(string state) =>
        $"[...document.querySelectorAll('g[data-shape=\"elsa-state-machine-state\"]')].some(state => state.textContent.includes('{state}') && state.textContent.includes('Current'))";

    private static void SkipWithoutBrowser()
    {
        Assert.SkipUnless(StudioServingTests.HasBundle, StudioServingTests.NoBundle);
        Assert.SkipWhen(StudioBrowser.Chromium is null, "There is no Chromium; ./test installs it where it can.");
    }

    /// <summary>A second designer has looked at it.</summary>
    private static async Task ApproveAsync(RunningDoorstep doorstep)
    {
        var wish = (await doorstep.Client.GetAnswerAsync("/api/v1/publications?definitionId=overdue-visit&status=pending")).With(HttpStatusCode.OK).Json.AsArray().ShouldHaveSingleItem()!;
        using var second = await doorstep.SecondDesignerAsync("another-designer");
        (await second.PostAnswerAsync("/api/v1/publications/overdue-visit/2/approve", $$"""{"contentHash":"{{wish["contentHash"]}}","reason":"Looked at it."}""")).With(HttpStatusCode.OK);
    }

    private static async Task<JsonNode> PublishedAsync(RunningDoorstep doorstep) => await doorstep.Client.ElsaAsync("/workflow-definitions/by-definition-id/overdue-visit?versionOptions=Published");

    /// <summary>Exported, and imported into a house that knows nothing of it: the same in meaning.</summary>
    private static async Task ComesBackFromAFileAsync(RunningDoorstep doorstep)
    {
        var file = (await doorstep.Client.GetAnswerAsync("/elsa/api/workflow-definitions/overdue-visit/export?versionOptions=Published")).With(HttpStatusCode.OK).Json;
        await using var elsewhere = new RunningDoorstep();
        await elsewhere.InitializeAsync();
        (await elsewhere.Client.PostAnswerAsync("/elsa/api/workflow-definitions/import", file.ToJsonString())).With(HttpStatusCode.OK);
        var imported = (await elsewhere.Client.GetAnswerAsync("/api/v1/definitions/overdue-visit")).With(HttpStatusCode.OK).Json["definition"]!;
        var mine = (await doorstep.Client.GetAnswerAsync("/api/v1/definitions/overdue-visit")).Json["definition"]!;
        JsonNode.DeepEquals(imported["root"], mine["root"]).ShouldBeTrue();
        Lost(mine, imported, "").ShouldBeEmpty();
    }

    /// <summary>Everything of a definition that another one does not have, or has otherwise.</summary>
    private static IEnumerable<string> Lost(JsonNode? from, JsonNode? to, string path) => (from, to) switch
    {
        (JsonObject one, JsonObject other) => one.SelectMany(member => Lost(member.Value, other[member.Key], $"{path}.{member.Key}")),
        (JsonArray one, JsonArray other) when one.Count == other.Count => one.Zip(other).SelectMany((pair, index) => Lost(pair.First, pair.Second, $"{path}[{index}]")),
        _ => JsonNode.DeepEquals(from, to) ? [] : [$"{path}: {from?.ToJsonString()} is {to?.ToJsonString()}"],
    };
}
