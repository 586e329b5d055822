using System.Text.Json;
using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Clocks;
using Doorstep.Workflows.Collections.Policy;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Tests.Collections.Policy;
using Doorstep.Workflows.Tests.Deadlines.Calendars;

namespace Doorstep.Workflows.Tests.Collections.Clocks;

/// <summary>What clocks are counted by in tests: the shipped packs and calendars, approved long ago, and versions made from them.</summary>
internal static class Rules
{
    /// <summary>When the shipped ones were approved.</summary>
    public static readonly DateTimeOffset Long = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static ClockRules Shipped { get; } = new([.. Packs.FileNames.Select(file => Packs.Shipped(file).Approved(Long))], [.. Deadlines.Calendars.Shipped.Ids.Select(id => Version(id, 1, Deadlines.Calendars.Shipped.Text(id)))]);

    public static CalendarVersion Version(string id, int number, string json) => new(id, number, JsonElement.Parse(json), CalendarBook.Hash(json), "for a test", Long, "user:lin", Long, "user:zhao");

    /// <summary>The file of a loan that has pinned a pack.</summary>
    public static CaseFile File(string pack = "CN-2026.1", string zone = "Asia/Shanghai", DateTimeOffset? at = null) => (CaseFile)Files.Folder.Open(
        JsonSerializer.SerializeToElement(new
        {
            schema = "case.start/1", tenant = "synthetic-bank", policyPack = pack, timezone = zone, @case = new { externalRef = "SYN-LN-1" },
            debt = new { currency = "CNY", principal = 1000, interest = 0, penalty = 0, fees = 0, total = 1000, dpd = 20 }, customer = new { token = "cust_syn_1" },
        }), at ?? Long);

    public static CaseClocks Clocks(string pack = "CN-2026.1", string zone = "Asia/Shanghai", string at = "2026-01-05T09:00:00+08:00", ClockRules? rules = null) =>
        CaseClockDesk.Of(File(pack, zone), rules ?? Shipped, DateTimeOffset.Parse(at, null));
}
