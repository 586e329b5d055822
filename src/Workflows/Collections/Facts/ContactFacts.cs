using System.Collections.Immutable;
using Doorstep.Workflows.Collections.Inbox;

namespace Doorstep.Workflows.Collections.Facts;

/// <summary>Ways to reach a person.</summary>
public enum Channel
{
    /// <summary>Telephone.</summary>
    Call,

    /// <summary>Text message.</summary>
    Sms,

    /// <summary>Electronic mail.</summary>
    Email,

    /// <summary>Instant message.</summary>
    Im,

    /// <summary>Paper.</summary>
    Letter,

    /// <summary>The customer portal.</summary>
    Portal,
}

/// <summary>What became of an attempt.</summary>
public enum AttemptResult
{
    /// <summary>Somebody answered; who, says <see cref="ContactOutcome"/>.</summary>
    Answered,

    /// <summary>Nobody did.</summary>
    NoAnswer,

    /// <summary>The number is not in service.</summary>
    InvalidNumber,

    /// <summary>The message arrived.</summary>
    Delivered,

    /// <summary>It did not; it never counts as having informed anybody (S3).</summary>
    Undelivered,
}

/// <summary>Who was on the other end.</summary>
public enum Party
{
    /// <summary>The customer, verified (RPC).</summary>
    RightParty,

    /// <summary>Somebody who does not know the customer.</summary>
    WrongParty,

    /// <summary>Somebody who does.</summary>
    ThirdParty,

    /// <summary>The customer or a third party refused to talk.</summary>
    Refused,
}

/// <summary>One attempt to reach the customer.</summary>
[Reported("telephony")]
public sealed record ContactAttempted(
    Channel Channel, AttemptResult Result, [Token] string? NumberToken = null, DateTimeOffset? StartedAt = null, DateTimeOffset? EndedAt = null, string? RecordingRef = null, string? ActId = null) : Fact
{
    /// <summary>Whether it says that what an act sent came back (S3): by the act's id in whatever letters, or where it names none, as the letter that is meant.</summary>
    /// <param name="act">The act.</param>
    /// <param name="isLetter">The act sent a letter.</param>
    internal bool CameBack(string act, bool isLetter) => Result is AttemptResult.Undelivered or AttemptResult.InvalidNumber
        && (ActId is null ? isLetter && Channel == Facts.Channel.Letter : Names(act));

    /// <summary>Whether it says that what an act sent was delivered: by the act's id alone, for a letter that is named by nobody may be any.</summary>
    internal bool Arrived(string act) => Result == AttemptResult.Delivered && Names(act);

    private bool Names(string act) => string.Equals(ActId?.Trim(), act, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Whom an attempt reached.</summary>
/// <param name="Result">Whom.</param>
/// <param name="NumberToken">Token of the number.</param>
/// <param name="RecordingRef">Where the recording is.</param>
/// <param name="IdentityProven">Whether the customer proved to be the customer (G3). Left out, the call's checklist says it; without either the talk counts, but opens no way to court and makes no number the customer's.</param>
/// <param name="Note">What was said, as the agent notes it; a word of hardship of the customer opens an assessment (S24).</param>
/// <param name="Hardship">The customer is in hardship, whatever the words.</param>
/// <param name="Meant">What the customer meant, as the person says who was on the line; a note without it waits to be read (<see cref="MessageAnswered"/>).</param>
/// <param name="By">Who was on the line, with <paramref name="Meant"/>.</param>
[Reported("telephony")]
[Example("""{"result":"RIGHT_PARTY","numberToken":"num_syn_1","identityProven":true,"note":"The customer will call back on Friday."}""")]
public sealed record ContactOutcome(
    Party Result, [Token] string? NumberToken = null, string? RecordingRef = null, bool? IdentityProven = null, string? Note = null, bool? Hardship = null, ImmutableArray<MessageMeaning>? Meant = null, string? By = null) : Fact;

/// <summary>The customer wrote.</summary>
/// <param name="Intent">What the customer wants; <c>HARDSHIP</c> and <c>CANNOT_PAY</c> open an assessment (S24).</param>
/// <param name="TextRef">Where the text is.</param>
/// <param name="Channel">How it came.</param>
/// <param name="Text">The text itself; a word of hardship in it opens an assessment.</param>
/// <param name="Hardship">The customer is in hardship, whatever the words.</param>
/// <param name="Meant">Of a call: what it was, as the person says who was on the line; until somebody says so it waits to be read like a letter (<see cref="MessageAnswered"/>).</param>
/// <param name="By">Of a call with <paramref name="Meant"/>: who was on the line.</param>
[Reported("portal")]
[Example("""{"intent":"TALK","textRef":"text_syn_1","channel":"PORTAL","text":"When can we talk?"}""")]
public sealed record InboundMessage(string? Intent = null, string? TextRef = null, Channel? Channel = null, string? Text = null, bool? Hardship = null, ImmutableArray<MessageMeaning>? Meant = null, string? By = null) : Fact;

/// <summary>The customer answered.</summary>
/// <param name="Intent">What the customer wants; <c>HARDSHIP</c> and <c>CANNOT_PAY</c> open an assessment (S24).</param>
/// <param name="TextRef">Where the text is.</param>
/// <param name="Channel">How it came.</param>
/// <param name="Text">The text itself; a word of hardship in it opens an assessment.</param>
/// <param name="Hardship">The customer is in hardship, whatever the words.</param>
/// <param name="Meant">Of a call: what it was, as the person says who was on the line; until somebody says so it waits to be read like a letter (<see cref="MessageAnswered"/>).</param>
/// <param name="By">Of a call with <paramref name="Meant"/>: who was on the line.</param>
[Reported("portal")]
[Example("""{"intent":"TALK","textRef":"text_syn_1","channel":"PORTAL","text":"When can we talk?"}""")]
public sealed record CustomerReply(string? Intent = null, string? TextRef = null, Channel? Channel = null, string? Text = null, bool? Hardship = null, ImmutableArray<MessageMeaning>? Meant = null, string? By = null) : Fact;

/// <summary>What the customer says, word for word; an agent cannot change it (S50). A word of hardship in it opens an assessment (S24).</summary>
[Reported("customer")]
public sealed record StatementMade(string Text, string? RecordingRef = null) : Fact;

/// <summary>A lawful source gave a way to reach the customer again (T8).</summary>
/// <param name="Source">Which.</param>
/// <param name="NumberToken">The bank's token of the number; one of a number on file brings that one back.</param>
/// <param name="Contact">The number or address of mail itself, known to be the customer's; from now on it is one of the customer's own.</param>
[Reported("telephony")]
[Example("""{"source":"REGISTER","numberToken":"num_syn_1","contact":"+00-0000-000-077"}""")]
public sealed record ContactRestored(string? Source = null, [Token] string? NumberToken = null, string? Contact = null) : Fact;

/// <summary>Lawful means to find a customer who is lost (b.2 UNREACHABLE).</summary>
public enum TracingMeans
{
    /// <summary>Every number and address on file was tried.</summary>
    OwnContacts,

    /// <summary>A register, or another source that the law opens, was asked.</summary>
    LawfulSource,

    /// <summary>A letter went to the last verified address.</summary>
    LastAddress,

    /// <summary>A third party was asked where the customer is, and nothing else (G6). Nobody has to be.</summary>
    ThirdParty,
}

/// <summary>A lawful means of finding the customer was used and led nowhere (T9).</summary>
[Reported("agent")]
public sealed record TracingStepTaken(TracingMeans Means, string By, string? Source = null, string? Ref = null) : Fact;

/// <summary>Lawful means to find the customer are used up (T9); no sign of evasion. It is taken once each of them is on file by <see cref="TracingStepTaken"/>.</summary>
[Reported("agent")]
public sealed record TracingExhausted(string? LetterRef = null) : Fact;

/// <summary>The customer promises to pay (T5).</summary>
/// <param name="Amount">How much, in minor units.</param>
/// <param name="Date">By which day.</param>
/// <param name="RecordingRef">Where the recording is.</param>
/// <param name="IdentityProven"><c>false</c>: whoever promised did not prove to be the customer. It is kept and opens nothing (G3). Left out, whoever reports it stands for it.</param>
[Reported("agent")]
[Example("""{"amount":50000,"date":"2031-03-10","recordingRef":"rec_syn_1","identityProven":true}""")]
public sealed record PromiseMade([Money] long Amount, DateOnly Date, string? RecordingRef = null, bool? IdentityProven = null) : Fact
{
    /// <summary>It was given in a talk, so that it is one (T5, G2).</summary>
    internal bool IsSpoken => IdentityProven == true || RecordingRef is not null;
}

/// <summary>The customer asks for instalments or for time; demands pause and a receipt goes out (S57).</summary>
[Reported("customer")]
public sealed record ReliefRequested(ReliefKind Kind, string? Note = null) : Fact;

/// <summary>What relief a customer may ask for.</summary>
public enum ReliefKind
{
    /// <summary>To pay in parts.</summary>
    Instalments,

    /// <summary>To pay later (Civil Code art. 678).</summary>
    Deferral,

    /// <summary>To pay less.</summary>
    Reduction,
}

/// <summary>The customer saw rights and consequences in plain words and said whether they were understood (S56).</summary>
[Reported("customer")]
public sealed record NoticeAcknowledged(string Template, bool Understood) : Fact;
