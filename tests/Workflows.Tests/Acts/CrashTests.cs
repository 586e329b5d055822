using Doorstep.Workflows.Collections.Acts;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Tests.Engine;
using Doorstep.Workflows.Tests.Storage;
using static Doorstep.Workflows.Tests.Acts.ActHouse;

namespace Doorstep.Workflows.Tests.Acts;

public sealed class CrashTests
{
    /// <summary>The relay writes twice: the decision with its step, then what became of the message.</summary>
    [Theory]
    [InlineData(CrashPoints.BeforeCommit, 1)]
    [InlineData(CrashPoints.AfterCommit, 1)]
    [InlineData(CrashPoints.BeforeCommit, 2)]
    [InlineData(CrashPoints.AfterCommit, 2)]
    public async Task Wherever_it_dies_an_act_is_allowed_once_counted_once_and_ordered_once(CrashPoints point, int nth)
    {
        CrashingStore store = null!;
        await using var house = await OpenAsync(Afternoon, real => store = new CrashingStore(real, seed: 1));
        var id = await house.StartLoanAsync("LN-1");
        await house.RaiseAsync(id, "e1", "CallNow");

        store.DieAt(point, nth);
        await RunAsync(house);
        store.Deaths.Count.ShouldBe(1);
        for (var round = 0; round < 3; round++)
        {
            house.Clock.Advance(TimeSpan.FromSeconds(10));
            await RunAsync(house);
        }

        (await house.DecisionsAsync(id)).ShouldHaveSingleItem().Allowed.ShouldBeTrue();
        (await house.OrdersAsync(id)).ShouldHaveSingleItem();
        (await house.PlannedAsync(id)).Status.ShouldBe(OutboxStatus.Delivered);
        ContactBudget.Read((await house.Acts().FindDebtorAsync("synthetic-bank", Customer))!.Budget).Spending.ShouldHaveSingleItem();
    }

    /// <summary>A round that the process does not survive.</summary>
    private static async Task RunAsync(EngineHouse house)
    {
        try
        {
            await house.Relay.RunAsync();
        }
        catch (Exception died) when (died is CrashException or AggregateException)
        {
            // The next round is the next process's.
        }
    }
}
