using System.Text.Json;
using CsCheck;
using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Hardship;
using Doorstep.Workflows.Collections.People;
using Doorstep.Workflows.Collections.Plans;
using Doorstep.Workflows.Collections.Relief;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Tests.Collections;

/// <summary>Case files and facts for tests.</summary>
internal static class Files
{
    /// <summary>The registers that are shipped.</summary>
    public static readonly ReliefShelf Shelf = Shipped();

    public static readonly CaseFileFolder Folder = new(Shelf);

    /// <summary>The rules of relief with the shipped registers and the longest plan.</summary>
    public static readonly DoorRules Rules = new(Shelf.Current, InstalmentSchedule.MonthsMax, [.. Staff()]);

    /// <summary>A Monday at nine in Shanghai.</summary>
    public static readonly DateTimeOffset Monday = new(2031, 3, 3, 1, 0, 0, TimeSpan.Zero);

    private static readonly PlanTerms[] Terms = [new(4, 25_000, new DateOnly(2031, 3, 23), 100_000), new(60, 1, new DateOnly(2031, 4, 30), 60)];

    /// <summary>Facts that move a file, in any order and at any time within a year.</summary>
    public static Gen<(string Type, object Data, DateTimeOffset At)> Fact { get; } = Gen.Select(
        Gen.OneOf<(string, object)>(
            Gen.Select(Gen.Long[1, 60_000], Gen.Int[1, 5]).Select((amount, number) => ("PaymentReceived", (object)new { amount, @ref = $"L-{number}" })),
            Gen.Select(Gen.Long[1, 60_000], Gen.Int[1, 5]).Select((amount, number) => ("PaymentReversed", (object)new { amount, @ref = $"L-{number}" })),
            Gen.Select(Gen.Long[1, 60_000], Gen.Int[-5, 30]).Select((amount, days) => ("PromiseMade", (object)new { amount, date = Day(days) })),
            Gen.OneOfConst(Terms).Select(terms => ("PlanProposed", (object)Offer(terms))),
            Gen.Select(Gen.OneOfConst(Terms), Gen.Int[1, 3]).Select((terms, version) => ("PlanAccepted", (object)Acceptance(terms, version))),
            Gen.OneOfConst("ANSWERED", "NO_ANSWER", "INVALID_NUMBER", "DELIVERED", "UNDELIVERED").Select(result => ("ContactAttempted", (object)new { channel = "CALL", result })),
            Gen.Const(("CustomerReply", (object)new { intent = "TALK", 注 = "\u2028\"" })),
            Gen.Long[0, 60_000].Select(principal => ("BalanceUpdated", (object)new { principal, interest = 3, penalty = 2, fees = 1, dpd = 40 }))),
        Gen.Int[0, 8_760]).Select((fact, hours) => (fact.Item1, fact.Item2, Monday.AddHours(hours)));

    public static CaseFile Open(object? debt = null, string timezone = "Asia/Shanghai", object? customer = null) => (CaseFile)Folder.Open(
        JsonSerializer.SerializeToElement(new
        {
            schema = StartCaseBody.Schema, timezone, @case = new { externalRef = "SYN-LN-1" }, customer = customer ?? new { },
            debt = debt ?? new { currency = "CNY", principal = 90_000, interest = 6_000, penalty = 3_000, fees = 1_000, total = 100_000, dpd = 20 },
        }),
        Monday);

    public static CaseFile With(this CaseFile file, string type, object data, DateTimeOffset? at = null, string id = "e-1") =>
        (CaseFile)Folder.Fold(file, new WorkflowEvent.Raised(id, type, at ?? Monday, JsonSerializer.SerializeToElement(data)), at ?? Monday);

    /// <summary>A file in which an offer was made and accepted. What an offer has to say to be made at all, the door asks and not the fold.</summary>
    public static CaseFile Agreed(this CaseFile file, PlanTerms terms, DateTimeOffset? at = null) =>
        file.With("PlanProposed", Offer(terms), at) is var offered ? offered.With("PlanAccepted", Acceptance(terms, offered.Relief.OpenVersion), at) : file;

    /// <summary>The offer of somebody who may grant everything.</summary>
    public static object Offer(PlanTerms terms) => new
    {
        by = "h1", role = "CREDIT_COMMITTEE", reason = "synthetic", months = terms.Months, instalment = terms.Instalment, firstDue = terms.FirstDue, total = terms.Total, accrues = terms.Accrues,
        liabilities = "synthetic",
    };

    public static object Acceptance(PlanTerms terms, int version) =>
        new { version, months = terms.Months, instalment = terms.Instalment, firstDue = terms.FirstDue, total = terms.Total, consent = "SIGNED" };

    public static string Day(int days) => DateOnly.FromDateTime(Monday.UtcDateTime).AddDays(days).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Those of whom tests tell, each with every role of the shipped matrix; <c>agent_9</c> is an agent and nothing more.</summary>
    private static IEnumerable<StaffMember> Staff() => ((string[])["c1", "c2", "f0", "f1", "f2", "f3", "h1", "h2", "h3", "l1", "l2", "m1", "s1", "s2"])
        .Select(name => new StaffMember(name, ["AGENT", "REVIEWER", "SUPERVISOR", "CREDIT_COMMITTEE"])).Append(new StaffMember("agent_9", ["AGENT"]));

    private static ReliefShelf Shipped()
    {
        var shelf = new ReliefShelf();
        List<(string Path, string Message)> faults = [];
        shelf.Put(new ReliefRegisters(
            ExpenditureGuideline.Read(File.ReadAllText(Path.Combine("workflow-definitions", "registers", "expenditure-guideline.json")), faults),
            AuthorityMatrix.Read(File.ReadAllText(Path.Combine("workflow-definitions", "registers", "authority-matrix.json")), faults)));
        return faults.Count == 0 ? shelf : throw new InvalidOperationException(string.Join("\n", faults));
    }
}
