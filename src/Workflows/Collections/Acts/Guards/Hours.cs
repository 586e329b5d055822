using Doorstep.Workflows.Collections.Policy;

namespace Doorstep.Workflows.Collections.Acts.Guards;

/// <summary>G1: only within the lawful hours where the customer is, and within the customer's own narrower ones. The edges are half-open: 22:00:00 is too late.</summary>
internal sealed class Hours : Guard
{
    private const int DaysAhead = 2;

    public override string Number => "G1";

    public override string Name => nameof(Hours);

    public override bool AppliesTo(PlannedAct act) => act.IsPaced;

    public override Verdict Judge(GuardContext context) => context.Window(context.Act.Kind == ActKind.Visit ? "visit.window" : "contact.window", lawful =>
    {
        if (lawful.Common(Wanted(context)) is not { } window) return Verdict.Refuse($"The customer's own hours and the lawful ones, {lawful}, have nothing in common.");
        var time = TimeOnly.FromDateTime(LocalTime.Of(context.Now, context.File.Zone));
        return time >= window.From && time < window.To
            ? Verdict.Pass
            : Verdict.Refuse($"It is {time:HH:mm:ss} where the customer is; the hours are {window}.", Next(context, window));
    });

    private static LocalWindow Wanted(GuardContext context) => new(
        Read(context.File.Customer.Preferences?.NotBefore) ?? TimeOnly.MinValue, Read(context.File.Customer.Preferences?.NotAfter) ?? TimeOnly.MaxValue);

    private static TimeOnly? Read(string? text) => text is null ? null : TimeOnly.ParseExact(text, "HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The next opening. On a day when the clocks skip it, the end of the gap.</summary>
    private static DateTimeOffset? Next(GuardContext context, LocalWindow window) => Enumerable.Range(0, DaysAhead)
        .Select(days => (DateTimeOffset?)LocalTime.At(context.Today.AddDays(days), window.From, context.File.Zone)).FirstOrDefault(open => open > context.Now);
}
