using System.Collections.Immutable;
using System.Globalization;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Inbox;
using Doorstep.Workflows.Collections.People;
using Doorstep.Workflows.Collections.Rights;
using Doorstep.Workflows.Deadlines.Calendars;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Collections.Legal;

/// <summary>A limitation period (Civil Code arts. 188, 189, 195): three years from its start. Its clock never stops.</summary>
/// <param name="Starts">First day.</param>
/// <param name="Expires">Last day.</param>
/// <param name="Basis">What it runs from.</param>
public sealed record Limitation(DateOnly Starts, DateOnly Expires, string? Basis = null)
{
    /// <summary>Months after which the house warns (b.2 LEGAL_REVIEW).</summary>
    public static ImmutableArray<int> AlarmMonths { get; } = [30, 34];

    /// <summary>Months of the period (Civil Code art. 188).</summary>
    public const int Months = 36;

    /// <summary>The period that starts on a day.</summary>
    public static Limitation From(DateOnly day, string? basis) => new(day, day.AddMonths(Months), basis);
}

/// <summary>Suspicion of deliberate evasion (T49, T50).</summary>
/// <param name="Since">Since when the last of its signs is known (UTC).</param>
/// <param name="Kinds">The signs, each once; not being reached is none (S40).</param>
/// <param name="Decision">What was found.</param>
/// <param name="By">Who raised it last.</param>
/// <param name="AskedAt">When the customer was asked for a reply to these signs (UTC).</param>
/// <param name="HeardAt">When the customer has spoken since (UTC).</param>
/// <param name="ReplyBy">The last day to reply, the customer's, that the letter has named.</param>
/// <param name="Before">Who raised it before, or a sign of it; none of them judges it either.</param>
public sealed record Evasion(
    DateTimeOffset Since, ImmutableArray<EvasionSign> Kinds, EvasionDecision? Decision = null, string? By = null, DateTimeOffset? AskedAt = null, DateTimeOffset? HeardAt = null, DateOnly? ReplyBy = null,
    ImmutableArray<string>? Before = null)
{
    /// <summary>Template of the letter that asks for the reply.</summary>
    public const string AskTemplate = "EVASION_REPLY";

    /// <summary>The parameter of the pack that says how long the customer may reply (b.2 EVASION_REVIEW).</summary>
    public const string ReplyParameter = "evasion.replyDays";

    /// <summary>The length for a case whose pack does not set it.</summary>
    public const string ReplyOtherwise = "P10D";

    /// <summary>How many kinds of signs there are; below <c>evasion.indicatorsMin</c> of the pack it is no suspicion.</summary>
    public int Indicators => Kinds.Length;

    /// <summary>Everybody who has raised it or a sign of it (T50).</summary>
    public IEnumerable<string> Accusers => (Before ?? []).Concat(By is null ? [] : [By]);

    /// <summary>When the customer has had the time to reply (UTC): the day is over that the letter has named, and the one that the pack in force counts to, should it leave more time by now; null: the customer was not asked.</summary>
    /// <param name="clocks">What the case's clocks are counted by; null: nothing is known.</param>
    /// <param name="zone">The customer's time zone.</param>
    public DateTimeOffset? ReplyUntil(CaseClocks? clocks, TimeZoneInfo zone)
    {
        if (AskedAt is not { } asked) return null;
        var counted = LastDay(asked, clocks, zone);
        return LocalTime.Midnight((ReplyBy > counted ? ReplyBy.Value : counted).AddDays(1), zone);
    }

    /// <summary>The customer has been asked, by a letter that leaves at that moment; who was asked before has had the letter.</summary>
    internal Evasion Asked(FactMoment moment) => AskedAt is null ? this with { AskedAt = moment.At, ReplyBy = LastDay(moment.At, moment.Clocks, moment.Zone) } : this;

    /// <summary>The same where the letter that asked came back: nobody has been asked (S3, T49).</summary>
    internal Evasion Reached(Acts.ActLog acts) =>
        AskedAt is { } asked && acts.Latest.LastOrDefault(act => act is { Allowed: true, Template: AskTemplate } && act.At == asked) is { CameBack: true } ? this with { AskedAt = null, ReplyBy = null } : this;

    /// <summary>The signs that count among some and those that were known; null where there is none. Whoever was asked or heard before knew nothing of a sign that is added, or of what is raised again
    /// after it was found, and is asked anew (T50).</summary>
    internal static Evasion? With(Evasion? known, IEnumerable<EvasionSign> kinds, DateTimeOffset at, string? by)
    {
        var signs = (known?.Kinds ?? []).Union(kinds).Except([EvasionSign.NotReached]).ToImmutableArray();
        if (signs.IsEmpty) return known;
        ImmutableArray<string> before = [.. (known?.Accusers ?? []).Where(name => !Person.IsSame(name, by)).DistinctBy(Person.Key)];
        return known is { Decision: null } && known.Kinds.Length == signs.Length ? known with { By = by, Before = before } : new Evasion(at, signs, By: by, Before: before);
    }

    /// <summary>The last whole day of the time to reply, as the letter names it.</summary>
    private static DateOnly LastDay(DateTimeOffset asked, CaseClocks? clocks, TimeZoneInfo zone) =>
        LocalTime.DayOf((clocks ?? CalendarClocks.Plain).Reckon(ReplyOtherwise, ReplyParameter, asked).Until.AddTicks(-1), zone);
}

/// <summary>What people have found of a suspicion, as long as nothing new is suspected.</summary>
/// <param name="Decision">What.</param>
/// <param name="Signed">Who; it counts once two different persons say the same.</param>
public sealed record EvasionFinding(EvasionDecision Decision, Signatures Signed);

/// <summary>A stage of a procedure.</summary>
public sealed record Stage(CourtStage Name, DateTimeOffset At);

/// <summary>The approval of a legal referral: two different persons (G12).</summary>
/// <param name="At">Since when (UTC).</param>
/// <param name="By">Who.</param>
/// <param name="SecondBy">Who else.</param>
/// <param name="NoticeAt">When the letter before action was sent for it (UTC): it goes out once (T51).</param>
/// <param name="NoticeId">The act that sent it.</param>
/// <param name="CameBack">It came back: a letter that nobody got has told nobody anything (S3, G12).</param>
/// <param name="HeldSince">Since when a hold keeps a referral back (UTC): the customer's time to answer stands still (b.4); null: none does.</param>
/// <param name="HeldDays">Days for which it stood still before.</param>
/// <param name="ToldAt">When the letter before action was reported as delivered, or the customer was spoken to after it had left (UTC): a letter that was only sent has told nobody (S3, G12). Null: neither is known.</param>
public sealed record Referral(
    DateTimeOffset At, string? By, string? SecondBy, DateTimeOffset? NoticeAt = null, string? NoticeId = null, bool CameBack = false, DateTimeOffset? HeldSince = null, int HeldDays = 0, DateTimeOffset? ToldAt = null)
{
    /// <summary>The same with what is heard of the letter before action: that it came back, that it was delivered, or that the customer was spoken to since.</summary>
    internal Referral Heard(Fact fact, DateTimeOffset at) => fact switch
    {
        _ when NoticeId is null => this,
        AddressLost => this with { CameBack = true, ToldAt = null },
        ContactAttempted attempt when attempt.CameBack(NoticeId, isLetter: true) => this with { CameBack = true, ToldAt = null },
        _ when at < NoticeAt || ToldAt is not null => this,
        ContactAttempted attempt when attempt.Arrived(NoticeId) => this with { ToldAt = at },
        ContactOutcome { Result: Party.RightParty, IdentityProven: true } => this with { ToldAt = at },
        _ => this,
    };

    /// <summary>The same under holds, or under none any more, at an instant.</summary>
    internal Referral Under(bool isHeld, DateTimeOffset at) => (isHeld && NoticeAt is not null, HeldSince) switch
    {
        (true, null) => this with { HeldSince = at },
        (false, { } since) => this with { HeldSince = null, HeldDays = HeldDays + (int)Math.Ceiling(Math.Max(0, (at - since).TotalDays)) },
        _ => this,
    };

    /// <summary>Template of the letter before action.</summary>
    public const string NoticeTemplate = "PRE_ACTION";

    /// <summary>Whether two different persons have approved.</summary>
    public bool HasTwo => new Signatures(By, SecondBy).HasTwo;

    /// <summary>The same without the approval: what was sent stays sent.</summary>
    internal Referral Unsigned => this with { By = null, SecondBy = null };

    internal static Referral Of(Referral? known, LegalReviewed review, DateTimeOffset at)
    {
        var signed = new Signatures(known?.By, known?.SecondBy).With(review.By, review.SecondBy);
        // Whoever approves anew after it came back sends it anew.
        return known is { CameBack: false } ? known with { At = at, By = signed.By, SecondBy = signed.SecondBy } : new Referral(at, signed.By, signed.SecondBy);
    }
}

/// <summary>What is on its way to a court, or must not be.</summary>
/// <param name="Limitation">The limitation period.</param>
/// <param name="AlarmsRung">Months whose alarm has rung.</param>
/// <param name="Evasion">A suspicion; purged when cleared (T50).</param>
/// <param name="Referral">The approval to refer.</param>
/// <param name="Stages">Stages of the procedure.</param>
/// <param name="Finding">What people have found of the last suspicion.</param>
public sealed record LegalFile(
    Limitation? Limitation = null, ImmutableArray<int>? AlarmsRung = null, Evasion? Evasion = null, Referral? Referral = null, ImmutableArray<Stage>? Stages = null, EvasionFinding? Finding = null) : ICaseSection<LegalFile>
{
    /// <summary>Nothing.</summary>
    public static LegalFile None { get; } = new();

    /// <summary>When the house has to raise <see cref="LimitationAlarm"/>, in the customer's zone.</summary>
    public IEnumerable<Reminder> RemindersIn(TimeZoneInfo zone) =>
        from months in Limitation is null ? [] : Collections.Legal.Limitation.AlarmMonths
        where AlarmsRung?.Contains(months) != true
        select new Reminder(nameof(LimitationAlarm), months.ToString(CultureInfo.InvariantCulture), LocalTime.Midnight(Limitation!.Starts.AddMonths(months), zone));

    /// <summary>The same where a letter that asked for a reply came back (S3, T49).</summary>
    internal LegalFile Reached(Acts.ActLog acts) => Evasion is { } open && open.Reached(acts) is var known && known != open ? this with { Evasion = known } : this;

    /// <inheritdoc />
    public LegalFile Fold(Fact fact, FactMoment moment)
    {
        var folded = Folded(fact, moment);
        return folded.Referral is { } referral && referral.Heard(fact, moment.At) is var heard && heard != referral ? folded with { Referral = heard } : folded;
    }

    private LegalFile Folded(Fact fact, FactMoment moment) => fact switch
    {
        LimitationRestarted restarted => this with { Limitation = Collections.Legal.Limitation.From(restarted.On, restarted.Ground), AlarmsRung = null },
        LimitationAlarm alarm when int.TryParse(alarm.Key, CultureInfo.InvariantCulture, out var months) => this with { AlarmsRung = [.. AlarmsRung ?? [], months] },
        EvasionSuspected suspected => this with { Evasion = Evasion.With(Evasion, suspected.Kinds, moment.At, suspected.By), Finding = null },
        EvasionReviewed reviewed => Reviewed(reviewed),
        ActDecided { Allowed: true, Template: Evasion.AskTemplate } when Evasion is not null => this with { Evasion = Evasion.Asked(moment) },
        // What was approved was another case, also where somebody only finds it in a message.
        MessageAnswered or ContactOutcome when Objection.IsDispute(fact) || fact.Says(MessageMeaning.Hardship) => this with { Referral = null },
        InboundMessage or CustomerReply or StatementMade or FeedbackGiven or ContactOutcome { Result: Party.RightParty } => Heard(fact, moment),
        // Who is complained about has decided nothing (S61).
        ComplaintFiled or AccusedIdentified or AgentTakenOff when Referral is { } signed && new[] { signed.By, signed.SecondBy }.OfType<string>().Any(one => Accusations.Of(fact).Any(accused => Accusations.Means(accused, one))) => this with { Referral = signed.Unsigned },
        LegalReviewed { Decision: LegalDecision.Refer } review => this with { Referral = Referral.Of(Referral, review, moment.At) },
        // Whoever sends a case to legal review asks for a new approval.
        LegalReviewed or EscalationReviewed or VisitReportReviewed or InterventionResolved or SupervisorOverride => this with { Referral = null },
        // What was approved was another case: it is looked at anew (G12).
        DisputeRaised or HardshipDeclared or ReliefRequested or AssessmentOpened or PlanAccepted or SettlementAgreed => this with { Referral = null },
        ActDecided { Allowed: true, Template: Referral.NoticeTemplate } decided when Referral is not null => this with { Referral = Referral with { NoticeAt = moment.At, NoticeId = decided.ActId, CameBack = false, HeldSince = null, HeldDays = 0, ToldAt = null } },
        CourtMilestone milestone => this with { Stages = [.. Stages ?? [], new Stage(milestone.Stage, moment.At)] },
        _ => this,
    };

    /// <summary>What the customer says is heard for a suspicion (T50); and whoever has answered in writing is read by the two who have approved, before anything goes on (T51).</summary>
    private LegalFile Heard(Fact fact, FactMoment moment)
    {
        var heard = fact is not FeedbackGiven && Evasion is { HeardAt: null } open && open.Since <= moment.At ? this with { Evasion = open with { HeardAt = moment.At } } : this;
        if (Objection.IsDispute(fact) || fact.Says(MessageMeaning.Hardship)) return heard with { Referral = null };
        return fact is InboundMessage or CustomerReply or StatementMade or FeedbackGiven { Text: not null } && Referral is { } referral ? heard with { Referral = referral.Unsigned } : heard;
    }

    /// <summary>One person alone changes nothing; two that clear purge the label (T50).</summary>
    private LegalFile Reviewed(EvasionReviewed reviewed)
    {
        var signed = (Finding?.Decision == reviewed.Decision ? Finding.Signed : Signatures.None).With(reviewed.By, reviewed.SecondBy);
        var found = this with { Finding = new EvasionFinding(reviewed.Decision, signed), Referral = null };
        return !signed.HasTwo ? found : found with { Evasion = reviewed.Decision == EvasionDecision.Cleared ? null : Evasion is null ? null : Evasion with { Decision = reviewed.Decision } };
    }
}
