using System.Collections.Immutable;
using System.Text.Json;
using Doorstep.Workflows.Collections.Acts.Wording;
using Doorstep.Workflows.Collections.Clocks;
using Doorstep.Workflows.Collections.Communication;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.People;
using Doorstep.Workflows.Collections.Policy;
using Doorstep.Workflows.Collections.Visits;
using Doorstep.Workflows.Definitions.Liveness;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Collections.Acts.Desk;

/// <summary>Decides on the acts of loans' cases: gathers what the guards look at, lets them speak, and writes down what they said.</summary>
public sealed class CaseActDesk(RuleShelf shelf, Registers registers, ActDecider decider, ActWording wording, ContactCodes codes) : ActDesk
{
    /// <summary>What goes out when an act is allowed; whoever carries it out listens for it.</summary>
    public const string Order = "ActAllowed";

    private static readonly string Tracing = StateMark.Of("UNREACHABLE");

    /// <summary>What speaks beside the guards: whether there are lawful words for the act.</summary>
    private const string Words = "Words";

    /// <inheritdoc />
    public override string? PersonOf(CaseFacts facts) => facts is CaseFile { Customer.Token: { Length: > 0 } token } ? Person.Key(token) : null;

    /// <inheritdoc />
    public override string? Open(string caseId, CaseFacts facts, string? budget, DateTimeOffset now)
    {
        if (facts is not CaseFile file) return null;
        var opened = BudgetBook.Open(caseId, file, Read(budget) ?? ContactBudget.Untouched, now).Write();
        return opened == budget ? null : opened;
    }

    /// <inheritdoc />
    public override bool Counts(WorkflowEvent.Raised fact, CaseFacts before, CaseFacts after) =>
        BudgetBook.MayCount(fact.Type) || ((before, after) is (CaseFile was, CaseFile now) && BudgetBook.Tells(was, now));

    /// <inheritdoc />
    public override string? Count(string caseId, CaseFacts facts, WorkflowEvent.Raised fact, string budget) =>
        facts is CaseFile file ? BudgetBook.Count(caseId, file, fact, ContactBudget.Read(budget))?.Write() : null;

    /// <inheritdoc />
    public override string? Tell(string caseId, CaseFacts facts, string budget)
    {
        if (facts is not CaseFile file) return null;
        var known = ContactBudget.Read(budget);
        return BudgetBook.Told(caseId, file, known) is var told && ReferenceEquals(told, known) ? null : told.Write();
    }

    /// <inheritdoc />
    public override IEnumerable<Effect> Begin(string caseId, CaseFacts facts, string budget) => facts is CaseFile { Hold.Open.IsEmpty: false } file
        ? BudgetBook.Follow(caseId, file with { Hold = Holds.HoldList.None }, file, ContactBudget.Read(budget)) : [];

    /// <inheritdoc />
    public override IEnumerable<Effect> Follow(string caseId, CaseFacts before, CaseFacts after, string budget) =>
        (before, after) is (CaseFile was, CaseFile now) && (was.Hold != now.Hold || was.Visits != now.Visits || was.Rights != now.Rights || was.Customer != now.Customer) ? BudgetBook.Follow(caseId, was, now, ContactBudget.Read(budget)) : [];

    /// <inheritdoc />
    public override string? LineOf(CaseFacts facts, JsonElement act) =>
        facts is CaseFile file && PlannedActReader.Read(act) is { } planned && IsDialled(planned) && PlannedActReader.Completed(planned, file, ActRegisters.Empty).To is { } to ? Dialled.Token(to) : null;

    /// <inheritdoc />
    public override string? LineOf(WorkflowEvent.Raised fact) => Fact.Of(fact) is ContactAttempted { Channel: Channel.Call, NumberToken: { } token } ? Dialled.Token(token) : null;

    /// <inheritdoc />
    public override string? CountAtLine(CaseFacts facts, WorkflowEvent.Raised fact, string? line) =>
        facts is CaseFile file ? BudgetBook.CountAtLine(file, fact, Read(line) ?? ContactBudget.Untouched)?.Write() : null;

    /// <inheritdoc />
    public override async Task<ActRuling> RuleAsync(ActQuestion question)
    {
        if (PlannedActReader.Read(question.Act) is not { } planned) return Unreadable(question);
        if (question.Snapshot.Facts is not CaseFile own) return Ruling(question, planned, ActDecider.Deny("The case is not about a loan, so there is nobody to contact.", question.Now));
        var file = BudgetBook.AsPerson(question.CaseId, own, Read(question.Budget));
        var (routed, decision) = await FirstWayAsync(question, file, planned, (routed, known) => DecideAsync(question, file, routed, known));
        return Ruling(question, routed.Act, decision with { Route = routed.Route });
    }

    /// <summary>The decision on the way that comes first. Words that cannot wait a day, because they are about a day that is near, take the next way that the guards let them go (T19, T24).</summary>
    private async Task<(RoutedAct Routed, ActDecision Decision)> FirstWayAsync(ActQuestion question, CaseFile file, PlannedAct planned, Func<RoutedAct, ActRegisters, Task<ActDecision>> decide)
    {
        var (closed, first) = (ImmutableArray<ActKind>.Empty, default((RoutedAct, ActDecision)?));
        while (true)
        {
            var routed = ActRoutes.Of(planned, file, wording.Catalogue, LocalTime.DayOf(question.Now, file.Zone), closed);
            var known = await registers.ForAsync(routed.Act, file);
            routed = routed with { Act = PlannedActReader.Completed(routed.Act, file, known) };
            var decision = await decide(routed, known);
            if (decision.Allowed || decision.NextTryAt <= question.Now.AddDays(1)) return (routed, decision);
            first ??= (routed, decision);
            if (!routed.IsPressing) return first.Value;
            closed = closed.Add(routed.Act.Kind);
        }
    }

    /// <summary>What the guards would say of an act at a moment by given rules, in force or only proposed. It takes the way that the decision itself would take. No words are put to it, and nothing is counted or written down.</summary>
    public async Task<ActDecision> ForeseeAsync(ActQuestion question, ClockRules rules)
    {
        if (PlannedActReader.Read(question.Act) is not { } planned || question.Snapshot.Facts is not CaseFile own) return ActDecider.Deny("The act cannot be read.", question.Now);
        var file = BudgetBook.AsPerson(question.CaseId, own, Read(question.Budget));
        var (_, decision) = await FirstWayAsync(question, file, planned, (routed, known) => Task.FromResult(Hindrance(question, routed) ?? Judged(question, file, routed.Act, known, rules).Decision));
        return decision;
    }

    private async Task<ActDecision> DecideAsync(ActQuestion question, CaseFile file, RoutedAct routed, ActRegisters known)
    {
        if (Hindrance(question, routed) is { } no) return no;
        var said = await shelf.ReadAsync(isFresh: true);
        var (decision, rules) = Judged(question, file, routed.Act, known, said);
        return decision.Allowed ? await WordAsync(question, file, routed, decision, rules!, said) : decision;
    }

    /// <summary>A no for which no rules are needed.</summary>
    private static ActDecision? Hindrance(ActQuestion question, RoutedAct routed) =>
        (Moot(question.Snapshot, routed.Act, question.PlannedAt) ?? Missed(routed.Act, question)) is { } moot ? ActDecider.Deny(moot, question.Now)
        : question.Snapshot.Suspension is { } suspended ? InTime(routed.Act, ActDecider.Deny("A supervisor has suspended the case.", question.Now) with { NextTryAt = Later(suspended.Until, question.Now) })
        : !routed.Refusals.IsEmpty ? Unsaid(ActDecider.Deny("", question.Now), routed.Refusals)
        : Read(question.Budget) is null ? ActDecider.Deny("What was done to this person before is not known.", question.Now)
        : null;

    private static string? Missed(PlannedAct act, ActQuestion question) => question.Snapshot.Facts is not CaseFile file ? null
        : MissedActs.Over(act, file.Visits, question.Now) ?? MissedActs.Why(act, question.PlannedAt, file.Acts, question.Now);

    /// <summary>What the guards say, and by which rules.</summary>
    private (ActDecision Decision, PackInForce? Rules) Judged(ActQuestion question, CaseFile file, PlannedAct act, ActRegisters known, ClockRules said)
    {
        // Clocks of two machines differ a little; an act is never planned after its moment.
        var plannedAt = question.PlannedAt < question.Now ? question.PlannedAt : question.Now;
        var reading = PackInForce.For(said.Packs, file.PolicyPack, plannedAt, question.Now);
        if (reading is not Reading<PackInForce>.Given(var rules)) return (ActDecider.Deny(((Reading<PackInForce>.Denied)reading).Reason, question.Now), null);
        var calendar = said.InForce(rules.Base.HolidayCalendar)?.Calendar;
        var budget = Read(question.Budget);
        var context = new GuardContext(question.CaseId, file, act, question.Now, rules, budget, known, calendar)
        {
            Line = Read(question.Line), Elsewhere = PackInForce.Elsewhere(said.Packs, rules, budget?.PacksElsewhere(question.CaseId) ?? [], plannedAt, question.Now),
            Earlier = then => PackInForce.For(said.Packs, file.PolicyPack, then < question.Now ? then : question.Now, question.Now) is Reading<PackInForce>.Given(var early) ? early : rules,
        };
        var decision = InTime(act, decider.Decide(context));
        return (decision.NextTryAt is { } at ? decision with { NextTryAt = ActDecider.LawfulFrom(context, at) } : decision, rules);
    }

    /// <summary>A suspension does not end by itself, so after its day the act asks once a day; its end brings the act forward.</summary>
    private static DateTimeOffset Later(DateTimeOffset until, DateTimeOffset now) => until > now ? until : now.AddDays(1);

    /// <summary>What comes up too early, as when a hold has brought it forward, waits for its own time unless it is refused for good already.</summary>
    private static ActDecision InTime(PlannedAct act, ActDecision decision)
    {
        if (act.NowOrNever && !decision.Allowed) return decision with { NextTryAt = null };
        if (!(act.NotBefore > decision.DecidedAt) || decision is { Allowed: false, NextTryAt: null }) return decision;
        var at = decision.NextTryAt > act.NotBefore ? decision.NextTryAt : act.NotBefore;
        return decision with { Allowed = false, Reason = $"It is planned for {Instants.Text(act.NotBefore.Value)}. {decision.Reason}".TrimEnd(), NextTryAt = at };
    }

    /// <summary>The decision with the words of the act; without lawful words there is no act.</summary>
    private async Task<ActDecision> WordAsync(ActQuestion question, CaseFile file, RoutedAct routed, ActDecision decision, PackInForce rules, ClockRules said)
    {
        var (code, today) = (question.IsForeseen ? ContactCodes.Unmade : ContactCodes.Of(question.ActId), LocalTime.DayOf(question.Now, file.Zone));
        var days = new NamedDays(question.Snapshot.Deadlines, CaseClockDesk.Of(file, said, question.Now), file.Zone, question.Now, question.Snapshot.Frames[^1].Deadlines);
        var slots = OfferedSlots.Of(rules, said.InForce(rules.Base.HolidayCalendar)?.Calendar, today, days.Of(ActWording.Invitation, "replyBy").GetValueOrDefault(), VisitFields.MovedFrom(file));
        var worded = wording.Put(routed, file, HoldsOf(question, file), today, code, slots, rules, days, await registers.AgentsAsync(StaffWords.Wanted(routed, file)));
        if (!worded.Refusals.IsEmpty) return Unsaid(decision, worded.Refusals);
        if (worded.Messages.IsEmpty) return decision;
        if (!question.IsForeseen) await codes.KeepAsync(code, question.CaseId, question.Now);
        return decision with { Messages = worded.Messages };
    }

    /// <summary>What is about the person keeps back the same words in every case of the person (G4).</summary>
    private static ImmutableSortedSet<string> HoldsOf(ActQuestion question, CaseFile file) =>
        file.Holds.Union((Read(question.Budget)?.HoldsElsewhere(question.CaseId) ?? []).Select(FactJson.Word));

    /// <summary>Refused for its words; waiting does not mend them.</summary>
    private static ActDecision Unsaid(ActDecision decision, ImmutableArray<string> reasons)
    {
        var reason = string.Join(" ", reasons);
        return decision with { Allowed = false, Guards = decision.Guards.Add(new GuardSaid(Words, false, reason)), Reason = $"{Words}: {reason}", NextTryAt = null };
    }

    /// <summary>Why nobody needs the act any more; null where somebody may.</summary>
    private static string? Moot(Snapshot snapshot, PlannedAct act, DateTimeOffset plannedAt)
    {
        var isClosed = snapshot.Status == CaseStatus.Completed;
        // What the end itself has planned, such as the letter that says so, belongs to the end.
        // Nor does anybody wait in vain for a visit that the end has called off.
        if (isClosed && act.OnlyInState != snapshot.StatePath && !CallsOff(act)) return $"The case is closed in '{snapshot.StatePath}'.";
        if (isClosed && IsAsking(act)) return $"The case is closed in '{snapshot.StatePath}'; a closed case asks for nothing any more.";
        if (act.Purpose == ActPurpose.Demand && StateMark.Of(snapshot.Frames[^1].State) == Tracing) return "The customer is being traced: who cannot be reached is asked where to reach him and for nothing else (b.2 UNREACHABLE, T7).";
        if (act.OnlyInState is not { } state) return null;
        var isHere = snapshot.StatePath == state ? snapshot.StateSince <= plannedAt : snapshot.StatePath.StartsWith(state + "/", StringComparison.Ordinal);
        return isHere ? null : $"The case has left '{state}', for which the act was planned.";
    }

    private static bool CallsOff(PlannedAct act) => act is { Purpose: ActPurpose.Service, Template: { } name } && TemplateClasses.Find(name) is { Name: VisitFile.CancelledTemplate };

    /// <summary>A demand, or words that ask for money under whichever name: what closes a case, such as the letter that says so, is neither (b.2).</summary>
    private static bool IsAsking(PlannedAct act) => act.Purpose == ActPurpose.Demand || (act.Template is { } name && TemplateClasses.Find(name) is { IsDemand: true });

    private static ActRuling Unreadable(ActQuestion question)
    {
        var faults = string.Join(" ", PlannedActReader.Check(question.Act).Select(fault => $"{fault.Field} {fault.Message}"));
        return Ruling(question, new PlannedAct(ActKind.Call), ActDecider.Deny($"The act cannot be read: {faults}", question.Now)) with { Kind = "UNKNOWN" };
    }

    private static ActRuling Ruling(ActQuestion question, PlannedAct act, ActDecision decision)
    {
        var against = decision.Guards.Where(said => !said.Passed).Select(said => said.Guard).ToImmutableArray();
        var fact = new ActDecided(question.ActId, act.Kind, act.Purpose, decision.Allowed, act.Template, decision.Reason, decision.NextTryAt, against.IsEmpty ? null : against);
        return new ActRuling
        {
            IsAllowed = decision.Allowed, Kind = FactJson.Word(act.Kind), Pack = decision.Pack, Reason = decision.Reason ?? "", NextTryAt = decision.NextTryAt, Against = against,
            Decision = JsonSerializer.Serialize(decision, FactJson.Options), Fact = (nameof(ActDecided), JsonSerializer.SerializeToElement(fact, FactJson.Options)),
            Budget = decision.Allowed ? Read(question.Budget)!.Spend(new Spent(question.ActId, act.Kind, question.Now, act.To)).Write() : null,
            Line = decision.Allowed && IsDialled(act) && act.To is not null ? (Read(question.Line) ?? ContactBudget.Untouched).Spend(new Spent(question.ActId, act.Kind, question.Now)).Write() : null,
            Order = decision.Allowed ? new Effect.PublishEvent(Order, JsonSerializer.SerializeToElement(new ActOrder(question.ActId, question.DecisionId, decision.Pack, act, decision.Messages), FactJson.Options)) : null,
        };
    }

    /// <summary>It rings somewhere.</summary>
    private static bool IsDialled(PlannedAct act) => act.Kind is ActKind.Call or ActKind.ThirdPartyEnquiry;

    private static ContactBudget? Read(string? budget) => budget is null ? null : ContactBudget.Read(budget);

    private sealed record ActOrder(string ActId, string DecisionId, string? Pack, PlannedAct Act, ImmutableArray<OutgoingMessage>? Messages);
}
