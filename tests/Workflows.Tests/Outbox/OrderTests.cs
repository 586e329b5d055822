using System.Text.Json.Nodes;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Outbox;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Tests.Engine;
using static Doorstep.Workflows.Tests.Definitions.Definition;

namespace Doorstep.Workflows.Tests.Outbox;

public sealed class OrderTests
{
    [Fact]
    public async Task Messages_of_one_case_leave_in_the_order_of_step_and_number_and_ten_comes_after_nine()
    {
        await using var receiver = new Receiver();
        await using var house = await OpenAsync(receiver);
        var ids = await Task.WhenAll(Enumerable.Range(1, 5).Select(number => house.StartAsync("m", $"loan-{number}")));
        for (var number = 1; number <= 11; number++)
            foreach (var id in ids) await house.RaiseAsync(id, $"e-{number}", "Say", new { number });

        (await house.Relay.RunAsync()).ShouldBe(5 * 11 * 2);

        foreach (var id in ids)
        {
            receiver.Arrived.Select(arrived => arrived.Key!).Where(key => key.StartsWith(id, StringComparison.Ordinal))
                .ShouldBe(Enumerable.Range(2, 11).SelectMany(sequence => new[] { $"{id}/{sequence}/0", $"{id}/{sequence}/1" }));
        }
    }

    [Fact]
    public async Task A_message_waits_while_an_earlier_one_of_its_case_to_the_same_destination_is_pending_and_nobody_else_does()
    {
        await using Receiver failing = new() { Answer = _ => Task.FromResult(503) }, healthy = new();
        await using var house = await OpenAsync(failing, new WebhookOptions { Name = "healthy", Url = healthy.Url, Secret = "s" });
        var (id, other) = (await house.StartAsync("m", "loan-1"), await house.StartAsync("m", "loan-2"));
        await house.RaiseAsync(id, "e-1", "Say");

        await house.Relay.RunAsync();
        failing.Arrived.ShouldHaveSingleItem().Key.ShouldBe($"{id}/2/0");
        failing.Answer = _ => Task.FromResult(200);
        await house.RaiseAsync(id, "e-2", "Say");
        await house.RaiseAsync(other, "e-1", "Say");
        await house.Relay.RunAsync();

        healthy.Arrived.Count(arrived => arrived.Key!.StartsWith(id, StringComparison.Ordinal)).ShouldBe(4, "another destination waits for nobody");
        failing.Arrived.Skip(1).Select(arrived => arrived.Key).ShouldBe([$"{other}/2/0", $"{other}/2/1"], "another case waits for nobody");
        house.Clock.Advance(TimeSpan.FromSeconds(2));
        await house.Relay.RunAsync();
        failing.Arrived.Skip(3).Select(arrived => arrived.Key).ShouldBe([$"{id}/2/0", $"{id}/2/1", $"{id}/3/0", $"{id}/3/1"]);
    }

    [Fact]
    public async Task A_parked_message_lets_the_later_ones_pass()
    {
        await using var receiver = new Receiver { Answer = received => Task.FromResult(received.Key!.EndsWith("/2/0", StringComparison.Ordinal) ? 410 : 200) };
        await using var house = await OpenAsync(receiver);
        var id = await house.StartAsync("m", "loan-1");
        await house.RaiseAsync(id, "e-1", "Say");

        await house.Relay.RunAsync();

        receiver.Arrived.Select(arrived => arrived.Key).ShouldBe([$"{id}/2/0", $"{id}/2/1"]);
        (await house.Store.OutboxAsync(OutboxStatus.Parked, id, 10)).ShouldHaveSingleItem().Key.ShouldBe($"{id}/2/0");
        receiver.Answer = _ => Task.FromResult(200);
        (await house.Sender.Send(new RetryOutbox($"{id}/2/0", "They are back.", EngineHouse.Supervisor))).Value();
        (await house.Relay.RunAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Messages_that_wait_for_others_do_not_take_the_places_of_those_that_could_go()
    {
        await using var receiver = new Receiver { Answer = _ => Task.FromResult(500) };
        await using var house = await OpenAsync(receiver, batchMax: 3);
        var stuck = await house.StartAsync("m", "loan-1");
        for (var number = 1; number <= 8; number++) await house.RaiseAsync(stuck, $"e-{number}", "Say");
        await house.Relay.RunAsync();
        receiver.Answer = _ => Task.FromResult(200);
        house.Clock.Advance(TimeSpan.FromMilliseconds(500));
        var free = await house.StartAsync("m", "loan-2");
        await house.RaiseAsync(free, "e-1", "Say");

        (await house.Relay.RunAsync()).ShouldBe(2);

        receiver.Arrived.Skip(1).Select(arrived => arrived.Key).ShouldBe([$"{free}/2/0", $"{free}/2/1"]);
    }

    private static Task<EngineHouse> OpenAsync(Receiver receiver, WebhookOptions? second = null, int batchMax = 200) => EngineHouse.OpenAsync(new EnginePlan
    {
        Definitions = [Chatterbox()],
        Outbox = new OutboxOptions { BatchMax = batchMax, Webhooks = [new WebhookOptions { Name = "first", Url = receiver.Url, Secret = "s" }, .. second is null ? Array.Empty<WebhookOptions>() : [second]] },
    });

    /// <summary>Says two things at every event.</summary>
    private static JsonObject Chatterbox() => Of("Idle", [State("Idle")],
        [Way("Idle", "Idle", OnEvent("Say"), action: Machines.Sequence(Machines.Publish("One"), Machines.Publish("Two")))]).Named("m");
}
