using System.Text.Json;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Outbox;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Tests.Engine;
using static Doorstep.Workflows.Tests.Definitions.Definition;

namespace Doorstep.Workflows.Tests.Outbox;

public sealed class CaseChannelTests
{
    [Fact]
    public async Task A_case_hears_what_it_says_to_itself_in_a_step_of_its_own()
    {
        await using var house = await EngineHouse.OpenAsync(Of("New", [State("New", Machines.Publish("Opened", isLocal: true, payload: "({ n: 7 })")), State("Open")],
            [Way("New", "Open", OnEvent("Opened"), Script("event.data.n == 7"))]).Named("m"));
        var id = await house.StartAsync("m", "loan-1");
        (await house.StateAsync(id)).ShouldBe("New");

        await house.Relay.RunAsync();

        (await house.StateAsync(id)).ShouldBe("Open");
        var row = (await house.JournalAsync(id))[^1];
        (row.EventId, row.Actor, row.Sequence).ShouldBe(($"doorstep:{id}/1/0", $"case:{id}", 2));
    }

    [Fact]
    public async Task What_a_script_calls_the_correlation_id_reaches_the_case_itself_as_in_Elsa()
    {
        var tell = Activity("Elsa.PublishEvent", ("eventName", Literal("Hello")), ("correlationId", Script("getCorrelationId()")));
        await using var house = await EngineHouse.OpenAsync(Of("A", [State("A"), State("B"), State("C")], [Way("A", "B", OnEvent("Go"), null, tell), Way("B", "C", OnEvent("Hello"))]).Named("m"));
        var id = await house.StartAsync("m", "loan-1");
        await house.CrashAsync();
        await house.RaiseAsync(id, "e-1", "Go");

        await house.Relay.RunAsync();

        (await house.StateAsync(id)).ShouldBe("C");
    }

    [Fact]
    public async Task A_case_that_answers_itself_goes_on_within_one_round()
    {
        await using var house = await EngineHouse.OpenAsync(Of("A", [State("A", Machines.Publish("Next", isLocal: true)), State("B", Machines.Publish("Next", isLocal: true)), State("C")],
            [Way("A", "B", OnEvent("Next")), Way("B", "C", OnEvent("Next"))]).Named("m"));
        var id = await house.StartAsync("m", "loan-1");

        (await house.Relay.RunAsync()).ShouldBe(2);

        (await house.StateAsync(id)).ShouldBe("C");
    }

    [Fact]
    public async Task A_case_that_answers_itself_for_ever_ends_the_round_at_its_bound()
    {
        await using var house = await EngineHouse.OpenAsync(new EnginePlan
        {
            Definitions = [Of("A", [State("A", Machines.Publish("Next", isLocal: true))], [Way("A", "A", OnEvent("Next"))]).Named("m")],
            Outbox = new OutboxOptions { BatchesMax = 9 },
        });
        await house.StartAsync("m", "loan-1");

        (await house.Relay.RunAsync()).ShouldBe(9);
    }

    [Fact]
    public async Task An_event_reaches_the_case_with_the_business_key_of_the_same_tenant()
    {
        await using var house = await EngineHouse.OpenAsync(Sender(), Machines.Reminder("receiver"));
        var (mine, theirs) = (await StartAsync(house, "receiver", "loan/7", "south/west"), await StartAsync(house, "receiver", "loan/7", "south"));
        var sender = await StartAsync(house, "sender", "boss", "south/west");

        await house.RaiseAsync(sender, "e-1", "Tell", new { to = "loan/7" });
        await house.Relay.RunAsync();

        (await house.StateAsync(mine)).ShouldBe("Paid");
        (await house.StateAsync(theirs)).ShouldBe("Waiting");
    }

    [Fact]
    public async Task An_event_for_a_case_that_is_not_there_is_tried_again_and_reaches_one_that_starts_meanwhile()
    {
        await using var house = await EngineHouse.OpenAsync(Sender(), Machines.Reminder("receiver"));
        var sender = await house.StartAsync("sender", "boss");
        await house.RaiseAsync(sender, "e-1", "Tell", new { to = "loan-7" });
        await house.Relay.RunAsync();
        (await MessageAsync(house, sender)).LastError.ShouldBe("No running case of 'default' has the business key 'loan-7'.");

        var receiver = await house.StartAsync("receiver", "loan-7");
        house.Clock.Advance(TimeSpan.FromSeconds(2));
        await house.Relay.RunAsync();

        (await house.StateAsync(receiver)).ShouldBe("Paid");
    }

    [Fact]
    public async Task An_event_for_a_case_that_never_comes_is_parked_after_the_last_attempt()
    {
        await using var house = await EngineHouse.OpenAsync(
            new EnginePlan { Definitions = [Sender()], Outbox = new OutboxOptions { AttemptsMax = 3, RetryDelayMax = TimeSpan.FromSeconds(4) } });
        var sender = await house.StartAsync("sender", "boss");
        await house.RaiseAsync(sender, "e-1", "Tell", new { to = "loan-7" });

        for (var round = 0; round < 10; round++)
        {
            await house.Relay.RunAsync();
            house.Clock.Advance(TimeSpan.FromSeconds(4));
        }

        var parked = await MessageAsync(house, sender);
        (parked.Status, parked.Attempts).ShouldBe((OutboxStatus.Parked, 3));
    }

    [Fact]
    public async Task An_event_that_the_other_case_never_waits_for_is_parked_at_once_unless_every_case_may_hear_it()
    {
        await using var house = await EngineHouse.OpenAsync(Sender("Nonsense"), Sender("PaymentReceived").Named("payer"), Machines.Reminder("receiver"));
        var receiver = await house.StartAsync("receiver", "loan-7");
        var (fool, payer) = (await house.StartAsync("sender", "fool"), await house.StartAsync("payer", "payer"));

        foreach (var id in new[] { fool, payer }) await house.RaiseAsync(id, "e-1", "Tell", new { to = "loan-7", amount = 3 });
        await house.Relay.RunAsync();

        (await MessageAsync(house, fool)).Status.ShouldBe(OutboxStatus.Parked);
        (await MessageAsync(house, payer)).Status.ShouldBe(OutboxStatus.Delivered);
        (await house.CaseAsync(receiver)).Snapshot.Facts.ToJson().GetProperty("PaymentReceived").GetProperty("amount").GetInt32().ShouldBe(3);
    }

    [Fact]
    public async Task A_relay_that_dies_after_the_case_heard_it_tells_it_again_and_the_case_hears_it_once()
    {
        InterposedStore store = null!;
        await using var house = await EngineHouse.OpenAsync(new EnginePlan { Definitions = [Sender(), Machines.Reminder("receiver")], Wrap = inner => store = new InterposedStore(inner) });
        var receiver = await house.StartAsync("receiver", "loan-7");
        await house.PassAsync(TimeSpan.FromDays(5));
        var sender = await house.StartAsync("sender", "boss");
        await house.RaiseAsync(sender, "e-1", "Tell", new { to = "loan-7", again = true });
        store.BeforeSave = _ => throw new DiedException();
        await Should.ThrowAsync<DiedException>(() => house.Relay.RunAsync());

        await house.CrashAsync();
        await house.Relay.RunAsync();

        (await house.JournalAsync(receiver)).Count(row => row.EventType == "Again").ShouldBe(1);
        (await MessageAsync(house, sender)).Status.ShouldBe(OutboxStatus.Delivered);
    }

    private static System.Text.Json.Nodes.JsonObject Sender(string name = "Paid") => Of("Idle", [State("Idle")],
    [
        Way("Idle", "Idle", OnEvent("Tell"), Script("!event.data.again"), Machines.Publish(name, to: "event.data.to", payload: "event.data")),
        Way("Idle", "Idle", OnEvent("Tell"), Script("event.data.again"), Machines.Publish("Again", to: "event.data.to")),
    ]).Named("sender");

    private static async Task<string> StartAsync(EngineHouse house, string definition, string businessKey, string tenant) =>
        (await house.Sender.Send(new StartCase(
            businessKey, JsonSerializer.SerializeToElement(new { schema = "workflow.start/1", tenant, definition = new { key = definition }, businessKey }), EngineHouse.Service))).Value().CaseId;

    private static async Task<OutboxRecord> MessageAsync(EngineHouse house, string sender) => (await house.Store.OutboxAsync(null, sender, 10)).ShouldHaveSingleItem();
}
