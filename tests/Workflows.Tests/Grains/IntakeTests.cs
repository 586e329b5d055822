using System.Text.Json;
using System.Text.Json.Nodes;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Tests.Collections;
using Doorstep.Workflows.Tests.Engine;
using Doorstep.Workflows.Tests.House;
using static Doorstep.Workflows.Tests.Definitions.Definition;

namespace Doorstep.Workflows.Tests.Grains;

/// <summary>What comes into a case is such that it can be kept, wherever it comes from.</summary>
public sealed class IntakeTests
{
    private const string Deep = "(() => { var deep = 1; for (var level = 0; level < 40; level++) deep = [deep]; return deep; })()";

    [Fact]
    public async Task S9_a_value_nested_too_deep_faults_the_step_and_the_case_can_be_read_and_goes_on()
    {
        var set = Activity("Elsa.SetVariable", ("variable", new JsonObject { ["id"] = "v1" }), ("value", Script(Deep)));
        await using var house = await EngineHouse.OpenAsync(Of("Waiting", [State("Waiting"), State("Done")],
            [Way("Waiting", "Waiting", OnEvent("Deep"), action: set), Way("Waiting", "Done", OnEvent("Go"))],
            [new JsonObject { ["id"] = "v1", ["name"] = "Note", ["typeName"] = "Object" }]).Named("m"));
        var id = await house.StartAsync("m", "loan-1");

        (await house.RaiseAsync(id, "e-1", "Deep")).Reason.ShouldBe("Variable 'Note' has more than 32 arrays and objects inside each other (bound ValueDepthMax).");

        await house.CrashAsync();
        (await house.StateAsync(id)).ShouldBe("Waiting");
        (await house.RaiseAsync(id, "e-2", "Go")).State.ShouldBe("Done");
    }

    [Fact]
    public async Task S9_data_nested_too_deep_is_neither_sent_nor_taken_and_nothing_of_it_is_kept()
    {
        await using var house = await EngineHouse.OpenAsync(Of("Waiting", [State("Waiting"), State("Done")],
            [Way("Waiting", "Waiting", OnEvent("Send"), action: Machines.Publish("Deep", isLocal: true, payload: $"({{ deep: {Deep} }})")), Way("Waiting", "Done", OnEvent("Deep"))]).Named("m"));
        var id = await house.StartAsync("m", "loan-1");

        (await house.RaiseAsync(id, "e-1", "Send")).Outcome.ShouldBe(CaseOutcome.Faulted);
        (await house.Store.OutboxAsync(null, id, 10)).ShouldBeEmpty();
        (await house.SendEventAsync(id, "e-2", "Deep", JsonSerializer.SerializeToElement(new { deep = Nested(40) }))).Refusal().Kind.ShouldBe(RefusalKind.Invalid);
        (await house.SendStartAsync("m", "loan-2", Nested(40))).Refusal().Reason.ShouldContain("bound ValueDepthMax");

        (await house.JournalAsync(id)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Input_that_calls_itself_a_case_file_is_only_input()
    {
        await using var house = await EngineHouse.OpenAsync(Machines.Reminder());
        var id = await house.StartAsync("reminder", "loan-1", new { schema = "case.file/1", debt = "no debt", customer = new { token = 5 } });

        await house.CrashAsync();

        (await house.CaseAsync(id)).Snapshot.Facts.ShouldBeOfType<JsonFacts>();
        (await house.RaiseAsync(id, "e-1", "Paid")).State.ShouldBe("Paid");
    }

    [Fact]
    public async Task A_fact_that_a_case_sends_itself_is_checked_like_one_from_outside_and_parked_when_it_does_not_fit()
    {
        await using var house = await EngineHouse.OpenAsync(Of("Waiting", [State("Waiting"), State("Closed")],
            [Way("Waiting", "Waiting", OnEvent("Tell"), action: Machines.Publish("PaymentReceived", isLocal: true, payload: "({ amount: -500 })")), Way("Waiting", "Closed", OnEvent("AccountCured"))]).Named("m"));
        var id = await StartLoanAsync(house, "m");
        var owed = await OwedAsync(house, id);
        await house.RaiseAsync(id, "e-1", "Tell");

        await house.Relay.RunAsync();

        (await OwedAsync(house, id)).ShouldBe(owed);
        var parked = (await house.Store.OutboxAsync(OutboxStatus.Parked, id, 10)).ShouldHaveSingleItem();
        parked.LastError.ShouldNotBeNull().ShouldContain("data.amount");
    }

    [Fact]
    public void Amounts_that_add_up_to_more_than_can_be_counted_do_not_fit()
    {
        var file = Files.Open(new { currency = "CNY", principal = 0, interest = 0, penalty = 0, fees = 0, total = 0, credit = long.MaxValue - 100, dpd = 20 });
        IEnumerable<string> Faults(string type, long amount) =>
            Files.Folder.Faults(file, new WorkflowEvent.Raised("e-1", type, Files.Monday, JsonSerializer.SerializeToElement(new { amount })), Files.Monday);

        Faults("PaymentReceived", 101).ShouldHaveSingleItem().ShouldContain("more than can be counted");
        Faults("PaymentReceived", 100).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_outsider_cannot_take_the_id_of_an_event_that_the_house_will_raise()
    {
        await using var house = await EngineHouse.OpenAsync(Of("A", [State("A", Machines.Publish("Next", isLocal: true)), State("B")], [Way("A", "B", OnEvent("Next")), Way("A", "A", OnEvent("Squat"))]).Named("m"));
        var id = await house.StartAsync("m", "loan-1");

        await house.RaiseAsync(id, $"{id}/1/0", "Squat");
        (await house.SendEventAsync(id, $"doorstep:{id}/1/0", "Squat")).Refusal().Faults.ShouldHaveSingleItem().Path.ShouldBe("eventId");
        await house.Relay.RunAsync();

        (await house.StateAsync(id)).ShouldBe("B");
        (await house.Store.OutboxAsync(OutboxStatus.Parked, id, 10)).ShouldBeEmpty();
    }

    private static object Nested(int depth) => depth == 0 ? new { } : new { deep = Nested(depth - 1) };

    private static async Task<long> OwedAsync(EngineHouse house, string id) => (await house.CaseAsync(id)).Snapshot.Facts.ToJson().GetProperty("debt").GetProperty("total").GetInt64();

    private static async Task<string> StartLoanAsync(EngineHouse house, string definition)
    {
        (await house.Sender.Send(new ImportPolicies("workflow-definitions", Actor.House))).Value();
        var body = JsonNode.Parse(Repository.Read("docs/samples/start-case.json"))!;
        body["definition"]!["key"] = definition;
        return (await house.Sender.Send(new StartCase("loan-1", JsonSerializer.SerializeToElement(body), EngineHouse.Service))).Value().CaseId;
    }
}
