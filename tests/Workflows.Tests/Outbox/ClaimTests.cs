using Doorstep.Workflows.Outbox;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Tests.Engine;
using static Doorstep.Workflows.Tests.Definitions.Definition;

namespace Doorstep.Workflows.Tests.Outbox;

/// <summary>How a host of a cluster takes messages before it delivers them.</summary>
public sealed class ClaimTests
{
    private static readonly TimeSpan Claim = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task What_another_machine_has_taken_is_left_to_it_until_its_claim_is_over()
    {
        await using var receiver = new Receiver();
        await using var house = await OpenAsync(receiver);
        var id = await house.StartAsync("m", "loan-1");
        await house.RaiseAsync(id, "e-1", "Say");
        var message = (await house.Store.FindOutboxAsync($"{id}/2/0"))!;
        (await house.Store.ClaimOutboxAsync(message, house.Clock.GetUtcNow() + Claim)).ShouldBeTrue();

        (await house.Relay.RunAsync()).ShouldBe(0);
        house.Clock.Advance(Claim);
        (await house.Relay.RunAsync()).ShouldBe(1);

        receiver.Arrived.ShouldHaveSingleItem().Key.ShouldBe(message.Key);
    }

    [Fact]
    public async Task A_lane_that_takes_longer_than_its_claim_leaves_the_rest_to_whoever_comes_next()
    {
        EngineHouse? slow = null;
        await using var receiver = new Receiver
        {
            Answer = _ =>
            {
                slow!.Clock.Advance(TimeSpan.FromSeconds(21));
                return Task.FromResult(204);
            },
        };
        await using var house = slow = await OpenAsync(receiver);
        var (first, second) = (await house.StartAsync("m", "loan-1"), await house.StartAsync("m", "loan-2"));
        foreach (var id in (string[])[first, second]) await house.RaiseAsync(id, "e-1", "Say");

        (await house.Relay.RunAsync()).ShouldBe(1);
        var rest = (await house.Store.OutboxAsync(OutboxStatus.Pending, null, 10)).ShouldHaveSingleItem();
        rest.NextTryAt.ShouldBe(house.Clock.GetUtcNow() - TimeSpan.FromSeconds(21) + Claim, "it is still taken");
        house.Clock.Advance(Claim);
        (await house.Relay.RunAsync()).ShouldBe(1);

        receiver.Arrived.Select(arrived => arrived.Key).ShouldBe([$"{first}/2/0", $"{second}/2/0"], ignoreOrder: true);
    }

    private static Task<EngineHouse> OpenAsync(Receiver receiver) => EngineHouse.OpenAsync(new EnginePlan
    {
        Definitions = [Of("Idle", [State("Idle")], [Way("Idle", "Idle", OnEvent("Say"), action: Machines.Publish("Said"))]).Named("m")],
        Outbox = new OutboxOptions { ClaimFor = Claim, InFlightMax = 1, Patience = TimeSpan.FromSeconds(30), Webhooks = [new WebhookOptions { Name = "first", Url = receiver.Url, Secret = "s" }] },
    });
}
