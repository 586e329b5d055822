using System.Globalization;
using System.Text.Json;
using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Policy;

namespace Doorstep.Workflows.Simulation;

/// <summary>The body that starts an invented loan's case (domain.md e). Every value is synthetic.</summary>
internal static class InventedLoan
{
    public static JsonElement Body(SimulationPlan plan, int number)
    {
        var chance = new Chance(plan.Seed, -number);
        var (key, total, days) = (SimulatedPeople.Key(plan, number), chance.From(2_000, 60_000) * 100L, chance.From(1, 120));
        var (interest, penalty, due) = (total / 40, total / 500, Day(plan.Start.AddDays(-days)));
        var (zone, currency) = LawPlaces.OfPack(plan.Pack ?? "") switch { "US" => ("America/New_York", "USD"), "UK" => ("Europe/London", "GBP"), "CN" => ("Asia/Shanghai", "CNY"), _ => ("Europe/Paris", "EUR") };
        return JsonSerializer.SerializeToElement(new
        {
            schema = StartCaseBody.Schema, idempotencyKey = key, tenant = "synthetic-bank", policyPack = plan.Pack, definition = new { key = plan.DefinitionId }, timezone = zone, history = new { },
            @case = new { externalRef = key, product = "CONSUMER_LOAN" },
            debt = new { currency, principal = total - interest - penalty, interest, penalty, fees = 0, total, unit = "fen", dpd = days, oldestDue = due, limitation = new { basis = "LAST_INSTALMENT_DUE", starts = due, expires = Day(plan.Start.AddDays(-days).AddYears(3)) } },
            customer = new
            {
                token = $"cust_{key}", displayName = $"测试客户{number}", language = "zh-CN",
                contactPoints = new[] { new { kind = "PHONE", value = string.Create(CultureInfo.InvariantCulture, $"+00-0000-{number:000-000}"), verified = true, owner = "SELF" } },
                addresses = new[] { new { kind = "HOME", text = "测试市测试路0号", verifiedAt = Day(plan.Start.AddDays(-60)) } },
            },
            assignment = new { unit = "BRANCH-TEST" },
        });
    }

    private static string Day(DateTimeOffset at) => at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
