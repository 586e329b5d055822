using System.Text.Json;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.People;
using Doorstep.Workflows.Collections.Policy;
using Doorstep.Workflows.Collections.Risk;
using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Collections;

/// <summary>Checks the body that starts an overdue loan's case (domain.md e). Amounts are integers in minor units and must add up.</summary>
public static class StartCaseBody
{
    /// <summary>The body's own name for its shape.</summary>
    public const string Schema = "case.start/1";

    private static readonly string[] Known =
    [
        "schema", "idempotencyKey", "correlationId", "tenant", "policyPack", "definition", "timezone", "case", "debt", "customer", "related",
        "history", "risk", "consents", "holds", "assignment", "documents",
    ];

    private static readonly FactShape Sections = FactShape.Of(typeof(StartSections));

    private static readonly FactShape Lists = FactShape.Of(typeof(StartLists));

    private static readonly string[] Parts = ["principal", "interest", "penalty", "fees"];

    private static readonly FactField[] Numbers = [.. FactShape.Of(typeof(DebtStart)).Fields.Where(field => Parts.Contains(field.Name) || field.Name == "total")];

    /// <summary>Every fault at once: path and message.</summary>
    /// <param name="body">The body.</param>
    /// <param name="packs">References of the policy packs that are approved.</param>
    public static IEnumerable<(string Path, string Message)> Check(JsonElement body, IReadOnlyList<string> packs) =>
        [.. Unknown(body, Known, ""), .. CheckSections(body), .. Required(body), .. Pack(body, packs), .. Zone(body), .. CheckDebt(body.Member("debt")), .. CheckHours(body.Member("customer").Member("preferences")), .. CheckRisk(body.Member("risk"))];

    /// <summary>Sections are closed: whatever else somebody sends about a person is not to be kept.</summary>
    private static IEnumerable<(string, string)> CheckSections(JsonElement body) => Sections.Fields.Concat(Lists.Fields).SelectMany(field => field.Check(body, ""));

    private static IEnumerable<(string, string)> Required(JsonElement body)
    {
        if (string.IsNullOrWhiteSpace(body.Text("tenant"))) yield return ("tenant", Values.IsNull(body.Member("tenant")) ? "is missing: whose case it is." : $"{Values.Quote(body.Member("tenant"))} is no name: write whose case it is.");
        if (string.IsNullOrWhiteSpace(body.Member("case").Text("externalRef"))) yield return ("case.externalRef", "is missing: your own name for the loan.");
        if (string.IsNullOrWhiteSpace(body.Member("customer").Text("token"))) yield return ("customer.token", "is missing: your own token for the person, never an identity number.");
    }

    /// <summary>The law of the place where the customer is protects the customer, whatever pack somebody would like better (domain.md c: the stricter of national rule and pack).</summary>
    private static IEnumerable<(string, string)> Pack(JsonElement body, IReadOnlyList<string> approved)
    {
        var (pack, zone, currency) = (body.Text("policyPack"), body.Text("timezone"), body.Member("debt").Text("currency"));
        var known = approved.Count == 0 ? "No pack is approved." : $"Approved packs: {string.Join(", ", approved)}.";
        if (string.IsNullOrEmpty(pack)) yield return ("policyPack", $"is missing. {known}");
        else if (!approved.Contains(pack, StringComparer.Ordinal)) yield return ("policyPack", $"'{pack}' is not an approved pack. {known}");
        else if (LawPlaces.Of(zone, currency) is { } place && place != LawPlaces.OfPack(pack))
            yield return ("policyPack", $"'{pack}' is no pack of '{place}', whose law protects a customer in '{zone}' with a debt in {currency}. Approved for '{place}': {Names(approved.Where(one => LawPlaces.OfPack(one) == place))}.");
    }

    private static string Names(IEnumerable<string> packs) => string.Join(", ", packs) is { Length: > 0 } names ? names : "none";

    private static IEnumerable<(string, string)> Zone(JsonElement body)
    {
        if (body.Text("timezone") is not { Length: > 0 } zone) yield return ("timezone", "is missing: the customer's IANA time zone, such as 'Asia/Shanghai'. Without it nobody may be contacted.");
        else if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _)) yield return ("timezone", $"'{zone}' is not an IANA time zone. Write 'Asia/Shanghai'.");
    }

    private static IEnumerable<(string, string)> CheckHours(JsonElement hours)
    {
        if (CustomerWords.Nothing(hours.Text("notBefore"), hours.Text("notAfter")))
            yield return ("customer.preferences.notAfter", $"{Values.Quote(hours.Member("notAfter"))} is not after notBefore {Values.Quote(hours.Member("notBefore"))}, so that no hour is left.");
    }

    private static IEnumerable<(string, string)> CheckDebt(JsonElement debt)
    {
        if (debt.ValueKind != JsonValueKind.Object)
        {
            yield return ("debt", "is missing: what is owed.");
            yield break;
        }

        if (debt.Text("currency") is not { } currency || !Currencies.Codes.Contains(currency)) yield return ("debt.currency", $"{Values.Quote(debt.Member("currency"))} is not an ISO 4217 code, such as \"CNY\".");
        foreach (var (index, part) in Order(debt).Index().Where(one => Order(debt).Take(one.Index).Contains(one.Item)))
            yield return ($"debt.allocationOrder[{index}]", $"'{part}' stands in the order already; each part is settled once.");
        if (debt.Date("oldestDue") > debt.Date("asOf"))
            yield return ("debt.oldestDue", $"{Values.Quote(debt.Member("oldestDue"))} is after debt.asOf, which is {Values.Quote(debt.Member("asOf"))}: a loan that is not due yet is not overdue.");
        if (Numbers.Any(field => field.Check(debt, "").Any())) yield break;
        var sum = Parts.Sum(part => debt.Amount(part));
        if (sum != debt.Amount("total")) yield return ("debt.total", $"{debt.Amount("total")} is not the sum of principal, interest, penalty and fees, which is {sum}.");
    }

    private static string[] Order(JsonElement debt) =>
        debt.Member("allocationOrder") is { ValueKind: JsonValueKind.Array } order ? [.. order.EnumerateArray().Where(part => part.ValueKind == JsonValueKind.String).Select(Values.ToText)] : [];

    /// <summary>A score that gives no reasons cannot be explained to the person it is about (S13, PIPL art. 24).</summary>
    private static IEnumerable<(string, string)> CheckRisk(JsonElement risk)
    {
        var reasons = risk.Member("reasonCodes");
        if (risk.Member("score").ValueKind == JsonValueKind.Number && (reasons.ValueKind != JsonValueKind.Array || reasons.GetArrayLength() == 0))
            yield return ("risk.reasonCodes", "is missing or empty: a score needs its reasons, such as [\"R01_LATE_INCOME\"].");
        if (reasons.ValueKind == JsonValueKind.Array)
            foreach (var (code, index) in reasons.EnumerateArray().Select((code, index) => (code, index)))
                if (code.ValueKind == JsonValueKind.String && ProtectedTraits.In(code.GetString()!) is { } trait)
                    yield return ($"risk.reasonCodes[{index}]", $"{Values.Quote(code)} is about {trait}: nobody is chosen by what the law protects (S13). Leave the feature out of the score, and its reason with it.");
    }

    private static IEnumerable<(string, string)> Unknown(JsonElement json, string[] known, string path) =>
        from member in json.EnumerateObject()
        where !known.Contains(member.Name, StringComparer.Ordinal)
        select ($"{path}{member.Name}", $"'{member.Name}' is not known here{Nearest.Hint(member.Name, known)}");
}
