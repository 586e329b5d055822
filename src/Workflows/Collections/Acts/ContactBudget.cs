using System.Collections.Immutable;
using System.Text.Json;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Holds;
using Doorstep.Workflows.Collections.People;
using Doorstep.Workflows.Collections.Visits;

namespace Doorstep.Workflows.Collections.Acts;

/// <summary>One act that counts against a person's budget.</summary>
/// <param name="ActId">The act.</param>
/// <param name="Kind">What it was.</param>
/// <param name="At">When it was allowed (UTC).</param>
/// <param name="To">Number or address.</param>
/// <param name="IsDialled">Of a call that was allowed: somebody has reported that it was made. Another attempt for the same act is another call.</param>
public sealed record Spent(string ActId, ActKind Kind, DateTimeOffset At, string? To = null, bool IsDialled = false);

/// <summary>What has been done to one person, over all cases of that person, our own and what other systems have counted (G2).</summary>
/// <param name="Spending">Acts that were allowed, oldest first, of the last 32 days; whoever else was asked where the person is stays for good (G6).</param>
/// <param name="Imported">What other systems have counted, by case.</param>
/// <param name="LastConversationAt">When the person was last spoken to (UTC).</param>
/// <param name="ConnectedDays">Days, where the person lives, with calls that somebody answered, whoever it was, and how many.</param>
/// <param name="Unnamed">Answered calls of a case on a day of which nobody has said yet who answered; null: none.</param>
/// <param name="Holds">Open holds that are about the person and not about one loan, by the case that heard of them; null: none.</param>
/// <param name="OptOuts">Channels that the person does not want, by the case that heard of it; null: none.</param>
/// <param name="Withdrawn">Consents that the person has taken back, in whichever case; null: none.</param>
/// <param name="OwnPoints">What stands for the numbers and addresses of the person's own that cases began with; null: none is known.</param>
/// <param name="Hours">Hours that the person wants to be left in peace outside of, by the case that heard of it; null: none.</param>
/// <param name="Accused">Agents about whom the person has complained, in whichever case; null: none.</param>
/// <param name="Zones">Time zones in which cases say that the person lives, by case; null: none is known.</param>
/// <param name="Chosen">The channels that the person chose last, in whichever case; null: none.</param>
/// <param name="ChannelsBack">When the person took back last what permits a channel (UTC), in whichever case, by the channel's word; null: never.</param>
/// <param name="IsThirdPartyClosed">Somebody else who was asked where the person is has refused, in whichever case: nobody is asked any more (G6).</param>
public sealed record ContactBudget(
    ImmutableArray<Spent> Spending, ImmutableSortedDictionary<string, ImportedCounters> Imported, DateTimeOffset? LastConversationAt, ImmutableSortedDictionary<string, int> ConnectedDays,
    ImmutableSortedDictionary<string, int>? Unnamed = null, ImmutableSortedDictionary<string, ImmutableArray<Hold>>? Holds = null,
    ImmutableSortedDictionary<string, ImmutableArray<Channel>>? OptOuts = null, ImmutableArray<TakenBack>? Withdrawn = null,
    ImmutableArray<string>? OwnPoints = null, ImmutableArray<string>? Accused = null, ImmutableSortedDictionary<string, ImmutableArray<WishedHours>>? Hours = null,
    ImmutableSortedDictionary<string, ImmutableArray<string>>? Zones = null, ChosenChannels? Chosen = null, bool IsThirdPartyClosed = false,
    ImmutableSortedDictionary<string, DateTimeOffset>? ChannelsBack = null)
{
    private const int DaysKept = 32;

    /// <summary>Until when nobody demands anything of the person after a hold that was about the person was let go, in whichever case (UTC, T61); null: none was.</summary>
    public DateTimeOffset? QuietUntil { get; init; }

    /// <summary>Messages of the person that nobody has read, by the case that they came to; null: none (G4).</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>>? Unread { get; init; }

    /// <summary>That the person wants nobody at the door, by the case that heard of it; null: none did (T20, S22).</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<Unwelcome>>? Unwelcome { get; init; }

    /// <summary>Numbers and addresses, by their tokens, that are somebody else's by now, and since when (UTC), in whichever case that was found out (G3); null: none.</summary>
    public ImmutableSortedDictionary<string, DateTimeOffset>? Strangers { get; init; }

    /// <summary>Numbers and addresses, by their tokens, that a lawful source calls the person's again and where nobody has answered since (G3); null: none.</summary>
    public ImmutableSortedDictionary<string, DateTimeOffset>? Unproven { get; init; }

    /// <summary>A guardian stands for the person, in whichever case that was found out (G3); null: in none.</summary>
    public bool? HasGuardian { get; init; }

    /// <summary>When a guardian was verified last, in whichever case (UTC); null: never. Whom another case named later, this one does not know.</summary>
    public DateTimeOffset? GuardianSince { get; init; }

    /// <summary>Policy packs that cases of the person go by, by case (<c>CN-2026.1</c>); null: none is known.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>>? Packs { get; init; }

    /// <summary>Cases for which somebody may be on the way to the person; null: none.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<bool>>? Coming { get; init; }

    /// <summary>Whoever is dead, incapable or insolvent is so in every case; whoever has somebody who speaks for them (12 CFR 1006.6(b)(2)), or wants to be left alone, means all of them;
    /// whoever is vulnerable is so at the door of every loan, and a door behind which somebody was threatened is the same door. Whoever has no money has none for any loan, a statutory breathing space is
    /// one from all of them, and whoever is ill or has lost somebody is so whatever the letter is about.</summary>
    internal static readonly ImmutableArray<Hold> OfPerson =
    [
        Hold.Deceased, Hold.Incapacity, Hold.Insolvency, Hold.Represented, Hold.Adviser, Hold.CeaseContact, Hold.Vulnerable, Hold.Safety, Hold.Hardship, Hold.Moratorium, Hold.IllnessBereavementDisaster,
    ];

    /// <summary>Nothing done yet.</summary>
    public static ContactBudget Untouched { get; } = new([], ImmutableSortedDictionary.Create<string, ImportedCounters>(StringComparer.Ordinal), null, ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal));

    /// <summary>Acts of some kinds since an instant.</summary>
    public int Since(DateTimeOffset since, Func<Spent, bool> counts) => Spending.Count(spent => spent.At >= since && counts(spent));

    /// <summary>Calls that somebody answered on a day.</summary>
    public int ConnectedOn(DateOnly day) => ConnectedDays.GetValueOrDefault(Key(day)) + Imported.Values.Where(counters => counters.Day == day).Sum(counters => counters.ConnectedToday);

    /// <summary>Calls since an instant that were allowed and of which nobody has said yet how they ended, oldest first: each may still be answered.</summary>
    public IEnumerable<Spent> Unreported(DateTimeOffset since) => Spending.Where(spent => spent is { Kind: ActKind.Call or ActKind.ThirdPartyEnquiry, IsDialled: false } && spent.At >= since);

    /// <summary>What other systems have counted within seven days of the import.</summary>
    public int ImportedCalls(DateTimeOffset now) => Imported.Values.Where(counters => counters.At > now.AddDays(-7)).Sum(counters => counters.Attempts7d);

    /// <summary>What other systems have counted on a day. They do not say which numbers they called, so it counts for each.</summary>
    public int ImportedOn(DateOnly day) => Imported.Values.Where(counters => counters.Day == day).Sum(counters => counters.AttemptsToday);

    /// <summary>Visits that other systems have counted within thirty days of the import.</summary>
    public int ImportedVisits(DateTimeOffset now) => Imported.Values.Where(counters => counters.At > now.AddDays(-30)).Sum(counters => counters.Visits30d);

    /// <summary>The budget after one more act.</summary>
    public ContactBudget Spend(Spent spent) => this with { Spending = [.. Spending.Where(old => old.At > spent.At.AddDays(-DaysKept) || old.Kind == ActKind.ThirdPartyEnquiry).Append(spent).OrderBy(one => one.At)] };

    /// <summary>The budget after a call that was reported. The first that names an allowed act is that act; another one for the same act, or for none that is known, is one more call.</summary>
    public ContactBudget Dial(Spent call, string? actId)
    {
        var known = actId is null ? null : Spending.FirstOrDefault(spent => spent.ActId == actId && !spent.IsDialled);
        return known is null ? Spend(call) : this with { Spending = Spending.Replace(known, known with { IsDialled = true }) };
    }

    /// <summary>The budget after a conversation with the person.</summary>
    public ContactBudget Spoke(DateTimeOffset at, DateOnly day) => Connected(day) with { LastConversationAt = LastConversationAt > at ? LastConversationAt : at };

    /// <summary>The budget after the person was spoken to in a call that is counted elsewhere.</summary>
    public ContactBudget Talked(DateTimeOffset at) => LastConversationAt >= at ? this : this with { LastConversationAt = at };

    /// <summary>The budget after a call that somebody answered.</summary>
    /// <param name="caseRef">The case that called.</param>
    /// <param name="day">The person's day.</param>
    public ContactBudget Answered(string caseRef, DateOnly day) => Connected(day) with { Unnamed = Kept(Unnamed, day).SetItem(Key(caseRef, day), UnnamedOf(caseRef, day) + 1) };

    /// <summary>The budget once it is known whom a call has reached. The call counts once, also where nobody has reported that it was answered.</summary>
    /// <param name="caseRef">The case that called.</param>
    /// <param name="at">When (UTC).</param>
    /// <param name="day">The person's day.</param>
    /// <param name="isPerson">It was the person, so that this was a conversation.</param>
    public ContactBudget Named(string caseRef, DateTimeOffset at, DateOnly day, bool isPerson)
    {
        var counted = UnnamedOf(caseRef, day) is > 0 and var left ? this with { Unnamed = Unnamed!.SetItem(Key(caseRef, day), left - 1) } : Connected(day);
        return isPerson ? counted with { LastConversationAt = LastConversationAt > at ? LastConversationAt : at } : counted;
    }

    /// <summary>The budget with what another system has counted; the same case again replaces its own counters.</summary>
    public ContactBudget Import(string caseId, ImportedCounters counters, DateTimeOffset? lastConversationAt = null) => this with
    {
        Imported = Imported.SetItem(caseId, counters), LastConversationAt = LastConversationAt > lastConversationAt ? LastConversationAt : lastConversationAt ?? LastConversationAt,
    };

    /// <summary>Holds about the person that other cases have heard of.</summary>
    /// <param name="caseId">The case that asks.</param>
    public IEnumerable<Hold> HoldsElsewhere(string caseId) => Elsewhere(Holds, caseId);

    /// <summary>Channels that the person has opted out of in other cases (G5).</summary>
    /// <param name="caseId">The case that asks.</param>
    public IEnumerable<Channel> OptOutsElsewhere(string caseId) => Elsewhere(OptOuts, caseId);

    /// <summary>Hours that the person has named in other cases (G1).</summary>
    /// <param name="caseId">The case that asks.</param>
    public IEnumerable<WishedHours> HoursElsewhere(string caseId) => Elsewhere(Hours, caseId);

    /// <summary>Messages that came to other cases and that nobody has read: what was written to one of them may be about all (G4).</summary>
    /// <param name="caseId">The case that asks.</param>
    public IEnumerable<string> UnreadElsewhere(string caseId) => Elsewhere(Unread, caseId);

    /// <summary>When the person has said in other cases that nobody is to come (G7).</summary>
    /// <param name="caseId">The case that asks.</param>
    public IEnumerable<Unwelcome> UnwelcomeElsewhere(string caseId) => Elsewhere(Unwelcome, caseId);

    /// <summary>Other cases for which somebody may be on the way to the person.</summary>
    /// <param name="caseId">The case that asks.</param>
    public IEnumerable<string> ComingElsewhere(string caseId) => Coming?.Keys.Where(other => other != caseId) ?? [];

    /// <summary>Other cases of the person that have told anything of it.</summary>
    /// <param name="caseId">The case that asks.</param>
    public IEnumerable<string> CasesElsewhere(string caseId) => Imported.Keys.Concat(Zones?.Keys ?? []).Concat(Holds?.Keys ?? []).Where(other => other != caseId).Distinct(StringComparer.Ordinal);

    /// <summary>Time zones in which other cases say that the person lives (G1).</summary>
    /// <param name="caseId">The case that asks.</param>
    public IEnumerable<string> ZonesElsewhere(string caseId) => Elsewhere(Zones, caseId);

    /// <summary>Policy packs that other cases of the person go by (G1, G2).</summary>
    /// <param name="caseId">The case that asks.</param>
    public IEnumerable<string> PacksElsewhere(string caseId) => Elsewhere(Packs, caseId);

    /// <summary>The budget with what a case knows of the person; the same object where that is nothing new.</summary>
    /// <param name="caseId">The case.</param>
    /// <param name="holds">Its holds.</param>
    /// <param name="optOut">Channels that the person has opted out of in it.</param>
    /// <param name="hours">Hours that the person has named in it.</param>
    /// <param name="zone">The time zone that it names; null: none is known.</param>
    /// <param name="unread">Messages of the person in it that nobody has read.</param>
    /// <param name="visits">Its visits; null: none.</param>
    /// <param name="pack">The policy pack that it goes by; null: none.</param>
    public ContactBudget Told(string caseId, HoldList holds, ImmutableArray<Channel>? optOut = null, WishedHours? hours = null, string? zone = null, IEnumerable<string>? unread = null, VisitFile? visits = null, string? pack = null)
    {
        var (held, closed) = (Known(Holds, caseId, OfPerson.Where(holds.Has)), Known(OptOuts, caseId, (optOut is { IsDefault: false } named ? named : []).Distinct().Order()));
        var wished = Known(Hours, caseId, hours is null ? [] : [hours]);
        var (zones, waiting) = (Known(Zones, caseId, zone is null ? [] : [zone]), Known(Unread, caseId, unread ?? []));
        var (unwelcome, coming) = (Known(Unwelcome, caseId, visits?.Unwelcome is { } said ? [said] : []), Known(Coming, caseId, visits?.IsComing == true ? [true] : []));
        var packs = Known(Packs, caseId, string.IsNullOrEmpty(pack) ? [] : [pack]);
        // A hold that was about the person is let go for the person, and so are the days after it (T61).
        var quiet = Holds is not null && Holds.TryGetValue(caseId, out var before) && before.Any(hold => !holds.Has(hold)) && !(holds.CoolOffUntil <= QuietUntil) ? holds.CoolOffUntil : QuietUntil;
        return ReferenceEquals(held, Holds) && ReferenceEquals(closed, OptOuts) && ReferenceEquals(wished, Hours) && ReferenceEquals(zones, Zones) && ReferenceEquals(waiting, Unread) && ReferenceEquals(unwelcome, Unwelcome) && ReferenceEquals(coming, Coming) && ReferenceEquals(packs, Packs) && quiet == QuietUntil
            ? this : this with { Holds = held, OptOuts = closed, Hours = wished, Zones = zones, Unread = waiting, Unwelcome = unwelcome, Coming = coming, Packs = packs, QuietUntil = quiet };
    }

    /// <summary>The budget with a choice of channels; the same object where a later one stands.</summary>
    public ContactBudget Chose(ChosenChannels chosen) => chosen.Replaces(Chosen) ? this with { Chosen = chosen } : this;

    /// <summary>The budget with channels that the person took back; the same object where that is nothing new.</summary>
    public ContactBudget ClosedChannels(ImmutableSortedDictionary<string, DateTimeOffset> back) =>
        new Customer { TakenBackAt = ChannelsBack }.TookBack(back).TakenBackAt is var known && ReferenceEquals(known, ChannelsBack) ? this : this with { ChannelsBack = known };

    /// <summary>The budget with other numbers and addresses that are somebody else's; the same object where that is nothing new.</summary>
    public ContactBudget WithStrangers(ImmutableSortedDictionary<string, DateTimeOffset>? strangers) => ReferenceEquals(strangers, Strangers) ? this : this with { Strangers = strangers };

    /// <summary>Whether somebody else was asked at a number where the person is (G6).</summary>
    public bool WasAsked(string to) => Spending.Any(spent => spent.Kind == ActKind.ThirdPartyEnquiry && Dialled.IsSame(spent.To, to));

    /// <summary>The budget once somebody else who was asked where the person is has refused (G6).</summary>
    public ContactBudget ThirdPartyRefused() => IsThirdPartyClosed ? this : this with { IsThirdPartyClosed = true };

    /// <summary>The budget with numbers and addresses of the person's own; the same object where that is nothing new.</summary>
    public ContactBudget Reached(IEnumerable<string> points)
    {
        var more = points.Where(point => !string.IsNullOrWhiteSpace(point)).Select(Dialled.Token).Except(OwnPoints ?? []).ToArray();
        return more.Length == 0 ? this : this with { OwnPoints = [.. OwnPoints ?? [], .. more] };
    }

    /// <summary>The budget once the person has complained about an agent (S61); the same object where that is nothing new.</summary>
    /// <param name="accused">The token, or what the customer calls somebody.</param>
    /// <param name="words">What the customer called the person until that was found out; null: nothing else.</param>
    public ContactBudget Complained(string? accused, string? words = null)
    {
        var known = words is null ? this : this with { Accused = [.. (Accused ?? []).Where(one => one != words)] };
        return accused is null ? known : known.With(accused);
    }

    private ContactBudget With(string accused) =>
        Accused?.Any(known => Person.IsSame(known, accused)) == true ? this : this with { Accused = [.. Accused ?? [], accused] };

    /// <summary>The budget once the person has taken consents back; the same object where that is nothing new.</summary>
    /// <param name="back">What was taken back, and on which day.</param>
    public ContactBudget TookBack(TakenBack back)
    {
        var known = Withdrawn ?? [];
        if (known.Any(old => old.IsSameAs(back) && old.Day >= back.Day)) return this;
        return this with { Withdrawn = [.. known.Where(old => !old.IsSameAs(back)), back] };
    }

    /// <summary>As stored.</summary>
    public string Write() => JsonSerializer.Serialize(this, FactJson.Options);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static ContactBudget Read(string json) => JsonSerializer.Deserialize<ContactBudget>(json, FactJson.Options)!;

    private static IEnumerable<T> Elsewhere<T>(ImmutableSortedDictionary<string, ImmutableArray<T>>? byCase, string caseId) =>
        byCase is null ? [] : byCase.Where(known => known.Key != caseId).SelectMany(known => known.Value).Distinct();

    /// <summary>The same with what one case knows; the same object where that is nothing new.</summary>
    private static ImmutableSortedDictionary<string, ImmutableArray<T>>? Known<T>(ImmutableSortedDictionary<string, ImmutableArray<T>>? byCase, string caseId, IEnumerable<T> now)
    {
        var (before, open) = (byCase ?? ImmutableSortedDictionary.Create<string, ImmutableArray<T>>(StringComparer.Ordinal), now.ToImmutableArray());
        if (before.GetValueOrDefault(caseId, []).SequenceEqual(open)) return byCase;
        return open.IsEmpty ? before.Remove(caseId) : before.SetItem(caseId, open);
    }

    private ContactBudget Connected(DateOnly day) => this with { ConnectedDays = Kept(ConnectedDays, day).SetItem(Key(day), ConnectedDays.GetValueOrDefault(Key(day)) + 1) };

    private int UnnamedOf(string caseRef, DateOnly day) => Unnamed?.GetValueOrDefault(Key(caseRef, day)) ?? 0;

    /// <summary>Without the days that no cap looks at any more; a key begins with its day.</summary>
    private static ImmutableSortedDictionary<string, int> Kept(ImmutableSortedDictionary<string, int>? counts, DateOnly day)
    {
        counts ??= ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal);
        return counts.RemoveRange(counts.Keys.Where(key => string.CompareOrdinal(key, Key(day.AddDays(-DaysKept))) < 0));
    }

    private static string Key(string caseRef, DateOnly day) => $"{Key(day)} {caseRef}";

    private static string Key(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
