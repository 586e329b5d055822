using System.Collections.Immutable;
using System.Text.Json;
using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Acts;
using Doorstep.Workflows.Collections.Evidence;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Policy;
using Doorstep.Workflows.Deadlines.Calendars;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Tests.House;

namespace Doorstep.Workflows.Tests.Collections.Acts;

/// <summary>A case, a person and a moment in which everything is in order; a test takes one thing away.</summary>
internal sealed record ActWorld
{
    public const string CaseId = "case-1";

    private static readonly PolicyPack Cn = PolicyPackReader.Read(Repository.Read("workflow-definitions/policy-packs/cn-2026.1.json")).Pack!;

    /// <summary>Monday, 2 March 2026, ten o'clock in Shanghai; no holiday.</summary>
    public static readonly DateTimeOffset Ten = new(2026, 3, 2, 2, 0, 0, TimeSpan.Zero);

    public static readonly BusinessCalendar Calendar = CalendarReader.Read(Repository.Read("workflow-definitions/calendars/cn.json")).Calendar!;

    public static readonly ActDecider Decider = new();

    public DateTimeOffset Now { get; init; } = Ten;

    public DateTimeOffset? PlannedAt { get; init; }

    public CaseFile File { get; init; } = Open();

    public ContactBudget? Budget { get; init; } = ContactBudget.Untouched;

    public ImmutableArray<ApprovedPack> Packs { get; init; } = [new ApprovedPack(Cn, new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero))];

    public ActRegisters Registers { get; init; } = new(
        [Agent("agent_1"), Agent("agent_2"), Agent("agent_3")],
        [new Authorisation("AUTH-1", CaseId, ["agent_1", "agent_2"], new DateOnly(2026, 2, 1), new DateOnly(2026, 12, 31))],
        [new Agency("Listed Ltd", IsListed: true, ReviewedOn: new DateOnly(2025, 12, 1))]);

    public BusinessCalendar? Days { get; init; } = Calendar;

    public static PlannedAct Call { get; } = new(ActKind.Call, To: "+00-0000-000-001");

    public static PlannedAct Visit { get; } = new(ActKind.Visit, Place: VisitPlace.Home, Team: ["agent_1", "agent_2"], AuthorisationId: "AUTH-1");

    public static PlannedAct Referral { get; } = new(ActKind.LegalReferral, Recipient: Recipient.Institution);

    public static Agent Agent(string token) => new(token, TrainedUntil: new DateOnly(2026, 12, 31), HasIdCard: true);

    public static CaseFile Open(Action<System.Text.Json.Nodes.JsonObject>? change = null)
    {
        var body = JsonSerializer.SerializeToNode(new
        {
            schema = StartCaseBody.Schema, tenant = "synthetic-bank", policyPack = "CN-2026.1", timezone = "Asia/Shanghai", history = new { }, @case = new { externalRef = "SYN-LN-1" },
            debt = new
            {
                currency = "CNY", principal = 90_000, interest = 6_000, penalty = 3_000, fees = 1_000, total = 100_000, dpd = 45,
                limitation = new { starts = "2025-05-10", expires = "2028-05-10" },
            },
            customer = new
            {
                token = "cust_syn_1", contactPoints = new object[] { new { kind = "PHONE", value = "+00-0000-000-001", verified = true, owner = "SELF" }, new { kind = "EMAIL", value = "a@example.invalid", verified = true, owner = "SELF" } },
                addresses = new[] { new { kind = "HOME", text = "测试路0号", verifiedAt = "2025-12-01" } },
            },
            documents = new[] { new { kind = "STATEMENT", hash = "sha256:00" } },
        })!.AsObject();
        change?.Invoke(body);
        return (CaseFile)Files.Folder.Open(JsonElement.Parse(body.ToJsonString()), Ten.AddDays(-60));
    }

    /// <summary>Remote contact is exhausted, a visit is approved, the customer was invited a week ago and has agreed to today.</summary>
    public static ActWorld VisitDay { get; } = new ActWorld().Tried(6).Agreed();

    /// <summary>The same, but whatever was tried was tried before the case began.</summary>
    public static ActWorld EarlyVisitDay { get; } = new ActWorld().Tried(6, fromDay: -70).Agreed();

    /// <summary>The same, but whoever asked for the visit has approved it.</summary>
    public static ActWorld SelfApprovedVisitDay { get; } = VisitDay.Told("VisitReviewed", """{"decision":"APPROVED","by":"sup_1","authorisationId":"AUTH-1"}""", -9)
        .Told("AppointmentConfirmed", """{"place":"HOME","slot":"2026-03-02T10:00:00+08:00","minutes":600}""", -3);

    private ActWorld Agreed() => this
        .Told("EscalationReviewed", """{"decision":"VISIT","purpose":"listen and find a plan","by":"sup_1"}""", -10)
        .Told("VisitReviewed", """{"decision":"APPROVED","by":"sup_2","agents":["agent_1","agent_2"],"authorisationId":"AUTH-1"}""", -9)
        .Told("ActDecided", """{"actId":"a-1","kind":"APPOINTMENT_INVITATION","purpose":"DEMAND","allowed":true}""", -8)
        .Told("AppointmentConfirmed", """{"place":"HOME","slot":"2026-03-02T10:00:00+08:00","minutes":600}""", -3);

    /// <summary>Help was offered, a letter was sent, two different persons have approved.</summary>
    public static ActWorld LegalDay { get; } = new ActWorld().Tried(6).Referred().Told("ContactAttempted", PreActionArrived, -10);

    /// <summary>The same, but the customer has written, and nothing has reached the customer.</summary>
    public static ActWorld UntoldLegalDay { get; } = new ActWorld().Told("InboundMessage", days: -35).Told("MessageAnswered", Read(), -34).Referred();

    /// <summary>Two persons have approved a referral twelve days ago, and no letter has said so yet.</summary>
    public static ActWorld ApprovedDay { get; } = new ActWorld().Tried(6).Approved();

    /// <summary>The letter before action was delivered.</summary>
    public const string PreActionArrived = """{"channel":"LETTER","result":"DELIVERED","actId":"a-3"}""";

    private ActWorld Referred() => Approved().Told("ActDecided", """{"actId":"a-3","kind":"LETTER","purpose":"LEGAL_NOTICE","template":"PRE_ACTION","allowed":true}""", -11);

    private ActWorld Approved() => this
        .Told("ActDecided", """{"actId":"a-2","kind":"LETTER","purpose":"SERVICE","template":"HARDSHIP_INVITATION","allowed":true}""", -30)
        .Told("LegalReviewed", """{"decision":"REFER","by":"sup_1","secondBy":"sup_2"}""", -12);

    public ActWorld Tried(int times, int fromDay = -40) => Enumerable.Range(0, times).Aggregate(this, (world, number) =>
        world.Told("ContactAttempted", number % 2 == 0 ? """{"channel":"CALL","result":"NO_ANSWER"}""" : """{"channel":"LETTER","result":"DELIVERED"}""", fromDay + number));

    /// <summary>Somebody has read the customer's message and says what it was.</summary>
    public static string Read(params string[] meant) => JsonSerializer.Serialize(new { by = "desk_1", id = "e-1", meant = meant.Length == 0 ? ["NONE_OF_THESE"] : meant });

    /// <summary>What was tried, as it was told.</summary>
    public ImmutableArray<(DateTimeOffset At, string Data)> Attempts { get; init; } = [];

    public ActWorld Told(string type, string data = "{}", double days = 0)
    {
        FactCatalogue.Check(type, JsonElement.Parse(data)).ShouldBeEmpty();
        return Heard(type, data, Ten.AddDays(days));
    }

    public ActWorld Heard(string type, string data, DateTimeOffset at, string id = "e-1") =>
        this with { File = File.With(type, JsonElement.Parse(data), at, id), Attempts = type == "ContactAttempted" ? Attempts.Add((at, data)) : Attempts };

    public ActWorld At(string local) => this with { Now = DateTimeOffset.Parse($"{local}+08:00", System.Globalization.CultureInfo.InvariantCulture) };

    public ActWorld Spent(ActKind kind, int times, double hoursAgo = 30, string? to = "+00-0000-000-001") =>
        this with { Budget = Enumerable.Range(0, times).Aggregate(Budget!, (budget, number) => budget.Spend(new Spent($"s-{kind}-{hoursAgo}-{number}", kind, Now.AddHours(-hoursAgo), to))) };

    /// <summary>How old the visit pack is; null: there is none.</summary>
    public TimeSpan? PackAge { get; init; } = TimeSpan.Zero;

    /// <summary>The file with the pack in it, as the guards see it.</summary>
    public CaseFile Seen => PackAge is { } age ? File.With(nameof(VisitPackMade), VisitPacks.Fact(VisitPacks.Of(File, Now - age)), Now - age) : File;

    public ActDecision Decide(PlannedAct act, ActDecider? decider = null) => PackInForce.For(Packs, File.PolicyPack, PlannedAt ?? Now, Now) switch
    {
        Reading<PackInForce>.Given(var pack) => (decider ?? Decider).Decide(new GuardContext(CaseId, act.Kind == ActKind.Visit ? Seen : File, act, Now, pack, Budget, Registers, Days)
        {
            Elsewhere = PackInForce.Elsewhere(Packs, pack, Budget?.PacksElsewhere(CaseId) ?? [], PlannedAt ?? Now, Now),
            Earlier = then => ((Reading<PackInForce>.Given)PackInForce.For(Packs, File.PolicyPack, then, Now)).Value,
        }),
        Reading<PackInForce>.Denied(var reason) => ActDecider.Deny(reason, Now),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public void Allows(PlannedAct act)
    {
        var decision = Decide(act);
        decision.Allowed.ShouldBeTrue(decision.Reason);
    }

    /// <summary>Refused, and by this guard alone.</summary>
    public ActDecision Refuses(PlannedAct act, string guard, string? reason = null)
    {
        var decision = Decide(act);
        decision.Allowed.ShouldBeFalse();
        decision.Guards.Where(said => !said.Passed).Select(said => said.Guard.Split(' ')[0]).ShouldBe([guard], decision.Reason);
        if (reason is not null) decision.Reason.ShouldNotBeNull().ShouldContain(reason);
        return decision;
    }
}
