using Doorstep.Workflows.Collections.Policy;
using Doorstep.Workflows.Deadlines.Calendars;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Collections.Clocks;

/// <summary>Finds out by what a case's clocks are counted: its pinned pack, that pack's calendar, and the customer's time zone or the one that the pack names for all.</summary>
public sealed class CaseClockDesk(RuleShelf shelf) : ClockDesk
{
    /// <inheritdoc />
    public override async Task<CaseClocks?> ForAsync(CaseFacts facts, DateTimeOffset now, bool isFresh) =>
        facts is CaseFile file ? Of(file, await shelf.ReadAsync(isFresh), now) : null;

    /// <inheritdoc />
    public override async Task<IReadOnlyList<RuleChange>> ChangesAsync(DateTimeOffset now)
    {
        var rules = await shelf.ReadAsync();
        return
        [
            .. rules.Packs.Where(pack => pack.HoldsAt(now)).Select(pack => new RuleChange($"policy pack {pack.Pack.Reference}")),
            .. rules.Versions.Select(version => new RuleChange(version.ToString())),
        ];
    }

    /// <summary>The clocks of a case by given rules, in force or only proposed.</summary>
    public static CaseClocks Of(CaseFile file, ClockRules rules, DateTimeOffset now)
    {
        // A version whose day has not come sets no lengths; but whose calendar it is it says from the start.
        var pack = PackInForce.For(rules.Packs, file.PolicyPack, now, now) is Reading<PackInForce>.Given(var given) ? given.Base
            : rules.Packs.FirstOrDefault(version => version.Pack.Reference == file.PolicyPack)?.Pack;
        var (version, calendar) = (pack is null ? null : rules.InForce(pack.HolidayCalendar)) ?? (0, CalendarClocks.Weekdays);
        return new RuledClocks(calendar, version, Zone(file, pack), rules.Packs, file.PolicyPack, now);
    }

    private static TimeZoneInfo Zone(CaseFile file, PolicyPack? pack) =>
        pack is not null && pack.TimezoneRule != "CUSTOMER" && TimeZoneInfo.TryFindSystemTimeZoneById(pack.TimezoneRule, out var zone) ? zone : file.Zone;
}
