using Doorstep.Workflows.Collections.Policy;

namespace Doorstep.Workflows.Collections.Acts.Guards;

/// <summary>G1: only within the lawful hours where the customer is, and within the customer's own narrower ones. Where cases of one person name several time zones, in each of them, and where they go by several packs, by each of them (b.1 rule 3). The edges are half-open: 22:00:00 is too late.</summary>
internal sealed class Hours : Guard
{
    /// <summary>What has hours in common has them within so many days.</summary>
    private const int DaysAhead = 3;

    public override string Number => "G1";

    public override string Name => nameof(Hours);

    public override bool AppliesTo(PlannedAct act) => act.IsPaced;

    public override Verdict Judge(GuardContext context) => context.Window(WindowOf(context), own =>
    {
        if (ByAll(context, own) is not { } lawful) return Verdict.Refuse("The lawful hours of the person's cases have nothing in common.");
        if (lawful.Common(Wanted(context)) is not { } window) return Verdict.Refuse($"The customer's own hours and the lawful ones, {lawful}, have nothing in common.");
        var zones = context.Zones.ToArray();
        if (Array.Find(zones, zone => !IsOpen(context.Now, zone, window)) is not { } closed) return Verdict.Pass;
        var where = closed.Equals(zones[0]) ? "where the customer is" : $"in {closed.Id}, where another case of the person says that the customer is";
        return Verdict.Refuse($"It is {TimeOf(context.Now, closed):HH:mm:ss} {where}; the hours are {window}.", Next(context.Now, zones, window));
    });

    /// <summary>The hours in which every case of the person may; null where there are none.</summary>
    private static LocalWindow? ByAll(GuardContext context, LocalWindow own)
    {
        LocalWindow? lawful = own;
        foreach (var other in context.ByOthers)
            other.Window(WindowOf(context), hours =>
            {
                lawful = lawful?.Common(hours);
                return Verdict.Pass;
            });
        return lawful;
    }

    private static string WindowOf(GuardContext context) => context.Act.Kind == ActKind.Visit ? "visit.window" : "contact.window";

    private static LocalWindow Wanted(GuardContext context) => new(
        Read(context.File.Customer.Preferences?.NotBefore) ?? TimeOnly.MinValue, Read(context.File.Customer.Preferences?.NotAfter) ?? TimeOnly.MaxValue);

    private static TimeOnly? Read(string? text) => text is null ? null : TimeOnly.ParseExact(text, "HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    private static TimeOnly TimeOf(DateTimeOffset at, TimeZoneInfo zone) => TimeOnly.FromDateTime(LocalTime.Of(at, zone));

    private static bool IsOpen(DateTimeOffset at, TimeZoneInfo zone, LocalWindow window) => TimeOf(at, zone) is var time && time >= window.From && time < window.To;

    /// <summary>The next moment that is lawful everywhere; null where there is none.</summary>
    private static DateTimeOffset? Next(DateTimeOffset now, TimeZoneInfo[] zones, LocalWindow window)
    {
        DateTimeOffset? at = now;
        while (at < now.AddDays(DaysAhead) && Array.Find(zones, zone => !IsOpen(at.Value, zone, window)) is { } closed) at = Opening(at.Value, closed, window);
        return at < now.AddDays(DaysAhead) ? at : null;
    }

    /// <summary>When it opens next in one zone. On a day when the clocks skip it, the end of the gap.</summary>
    private static DateTimeOffset? Opening(DateTimeOffset after, TimeZoneInfo zone, LocalWindow window) => Enumerable.Range(0, 2)
        .Select(days => (DateTimeOffset?)LocalTime.At(LocalTime.DayOf(after, zone).AddDays(days), window.From, zone)).FirstOrDefault(open => open > after);
}
