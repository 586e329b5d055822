using System.Text.Json;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Commands.Overrides.Bulk;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Overrides;
using Doorstep.Workflows.Tests.Acts;
using Doorstep.Workflows.Tests.Engine;
using Microsoft.Extensions.DependencyInjection;
using static Doorstep.Workflows.Tests.Overrides.OverrideHouse;

namespace Doorstep.Workflows.Tests.Overrides;

/// <summary>A house with bulk overrides, and time that passes for them.</summary>
internal static class BulkHouse
{
    public static readonly object Extend = new { verb = "EXTEND_DEADLINE", transition = "call", by = "P2D" };

    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(30);

    /// <summary>What works bulk overrides through.</summary>
    public static BulkSweep Bulk(this EngineHouse house) => house.Services.GetRequiredService<BulkSweep>();

    public static async Task<EngineHouse> OpenAsync(Func<ICaseStore, ICaseStore>? wrap = null)
    {
        var house = await EngineHouse.OpenAsync(new EnginePlan { Definitions = [Machines.Reminder()], Now = ShippedHouse.Monday, Wrap = wrap ?? (store => store) });
        (await house.Sender.Send(new ImportPolicies("workflow-definitions", Actor.House))).Value();
        return house;
    }

    public static Task<string[]> StartAsync(EngineHouse house, int count, string name = "loan") => Task.WhenAll(Enumerable.Range(0, count).Select(number => house.StartAsync("reminder", $"{name}-{number}")));

    public static async Task<string> AskAsync(EngineHouse house, object filter, int perMinute, int lookAfter)
    {
        var body = JsonSerializer.SerializeToElement(new { @override = Extend, filter, reason = new { code = "OUTAGE", text = "After the outage." }, ticket = "T-1", perMinute, lookAfter });
        var bulk = (await house.Sender.Send(new RequestBulkOverride("bulk-1", body, Li))).Value();
        bulk.Row.Status.ShouldBe(BulkStatus.Pending);
        return bulk.Row.Id;
    }

    public static async Task<string> RunningAsync(EngineHouse house)
    {
        var bulk = await AskAsync(house, new { definition = "reminder" }, perMinute: 600, lookAfter: 10);
        (await house.Sender.Send(new ApproveBulkOverride(bulk, "Yes.", Zhao))).Value();
        return bulk;
    }

    /// <summary>Lets it go on until every case had its turn, with a look where it wants one.</summary>
    public static async Task FinishAsync(EngineHouse house, string bulk)
    {
        for (var round = 0; round < 8 && (await CountsAsync(house, bulk)).Status is var status and not BulkStatus.Done; round++)
        {
            if (status != BulkStatus.Running) (await house.Sender.Send(new ContinueBulkOverride(bulk, "Looked.", Li))).Value();
            await PassAsync(house, TimeSpan.FromMinutes(1));
        }

        (await CountsAsync(house, bulk)).Status.ShouldBe(BulkStatus.Done);
    }

    public static async Task PassAsync(EngineHouse house, TimeSpan span)
    {
        await house.Bulk().RunAsync();
        for (var left = span; left > TimeSpan.Zero; left -= Beat)
        {
            house.Clock.Advance(left < Beat ? left : Beat);
            await house.Bulk().RunAsync();
        }
    }

    public static async Task<(BulkStatus Status, int Done, int Waiting)> CountsAsync(EngineHouse house, string bulk)
    {
        var seen = (await house.Sender.Send(new GetBulkOverride(bulk, Zhao))).Value();
        return (seen.Row.Status, seen.Counts.Where(pair => pair.Key != BulkItemStatus.Waiting).Sum(pair => pair.Value), seen.Counts.GetValueOrDefault(BulkItemStatus.Waiting));
    }
}
