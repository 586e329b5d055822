using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Doorstep.Workflows.Collections.Acts;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Holds;
using Doorstep.Workflows.Collections.People;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Collections.Visits;

/// <summary>A visit that a second person has approved (T17).</summary>
public sealed record VisitApproval(DateTimeOffset At, string? By, string? RequestedBy, ImmutableArray<string>? Agents, string? AuthorisationId, VisitPlace? Place = null);

/// <summary>What the customer has agreed to (T19, S52).</summary>
/// <param name="ConfirmedAt">When (UTC).</param>
/// <param name="Place">Where.</param>
/// <param name="Slot">When the visit begins (UTC); null: no hour was agreed.</param>
/// <param name="People">Who is to be there.</param>
/// <param name="Minutes">How long; null: as long as a visit is at most.</param>
public sealed record Appointment(DateTimeOffset ConfirmedAt, VisitPlace Place, DateTimeOffset? Slot, ImmutableArray<string>? People, int? Minutes)
{
    /// <summary>How long a visit is at most where nothing else is agreed (b.2 VISIT_IN_PROGRESS).</summary>
    public const int MinutesMax = 60;

    /// <summary>When the hour that was agreed is over (UTC); null: no hour was agreed.</summary>
    internal DateTimeOffset? SlotEnd => Slot is { } slot ? EndOf(slot, Minutes) : null;

    /// <summary>When a visit that begins at an instant is over.</summary>
    internal static DateTimeOffset EndOf(DateTimeOffset slot, int? minutes) => slot.AddMinutes(minutes is > 0 ? minutes.Value : MinutesMax);
}

/// <summary>How a visit ended.</summary>
public enum VisitEnd
{
    /// <summary>It was carried out.</summary>
    Completed,

    /// <summary>The customer asked the team to leave (S22).</summary>
    Refused,

    /// <summary>The team broke off (S58).</summary>
    Aborted,

    /// <summary>Nobody was at home; counts like a visit (T62).</summary>
    NoOneHome,
}

/// <summary>A visit that took place.</summary>
/// <param name="At">When the team checked in (UTC).</param>
/// <param name="Agents">Who was there, by token.</param>
/// <param name="End">How it ended; null: it goes on.</param>
/// <param name="Team">How many the check-in says are there; null: it says only who.</param>
/// <param name="SafeUntil">When the next sign of life is due (UTC, T27); null: none is waited for.</param>
public sealed record VisitMade(DateTimeOffset At, ImmutableArray<string>? Agents, VisitEnd? End = null, int? Team = null, DateTimeOffset? SafeUntil = null);

/// <summary>That the customer wants nobody at the door, said of no single appointment: it counts in every case of the person (T20, S22).</summary>
/// <param name="Since">When it was said (UTC); an hour that the customer agrees to afterwards is agreed.</param>
/// <param name="Until">Until when nobody asks (UTC).</param>
public sealed record Unwelcome(DateTimeOffset Since, DateTimeOffset Until);

/// <summary>Visits: asked for, approved, agreed, made.</summary>
/// <param name="Purpose">What the visit under review is for; mandatory (T14).</param>
/// <param name="RequestedBy">Who asked for it.</param>
/// <param name="Approval">The approval in force.</param>
/// <param name="Appointment">The appointment in force.</param>
/// <param name="MovedByCustomer">Times the customer moved it; as often as needed.</param>
/// <param name="MovedByBank">Times the bank wanted to; the appointment moves twice at most and stands after that.</param>
/// <param name="CheckIn">A team is there and has asked to begin (T23); the guards decide.</param>
/// <param name="Made">Visits of this case: those that the guards have let begin, and those that were reported only when they were over (S15).</param>
/// <param name="ClosedUntil">No visit is asked for before this: the customer declined or refused one (T20, S22).</param>
/// <param name="IsReported">The last visit's report is in.</param>
/// <param name="LastSlot">The hour that was agreed last (UTC), also of an appointment that was called off; null: none was.</param>
public sealed record VisitFile(
    string? Purpose = null, string? RequestedBy = null, VisitApproval? Approval = null, Appointment? Appointment = null, int MovedByCustomer = 0, int MovedByBank = 0,
    VisitMade? CheckIn = null, ImmutableArray<VisitMade>? Made = null, DateTimeOffset? ClosedUntil = null, bool IsReported = true, DateTimeOffset? LastSlot = null) : ICaseSection<VisitFile>
{
    /// <summary>That the customer wants nobody at the door; null: that was never said.</summary>
    public Unwelcome? Unwelcome { get; init; }

    /// <summary>Somebody may be on the way, or is about to be: what the person says elsewhere is for them too.</summary>
    [JsonIgnore]
    public bool IsComing => Approval is not null || Appointment is not null || IsUnderWay;

    /// <summary>Days for which a declined appointment closes the way to a visit (T20).</summary>
    public const int DeclinedDays = 90;

    /// <summary>Days of cooling-off after a visit that was refused (S22): never on the same day again.</summary>
    public const int RefusedDays = 30;

    /// <summary>Times the bank may move an appointment (b.2 APPOINTMENT_CONFIRMED).</summary>
    public const int MovedByBankMax = 2;

    /// <summary>Minutes between signs of life on site, where the pack does not say (b.2 VISIT_IN_PROGRESS).</summary>
    private const int CheckInMinutes = 20;

    /// <summary>Template of the letter that calls an appointment off.</summary>
    public const string CancelledTemplate = "visitCancelled";

    /// <summary>No visit.</summary>
    public static VisitFile None { get; } = new();

    /// <summary>Visits in the days before an instant, those where nobody was at home among them.</summary>
    public int MadeWithin(int days, DateTimeOffset now) => Made?.Count(visit => visit.At > now.AddDays(-days) && visit.At <= now) ?? 0;

    /// <summary>When the house has to raise <see cref="CheckInMissed"/>: a team that says nothing is in danger, whatever the definition does about it (T27, S39).</summary>
    [JsonIgnore]
    public IEnumerable<Reminder> Reminders => Made is { IsDefaultOrEmpty: false } made && made[^1] is { End: null, SafeUntil: { } until } ? [new Reminder(nameof(CheckInMissed), "ON_SITE", until)] : [];

    /// <inheritdoc />
    public VisitFile Fold(Fact fact, FactMoment moment) => fact switch
    {
        EscalationReviewed { Decision: EscalationDecision.Visit } asked => this with
        {
            Purpose = asked.Purpose, RequestedBy = asked.By, Approval = null, Appointment = null, CheckIn = null, MovedByBank = 0, MovedByCustomer = 0,
        },
        VisitReviewed { Decision: Facts.Approval.Approved } review => this with { Approval = new VisitApproval(moment.At, review.By, RequestedBy ?? review.RequestedBy, review.Agents, review.AuthorisationId, review.Place), Appointment = null },
        VisitReviewed or AuthorisationRevoked => this with { Approval = null },
        VisitCalledOff when !IsUnderWay => this with { Approval = null, Appointment = null, CheckIn = null },
        // An appointment stands until it is moved or called off; another time is agreed after that.
        AppointmentConfirmed when Appointment is not null => this,
        AppointmentConfirmed agreed => this with { LastSlot = agreed.Slot?.ToUniversalTime(), Appointment = new Appointment(moment.At, agreed.Place, agreed.Slot?.ToUniversalTime(), agreed.People, agreed.Minutes), CheckIn = null },
        AppointmentRescheduled { By: AppointmentSide.Bank } when MovedByBank >= MovedByBankMax => this with { MovedByBank = MovedByBank + 1 },
        AppointmentRescheduled { By: AppointmentSide.Bank } => this with { Appointment = null, CheckIn = null, MovedByBank = MovedByBank + 1 },
        AppointmentRescheduled => this with { Appointment = null, CheckIn = null, MovedByCustomer = MovedByCustomer + 1 },
        AppointmentDeclined => Declined(moment) with { Unwelcome = new Unwelcome(moment.KnownAt, moment.In(DeclinedDays)) },
        // Whoever takes back everything has taken back that somebody may come (G5 now, G9); a visit that has begun is broken off at the door, not here.
        _ when fact is not (VisitRefused or VisitReportFiled) && CeaseSignal.IsOfVisits(fact) => (IsUnderWay ? this : Declined(moment)) with { Unwelcome = new Unwelcome(moment.KnownAt, moment.In(DeclinedDays)) },
        VisitCheckedIn there => this with { CheckIn = new VisitMade(moment.At, there.Agents, Team: there.Team) },
        ActDecided { Kind: ActKind.Visit, Allowed: true } when CheckIn is { } there => this with { Made = [.. Made ?? [], there with { SafeUntil = SafeFrom(moment) }], IsReported = false },
        SafeCheckIn sign when IsUnderWay && IsOfTeam(sign.Agent) => Safe(SafeFrom(moment) is var until && until < Made!.Value[^1].SafeUntil ? Made.Value[^1].SafeUntil : until),
        CheckInMissed or SafetyAlert when IsUnderWay => Safe(null),
        ActDecided { Kind: ActKind.Visit } => this with { CheckIn = null },
        VisitCheckedOut => Ended(VisitEnd.Completed),
        VisitRefused when IsBegun => Ended(VisitEnd.Refused) with { ClosedUntil = moment.In(RefusedDays), Unwelcome = new Unwelcome(moment.KnownAt, moment.In(RefusedDays)) },
        VisitAborted => Ended(VisitEnd.Aborted),
        NoOneHome => Ended(VisitEnd.NoOneHome),
        VisitReportFiled when CeaseSignal.IsOfVisits(fact) => Declined(moment) with { IsReported = true, Unwelcome = new Unwelcome(moment.KnownAt, moment.In(DeclinedDays)) },
        VisitReportFiled => this with { IsReported = true },
        _ => this,
    };

    /// <summary>A team is at the door, or asks to be.</summary>
    [JsonIgnore]
    public bool IsBegun => CheckIn is not null || IsUnderWay;

    /// <summary>A visit that the guards have let begin goes on.</summary>
    [JsonIgnore]
    public bool IsUnderWay => Made is { IsDefaultOrEmpty: false } made && made[^1].End is null;

    /// <summary>Whether somebody is of the team that is on site; whoever says no name speaks for it.</summary>
    internal bool IsOfTeam(string? agent) => agent is null || Made is not { IsDefaultOrEmpty: false } made || made[^1].Agents is not { IsDefaultOrEmpty: false } team || team.Any(one => Person.IsSame(one, agent));

    private static DateTimeOffset SafeFrom(FactMoment moment) => moment.At.AddMinutes(moment.Clocks?.Number("clock.visitCheckInMinutes", moment.At) ?? CheckInMinutes);

    /// <summary>Nobody comes, and nobody asks to for a while (T20).</summary>
    private VisitFile Declined(FactMoment moment) => this with { Appointment = null, Approval = null, CheckIn = null, ClosedUntil = moment.In(DeclinedDays) is var until && until < ClosedUntil ? ClosedUntil : until };

    private VisitFile Safe(DateTimeOffset? until) => this with { Made = Made!.Value.SetItem(Made.Value.Length - 1, Made.Value[^1] with { SafeUntil = until }) };

    /// <summary>How a visit ended. What never began has not ended: an approval and an appointment stand.</summary>
    private VisitFile Ended(VisitEnd end) => !IsBegun ? this : (this with { Appointment = null, Approval = null, CheckIn = null }) switch
    {
        var file when Made is { IsDefaultOrEmpty: false } made && made[^1].End is null => file with { Made = made.SetItem(made.Length - 1, made[^1] with { End = end }) },
        // A team without a connection was there before anybody could decide (S15): what has happened is on file and counts.
        var file when CheckIn is { } there => file with { Made = [.. Made ?? [], there with { End = end }], IsReported = false },
        var file => file,
    };
}
