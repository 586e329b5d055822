using Doorstep.Workflows.Collections.Acts;
using Doorstep.Workflows.Collections.Acts.Desk;
using Doorstep.Workflows.Collections.Facts;
using static Doorstep.Workflows.Tests.Collections.Acts.ActWorld;

namespace Doorstep.Workflows.Tests.Collections.Acts;

/// <summary>G3, G6: who is reached by an act, and by whom else.</summary>
public sealed class WhoIsReachedTests
{
    private static readonly ActWorld World = new();
    private static readonly PlannedAct Sms = new(ActKind.Sms, To: "+00-0000-000-001");
    private static readonly PlannedAct Letter = new(ActKind.Letter);
    private static readonly PlannedAct Locate = new(ActKind.ThirdPartyEnquiry, ActPurpose.Locate, Recipient.ThirdParty, DisclosesDebt: false, To: "+00-0000-000-009");

    [Fact]
    public void G6_T7_whoever_has_another_number_is_not_lost_by_one_that_is_not_in_service()
    {
        ActWorld Two(string numbers) => new ActWorld { File = Open(body => body["customer"]!["contactPoints"] = System.Text.Json.Nodes.JsonNode.Parse(numbers)) };
        var two = Two("""[{"kind":"PHONE","value":"+00-0000-000-001","verified":true,"token":"num_1"},{"kind":"PHONE","value":"+00-0000-000-002","verified":true,"token":"num_2"}]""");
        string Dead(string token) => $$"""{"channel":"CALL","result":"INVALID_NUMBER","numberToken":"{{token}}"}""";

        var one = two.Told("ContactAttempted", Dead("num_1"), -1);
        one.Refuses(Locate, "G6", "may still be reached");
        one.Refuses(Call with { To = "+00-0000-000-001" }, "G3", "is not a number or address of the customer");
        one.Allows(Call with { To = "+00-0000-000-002" });
        one.Told("ContactAttempted", Dead("num_2")).Allows(Locate);
        two.Told("ContactAttempted", Dead("num_else")).Refuses(Locate, "G6", "may still be reached");
        two.Told("ContactOutcome", """{"result":"WRONG_PARTY","numberToken":"num_else"}""").Refuses(Locate, "G6", "may still be reached");
        one.Told("ContactAttempted", Dead("num_2")).Refuses(Locate with { To = "num_1" }, "G6", "is on file as the customer's own");
        one.Told("ContactRestored").Refuses(Call with { To = "+00-0000-000-001" }, "G3");
        foreach (var proof in (string[])["", ",\"identityProven\":false"]) one.Told("ContactOutcome", $$"""{"result":"RIGHT_PARTY","numberToken":"num_1"{{proof}}}""").Refuses(Call with { To = "+00-0000-000-001" }, "G3");
        one.Told("ContactOutcome", """{"result":"RIGHT_PARTY","numberToken":"num_1","identityProven":true}""").Decide(Call with { To = "+00-0000-000-001" }).Guards.Single(said => said.Guard.StartsWith("G3", StringComparison.Ordinal)).Passed.ShouldBeTrue();
    }

    [Fact]
    public void G3_B4_whoever_has_a_guardian_is_spoken_to_through_the_guardian_also_once_the_hold_is_let_go_and_in_every_case()
    {
        var warded = World.Told("GuardianVerified", """{"guardian":"g_syn_1","contact":"+00-0000-000-500"}""");
        warded.Decide(Call).Reason.ShouldNotBeNull().ShouldContain("G4 NoBlockingHold: Hold INCAPACITY stands in the way.");
        var released = warded.Told("HoldReleased", """{"hold":"INCAPACITY","by":"sup_1"}""").At("2026-04-20T10:00:00");
        released.File.Hold.Open.ShouldBeEmpty();

        foreach (var act in (PlannedAct[])[Call, Letter, Sms, Visit]) released.Decide(act).Reason.ShouldNotBeNull().ShouldContain("A guardian stands for the customer");
        released.Allows(Letter with { Purpose = ActPurpose.Service, Recipient = Recipient.Guardian, To = "g_syn_1" });
        var budget = BudgetBook.Told("A", warded.File, ContactBudget.Untouched);
        BudgetBook.AsPerson("B", World.File, budget).Customer.HasGuardian.ShouldBe(true);
        var later = BudgetBook.Told("B", World.Told("GuardianVerified", """{"guardian":"g_syn_2","contact":"测试路2号"}""", 1).File, budget);
        BudgetBook.AsPerson("A", warded.File, later).Customer.HasLaterGuardian.ShouldBeTrue("another case knows of a later one");
        (released with { File = BudgetBook.AsPerson("A", released.File, later) }).Decide(Letter with { Purpose = ActPurpose.Service, Recipient = Recipient.Guardian, To = "g_syn_1" }).Reason.ShouldNotBeNull().ShouldContain("has named a guardian since");
    }
}
