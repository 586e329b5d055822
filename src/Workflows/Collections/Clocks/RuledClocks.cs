using System.Collections.Immutable;
using Doorstep.Workflows.Collections.Policy;
using Doorstep.Workflows.Deadlines.Calendars;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Collections.Clocks;

/// <summary>The clocks of a loan's case. A length is an act of the house (b.1 rule 7): it is counted by the version that was newest when the clock began, never one older than the
/// case has pinned, and whatever a later version makes stricter counts from the moment that it takes effect, also for a clock that runs. Stricter is what
/// the catalogue says: less time for the house (<c>clock.escalatedDays</c>), more for the customer (<c>visit.noticeDays</c>).</summary>
/// <param name="calendar">The jurisdiction's calendar.</param>
/// <param name="version">Its version.</param>
/// <param name="zone">By whose clock days begin and end.</param>
/// <param name="approved">Every approved version of every pack.</param>
/// <param name="pinned">What the case has pinned.</param>
/// <param name="now">The moment (UTC).</param>
public sealed class RuledClocks(BusinessCalendar calendar, long version, TimeZoneInfo zone, ImmutableArray<ApprovedPack> approved, string? pinned, DateTimeOffset now)
    : CalendarClocks(calendar, version, zone)
{
    private const int MonthsPerYear = 12;

    /// <summary>The rules for what began last: a step asks for many parameters of one moment.</summary>
    private (DateTimeOffset From, PackInForce? Rules)? _last;

    /// <inheritdoc />
    public override long? Number(string parameter, DateTimeOffset from) => Effective(parameter, from)?.Value is PolicyValue.Number number ? number.Value : null;

    /// <inheritdoc />
    protected override RuledLength? Length(string parameter, DateTimeOffset from) => Effective(parameter, from) is { Value: PolicyValue.Number number } effective
        ? Span(effective.Type, number.Value) is { } span ? new RuledLength(span, $"{effective.Sources[0].Pack}-{effective.Sources[0].Version}") : null
        : null;

    /// <summary>The length that a value of a parameter is; null where it is none.</summary>
    public static DeadlineSpan? Span(ParameterType type, long value) => type.Unit switch
    {
        "business days" => new DeadlineSpan((int)value, SpanUnit.BusinessDays),
        "days" => new DeadlineSpan((int)value, SpanUnit.Days),
        "months" => new DeadlineSpan((int)value, SpanUnit.Months),
        "years" => new DeadlineSpan((int)value * MonthsPerYear, SpanUnit.Months),
        "business hours" => new DeadlineSpan((int)value, SpanUnit.BusinessHours),
        "hours" => new DeadlineSpan((int)value, SpanUnit.Hours),
        "minutes" => new DeadlineSpan((int)value, SpanUnit.Minutes),
        _ => null,
    };

    private EffectiveParameter? Effective(string parameter, DateTimeOffset from) =>
        RulesFor(from) is { } rules && rules.Value(parameter) is Reading<PolicyValue>.Given ? rules.Parameters.GetValueOrDefault(parameter) : null;

    private PackInForce? RulesFor(DateTimeOffset from)
    {
        if (_last is var (known, rules) && known == from) return rules;
        var read = PackInForce.For(approved, pinned, from, from > now ? from : now) is Reading<PackInForce>.Given(var given) ? given : null;
        _last = (from, read);
        return read;
    }
}
