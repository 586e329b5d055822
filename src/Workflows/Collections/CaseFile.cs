using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Doorstep.Workflows.Collections.Acts;
using Doorstep.Workflows.Collections.Attention;
using Doorstep.Workflows.Collections.Checklists;
using Doorstep.Workflows.Collections.Emergencies;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Holds;
using Doorstep.Workflows.Collections.Inbox;
using Doorstep.Workflows.Collections.Legal;
using Doorstep.Workflows.Collections.Payments;
using Doorstep.Workflows.Collections.People;
using Doorstep.Workflows.Collections.Plans;
using Doorstep.Workflows.Collections.Policy;
using Doorstep.Workflows.Collections.Relief;
using Doorstep.Workflows.Collections.Rights;
using Doorstep.Workflows.Collections.Risk;
using Doorstep.Workflows.Collections.Visits;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Collections;

/// <summary>The file of one overdue loan: what the start said, and what became of it since. Expressions read it as <c>case</c>.</summary>
public sealed record CaseFile : CaseFacts
{
    /// <summary>How a file names its own shape.</summary>
    public const string Schema = "case.file/1";

    /// <inheritdoc />
    public override string Shape => Schema;

    /// <summary>Lists are read by whoever sees lists: who the customer is, and where, does not stand in them (S26).</summary>
    public override string ForLists(string text) => RawNumber.Masked(Customer.Personal.Aggregate(text, (shown, known) => shown.Replace(known, "•••", StringComparison.OrdinalIgnoreCase)));

    /// <summary>The parts that it is written from and read back into; whatever else stands in a file came with the start.</summary>
    private static readonly FilePart[] Parts =
    [
        FilePart.Of("debt", file => file.Waived is null ? file.Debt : (file.Debt, file.Waived), (file, json) => file.Debt.Write(json, file.Waived, file.Credit)),
        FilePart.Of("contact", file => file.Contact, (file, json) => file.Contact.Write(json)),
        FilePart.Of("promise", file => file.Promise, (file, json) => file.Promise.Write(json, file.Zone)),
        FilePart.Of("plan", file => file.Plan, (file, json) => file.Plan.Write(json, file.Zone)),
        FilePart.Of("customer", file => file.Customer),
        FilePart.Of("consents", file => file.Consents),
        FilePart.Of("holds", file => file.Hold),
        FilePart.Of("assignment", file => file.Assignment),
        FilePart.Of("rights", file => file.Rights),
        FilePart.Of("relief", file => file.Relief),
        FilePart.Of("visits", file => file.Visits),
        FilePart.Of("legal", file => file.Legal),
        FilePart.Of("risk", file => file.Risk),
        FilePart.Of("acts", file => file.Acts),
        FilePart.Of("checklists", file => file.Checklists),
        FilePart.Of("emergencies", file => file.Emergencies),
        FilePart.Of("inbox", file => file.Inbox),
        FilePart.Of("payments", file => file.Payments),
        FilePart.Of("latest", file => file.Latest, (file, json) => FilePart.WriteMembers(json, "latest", file.Latest)),
        FilePart.Of("latestAt", file => file.LatestAt),
    ];

    private static readonly string[] Derived = ["schema", .. Parts.Select(part => part.Name)];

    private FileText? _before;
    private FileText? _text;
    private StrongBox<JsonElement>? _json;
    private ZoneOf? _zone;

    /// <summary>A file with nothing in it yet.</summary>
    public CaseFile()
    {
    }

    /// <summary>A copy forgets the text: it will say something else. What it says alike it takes over from there.</summary>
    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    private CaseFile(CaseFile other) : base(other)
    {
        (Sections, Debt, Contact, Promise, Plan, Latest, LatestAt) = (other.Sections, other.Debt, other.Contact, other.Promise, other.Plan, other.Latest, other.LatestAt);
        (Customer, Consents, Hold, Assignment, Rights) = (other.Customer, other.Consents, other.Hold, other.Assignment, other.Rights);
        (Relief, Visits, Legal, Risk, Acts) = (other.Relief, other.Visits, other.Legal, other.Risk, other.Acts);
        (Checklists, Emergencies, Inbox, Payments) = (other.Checklists, other.Emergencies, other.Inbox, other.Payments);
        (_before, _zone) = (other._text ?? other._before, other._zone);
    }

    /// <summary>Sections of the start body that are kept as they came: <c>case</c>, <c>related</c>, <c>history</c> and so on.</summary>
    public required ImmutableSortedDictionary<string, JsonElement> Sections { get; init; }

    /// <summary>What is owed.</summary>
    public required Debt Debt { get; init; }

    /// <summary>What was tried to reach the customer.</summary>
    public ContactHistory Contact { get; init; } = ContactHistory.None;

    /// <summary>Promises to pay.</summary>
    public Promises Promise { get; init; } = Promises.None;

    /// <summary>The plan in force.</summary>
    public Plan Plan { get; init; } = Plan.None;

    /// <summary>The customer.</summary>
    public Customer Customer { get; init; } = Customer.Unknown;

    /// <summary>Consents.</summary>
    public Consents Consents { get; init; } = Consents.None;

    /// <summary>The holds that are open.</summary>
    public HoldList Hold { get; init; } = HoldList.None;

    /// <summary>Who works the case.</summary>
    public Assignment Assignment { get; init; } = Assignment.None;

    /// <summary>Objections, complaints, statements.</summary>
    public RightsFile Rights { get; init; } = RightsFile.None;

    /// <summary>Hardship and offers.</summary>
    public ReliefFile Relief { get; init; } = ReliefFile.None;

    /// <summary>Visits.</summary>
    public VisitFile Visits { get; init; } = VisitFile.None;

    /// <summary>Limitation, evasion, procedures.</summary>
    public LegalFile Legal { get; init; } = LegalFile.None;

    /// <summary>Alerts and requests of authorities.</summary>
    public RiskFile Risk { get; init; } = RiskFile.None;

    /// <summary>Acts that were decided on.</summary>
    public ActLog Acts { get; init; } = ActLog.None;

    /// <summary>Checklists that agents work through.</summary>
    public ChecklistFile Checklists { get; init; } = ChecklistFile.None;

    /// <summary>Emergencies and exercises.</summary>
    public EmergencyFile Emergencies { get; init; } = EmergencyFile.None;

    /// <summary>What the customer wrote.</summary>
    public InboxFile Inbox { get; init; } = InboxFile.None;

    /// <summary>What was paid and what went back.</summary>
    public PaymentBook Payments { get; init; } = PaymentBook.None;

    /// <summary>The latest data of every event type.</summary>
    public ImmutableSortedDictionary<string, JsonElement> Latest { get; init; } = Values.NoVariables;

    /// <summary>When the latest of every event type happened (UTC).</summary>
    public ImmutableSortedDictionary<string, DateTimeOffset> LatestAt { get; init; } = ImmutableSortedDictionary.Create<string, DateTimeOffset>(StringComparer.Ordinal);

    /// <summary>When the guardian whom this case knows was verified (UTC); null: it knows none.</summary>
    internal DateTimeOffset? GuardianAt => LatestAt.TryGetValue(nameof(GuardianVerified), out var at) ? at : null;

    /// <summary>The policy pack that the start pinned, such as <c>CN-2026.1</c>; null: none, and without one nothing may leave the house.</summary>
    public string? PolicyPack => Sections.TryGetValue("policyPack", out var pack) ? Values.ToText(pack) : null;

    /// <summary>The customer's time zone; null where none is known, or what is named is the zone of no place: then nobody may be contacted (b.1 rule 3).</summary>
    public TimeZoneInfo? KnownZone
    {
        get
        {
            if (_zone is { } known && ReferenceEquals(known.Sections, Sections)) return known.Zone;
            var found = Sections.TryGetValue("timezone", out var name) && TimeZoneInfo.TryFindSystemTimeZoneById(Values.ToText(name), out var zone) && !LawPlaces.IsNowhere(zone.Id) ? zone : null;
            _zone = new ZoneOf(Sections, found);
            return found;
        }
    }

    /// <summary>The customer's time zone; UTC where the body names none that is known.</summary>
    public TimeZoneInfo Zone => KnownZone ?? TimeZoneInfo.Utc;

    /// <summary>What the bank has given up of a debt that was settled for less (T59), in minor units; null where none was: nothing of it is asked for any more.</summary>
    public long? Waived => Relief is { Settled: true, Settlement: { } agreed } ? Math.Max(0, checked(Debt.Total - Debt.Credit + Relief.SettlementPaid - agreed.Sum)) : null;

    /// <summary>What is still asked for, in minor units: nothing of a debt that is settled.</summary>
    public long Due => Waived is null ? Debt.Total : 0;

    /// <summary>What the customer paid beyond what was asked for, in minor units; of a settled debt whatever came above the agreed sum. What was owed is what was paid, waived and is due, less this.</summary>
    public long Credit => Waived is { } given ? given - Debt.Total + Debt.Credit : Debt.Credit;

    /// <summary>The loan's own name in the bank; empty where the start said none.</summary>
    public string Reference => Sections.TryGetValue("case", out var said) ? said.Text("externalRef") ?? "" : "";

    /// <summary>Whether it is about a credit card, to which [CARD] applies.</summary>
    public bool IsCard => Sections.TryGetValue("case", out var said) && said.Text("product") == "CREDIT_CARD";

    /// <inheritdoc />
    public override ImmutableSortedSet<string> Holds => Hold.Names;

    /// <inheritdoc />
    public override ImmutableArray<Reminder> Reminders => [.. Hold.Reminders, .. Legal.RemindersIn(Zone), .. Risk.Reminders, .. Emergencies.Reminders, .. Inbox.Reminders, .. Visits.Reminders,
        // A plan has taken the place of what was promised before it (b.1 rule 5).
        .. Plan.Months == 0 ? Promise.RemindersIn(Zone) : []];

    /// <inheritdoc />
    public override IEnumerable<Concern> Concerns => CaseConcerns.Of(this);

    /// <inheritdoc />
    public override IEnumerable<Concern> ConcernsAt(Snapshot snapshot) => CaseConcerns.Of(this, snapshot);

    /// <inheritdoc />
    public override IEnumerable<CaseMark> Marks =>
    [
        .. Customer.Token is { Length: > 0 } token ? [new CaseMark(CaseMark.Person, Person.Key(token))] : Array.Empty<CaseMark>(),
        .. Holds.Select(hold => new CaseMark(CaseMark.Hold, hold)),
        .. new[] { Assignment.Unit, Assignment.Agency, Assignment.Agent }.OfType<string>().Where(name => name.Length > 0).Distinct(StringComparer.Ordinal).Select(name => new CaseMark(CaseMark.Team, name)),
    ];

    /// <inheritdoc />
    public override bool Outlasts(Reminder reminder) => reminder.EventType is nameof(CheckInMissed) or nameof(EmergencyOverdue) or nameof(RiskAlertOverdue) or nameof(MessageOverdue);

    /// <inheritdoc />
    public override DeadlineRisk RiskOf(Reminder reminder) => reminder.EventType switch
    {
        nameof(LimitationAlarm) or nameof(EmergencyOverdue) or nameof(CheckInMissed) => DeadlineRisk.Legal,
        nameof(HoldExpired) => DeadlineRisk.Hold,
        nameof(MessageOverdue) or nameof(RiskAlertOverdue) => DeadlineRisk.Customer,
        _ => DeadlineRisk.House,
    };

    /// <inheritdoc />
    public override JsonElement ToJson() => (_json ??= new StrongBox<JsonElement>(Values.Parse(Text.Bytes.Span))).Value;

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter json)
    {
        if (_text is null && _json is { Value: var stored }) Values.Write(json, stored);
        else json.WriteRawValue(Text.Bytes.Span, skipInputValidation: true);
    }

    private FileText Text
    {
        get
        {
            if (_text is { } known) return known;
            var text = FileText.Of(this, Schema, Parts, _before);
            (_text, _before) = (text, null);
            return text;
        }
    }

    /// <inheritdoc />
    public override CaseFacts WithClocks(CaseClocks? clocks)
    {
        var same = this with { Clocks = clocks };
        (same._text, same._json) = (_text, _json);
        return same;
    }

    /// <summary>Two files are equal when they say the same; the text that was written from them does not count.</summary>
    public bool Equals(CaseFile? other) => other is not null && ToJson().GetRawText() == other.ToJson().GetRawText();

    /// <inheritdoc />
    public override int GetHashCode() => ToJson().GetRawText().GetHashCode(StringComparison.Ordinal);

    internal static CaseFile Read(JsonElement json) => new()
    {
        Sections = SectionsOf(json), Debt = Debt.Read(json.Member("debt")), Contact = ContactHistory.Read(json.Member("contact")),
        Promise = Promises.Read(json.Member("promise")), Plan = Plan.Read(json.Member("plan")), Latest = Members(json.Member("latest"), []),
        LatestAt = Section(json, "latestAt", ImmutableSortedDictionary<string, DateTimeOffset>.Empty).WithComparers(StringComparer.Ordinal),
        Customer = Section(json, "customer", Customer.Unknown), Consents = Section(json, "consents", Consents.None), Hold = Section(json, "holds", HoldList.None),
        Assignment = Section(json, "assignment", Assignment.None), Rights = Section(json, "rights", RightsFile.None), Relief = Section(json, "relief", ReliefFile.None),
        Visits = Section(json, "visits", VisitFile.None), Legal = Section(json, "legal", LegalFile.None), Risk = Section(json, "risk", RiskFile.None), Acts = Section(json, "acts", ActLog.None),
        Checklists = Section(json, "checklists", ChecklistFile.None), Emergencies = Section(json, "emergencies", EmergencyFile.None), Inbox = Section(json, "inbox", InboxFile.None),
        Payments = Section(json, "payments", PaymentBook.None),
        _json = new StrongBox<JsonElement>(json),
    };

    internal static ImmutableSortedDictionary<string, JsonElement> SectionsOf(JsonElement json) => Members(json, Derived);

    private static T Section<T>(JsonElement json, string name, T none) => json.Member(name) is { ValueKind: JsonValueKind.Object } section ? section.Deserialize<T>(FactJson.Options)! : none;

    private static ImmutableSortedDictionary<string, JsonElement> Members(JsonElement json, string[] but) => json.ValueKind != JsonValueKind.Object
        ? Values.NoVariables
        : json.EnumerateObject().Where(member => !but.Contains(member.Name)).ToImmutableSortedDictionary(member => member.Name, member => member.Value, StringComparer.Ordinal);

    /// <summary>The zone that some sections name.</summary>
    private sealed record ZoneOf(ImmutableSortedDictionary<string, JsonElement> Sections, TimeZoneInfo? Zone);
}
