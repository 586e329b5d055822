using System.Net;
using System.Text.Json.Nodes;
using Doorstep.Host.Tests.Running;

namespace Doorstep.Host.Tests.Designer;

/// <summary>Drafts are tried out on invented people before anybody real is touched (S66).</summary>
public sealed class SimulationTests(RunningDoorstep doorstep)
{
    private HttpClient Client => doorstep.Client;

    [Fact]
    public async Task S66_the_shipped_definition_is_played_with_its_real_guards_and_every_case_comes_to_an_end()
    {
        var made = (await Client.PostAnswerAsync("/api/v1/definitions/overdue-visit/simulations", """{"cases":60,"seed":7,"days":900,"start":"2026-03-02T01:00:00Z"}""")).With(HttpStatusCode.OK).Json;

        var result = made["result"]!;
        (result["cases"]!.GetValue<int>(), result["isCut"]!.GetValue<bool>(), made["root"]!.ToString()).ShouldBe((60, false, "overdue-visit"));
        result["deadEnds"]!.AsArray().ShouldBeEmpty();
        result["faults"]!.AsArray().ShouldBeEmpty();
        result["ends"]!.AsArray().Select(end => (end!["end"]!.ToString(), end["state"]!.ToString()[..6])).Distinct().ShouldBe([("closed", "Closed")]);
        result["objections"]!.AsArray().Select(one => one!["guard"]!.ToString()).ShouldContain("G1 Hours");
        result["acts"]!.AsArray().Single(act => act!["kind"]!.ToString() == "CALL")!["allowed"]!.GetValue<int>().ShouldBeGreaterThan(50);
        result["standIns"]!.AsArray().Select(one => one!.ToString()).ShouldBe(["Doorstep:Institution:FeedbackPage"]);
        result["warnings"]![0]!["zh"]!.ToString().ShouldContain("Doorstep:Institution:FeedbackPage");
        // Two machines of the family call deadlines the same; each has its own row, and none is missed more often than it ran or was taken.
        var taken = result["ways"]!.AsArray().ToDictionary(way => (way!["definition"]!.ToString(), way["transition"]!.ToString()), way => way!["times"]!.GetValue<int>());
        foreach (var deadline in result["deadlines"]!.AsArray())
            deadline!["missed"]!.GetValue<int>().ShouldBeLessThanOrEqualTo(Math.Min(deadline["armed"]!.GetValue<int>(), taken[(deadline["definition"]!.ToString(), deadline["transition"]!.ToString())]), deadline.ToJsonString());
        result["deadlines"]!.AsArray().Where(deadline => deadline!["transition"]!.ToString() == "T55").Select(deadline => deadline!["definition"]!.ToString()).Count().ShouldBeGreaterThan(1);
        result["daysToClosure"]!["median"]!.GetValue<double>().ShouldBeInRange(5, 400);
        (await Client.GetAnswerAsync("/api/v1/definitions/overdue-visit/simulations")).With(HttpStatusCode.OK).Json.AsArray().ShouldContain(one => JsonNode.DeepEquals(one!["result"], result));
    }

    [Fact]
    public async Task S66_a_draft_of_a_part_is_played_inside_the_definition_that_runs_it()
    {
        (await Client.PostAnswerAsync("/api/v1/definitions/legal/simulations", """{"cases":2,"seed":1,"days":30}""")).With(HttpStatusCode.OK)["root"].ShouldBe("overdue-visit");
        (await Client.PostAnswerAsync("/api/v1/definitions/legal/simulations", """{"root":"overdue-reminder"}""")).With(HttpStatusCode.BadRequest).Json["errors"]![0]!["path"]!.ToString().ShouldBe("root");
    }

    [Theory]
    [InlineData("9999-12-31T00:00:00Z")]
    [InlineData("0001-01-01T00:00:00Z")]
    public async Task A_start_at_which_nothing_can_be_counted_is_refused_by_its_name(string start) =>
        (await Client.PostAnswerAsync("/api/v1/definitions/overdue-visit/simulations", $$"""{"cases":2,"start":"{{start}}"}""")).With(HttpStatusCode.BadRequest).Json["errors"]![0]!["path"]!.ToString().ShouldBe("start");

    [Fact]
    public async Task A_line_of_a_script_that_no_case_can_play_is_named()
    {
        (await Client.PostAnswerAsync("/api/v1/definitions", Waiting("idle-script"))).With(HttpStatusCode.OK);

        var wrong = (await Client.PostAnswerAsync("/api/v1/definitions/idle-script/simulations",
            """{"script":[{"in":"Wating","after":"P2D","type":"Answered","data":{}},{"after":"P1D","type":"PaymentRecieved","data":{}},{"after":"P1D","type":"PaymentReceived","data":{"amount":0}}]}""")).With(HttpStatusCode.BadRequest);

        wrong.Json["errors"]!.AsArray().Select(error => error!["path"]!.ToString()).ShouldBe(["script[0].in", "script[1].type", "script[2].data.amount"]);
    }

    [Fact]
    public async Task A_scripted_customer_does_what_is_written_on_a_draft_that_was_never_published()
    {
        (await Client.PostAnswerAsync("/api/v1/definitions", Waiting("scripted"))).With(HttpStatusCode.OK);

        var made = (await Client.PostAnswerAsync("/api/v1/definitions/scripted/simulations", """{"script":[{"in":"Waiting","after":"P2D","type":"Answered","data":{"decision":"YES"}}]}""")).With(HttpStatusCode.OK).Json;

        (made["version"]!.GetValue<int>(), made["isScripted"]!.GetValue<bool>(), made["result"]!["cases"]!.GetValue<int>()).ShouldBe((1, true, 1));
        made["result"]!["paths"]![0]!["states"]!.AsArray().Select(state => state!.ToString()).ShouldBe(["Waiting", "Done"]);
        made["result"]!["daysToClosure"]!["median"]!.GetValue<double>().ShouldBe(2);
    }

    [Fact]
    public async Task A_draft_that_cannot_run_and_a_wish_that_cannot_be_met_are_refused_with_everything_that_is_wrong()
    {
        (await Client.PostAnswerAsync("/api/v1/definitions", Waiting("lame").Replace("Elsa.Event", "Elsa.Evnt", StringComparison.Ordinal))).With(HttpStatusCode.OK);

        (await Client.PostAnswerAsync("/api/v1/definitions/lame/simulations", "{}")).With(HttpStatusCode.UnprocessableEntity).Json["errors"]![0]!["path"]!.ToString().ShouldContain("transition 'yes'");
        var wrong = (await Client.PostAnswerAsync(
            "/api/v1/definitions/lame/simulations", """{"case":1,"cases":"many","seed":1.5,"start":"soon","script":[{"after":"2 days","typ":"X","data":7}]}""")).With(HttpStatusCode.BadRequest);
        wrong.Json["errors"]!.AsArray().Select(error => error!["path"]!.ToString()).ShouldBe(["case", "cases", "seed", "start", "script[0].typ", "script[0].after", "script[0].data"]);
        (await Client.PostAnswerAsync("/api/v1/definitions/lame/simulations", """{"cases":10001,"days":0}""")).With(HttpStatusCode.BadRequest).Json["errors"]!.AsArray().Count.ShouldBe(2);
        (await Client.PostAnswerAsync("/api/v1/definitions/nothing/simulations", "{}")).With(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Copies_of_the_live_cases_say_what_a_draft_would_do_to_them_and_nothing_changes()
    {
        (await Client.PostAnswerAsync("/api/v1/definitions", Waiting("foreseen"))).With(HttpStatusCode.OK);
        (await Client.PostAnswerAsync("/api/v1/definitions/foreseen/publish", content: null)).With(HttpStatusCode.OK);
        var ids = new List<string>();
        foreach (var name in (string[])["f-1", "f-2"])
            ids.Add((await Client.PostAnswerAsync("/api/v1/cases", $$$"""{"schema":"workflow.start/1","idempotencyKey":"{{{name}}}","tenant":"t","definition":{"key":"foreseen"},"businessKey":"{{{name}}}"}""")).With(HttpStatusCode.Accepted)["caseId"]);
        (await Client.PostAnswerAsync("/api/v1/definitions", Waiting("foreseen", "P5D", "Pause"))).With(HttpStatusCode.OK);

        var seen = (await Client.PostAnswerAsync("/api/v1/definitions/foreseen/foresight", """{"days":40}""")).With(HttpStatusCode.OK).Json;

        (seen["cases"]!.GetValue<int>(), seen["version"]!.GetValue<int>()).ShouldBe((2, 2));
        seen["cannot"]!.AsArray().ShouldBeEmpty();
        var shift = seen["deadlines"]!.AsArray().ShouldHaveSingleItem()!;
        (shift["transition"]!.ToString(), shift["earlier"]!.GetValue<int>(), shift["meanShiftHours"]!.GetValue<double>()).ShouldBe(("late", 2, -5 * 24));
        seen["newDeadEnds"]!.AsArray().Select(stuck => (stuck!["caseId"]!.ToString(), stuck["state"]!.ToString())).ShouldBe(ids.Order(StringComparer.Ordinal).Select(id => (id, "Pause")));
        seen["before"]!["ends"]!.AsArray().ShouldHaveSingleItem()!["state"]!.ToString().ShouldBe("Late");
        foreach (var id in ids) (await Client.GetAnswerAsync($"/api/v1/cases/{id}")).With(HttpStatusCode.OK).Json["sequence"]!.GetValue<int>().ShouldBe(1);
    }

    /// <summary>Waits ten days for an answer; late cases end, or in another version wait for ever.</summary>
    private static string Waiting(string id, string within = "P10D", string late = "Late")
    {
        const string forEver = ",{\"name\":\"on\",\"from\":\"Pause\",\"to\":\"Done\",\"trigger\":{\"id\":\"n\",\"type\":\"Elsa.Event\",\"version\":1,\"eventName\":{\"expression\":{\"type\":\"Literal\",\"value\":\"GoOn\"}}}}";
        return """
            {"definitionId":"ID","name":"ID","root":{"id":"m","type":"Elsa.StateMachine","version":1,"initialState":"Waiting","states":[{"name":"Waiting"},{"name":"Done"},{"name":"LATE"}],
             "transitions":[{"name":"yes","from":"Waiting","to":"Done","trigger":{"id":"e","type":"Elsa.Event","version":1,"eventName":{"typeName":"String","expression":{"type":"Literal","value":"Answered"}}},
               "condition":{"typeName":"Boolean","expression":{"type":"JavaScript","value":"event.data.decision == 'YES'"}}},
              {"name":"late","from":"Waiting","to":"LATE","trigger":{"id":"d","type":"Doorstep.Deadline","version":1,"within":{"typeName":"String","expression":{"type":"Literal","value":"WITHIN"}}}}MORE]}}
            """.Replace("ID", id, StringComparison.Ordinal).Replace("WITHIN", within, StringComparison.Ordinal).Replace("LATE", late, StringComparison.Ordinal)
            .Replace("MORE", late == "Pause" ? forEver : "", StringComparison.Ordinal);
    }
}
