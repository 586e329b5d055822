using System.Collections.Immutable;
using Doorstep.Workflows.Collections.Acts;
using Doorstep.Workflows.Collections.Inbox;

namespace Doorstep.Workflows.Collections.Facts;

/// <summary>An agent begins a checklist (S38); an act that is allowed begins its own.</summary>
[Reported("agent")]
public sealed record ChecklistOpened(ActKind Kind, [Token] string? Agent = null) : Fact;

/// <summary>A step of a checklist is done (S38). One that comes too early is refused, and so is one without the answer that it asks for.</summary>
[Reported("agent")]
public sealed record ChecklistStepDone(ActKind Kind, string Step, [Token] string? Agent = null, string? Note = null, string? Answer = null) : Fact;

/// <summary>An exercise: the clocks of a playbook run and nothing is blocked (S39).</summary>
[Reported("staff welfare")]
public sealed record EmergencyDrillStarted(string Kind, string By) : Fact;

/// <summary>Somebody has taken an emergency up (S39).</summary>
[Reported("duty desk")]
public sealed record EmergencyAcknowledged(string Id, string By) : Fact;

/// <summary>A step of an emergency's playbook is done (S39).</summary>
[Reported("duty desk")]
public sealed record EmergencyStepDone(string Id, string Step, string By) : Fact;

/// <summary>An emergency is over, with every step done (S39). What it blocks is let go by its own review, not by this.</summary>
[Reported("duty desk")]
public sealed record EmergencyClosed(string Id, string By, string? Findings = null) : Fact;

/// <summary>Nobody has taken an emergency up in time (S39). Only the house says so.</summary>
[Reported("clock", OnlyByHouse = true)]
public sealed record EmergencyOverdue(string Key) : Fact;

/// <summary>Somebody has read and answered the customer's message (S16), and says what it was. Until then the house presses nobody (G4).</summary>
/// <param name="By">Who has read it.</param>
/// <param name="Id">Which message: the id of the event with which it came.</param>
/// <param name="Meant">What it was, one or more; it opens what it gives ground for in the same moment.</param>
/// <param name="TextRef">Where the answer is.</param>
/// <param name="Channels">Of <c>STOP_CHANNEL</c>: the channels that the customer does not want; null: the one by which the message came.</param>
[Reported("bank")]
[Example("""{"by":"desk_syn_1","id":"message_syn_1","meant":["NONE_OF_THESE"],"textRef":"text_syn_2"}""")]
public sealed record MessageAnswered(string By, string Id, ImmutableArray<MessageMeaning> Meant, string? TextRef = null, ImmutableArray<Channel>? Channels = null) : Fact;

/// <summary>Nobody has answered the customer in time (S16). Only the house says so.</summary>
[Reported("clock", OnlyByHouse = true)]
public sealed record MessageOverdue(string Key) : Fact;

/// <summary>The customer's record was handed out (S31, PIPL art. 45): to whom, what for, and the hash of what was handed out. Only the house says so.</summary>
[Reported("house", OnlyByHouse = true)]
public sealed record SubjectAccessGiven(string Requester, SubjectAccessPurpose Purpose, string Reason, string Hash) : Fact;

/// <summary>What the record of a customer is handed out for (S31).</summary>
public enum SubjectAccessPurpose
{
    /// <summary>The customer asks to see it (PIPL art. 45).</summary>
    Access,

    /// <summary>The customer asks to correct it (PIPL art. 46).</summary>
    Correction,

    /// <summary>The customer asks to take it elsewhere (PIPL art. 45).</summary>
    Portability,

    /// <summary>It is needed to answer a complaint of the customer.</summary>
    Complaint,
}
