using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Doorstep.Workflows.Collections.Acts;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Rights;
using Doorstep.Workflows.Collections.People;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Collections.Holds;

/// <summary>A hold that is open.</summary>
/// <param name="Hold">Which.</param>
/// <param name="Since">Since when (UTC).</param>
/// <param name="Until">When its length is over (UTC); null: until something ends it.</param>
/// <param name="ReviewSince">Since when it waits for a person to look at it; it goes on blocking meanwhile.</param>
/// <param name="Length">What its end was counted by; null where it was not counted.</param>
/// <param name="Signed">Who has agreed so far to let it go, or to take back what it rests on; null: nobody.</param>
/// <param name="Grounds">What it rests on; null in a hold from before that was kept.</param>
public sealed record OpenHold(
    Hold Hold, DateTimeOffset Since, DateTimeOffset? Until, DateTimeOffset? ReviewSince = null, HoldClock? Length = null, Signatures? Signed = null, HoldGrounds? Grounds = null);

/// <summary>What the end of a hold was counted by, so that it can be counted again by another policy pack.</summary>
/// <param name="Parameter">The parameter of the pack.</param>
/// <param name="From">From when it was counted (UTC).</param>
/// <param name="Days">The days that the pack said.</param>
public sealed record HoldClock(string Parameter, DateTimeOffset From, int Days);

/// <summary>The holds of a case (b.4): a set beside the state. A hold that ends raises a review and never restarts outreach by itself; only a person lets it go (T61).</summary>
/// <param name="Open">The holds that are open, in the order in which they were opened.</param>
/// <param name="CoolOffUntil">Nobody demands anything before this after the last hold was let go (UTC).</param>
public sealed record HoldList(ImmutableArray<OpenHold> Open, DateTimeOffset? CoolOffUntil = null) : ICaseSection<HoldList>
{
    /// <summary>Quiet after the last hold was let go (T61).</summary>
    private static readonly HoldLength CoolOff = new("coolingOff.days", 7);

    /// <summary>Template of the answer to an objection.</summary>
    internal const string Answer = "DISPUTE_ANSWER";

    /// <summary>Template of the decision on hardship.</summary>
    internal const string Finding = "HARDSHIP_DECISION";

    /// <summary>Time after an assessment before the hold for hardship may be reviewed (b.4, T58).</summary>
    private static readonly HoldLength AfterDecision = new("hardship.afterDecisionDays", 14);

    /// <summary>No hold.</summary>
    public static HoldList None { get; } = new([]);

    /// <summary>Whether one is open.</summary>
    public bool Has(Hold hold) => Open.Any(open => open.Hold == hold);

    /// <summary>The holds that stand in the way of an act.</summary>
    public IEnumerable<Hold> Blocking(ActKind kind, ActPurpose purpose) => Open.Select(open => open.Hold).Where(hold => HoldRule.All[hold].Blocks(kind, purpose));

    /// <summary>Whether one stands in the way of a visit, whatever it is for.</summary>
    public bool BlocksVisit => Blocking(ActKind.Visit, ActPurpose.Demand).Any();

    /// <summary>Whether one stands in the way of a court.</summary>
    public bool BlocksReferral => Blocking(ActKind.LegalReferral, ActPurpose.LegalNotice).Any();

    /// <summary>Whether one stops the time of a promise: those that end by themselves or by an answer, and stop every clock that calls a person. Under one that stays until somebody lifts it, a case would wait for ever.</summary>
    [JsonIgnore]
    public bool StopsPromises => Open.Any(open => open.Hold is Hold.Dispute or Hold.Moratorium or Hold.Adviser or Hold.IllnessBereavementDisaster);

    /// <summary>What waits for a person.</summary>
    [JsonIgnore]
    public IEnumerable<OpenHold> Reviews => Open.Where(open => open.ReviewSince is not null);

    /// <summary>The names, as deadlines know them.</summary>
    [JsonIgnore]
    public ImmutableSortedSet<string> Names => [.. Open.Select(open => FactJson.Word(open.Hold))];

    /// <summary>When the house has to raise <see cref="HoldExpired"/>.</summary>
    [JsonIgnore]
    public IEnumerable<Reminder> Reminders =>
        from open in Open
        let until = open.ReviewSince is null ? open.Until : null
        where until is not null
        select new Reminder(nameof(HoldExpired), FactJson.Word(open.Hold), until.GetValueOrDefault());

    /// <summary>Opens the holds that a start body names. What it does not say is nothing special: each has the ordinary length of its kind (b.4).</summary>
    /// <param name="holds">The holds.</param>
    /// <param name="moment">When the case begins.</param>
    public HoldList With(IEnumerable<Hold> holds, FactMoment moment) => holds.Aggregate(this, (list, hold) => list.Opened(Made(HoldRule.All[hold], new HoldPlaced(hold, "start"), moment)));

    /// <inheritdoc />
    public HoldList Fold(Fact fact, FactMoment moment) => fact switch
    {
        HoldExpired expired => Each(open => FactJson.Word(open.Hold) == expired.Key && open.Until <= moment.At ? Reviewed(open, moment.At) : open),
        HoldReleased released => Release(released, moment),
        HoldPlaced placed => Opened(new OpenHold(placed.Hold, moment.At, placed.Until?.ToUniversalTime(), Grounds: HoldGrounds.None.With(new HoldGround(moment.EventId, null, moment.At, IsPlaced: true)))),
        HoldTakenBack back => this with { Open = [.. Open.Select(open => open.Hold == back.Hold ? TakenBack(open) : open).OfType<OpenHold>()] },
        HardshipAssessed => Each(open => open.Hold == Hold.Hardship && open.Since <= moment.At ? Counted(open, AfterDecision, moment) : open),
        DeathReportWithdrawn withdrawn => Withdrawn(withdrawn, moment),
        // An objection ends by a written answer and the days after it (b.4 DISPUTE): they are counted from the answer that leaves.
        ActDecided { Allowed: true, Template: Answer } => this with { CoolOffUntil = moment.In(moment.Days(CoolOff)) is var quiet && quiet < CoolOffUntil ? CoolOffUntil : quiet },
        PlanAccepted => Each(open => open.Hold == Hold.Hardship && open.Since <= moment.At ? Reviewed(open, moment.At) : open),
        _ => Opened(fact, moment).Ended(fact, moment),
    };

    private HoldList Opened(Fact fact, FactMoment moment) => HoldRule.All.Values.Where(rule => rule.IsOpenedBy(fact)).OrderBy(rule => rule.Hold)
        .Aggregate(this, (list, rule) => list.Opened(Made(rule, fact, moment)));

    private static OpenHold Made(HoldRule rule, Fact fact, FactMoment moment)
    {
        // An objection and a complaint are called by the id of the event that brought them.
        var name = rule.Hold is Hold.Dispute or Hold.Complaint ? Objection.IdOf(fact, moment) : rule.Names?.Invoke(fact);
        var ground = new HoldGround(moment.EventId, name, moment.KnownAt, fact is HoldPlaced);
        var made = new OpenHold(rule.Hold, moment.KnownAt, null, Grounds: HoldGrounds.None.With(ground));
        return fact switch
        {
            MoratoriumStarted { Ends: { } day } => made with { Until = EndOf(day, moment.Zone) },
            DisasterDeclared { Until: { } day } => made with { Until = EndOf(day, moment.Zone) },
            // No days are no length of its own: it stands until something ends it.
            _ => rule.Length(fact) is { } length && moment.Days(length) > 0 ? Counted(made, length, moment) : made,
        };
    }

    private static OpenHold Counted(OpenHold open, HoldLength length, FactMoment moment)
    {
        var days = moment.Days(length);
        return open with { Until = moment.CountedFrom.AddDays(days), Length = new HoldClock(length.Parameter, moment.CountedFrom, days) };
    }

    /// <summary>The same holds with their ends as the pack says now; one whose end has come stays.</summary>
    public HoldList Recounted(Kernel.CaseClocks clocks) => Each(open =>
        open is { ReviewSince: null, Until: { } until, Length: { } length } && clocks.Number(length.Parameter, length.From) is { } days && days != length.Days
            ? open with { Until = until.AddDays(days - length.Days), Length = length with { Days = (int)days } }
            : open);

    private static DateTimeOffset EndOf(DateOnly day, TimeZoneInfo zone) => LocalTime.Midnight(day.AddDays(1), zone);

    /// <summary>The same hold again: the longer one counts, and a review that had begun begins anew.</summary>
    private HoldList Opened(OpenHold made) => this with
    {
        Open = Open.FirstOrDefault(open => open.Hold == made.Hold) is { } known
            ? Open.Replace(known, Longer(known, made) with { Since = known.Since, ReviewSince = null, Signed = null, Grounds = Joined(known, made) })
            : Open.Add(made),
    };

    private HoldList Ended(Fact fact, FactMoment moment) => Each(open => open.Since <= moment.At && HoldRule.All[open.Hold].Ends(fact) ? Without(open, fact, moment.At) ?? open : open);

    /// <summary>A hold without the ground that a fact ends; null where it ends none of them. With the last one gone it waits for review.</summary>
    internal static OpenHold? Without(OpenHold open, Fact fact, DateTimeOffset at)
    {
        var rule = HoldRule.All[open.Hold];
        if (rule.Names is not { } names || open.Grounds is not { } grounds) return Reviewed(open, at);
        if (grounds.Without(names(fact), at, rule.IsEndedUnnamed) is not { } left) return null;
        return left.All.IsEmpty ? Reviewed(open with { Grounds = left }, at) : open with { Grounds = left };
    }

    /// <summary>A hold that was placed by a slip; what else it rests on by now keeps it.</summary>
    private static OpenHold? TakenBack(OpenHold open) => open.Grounds?.All.RemoveAll(ground => ground.IsPlaced) is { IsEmpty: false } left ? open with { Grounds = new HoldGrounds(left) } : null;

    /// <summary>What both rest on. Of one whose time is over nothing is left, but an objection or a complaint that nobody has answered still waits for its answer.</summary>
    private static HoldGrounds? Joined(OpenHold known, OpenHold made) => known switch
    {
        { ReviewSince: not null, Hold: not (Hold.Dispute or Hold.Complaint) } => made.Grounds,
        { Grounds: { } grounds } => (made.Grounds?.All ?? []).Aggregate(grounds, (all, ground) => all.With(ground)),
        _ => null,
    };

    /// <summary>Whether somebody who was named as the customer's lawyer or adviser still is: a mandate that has ended is nobody's ear any more (G3, G15).</summary>
    /// <param name="adviser">The name; null where none was given.</param>
    public bool Speaks(string? adviser)
    {
        OpenHold[] mandates = [.. Open.Where(open => open.Hold is Hold.Represented or Hold.Adviser)];
        return mandates.Length == 0 || Array.Exists(mandates, open => open.Grounds is not { } grounds || grounds.All.Any(ground => ground.IsPlaced || adviser is null || ground.Is(adviser)));
    }

    /// <summary>It was somebody else who died: two different persons say so, and then a review lets the hold go.</summary>
    private HoldList Withdrawn(DeathReportWithdrawn withdrawn, FactMoment moment) => Each(open => open.Hold != Hold.Deceased || open.Since > moment.At ? open
        : Signed(open, withdrawn.By, withdrawn.SecondBy) is { Signed.HasTwo: true } both ? Reviewed(both, moment.At) with { Signed = null } : Signed(open, withdrawn.By, withdrawn.SecondBy));

    /// <summary>After its ground is gone one person is enough; before that it takes two, at once or one after the other, and for death, incapacity and insolvency nobody will do.</summary>
    private HoldList Release(HoldReleased released, FactMoment moment)
    {
        if (Open.FirstOrDefault(open => open.Hold == released.Hold) is not { } open || (open.ReviewSince is null && HoldRule.All[open.Hold].IsUntouchable)) return this;
        var signed = Signed(open, released.By, released.SecondBy);
        if (open.ReviewSince is null && signed.Signed is not { HasTwo: true }) return this with { Open = Open.Replace(open, signed) };
        var left = Open.Remove(open);
        return new HoldList(left, left.IsEmpty ? moment.In(moment.Days(CoolOff)) : CoolOffUntil);
    }

    private static OpenHold Signed(OpenHold open, string? by, string? secondBy) => open with { Signed = (open.Signed ?? Signatures.None).With(by, secondBy) };

    private HoldList Each(Func<OpenHold, OpenHold> change) => Open.IsEmpty ? this : this with { Open = [.. Open.Select(change)] };

    private static OpenHold Reviewed(OpenHold open, DateTimeOffset at) => open with { ReviewSince = open.ReviewSince ?? at };

    private static OpenHold Longer(OpenHold known, OpenHold made) =>
        known.Until is null || made.Until is null ? known with { Until = null, Length = null } : known.Until > made.Until ? known : made;
}
