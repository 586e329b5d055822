using System.Text.Json;
using System.Text.Json.Nodes;
using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Tests.Reference;

namespace Doorstep.Workflows.Tests.Collections;

public sealed class FactCheckTests
{
    [Theory]
    [InlineData("PromiseMade", """{"amount":1,"date":"9999-12-31"}""", "date")]
    [InlineData("PromiseMade", """{"amount":0,"date":"2031-03-01"}""", "amount")]
    [InlineData("PromiseMade", """{"amount":1.5,"date":"2031-02-29"}""", "amount,date")]
    [InlineData("PlanAccepted", """{"version":1,"months":4294967297,"instalment":1,"firstDue":"2031-03-01","total":1,"consent":"SIGNED"}""", "months")]
    [InlineData("BalanceUpdated", """{"principal":1,"interest":0,"penalty":0,"fees":0,"dpd":4294967297}""", "dpd")]
    [InlineData("PaymentReceived", """{"amount":"100"}""", "amount")]
    [InlineData("CustomerDeceased", """{"evidence":"certified"}""", "evidence")]
    [InlineData("NeverHeardOf", "{}", "")]
    public void A_fact_out_of_this_world_is_refused_before_it_is_folded(string type, string data, string fields) =>
        string.Join(',', FactCatalogue.Check(type, JsonElement.Parse(data)).Select(wrong => wrong.Field)).ShouldBe(fields);

    [Fact]
    public void Whatever_passes_the_check_can_be_folded_at_the_edges_too()
    {
        var file = Files.Open()
            .Agreed(new(60, 1, new DateOnly(2199, 12, 31), 60))
            .With("PaymentReceived", new { amount = 59 })
            .With("PromiseMade", new { amount = 1, date = "2031-03-03" })
            .With("PromiseMade", new { amount = 2, date = "1900-01-01" });

        file.Plan.NextDue.ShouldBe(new DateOnly(2204, 11, 30));
        file.ToJson().GetProperty("promise").GetProperty("due").GetString().ShouldBe("2031-03-03");
    }

    [Fact]
    public void The_body_of_the_field_is_taken() => StartCaseBody.Check(Walk.Body(), ["CN-2026.1"]).ShouldBeEmpty();

    [Theory]
    [InlineData("UK-2026.1", "Asia/Shanghai", "CNY", false)]
    [InlineData("PRCX-2026.1", "China Standard Time", "USD", false)]
    [InlineData("CN-2026.1", "Asia/Urumqi", "USD", true)]
    [InlineData("CN-SHANGHAI-2026.1", "Asia/Shanghai", "CNY", true)]
    [InlineData("CN-2026.1", "America/New_York", "USD", false)]
    [InlineData("US-REGF-2026.1", "America/Indiana/Knox", "USD", true)]
    [InlineData("UK-2026.1", "Europe/London", "CNY", true)]
    [InlineData("PRCX-2026.1", "Asia/Tokyo", "CNY", false)]
    [InlineData("JP-2026.1", "Asia/Tokyo", "JPY", true)]
    public void The_law_of_the_place_where_the_customer_is_protects_the_customer(string pack, string zone, string currency, bool isTaken)
    {
        var body = JsonNode.Parse(Walk.Body().GetRawText())!.AsObject();
        Change(body, new JsonObject { ["policyPack"] = pack, ["timezone"] = zone, ["debt"] = new JsonObject { ["currency"] = currency } });

        var faults = StartCaseBody.Check(JsonElement.Parse(body.ToJsonString()), ["CN-2026.1", pack]).ToArray();

        faults.Select(fault => fault.Path).ShouldBe(isTaken ? [] : ["policyPack"]);
        if (!isTaken) faults[0].Message.ShouldStartWith($"'{pack}' is no pack of '");
    }

    [Theory]
    [InlineData("""{"debt":{"total":99999}}""", "debt.total")]
    [InlineData("""{"debt":{"dpd":4294967297}}""", "debt.dpd")]
    [InlineData("""{"debt":{"principal":-1}}""", "debt.principal")]
    [InlineData("""{"debt":{"allocationOrder":["FEES",1]}}""", "debt.allocationOrder[1]")]
    [InlineData("""{"debt":{"allocationOrder":"FEES"}}""", "debt.allocationOrder")]
    [InlineData("""{"debt":{"allocationOrder":["FEES","INTEREST","FEES"],"currency":"RMB"}}""", "debt.currency,debt.allocationOrder[2]")]
    [InlineData("""{"customer":{"contactPoints":[{"kind":"PHON","value":"+00-0000-000-001"},{"kind":"PHONE","value":"+00-0000-000-002"},{"kind":"FAX","value":"+00-0000-000-003"}]}}""", "customer.contactPoints[0].kind,customer.contactPoints[2].kind")]
    [InlineData("""{"timezone":"Mars/Olympus","tenant":" ","colour":"red"}""", "colour,tenant,timezone")]
    public void Every_fault_of_a_body_is_told_at_once(string change, string paths)
    {
        var body = JsonNode.Parse(Walk.Body().GetRawText())!.AsObject();
        Change(body, JsonNode.Parse(change)!.AsObject());

        string.Join(',', StartCaseBody.Check(JsonElement.Parse(body.ToJsonString()), ["CN-2026.1"]).Select(wrong => wrong.Path)).ShouldBe(paths);
    }

    private static void Change(JsonObject body, JsonObject change)
    {
        foreach (var (name, value) in change)
            if (value is JsonObject inner && body[name] is JsonObject there) Change(there, inner);
            else body[name] = value?.DeepClone();
    }
}
