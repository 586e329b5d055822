using System.Globalization;
using Doorstep.Workflows.Collections.Evidence;

namespace Doorstep.Workflows.Tests.Reference;

/// <summary>Rows of statements, evidence, offers and acceptances, in which only what matters is said.</summary>
internal static class ReliefRows
{
    /// <summary>A statement that leaves 30,000 a month on this debt, and the bank statement that proves it.</summary>
    public static string Stated(string state, long left = 33_333) => $"""
        IncomeStatementSubmitted left={left} → {state}
        EvidenceUploaded kind=FINANCIAL_DOCUMENT docType=BANK_STATEMENT issued=+0 → {state}

        """;

    /// <summary>An offer; what the customer understood and signed; the acceptance of it as it stands.</summary>
    public static string Agreed(string state, string next, string terms = "months=4 instalment=25000 firstDue=+20") => $"""
        PlanProposed {terms} → {state}
        EvidenceUploaded kind=COMPREHENSION_CHECK → {state}
        EvidenceUploaded kind=PLAN_AGREEMENT → {state}
        PlanAccepted → {next}

        """;

    /// <summary>The data with what a row left out.</summary>
    public static Dictionary<string, object> Filled(string type, Dictionary<string, object> data, Walk walk)
    {
        if (type == "IncomeStatementSubmitted" && data.Remove("left", out var left)) return Statement((long)left);
        Dictionary<string, object> otherwise = type switch
        {
            "EvidenceUploaded" => new() { ["hash"] = EvidenceItem.HashExample, ["by"] = "a1", ["source"] = "PORTAL" },
            "PlanProposed" => new()
            {
                ["by"] = "h1", ["role"] = "SUPERVISOR", ["reason"] = "synthetic", ["firstDue"] = Day(walk, 20), ["accrues"] = false, ["liabilities"] = "synthetic",
                ["total"] = walk.File.Debt.Total - (data.TryGetValue("waived", out var waived) ? (long)waived : 0),
            },
            "PlanAccepted" => Standing(walk),
            "SettlementAgreed" => new() { ["by"] = "h1", ["role"] = "CREDIT_COMMITTEE", ["until"] = Day(walk, 60) },
            "VisitReportFiled" => new()
            {
                ["startedAt"] = walk.Now.AddHours(-1), ["endedAt"] = walk.Now, ["place"] = "HOME", ["conversation"] = "synthetic", ["capacity"] = new { summary = "synthetic" },
                ["participants"] = new[] { new { name = "a1", role = "AGENT" }, new { name = "a2", role = "AGENT" } },
            },
            "InterventionResolved" => new() { ["by"] = "m1", ["reason"] = "synthetic" },
            "LegalReviewed" when data.GetValueOrDefault("decision") is "RETURN" => new() { ["gaps"] = "synthetic" },
            "VisitReviewed" when data.GetValueOrDefault("decision") is "REFUSED" => new() { ["reason"] = "synthetic" },
            "EvasionSuspected" => new() { ["by"] = "s1" },
            "WriteOffProposed" => new() { ["by"] = "f0", ["role"] = "AGENT", ["reason"] = "synthetic" },
            "ConcessionReviewed" => new() { ["decision"] = "APPROVED", ["role"] = "CREDIT_COMMITTEE" },
            _ => [],
        };
        foreach (var (name, value) in otherwise) data.TryAdd(name, value);
        return data;
    }

    /// <summary>Wages that leave so much of a life at the living-cost floor, before the buffer.</summary>
    private static Dictionary<string, object> Statement(long left) => new()
    {
        ["asOf"] = "2031-03-01", ["household"] = 1, ["income"] = new[] { new { kind = "WAGES", amount = 80_000 + left } },
        ["expenditure"] = new[] { new { category = "FOOD", amount = 80_000 } }, ["totals"] = new { income = 80_000 + left, expenditure = 80_000 },
    };

    private static Dictionary<string, object> Standing(Walk walk)
    {
        if (walk.File.Relief.Negotiation.Open is not { Move.Terms: var terms } open) return new() { ["version"] = 1, ["total"] = walk.File.Debt.Total, ["consent"] = "SIGNED" };
        Dictionary<string, object> standing = new()
        {
            ["version"] = open.Version, ["months"] = terms.Months, ["instalment"] = terms.Instalment, ["firstDue"] = terms.FirstDue, ["total"] = terms.Total, ["waived"] = terms.Waived,
            ["accrues"] = terms.Accrues, ["consent"] = "SIGNED",
        };
        if (terms.Relief is { } relief) standing["relief"] = relief;
        return standing;
    }

    private static string Day(Walk walk, int days) => walk.Now.AddHours(8).AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
