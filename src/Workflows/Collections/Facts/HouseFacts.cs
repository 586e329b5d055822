using System.Collections.Immutable;
using Doorstep.Workflows.Collections.Acts;

namespace Doorstep.Workflows.Collections.Facts;

/// <summary>A risk model raised an alert (S45). The same alert again changes nothing.</summary>
[Reported("risk")]
public sealed record RiskAlertRaised(string? Id = null, string? Pattern = null, string? Model = null, double? Confidence = null, ImmutableArray<string>? ReasonCodes = null) : Fact;

/// <summary>The alert is settled.</summary>
[Reported("risk")]
public sealed record RiskAlertCleared(string? Id = null, string? By = null) : Fact;

/// <summary>A department has taken an alert up (S46).</summary>
[Reported("department")]
public sealed record RiskAlertAcknowledged(string Id, string By) : Fact;

/// <summary>An authority asks for data (S47). Without a document number nothing leaves.</summary>
[Reported("authority")]
public sealed record AuthorityRequestReceived(string? Authority = null, string? DocNumber = null, string? Basis = null, ImmutableArray<string>? Fields = null) : Fact;

/// <summary>An agent may not work for now.</summary>
[Reported("hr")]
public sealed record AgentSuspended([Token] string? Agent = null, DateOnly? From = null) : Fact;

/// <summary>An agent's training has run out (S37).</summary>
[Reported("hr")]
public sealed record TrainingExpired([Token] string? Agent = null, DateOnly? From = null) : Fact;

/// <summary>A visit's authorisation is revoked (S17).</summary>
[Reported("hr")]
public sealed record AuthorisationRevoked(string? AuthorisationId = null, [Token] string? Agent = null, DateOnly? From = null) : Fact;

/// <summary>The case is somebody's. An agent has to be registered, free and fit for what the case needs (S14).</summary>
[Reported("bank")]
public sealed record CaseAssigned(string Unit, [Token] string? Agent = null, string? Region = null, ImmutableArray<string>? Skills = null) : Fact;

/// <summary>A disaster where the customer lives.</summary>
[Reported("calendar")]
public sealed record DisasterDeclared(string? Area = null, DateOnly? Until = null) : Fact;

/// <summary>A version of the rules was published (b.1 rule 7). A case keeps it in its journal and nothing else comes of it: which rules decide is asked of the packs in force at each act.</summary>
/// <param name="Pack">The pack's id.</param>
/// <param name="Version">Its version.</param>
/// <param name="Diff">What is otherwise, in plain sentences.</param>
[Reported("bank")]
[Example("""{"pack":"CN","version":"2026.2","diff":"calls.per7Days is 10 and was 14."}""")]
public sealed record PolicyPackPublished(string Pack, string Version, string? Diff = null) : Fact;

/// <summary>A version of a definition was published (b.1 rule 7). A case keeps it in its journal and goes on with the version that it is pinned to; a supervisor moves it (re-pin).</summary>
/// <param name="DefinitionId">The definition.</param>
/// <param name="Version">Its version.</param>
/// <param name="Diff">What is otherwise, in plain sentences.</param>
[Reported("bank")]
[Example("""{"definitionId":"overdue-visit","version":2,"diff":"Deadline T10 is 20 days and was 30."}""")]
public sealed record DefinitionPublished(string DefinitionId, [AtMost(1_000_000)] int Version, string? Diff = null) : Fact;

/// <summary>Data leaked (PIPL art. 57).</summary>
[Reported("security")]
public sealed record DataIncident(string? Scope = null, string? Ref = null) : Fact;

/// <summary>The leak is closed and whoever had to be told was told.</summary>
[Reported("security")]
public sealed record DataIncidentCleared(string? Ref = null) : Fact;

/// <summary>A person lets a hold go after review (T61).</summary>
[Reported("compliance")]
public sealed record HoldReleased(Hold Hold, string By, string? SecondBy = null, string? Reason = null) : Fact;

/// <summary>A hold has reached its length. Only the house says so.</summary>
[Reported("clock", OnlyByHouse = true)]
public sealed record HoldExpired(string Key) : Fact;

/// <summary>A limitation period nears its end: after 30 and 34 months. Only the house says so.</summary>
[Reported("clock", OnlyByHouse = true)]
public sealed record LimitationAlarm(string Key) : Fact;

/// <summary>The grace of a promise is over and it was not paid (T13). Only the house says so.</summary>
/// <param name="Key">Number of the promise, from 1.</param>
[Reported("clock", OnlyByHouse = true)]
public sealed record PromiseBroken(string Key) : Fact;

/// <summary>Nobody has taken a risk alert up in time (S46). Only the house says so.</summary>
[Reported("clock", OnlyByHouse = true)]
public sealed record RiskAlertOverdue(string Key) : Fact;

/// <summary>The guards have decided on an act. Only the house says so, and an act that it does not say this of does not leave the house.</summary>
[Reported("house", OnlyByHouse = true)]
public sealed record ActDecided(
    string ActId, ActKind Kind, ActPurpose Purpose, bool Allowed, string? Template = null, string? Reason = null, DateTimeOffset? NextTryAt = null, ImmutableArray<string>? Against = null) : Fact;

/// <summary>The pack for a visit was made (S10): what agents take along, with its hash. Only the house says so.</summary>
/// <param name="Hash"><c>sha256:</c> and the digits of the canonical <paramref name="Pack"/>.</param>
/// <param name="Pack">The pack, whole.</param>
[Reported("house", OnlyByHouse = true)]
public sealed record VisitPackMade([LooksLike("sha256:[0-9a-f]{64}", "sha256:0000000000000000000000000000000000000000000000000000000000000000")] string Hash, PackContent Pack) : Fact;

/// <summary>The content of a visit pack; amounts in minor units.</summary>
public sealed record PackContent(
    string Schema, DateTimeOffset PreparedAt, [LooksLike("STANDARD|LISTENING", "STANDARD")] string Mode, PackStatement Statement, ImmutableArray<PackInstalment> Schedule, ImmutableArray<PackOption> Options);

/// <summary>What is owed, in a visit pack.</summary>
public sealed record PackStatement(string Currency, long Principal, long Interest, long Penalty, long Fees, long Total, [AtMost(36_525)] int Dpd);

/// <summary>An instalment that is still to be paid, in a visit pack.</summary>
public sealed record PackInstalment([AtMost(600)] int Number, DateOnly Due, long Amount);

/// <summary>What may be offered, in a visit pack.</summary>
public sealed record PackOption(string Option, [AtMost(600)] int Months, long Instalment, long Waived, string ReasonEn, string ReasonZh);

/// <summary>A settlement is agreed with the customer: a sum that settles everything if it comes in time (T59). It counts once the matrix or a second person lets it (G11).</summary>
[Reported("bank")]
[Example("""{"amount":1200000,"until":"2031-04-30","by":"hardship_syn_1","role":"AGENT"}""")]
public sealed record SettlementAgreed([Money] long Amount, DateOnly Until, string By, string Role) : Fact;

/// <summary>Where a supervisor sends a stuck case.</summary>
public enum InterventionTarget
{
    /// <summary>Remote contact.</summary>
    Contact,

    /// <summary>The review after the final notice.</summary>
    Escalated,

    /// <summary>Hardship assessment.</summary>
    Hardship,

    /// <summary>Legal review.</summary>
    Legal,
}

/// <summary>A supervisor has taken a stuck case up (b.2 MANUAL_INTERVENTION).</summary>
[Reported("duty desk")]
public sealed record InterventionAcknowledged(string? By = null) : Fact;

/// <summary>A supervisor has dealt with a stuck case (T56).</summary>
/// <param name="Target">Where it goes on.</param>
/// <param name="By">Who moves it.</param>
/// <param name="Reason">Why.</param>
/// <param name="SecondBy">Who else; to legal review it takes two.</param>
[Reported("supervisor")]
public sealed record InterventionResolved(InterventionTarget Target, string? By = null, string? Reason = null, string? SecondBy = null) : Fact;
