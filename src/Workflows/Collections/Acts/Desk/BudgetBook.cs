using System.Collections.Immutable;
using System.Text.Json;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Inbox;
using Doorstep.Workflows.Collections.People;
using Doorstep.Workflows.Collections.Rights;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Collections.Acts.Desk;

/// <summary>What counts against a person beside allowed acts: what other systems have counted before, what happened outside (G2), and holds, channels, withdrawn consents, time zones and refusals that are about the person (G1, G4, G5, G6). Pure.</summary>
internal static class BudgetBook
{
    /// <summary>What counts by itself; whatever else tells a case something of the person is seen by what the case knows after it.</summary>
    private static readonly string[] Counted = [nameof(ContactOutcome), nameof(CustomerReply), nameof(ContactAttempted), nameof(ContactRestored), nameof(ConsentWithdrawn), nameof(PromiseMade), nameof(GuardianVerified)];

    /// <summary>The budget with the counters of a start body in it.</summary>
    public static ContactBudget Open(string caseId, CaseFile file, ContactBudget budget, DateTimeOffset now)
    {
        var history = file.Sections.TryGetValue("history", out var section) && section.ValueKind == JsonValueKind.Object ? section.Deserialize<HistoryStart>(FactJson.Options)! : null;
        budget = (file.Consents.Given.IsDefault ? [] : file.Consents.Given).Where(consent => consent.Withdrawn is not null)
            .Aggregate(Told(caseId, file, budget).Reached(Own(file.Customer)), (known, consent) => known.TookBack(new TakenBack(consent.Withdrawn!.Value, consent.Scope, consent.Id)));
        // What one case calls somebody else's number is the person's own in none (G3).
        budget = budget.WithStrangers(Strange.With(budget.Strangers, (file.Customer.ContactPoints ?? []).Where(point => point.Owner == ContactOwner.ThirdParty).Select(point => Dialled.Token(point.Value)), now));
        if (history is null) return budget;
        var counters = new ImportedCounters(
            now, LocalTime.DayOf(now, file.Zone), history.Attempts7d ?? 0, history.ConnectedToday ?? 0, history.Visits30d ?? 0, history.AttemptsToday ?? 0);
        return budget.Import(caseId, counters, history.LastConversationAt);
    }

    /// <summary>Whether a fact of this type may count.</summary>
    public static bool MayCount(string type) => Counted.Contains(type, StringComparer.Ordinal);

    /// <summary>Whether a case knows anything of the person by now that it did not know before, whichever fact told it: a hold, a wish, a message, a visit, a complaint.</summary>
    public static bool Tells(CaseFile before, CaseFile after) => before.Hold != after.Hold || before.Customer != after.Customer || before.Visits != after.Visits || before.Inbox != after.Inbox || before.Rights != after.Rights;

    /// <summary>The budget with a fact counted in; null where it counts nothing. An attempt that names its act was counted when the act was allowed; that somebody answered
    /// is only known now, and counts whoever it was.</summary>
    public static ContactBudget? Count(string caseId, CaseFile file, WorkflowEvent.Raised raised, ContactBudget budget)
    {
        var moment = FactMoment.Of(raised, file.Zone);
        var counted = Fact.Of(raised) switch
        {
            ContactOutcome outcome => budget.Named(file.Reference, moment.At, moment.Day, outcome.Result == Party.RightParty),
            // Whoever promises on the telephone was spoken to (T5), also where telephony reports no talk of its own.
            PromiseMade { IsSpoken: true } => budget.Talked(moment.At),
            CustomerReply { Channel: Channel.Call } => budget.Spoke(moment.At, moment.Day),
            ContactAttempted attempt => Attempted(file, attempt, raised.Id, moment, budget),
            ComplaintFiled { Accused: { } accused } => budget.Complained(accused),
            AccusedIdentified found when file.Rights.Complaints.FirstOrDefault(complaint => complaint.Id == found.Id) is { Named: var words } => Accusations.Of(found).Aggregate(budget.Complained(null, words), (known, one) => known.Complained(one)),
            ConsentWithdrawn withdrawn => budget.TookBack(new TakenBack(moment.Day, withdrawn.Scope, withdrawn.ConsentId)),
            _ => budget,
        };
        // A complaint that comes as a message is about somebody whom nobody has found yet.
        if (Fact.Of(raised) is { } fact and not ComplaintFiled && Objection.IsComplaint(fact) && file.Rights.Complaints.FirstOrDefault(one => one.Id == Objection.IdOf(fact, moment)) is { Accused: { } unknown }) counted = counted.Complained(unknown);
        var told = Found(file, Fact.Of(raised), moment.At, Told(caseId, file, counted));
        return ReferenceEquals(told, budget) ? null : told;
    }

    /// <summary>A number that is somebody else's is so in every case of the person, and one at which the person was found is the person's again in all of them (G3).</summary>
    private static ContactBudget Found(CaseFile file, Fact? fact, DateTimeOffset at, ContactBudget budget) => fact switch
    {
        ContactOutcome { NumberToken: { } token } talk when file.Checklists.HasProven(talk) => Proven(budget, file.Customer.TokensOf(token), at),
        ContactRestored restored => Restored(budget, Strange.Without(budget.Strangers, file.Customer.TokensOf(restored.NumberToken, restored.Contact), at), at),
        ContactOutcome { Result: Party.WrongParty } or ContactAttempted { Result: AttemptResult.InvalidNumber } => Lost(file.Customer, at, budget),
        { } message when message.Says(MessageMeaning.WrongPerson) => Lost(file.Customer, at, budget),
        _ => budget,
    };

    private static ContactBudget Proven(ContactBudget budget, IEnumerable<string> tokens, DateTimeOffset at) =>
        (budget.WithStrangers(Strange.Without(budget.Strangers, tokens, at)), Strange.Without(budget.Unproven, tokens, at.AddTicks(1))) is var (known, left) && ReferenceEquals(left, known.Unproven) ? known : known with { Unproven = left };

    /// <summary>What a source brings back is tried, and hears nothing of the debt before the person has answered there.</summary>
    private static ContactBudget Restored(ContactBudget budget, ImmutableSortedDictionary<string, DateTimeOffset>? left, DateTimeOffset at) => ReferenceEquals(left, budget.Strangers) ? budget
        : budget with { Strangers = left, Unproven = Strange.With(budget.Unproven, Strange.Back(budget.Strangers, left), at) };

    private static ContactBudget Lost(Customer customer, DateTimeOffset at, ContactBudget budget) =>
        budget.WithStrangers(Strange.With(budget.Strangers, (customer.Strangers ?? ImmutableSortedDictionary<string, DateTimeOffset>.Empty).Where(one => one.Value == at).Select(one => one.Key), at));

    /// <summary>What other cases of the person have to hear in the commit of a fact: a hold has come that is about the person and ends visits, or nobody is to come, and there somebody is on the way (T20, T24, T44); whoever the person complains about is off them all (S61), and what went to the address of somebody else has told nobody (S3).</summary>
    public static IEnumerable<Effect> Follow(string caseId, CaseFile before, CaseFile after, ContactBudget budget)
    {
        if (after.Customer.IsHomeLost && !before.Customer.IsHomeLost)
            foreach (var other in budget.CasesElsewhere(caseId))
                yield return new Effect.RaiseEvent(nameof(AddressLost), JsonSerializer.SerializeToElement(new { by = "HOUSE", reason = "Whoever lives at the address has written in another case that the customer does not." }), null, other);
        foreach (var agent in Accused(after).Except(Accused(before)))
            foreach (var other in budget.CasesElsewhere(caseId))
                yield return new Effect.RaiseEvent(nameof(AgentTakenOff), JsonSerializer.SerializeToElement(new { by = "HOUSE", agent, reason = "The customer complains about this agent in another case." }), null, other);
        var isHeld = Ending(after).Except(Ending(before)).Any();
        if (!isHeld && (after.Visits.Unwelcome is null || after.Visits.Unwelcome == before.Visits.Unwelcome)) yield break;
        var why = JsonSerializer.SerializeToElement(new { by = "HOUSE", reason = isHeld ? "A hold of another case of the same person stands in the way." : "The customer wants nobody to come, and said so in another case." });
        foreach (var other in budget.ComingElsewhere(caseId)) yield return new Effect.RaiseEvent(nameof(VisitCalledOff), why, null, other);
    }

    /// <summary>Tokens of those whom the person complains about in a case; whom nobody has found is kept back everywhere as it is (G8).</summary>
    private static IEnumerable<string> Accused(CaseFile file) => file.Rights.Complaints.SelectMany(complaint => complaint.Everybody).Where(accused => !Accusations.IsWords(accused));

    private static IEnumerable<Hold> Ending(CaseFile file) => ContactBudget.OfPerson.Where(hold => file.Hold.Has(hold) && Holds.HoldRule.All[hold].Blocks(ActKind.Visit, ActPurpose.Demand));

    /// <summary>The budget with what a case knows of the person now.</summary>
    public static ContactBudget Told(string caseId, CaseFile file, ContactBudget budget)
    {
        var hours = file.Customer.Preferences is { NotBefore: var from, NotAfter: var until } && (from ?? until) is not null ? new WishedHours(from, until) : null;
        var told = budget.Told(caseId, file.Hold, file.Customer.Preferences?.OptOut, hours, file.KnownZone?.Id, file.Inbox.Waiting.Select(message => message.Id), file.Visits, file.PolicyPack);
        if (Chosen(file.Customer) is { } chosen) told = told.Chose(chosen);
        if (file.Customer.TakenBackAt is { } back) told = told.ClosedChannels(back);
        if (file.Customer.HasGuardian == true && told.HasGuardian != true) told = told with { HasGuardian = true };
        if (file.GuardianAt is { } verified && !(told.GuardianSince >= verified)) told = told with { GuardianSince = verified };
        return file.Contact.IsThirdPartyClosed ? told.ThirdPartyRefused() : told;
    }

    private static ChosenChannels? Chosen(Customer customer) =>
        customer.Preferences?.Channels is { IsDefault: false } channels && (customer.ChannelsChosenAt is not null || !channels.IsEmpty) ? new ChosenChannels(channels, customer.ChannelsChosenAt) : null;

    private static IEnumerable<string> Own(Customer customer) =>
    [
        .. (customer.ContactPoints ?? []).Where(point => point.Owner == ContactOwner.Self).Select(point => point.Value), .. (customer.Addresses ?? []).Select(address => address.Text).OfType<string>(),
    ];

    /// <summary>The number's budget with a reported call counted in, whoever it was for; null where it counts nothing.</summary>
    public static ContactBudget? CountAtLine(CaseFile file, WorkflowEvent.Raised raised, ContactBudget line) => Fact.Of(raised) is ContactAttempted { Channel: Channel.Call } attempt
        ? line.Dial(new Spent(raised.Id, ActKind.Call, FactMoment.Of(raised, file.Zone).At, IsDialled: true), attempt.ActId)
        : null;

    /// <summary>The file as the person's other cases make it: a channel that is not wanted in one of them is wanted in none, the channels that were chosen last are those of all, and a consent that was taken back in one counts in none
    /// unless it was given on a later day (G5), and an agent whom the person complains about in one is off all of them (G4, G8, S61).</summary>
    public static CaseFile AsPerson(string caseId, CaseFile file, ContactBudget? budget)
    {
        if (budget is null) return file;
        var optOut = budget.OptOutsElsewhere(caseId).Except(file.Customer.Preferences?.OptOut ?? []).ToImmutableArray();
        var isLawyered = budget.HoldsElsewhere(caseId).Contains(Hold.Represented) && file.Customer.Represented != true;
        var consents = (budget.Withdrawn ?? []).Aggregate(file.Consents, (known, one) => known.TakenBack(one.Day, one.Scope, one.ConsentId));
        var accused = (budget.Accused ?? []).Where(agent => !file.Assignment.IsRemoved(agent)).ToImmutableArray();
        if (budget.Chosen is { } chosen && chosen.IsLaterThan(Chosen(file.Customer))) file = file with { Customer = file.Customer.Chose(chosen.Channels, chosen.At) };
        if (budget.ChannelsBack is { } back && file.Customer.TookBack(back) is var closed && closed != file.Customer) file = file with { Customer = closed };
        if (!ReferenceEquals(budget.Strangers, file.Customer.Strangers)) file = file with { Customer = file.Customer with { Strangers = budget.Strangers } };
        if (!ReferenceEquals(budget.Unproven, file.Customer.Unproven)) file = file with { Customer = file.Customer with { Unproven = budget.Unproven } };
        if (budget.HasGuardian == true && file.Customer.HasGuardian != true) file = file with { Customer = file.Customer with { HasGuardian = true } };
        if (IsLaterGuardian(file, budget)) file = file with { Customer = file.Customer with { HasLaterGuardian = true } };
        foreach (var wish in budget.HoursElsewhere(caseId)) file = file with { Customer = Narrowed(file.Customer, wish) };
        if (!accused.IsEmpty) file = file with { Assignment = file.Assignment with { Removed = [.. file.Assignment.Removed ?? [], .. accused] } };
        if (optOut.IsEmpty && !isLawyered && ReferenceEquals(consents, file.Consents)) return file;
        var customer = optOut.IsEmpty ? file.Customer : file.Customer.OptOut(optOut);
        return file with { Consents = consents, Customer = isLawyered ? customer with { Represented = true } : customer };
    }

    /// <summary>Whether another case of the person has named a guardian since this one did.</summary>
    internal static bool IsLaterGuardian(CaseFile file, ContactBudget? budget) => budget?.GuardianSince > file.GuardianAt;

    /// <summary>The customer with hours of another case as well: the narrower edge of both; texts as 10:00 sort like times.</summary>
    private static Customer Narrowed(Customer customer, WishedHours wish)
    {
        var own = customer.Preferences ?? new Preferences();
        var from = string.CompareOrdinal(own.NotBefore, wish.NotBefore) >= 0 ? own.NotBefore : wish.NotBefore;
        var until = own.NotAfter is { } mine && (wish.NotAfter is not { } other || string.CompareOrdinal(mine, other) <= 0) ? mine : wish.NotAfter;
        return customer with { Preferences = own with { NotBefore = from, NotAfter = until } };
    }

    private static ContactBudget Attempted(CaseFile file, ContactAttempted attempt, string eventId, FactMoment moment, ContactBudget budget)
    {
        var made = Kind(attempt.Channel) is { } kind ? new Spent(eventId, kind, moment.At, attempt.NumberToken, IsDialled: true) : null;
        var spent = made is null ? budget : attempt.Channel == Channel.Call ? budget.Dial(made, attempt.ActId) : attempt.ActId is null ? budget.Spend(made) : budget;
        return attempt is { Channel: Channel.Call, Result: AttemptResult.Answered } ? spent.Answered(file.Reference, moment.Day) : spent;
    }

    private static ActKind? Kind(Channel channel) => channel switch
    {
        Channel.Call => ActKind.Call,
        Channel.Sms => ActKind.Sms,
        Channel.Email => ActKind.Email,
        Channel.Im => ActKind.Im,
        Channel.Letter => ActKind.Letter,
        _ => null,
    };
}
