using Doorstep.Workflows.Collections.Communication;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Holds;
using Doorstep.Workflows.Collections.People;

namespace Doorstep.Workflows.Collections.Acts.Guards;

/// <summary>G4: nothing that a hold blocks, also one of another case where it is about the person (death, insolvency, hardship, a lawyer, the wish to be left alone and others), nothing by an agent who is off the case or whom the person has complained about in another one (b.4 COMPLAINT, S61), nothing in the quiet days after one, no demand while a plan or a promise runs, no demand, visit, enquiry or legal step while a message
/// of the customer waits for somebody who reads it (S16, decision 0034), none where nothing is owed, and neither a demand nor a notice while the ledger says more than a moratorium lets it (b.4).</summary>
internal sealed class NoBlockingHold : Guard
{
    public override string Number => "G4";

    public override string Name => nameof(NoBlockingHold);

    public override bool AppliesTo(PlannedAct act) => true;

    public override Verdict Judge(GuardContext context)
    {
        var (file, act) = (context.File, context.Act);
        var blocking = file.Hold.Blocking(act.Kind, act.Purpose).Where(hold => !IsMeantFor(hold, context)).ToArray();
        if (blocking.Length > 0) return Verdict.Refuse($"Hold {string.Join(", ", blocking.Select(FactJson.Word))} stands in the way.");
        var elsewhere = (context.Budget?.HoldsElsewhere(context.CaseId) ?? []).Where(hold => HoldRule.All[hold].Blocks(act.Kind, act.Purpose) && !IsMeantFor(hold, context)).ToArray();
        if (elsewhere.Length > 0) return Verdict.Refuse($"Hold {string.Join(", ", elsewhere.Select(FactJson.Word))} of another case of the same person stands in the way.");
        // A visit's team has a guard of its own (G8).
        if (act.Kind != ActKind.Visit && (act.Team ?? []).FirstOrDefault(file.Assignment.IsRemoved) is { } removed) return Verdict.Refuse($"'{removed}' is off this case.");
        // Whoever the person has complained about in another case may have been given this one when it began (S61).
        if (act.IsContact && act.Purpose is not ActPurpose.Service && file.Assignment.Agent is { } assigned && file.Assignment.IsRemoved(assigned)) return Verdict.Refuse($"'{assigned}' has the case and is off it; give it to somebody else first.");
        if (act is { Kind: ActKind.CreditReport, Purpose: not ActPurpose.Service } && file.Relief.Settled) return Verdict.Refuse("Nothing is owed: the agreed sum has come in full.");
        if (act.Purpose is ActPurpose.Demand or ActPurpose.LegalNotice && StandingCharges.Open(file) is { } raised)
            return Verdict.Refuse("The ledger has raised interest, penalty or fees that stand still under a moratorium; a person has to look at it first.", raised.EscalatesAt > context.Now ? raised.EscalatesAt : null);
        if (act.Purpose is ActPurpose.Demand or ActPurpose.LegalNotice && StandingCharges.IsUnsaid(file))
            return Verdict.Refuse("The ledger has just raised interest, penalty or fees that stand still under a moratorium.", context.Now.AddMinutes(1));
        if (IsKeptBack(act) && Unread(context) is { } unread) return unread;
        // What a hold has kept back does not go on in the moment in which it is let go (T61).
        var quiet = file.Hold.CoolOffUntil > context.Budget?.QuietUntil ? file.Hold.CoolOffUntil : context.Budget?.QuietUntil ?? file.Hold.CoolOffUntil;
        if ((IsLegalStep(act) || act.Kind == ActKind.AgencyAssignment || act is { Kind: ActKind.CreditReport, Purpose: not ActPurpose.Service }) && quiet > context.Now) return Verdict.Refuse("A hold has just been let go; these are the quiet days after it.", quiet);
        // A plan goes before a promise, a promise before a visit, and all of them before a court (b.1 rule 5).
        if ((IsLegalStep(act) || act.Kind == ActKind.AgencyAssignment) && file.Promise.IsOpenOn(context.Today)) return Promised(file);
        // A plan that runs stops collection, whoever collects (b.2 PLAN_ACTIVE, T34).
        if (act.Kind == ActKind.AgencyAssignment && Planned(file)) return Verdict.Refuse("A plan runs, and a plan stops collection.");
        if (!IsPressing(act)) return Verdict.Pass;
        if (file.Debt.Total == 0 || file.Relief.Settled) return Verdict.Refuse("Nothing is owed.");
        if (quiet > context.Now) return Verdict.Refuse("A hold has just been let go; these are the quiet days after it.", quiet);
        if (Planned(file)) return Verdict.Refuse("A plan runs, and a plan stops collection.");
        return file.Promise.IsOpenOn(context.Today) ? Promised(file) : Verdict.Pass;
    }

    /// <summary>Whether a plan runs.</summary>
    internal static bool Planned(CaseFile file) => file.Plan is { Months: > 0, IsComplete: false };

    private static Verdict Promised(CaseFile file) => Verdict.Refuse("A promise is open until its grace is over.", LocalTime.Midnight(file.Promise.GraceEnds!.Value, file.Zone));

    /// <summary>It asks for money, by its purpose or by its words: a demand is one whatever it is called.</summary>
    private static bool IsPressing(PlannedAct act) => (act.Purpose == ActPurpose.Demand && act.Kind is not ActKind.CreditReport) || (act.Template is { } template && TemplateClasses.Find(template) is { IsDemand: true });

    /// <summary>Who has written may have objected, taken an appointment back or asked to be left alone: nobody demands, comes, asks others or goes further before somebody has said what it was. An answer, and help, may go.</summary>
    private static bool IsKeptBack(PlannedAct act) => IsPressing(act) || IsLegalStep(act)
        || act.Kind is ActKind.Visit or ActKind.AppointmentInvitation or ActKind.ThirdPartyEnquiry or ActKind.AgencyAssignment
        || act is { Kind: ActKind.CreditReport, Purpose: not ActPurpose.Service } || (act.Template is { } template && TemplateClasses.Find(template) is { Name: var name } && Announcing.Contains(name));

    /// <summary>Letters that say what comes next: they wait like that which they announce.</summary>
    private static readonly string[] Announcing = ["visitReminder", "creditReportNotice", "agencyNotice"];

    private static Verdict? Unread(GuardContext context) => Unread(context.CaseId, context.File, context.Budget, context.Now);

    /// <summary>What the person has written, to this case or another, and nobody has read; null where nothing waits.</summary>
    internal static Verdict? Unread(string caseId, CaseFile file, ContactBudget? budget, DateTimeOffset now) => file.Inbox.Waiting.FirstOrDefault() is { } message
        ? Verdict.Refuse($"The customer's message '{message.Id}' waits for somebody who reads it and says what it was.", message.EscalatesAt > now ? message.EscalatesAt : now.AddDays(1))
        : budget?.UnreadElsewhere(caseId).FirstOrDefault() is { } elsewhere
            ? Verdict.Refuse($"The customer's message '{elsewhere}' in another case of the same person waits for somebody who reads it and says what it was.", now.AddDays(1)) : null;

    private static bool IsLegalStep(PlannedAct act) => act.Kind == ActKind.LegalReferral || act.Template is { } template && TemplateClasses.Find(template)?.Name == "preAction";

    /// <summary>Death leaves the estate's administrator, incapacity the guardian, a lawyer or adviser himself; a vulnerable customer may be seen by specialists who were asked to come.</summary>
    private static bool IsMeantFor(Hold hold, GuardContext context) => (hold, context.Act.Recipient) switch
    {
        (Hold.Deceased, Recipient.EstateAdministrator) => context.Act.Kind == ActKind.Letter,
        (Hold.Incapacity, Recipient.Guardian) => context.Act.Kind is ActKind.Letter or ActKind.Call or ActKind.Email,
        (Hold.Represented or Hold.Adviser, Recipient.Adviser) => context.Act.Kind is not ActKind.Visit,
        (Hold.Vulnerable, Recipient.Customer) => context.Act.IsSpecialist && context.File.Consents.For(ConsentScopes.Vulnerable, context.Today) is not null,
        _ => false,
    };
}
