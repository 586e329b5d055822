using System.Text.Json;
using Doorstep.Workflows.Collections.Books;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Holds;
using Doorstep.Workflows.Collections.Inbox;
using Doorstep.Workflows.Collections.Outcomes;
using Doorstep.Workflows.Collections.Payments;
using Doorstep.Workflows.Collections.Plans;
using Doorstep.Workflows.Collections.Relief;
using Doorstep.Workflows.Collections.Rights;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Collections;

/// <summary>Folds facts into case files. A case that is not about a loan (<c>workflow.start/1</c>) gets a file without a shape.</summary>
/// <param name="shelf">The registers that relief is computed with.</param>
/// <param name="books">What the house keeps as data; null: nothing.</param>
public sealed class CaseFileFolder(ReliefShelf shelf, HouseBooks? books = null) : FactFolder
{
    private static readonly JsonFactFolder Plain = new();
    private static readonly string[] Labels = [nameof(EvasionSuspected), nameof(EvasionReviewed)];

    private BookSet Books => books?.Current ?? BookSet.None;

    /// <inheritdoc />
    public override CaseFacts Open(JsonElement start, DateTimeOffset now) =>
        start.Text("schema") == StartCaseBody.Schema ? CaseOpening.Open(start, now) : Plain.Open(start.Member("input"), now);

    /// <inheritdoc />
    public override bool Knows(string eventType) => FactCatalogue.Kinds.ContainsKey(eventType);

    /// <inheritdoc />
    public override IReadOnlyCollection<string> EventNames => FactCatalogue.Names;

    /// <inheritdoc />
    public override CaseFacts Read(JsonElement json, string? shape = null) => (shape ?? json.Text("schema")) == CaseFile.Schema ? CaseFile.Read(json) : Plain.Read(json);

    /// <inheritdoc />
    public override IEnumerable<string> Faults(CaseFacts facts, WorkflowEvent.Raised fact, DateTimeOffset now)
    {
        if (facts is not CaseFile file) return [];
        var faults = FactCatalogue.Check(fact.Type, fact.Data).Select(fault => $"data.{fault.Field} {fault.Message}").ToArray();
        if (faults.Length > 0) return faults;
        return CanBeCounted(file, fact, now) ? OutOfPlace(file, fact) : ["the amounts of the case would be more than can be counted"];
    }

    /// <summary>A fact may be well written and still not go together with what the file says.</summary>
    private string[] OutOfPlace(CaseFile file, WorkflowEvent.Raised fact) => Fact.Of(fact) is { } typed
        && (file.Checklists.Fault(typed, file.Visits, Books.Checklists) ?? file.Emergencies.Fault(typed, Books.Playbooks) ?? file.Inbox.Fault(typed) ?? file.Rights.Fault(typed)) is { } fault ? [fault] : [];

    /// <summary>Each amount may be small enough, and their sum not.</summary>
    private bool CanBeCounted(CaseFile file, WorkflowEvent.Raised fact, DateTimeOffset now)
    {
        try
        {
            if (Fact.Of(fact) is { } typed) _ = Money(file, typed, MomentOf(fact, file, now)).Debt.Total;
            return true;
        }
        catch (OverflowException)
        {
            return false;
        }
    }

    /// <inheritdoc />
    public override string? Repeats(CaseFacts facts, WorkflowEvent.Raised fact) =>
        facts is CaseFile file && Fact.Read(fact.Type, fact.Data) is { } typed
        ? PaymentDoor.Repeats(file, typed, FactMoment.Of(fact, file.Zone).Day) ?? Unasked(file, typed, fact.OccurredAt) ?? Promised(file, typed, fact) ?? (typed is HoldReleased released ? ReleaseWords.Late(file.Hold, released, fact.OccurredAt) ?? ReleaseWords.Against(file.Hold, released) : GroundWords.Against(file.Hold, typed, fact.OccurredAt)) ?? Lifeless(file, typed, fact.OccurredAt) ?? Overtaken(file, typed, fact.OccurredAt) ?? (Overtaking(file, fact) is var (kind, at) ? $"'{fact.Type}' of {Instants.Text(fact.OccurredAt)} is heard of late: '{kind}' of {Instants.Text(at)} says how it is now." : null)
        : null;

    /// <inheritdoc />
    public override CaseFacts Fold(CaseFacts facts, WorkflowEvent.Raised fact, DateTimeOffset now)
    {
        if (facts is not CaseFile file) return Plain.Fold(facts, fact, now);
        if (Overtaking(file, fact) is not null || (Fact.Of(fact) is { } said && (Unasked(file, said, fact.OccurredAt) ?? Lifeless(file, said, fact.OccurredAt) ?? (said is HoldReleased late ? ReleaseWords.Late(file.Hold, late, fact.OccurredAt) : null)) is not null)) return file;
        // A hold is let go when the house hears of it: quiet days are not spent before.
        var known = Fact.Of(fact) is { } typed ? Fold(file, typed, typed is HoldReleased && now > fact.OccurredAt ? MomentOf(fact, file, now) with { At = now } : MomentOf(fact, file, now)) : file;
        // Whoever was cleared carries no label, and no trace of one that a definition could read (T50).
        if (fact.Type == nameof(EvasionReviewed) && known.Legal.Evasion is null)
            return known with { Latest = file.Latest.RemoveRange(Labels), LatestAt = file.LatestAt.RemoveRange(Labels) };
        return file.LatestAt.TryGetValue(fact.Type, out var at) && at > fact.OccurredAt ? known
            : known with { Latest = file.Latest.SetItem(fact.Type, fact.Data), LatestAt = file.LatestAt.SetItem(fact.Type, FactMoment.Of(fact, file.Zone, now).KnownAt) };
    }

    /// <inheritdoc />
    public override IEnumerable<Effect> Follow(Snapshot before, CaseFacts after, WorkflowEvent.Raised fact) =>
        (before.Facts, after) is (CaseFile file, CaseFile known) && Fact.Of(fact) is { } typed && (Repeats(file, fact) is null || HouseAnswers.IsPlain(file, typed, FactMoment.Of(fact, file.Zone).Day)) ? HouseAnswers.To(before, known, typed, fact.Id) : [];

    /// <summary>Why an answer to an objection answers none (T47): it is kept in the journal, and neither the file nor the case moves by it. Null where one is open.</summary>
    private static string? Unasked(CaseFile file, Fact fact, DateTimeOffset at) => fact is not DisputeResolved resolved || file.Rights.OpenDisputes.Any(dispute => dispute.Since <= at)
        || file.Hold.Open.Any(open => open.Hold == Hold.Dispute && open.ReviewSince is null && open.Since <= at) ? null
        : $"No objection was open at {Instants.Text(at)}, so '{nameof(DisputeResolved)}' ({FactJson.Word(resolved.Result)}) answers none: it is kept, and nothing changes by it (T47). Report the objection first (DisputeRaised); CaseRecalled closes a case that should not have begun.";

    /// <summary>Why a sign of life is none of the team on site (T27); null where it is one.</summary>
    private static string? Lifeless(CaseFile file, Fact fact, DateTimeOffset at) => fact is not SafeCheckIn sign || !file.Visits.IsUnderWay ? null
        : !file.Visits.IsOfTeam(sign.Agent) ? $"'{sign.Agent}' is not of the team on site: its next sign of life is due as before (T27)."
        : file.LatestAt.TryGetValue(nameof(SafeCheckIn), out var later) && later > at ? $"A later sign of life was heard before, of {Instants.Text(later)}: the next one is due as it says (T27)."
        : null;

    private static string? Promised(CaseFile file, Fact fact, WorkflowEvent.Raised raised) => fact is PromiseMade promised ? Promises.Against(promised, FactMoment.Of(raised, file.Zone).Day, file.Debt.Total) : null;

    /// <summary>Why a choice of the customer changes nothing any more; null where it does.</summary>
    private static string? Overtaken(CaseFile file, Fact fact, DateTimeOffset at) => fact is PreferenceChanged changed && file.Customer.IsOvertaken(changed, at)
        ? $"'{nameof(PreferenceChanged)}' of {Instants.Text(at)} is heard of late: the customer has chosen otherwise since, and the later choice stands."
        : null;

    /// <summary>The newer fact that has overtaken one which is heard of late; null where none has.</summary>
    private static (string Kind, DateTimeOffset At)? Overtaking(CaseFile file, WorkflowEvent.Raised fact)
    {
        foreach (var kind in FactCatalogue.Kinds.TryGetValue(fact.Type, out var known) ? known.OvertakenBy : [])
            if (file.LatestAt.TryGetValue(kind, out var at) && at > fact.OccurredAt) return (kind, at);
        return null;
    }

    /// <inheritdoc />
    public override CaseFacts Recount(CaseFacts facts) => facts is CaseFile { Clocks: { } clocks } file && file.Hold.Recounted(clocks) is var holds && !holds.Open.SequenceEqual(file.Hold.Open)
        ? file with { Hold = holds }
        : facts;

    /// <inheritdoc />
    public override IEnumerable<Tally> Tallies(CaseFacts before, CaseFacts after, WorkflowEvent.Raised fact) =>
        (before, after) is (CaseFile was, CaseFile now) && Fact.Of(fact) is { } typed ? OutcomeTallies.Of(was, now, typed) : [];

    private FactMoment MomentOf(WorkflowEvent.Raised fact, CaseFile file, DateTimeOffset now) => FactMoment.Of(fact, file.Zone, now) with { Clocks = file.Clocks, Books = Books };

    private CaseFile Fold(CaseFile file, Fact fact, FactMoment moment)
    {
        var known = Reachable(Sections(file, fact, moment), fact, moment.At);
        if (known.Promise.Under(known.Hold.StopsPromises, moment.HeardAt) is var promise && promise != known.Promise) known = known with { Promise = promise };
        if (known.Legal.Referral is { } referral && referral.Under(known.Hold.Blocking(Acts.ActKind.LegalReferral, Acts.ActPurpose.LegalNotice).Any(), moment.HeardAt) is var held && held != referral)
            known = known with { Legal = known.Legal with { Referral = held } };
        return known;
    }

    /// <summary>A number that is not in service is used no more; and as long as the customer has another one, nobody is lost by it (T7, G6).</summary>
    private static CaseFile Reachable(CaseFile known, Fact fact, DateTimeOffset at)
    {
        if (!known.Contact.HasInvalidNumber) return known;
        var customer = fact is ContactAttempted { Result: AttemptResult.InvalidNumber } dead ? known.Customer.DeadAt(dead.NumberToken, at) : known.Customer;
        return known with { Customer = customer, Contact = customer.Own.Any(point => point.Kind == "PHONE") ? known.Contact with { HasInvalidNumber = false } : known.Contact };
    }

    /// <summary>A return that names an act which the case does not know names none: a slip of the pen loses no letter that came back (S3), and makes none arrive.</summary>
    private static Fact Named(CaseFile file, Fact fact) =>
        // What went to the address of whoever writes that he is somebody else has told nobody.
        fact is MessageAnswered answer && answer.Says(MessageMeaning.WrongPerson) && file.Inbox.ChannelOf(answer.Id) is (null or Channel.Portal or Channel.Letter) ? new AddressLost("HOUSE")
        : fact is ContactOutcome { IdentityProven: null } talk && file.Checklists.HasProven(talk) ? talk with { IdentityProven = true }
        : fact is ContactAttempted { ActId: { } act, Result: not AttemptResult.Delivered } attempt && !file.Acts.Latest.Any(known => string.Equals(known.ActId, act.Trim(), StringComparison.OrdinalIgnoreCase)) ? attempt with { ActId = null } : fact;

    private CaseFile Sections(CaseFile file, Fact fact, FactMoment moment) => (Money(file, fact, moment), file.Rights.Fold(fact, moment), Named(file, fact)) is var (paid, rights, named) && file.Acts.Fold(named, moment) is var acts ? paid with
    {
        Contact = file.Contact.Fold(fact, moment),
        Customer = fact switch
        {
            ConsentWithdrawn withdrawn => file.Customer.TookBack(file.Consents.ChannelsOf(withdrawn), moment.KnownAt),
            // Another lawyer may still speak for the customer, and nobody is dismissed who was never named.
            RepresentativeWithdrawn when file.Hold.Fold(fact, moment).Open.Any(open => open is { Hold: Facts.Hold.Represented, ReviewSince: null }) => file.Customer,
            MessageAnswered answer when answer.Says(MessageMeaning.WrongPerson) => file.Customer.LostAt(file.Inbox.ChannelOf(answer.Id), moment.At).Fold(file.Inbox.Named(answer), moment),
            MessageAnswered answer => file.Customer.Fold(file.Inbox.Named(answer), moment),
            _ => file.Customer.Fold(named, moment),
        },
        Consents = file.Consents.Fold(fact, moment),
        Hold = file.Hold.Fold(fact, moment),
        Assignment = fact is AccusedIdentified found ? Accusations.Of(found).Aggregate(file.Rights.Complaints.FirstOrDefault(complaint => complaint.Id == found.Id) is { IsAboutSomebodyUnknown: true, Accused: { } words } ? file.Assignment.Found(words) : file.Assignment, (known, one) => known.Without(one))
            : rights.Complaints.Length > file.Rights.Complaints.Length && rights.Complaints[^1].Accused is { } accused ? file.Assignment.Without(accused) : file.Assignment.Fold(named, moment),
        Rights = rights,
        Relief = ReliefFold.Reached(ReliefFold.Paid(ReliefFold.Fold(file, fact, moment, shelf.Current), paid.Payments, file.Zone), acts),
        Visits = file.Visits.Fold(fact, moment),
        Legal = file.Legal.Fold(named, moment).Reached(acts),
        Risk = file.Risk.Fold(fact, moment),
        Acts = acts,
        Checklists = file.Checklists.Fold(fact, moment),
        Emergencies = file.Emergencies.Fold(fact, moment),
        Inbox = file.Inbox.Fold(fact, moment),
    } : file;

    private static CaseFile Money(CaseFile file, Fact fact, FactMoment moment) => fact switch
    {
        PaymentReceived paid => PaymentFold.Paid(file, paid, moment),
        PaymentReversed reversed => PaymentFold.Reversed(file, reversed, moment),
        SettlementPaid paid => PaymentFold.Paid(file, paid, moment),
        BalanceUpdated said => PaymentFold.Updated(file, said, moment) is var known && ReferenceEquals(known, file) ? file : known with { Debt = StandingCharges.Kept(file, known.Debt, moment.At) },
        AccountCured => file with { Debt = file.Debt with { DaysPastDue = 0, OldestDue = null } },
        PromiseMade promised when Promises.Against(promised, moment.Day, file.Debt.Total) is null => file with { Promise = file.Promise.Made(promised, moment.Day) },
        PromiseBroken broken => file with { Promise = file.Promise.Lapsed(broken) },
        PlanAccepted accepted when file.Relief.Negotiation.Take(ReliefFold.Acceptance(accepted, moment)) is NegotiationAnswer.Taken => file with { Plan = Plan.Of(PlanTerms.Of(accepted), accepted.Version) },
        PlanReviewed { Decision: PlanDecision.Ended, By: not null, Reason: not null } => file with { Plan = Plan.None },
        _ => file,
    };
}
