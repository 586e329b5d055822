using System.Collections.Immutable;
using Doorstep.Workflows.Collections.Evidence;

namespace Doorstep.Workflows.Collections.Facts;

/// <summary>What a reviewer decides after the final notice.</summary>
public enum EscalationDecision
{
    /// <summary>A visit (T14).</summary>
    Visit,

    /// <summary>Legal review (T15).</summary>
    Legal,

    /// <summary>Back to remote contact.</summary>
    Remote,

    /// <summary>Signs of evasion (T49).</summary>
    Evasion,
}

/// <summary>A person has reviewed the escalation.</summary>
[Reported("reviewer")]
public sealed record EscalationReviewed(EscalationDecision Decision, string? Reason = null, string? Purpose = null, string? By = null) : Fact;

/// <summary>Yes or no.</summary>
public enum Approval
{
    /// <summary>Yes.</summary>
    Approved,

    /// <summary>No.</summary>
    Refused,
}

/// <summary>A second person has decided on a visit (T17, T18). An approval names who goes; without a place the customer picks one.</summary>
[Reported("reviewer")]
public sealed record VisitReviewed(
    Approval Decision, string? By = null, string? RequestedBy = null, [Token] ImmutableArray<string>? Agents = null, string? AuthorisationId = null, string? Reason = null, VisitPlace? Place = null) : Fact;

/// <summary>Where a visit may be.</summary>
public enum VisitPlace
{
    /// <summary>Where the customer lives.</summary>
    Home,

    /// <summary>Where the customer works: with express consent only (S6).</summary>
    Workplace,

    /// <summary>A branch of the bank.</summary>
    Branch,

    /// <summary>Elsewhere, as the customer likes.</summary>
    Other,
}

/// <summary>The customer picks time, place and people (T19, S52).</summary>
[Reported("customer")]
public sealed record AppointmentConfirmed(VisitPlace Place = VisitPlace.Home, DateTimeOffset? Slot = null, ImmutableArray<string>? People = null, [AtMost(600)] int? Minutes = null) : Fact;

/// <summary>The customer declines; accepted as it is (T20, S52).</summary>
[Reported("customer")]
public sealed record AppointmentDeclined(string? Reason = null) : Fact;

/// <summary>Who moved an appointment.</summary>
public enum AppointmentSide
{
    /// <summary>The customer: as often as needed.</summary>
    Customer,

    /// <summary>The bank: twice at most.</summary>
    Bank,
}

/// <summary>An appointment moves (T22).</summary>
[Reported("customer")]
public sealed record AppointmentRescheduled(AppointmentSide By = AppointmentSide.Customer, DateTimeOffset? Slot = null) : Fact;

/// <summary>The team is there (T23).</summary>
[Reported("mobile")]
public sealed record VisitCheckedIn(
    [AtMost(20)] int? Team = null, [Token] ImmutableArray<string>? Agents = null, DateTimeOffset? Time = null, string? Geo = null, string? AuthorisationId = null, string? Hash = null, string? PackHash = null) : Fact;

/// <summary>The team has left (T25).</summary>
[Reported("mobile")]
public sealed record VisitCheckedOut(DateTimeOffset? Time = null, string? Geo = null, string? Hash = null) : Fact;

/// <summary>The team was asked to leave, and left (T26, S22).</summary>
[Reported("mobile")]
public sealed record VisitRefused(string? Reason = null, DateTimeOffset? Time = null) : Fact;

/// <summary>The team broke off by its own choice; needs no approval (S58).</summary>
[Reported("mobile")]
public sealed record VisitAborted(string? Reason = null, DateTimeOffset? Time = null) : Fact;

/// <summary>Nobody was at home; a sealed neutral note only (T62).</summary>
[Reported("mobile")]
public sealed record NoOneHome(DateTimeOffset? Time = null, string? NoteRef = null) : Fact;

/// <summary>Somebody who was there; nobody is filed as present without a role.</summary>
/// <param name="Name">A token or a name.</param>
/// <param name="Role">In which role.</param>
public sealed record VisitParticipant([Token] string Name, [OneOf(typeof(VisitReport), nameof(VisitReport.Roles))] string Role);

/// <summary>What the visit showed of what the customer can pay (S7); a statement of income and expenditure says it in numbers.</summary>
/// <param name="Summary">In words.</param>
/// <param name="HasSurplus">Whether something seems to be left; left out where nobody can say.</param>
public sealed record VisitCapacity(string Summary, bool? HasSurplus = null);

/// <summary>The visit's report: when, where, who, what was said (S29), and what the customer can pay (S7). Without one of these it is not handed in. A word of hardship of the customer in it, or the flag
/// <c>hardship</c>, opens an assessment (S24).</summary>
[Reported("mobile")]
[Example("""
    {"startedAt":"2026-11-02T02:00:00.000Z","endedAt":"2026-11-02T02:40:00.000Z","place":"HOME","participants":[{"name":"agent_syn_1","role":"AGENT"},{"name":"agent_syn_2","role":"AGENT"},{"name":"cust_syn_1","role":"CUSTOMER"}],
     "conversation":"The customer works again from May.","capacity":{"summary":"Wages from May.","hasSurplus":true}}
    """)]
public sealed record VisitReportFiled(
    DateTimeOffset StartedAt, DateTimeOffset EndedAt, string Place, ImmutableArray<VisitParticipant> Participants, string Conversation, VisitCapacity Capacity,
    string? CustomerStatement = null, ImmutableArray<string>? EvidenceHashes = null, string? Hash = null, bool? Hardship = null) : Fact;

/// <summary>What a reviewer makes of a report.</summary>
public enum ReportDecision
{
    /// <summary>There is capacity to pay (T28).</summary>
    Capacity,

    /// <summary>Hardship (T29).</summary>
    Hardship,

    /// <summary>No engagement; back to remote contact (T30).</summary>
    Remote,

    /// <summary>No engagement; legal review, by a person's choice (T30).</summary>
    Legal,
}

/// <summary>A person has reviewed the report.</summary>
[Reported("reviewer")]
public sealed record VisitReportReviewed(ReportDecision Decision, string? By = null, string? Reason = null) : Fact;

/// <summary>SOS: somebody on site is in danger (T27, S39).</summary>
[Reported("mobile")]
public sealed record SafetyAlert([Token] string? Agent = null, string? LastLocation = null, string? Kind = null) : Fact;

/// <summary>The team says that it is well; asked for every 20 minutes on site (b.2 VISIT_IN_PROGRESS).</summary>
[Reported("mobile")]
public sealed record SafeCheckIn([Token] string? Agent = null, DateTimeOffset? Time = null) : Fact;

/// <summary>A check-in did not come (T27). The house raises it itself where a team on site says nothing for as long as the pack allows.</summary>
/// <param name="Agent">Who is silent.</param>
/// <param name="LastLocation">Where the team was last, coarsely.</param>
/// <param name="Key">What the house watched, where it raises it: <c>ON_SITE</c>.</param>
[Reported("mobile")]
public sealed record CheckInMissed([Token] string? Agent = null, string? LastLocation = null, string? Key = null) : Fact;

/// <summary>The risk on site is reviewed; visits may be planned again.</summary>
[Reported("staff welfare")]
public sealed record SafetyReviewed(string? By = null, string? Findings = null) : Fact;

/// <summary>The customer says how it was; never tied to payment (S35).</summary>
[Reported("customer")]
public sealed record FeedbackGiven([AtMost(5)] int Rating, string? Text = null) : Fact;
