using System.Text.Json.Nodes;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Tests.Engine;
using static Doorstep.Workflows.Tests.Acts.ActHouse;
using static Doorstep.Workflows.Tests.Definitions.Definition;

namespace Doorstep.Workflows.Tests.Acts;

/// <summary>A case that has ended asks for nothing any more, whatever its definition plans (b.2).</summary>
public sealed class ClosedCaseTests
{
    [Fact]
    public async Task T57_No_demand_leaves_a_case_that_is_closed_at_once_or_later_and_what_tells_of_the_end_goes_on()
    {
        await using var house = await EngineHouse.OpenAsync(new EnginePlan { Definitions = [Closer()], Now = Afternoon });
        (await house.Sender.Send(new ImportPolicies("workflow-definitions", Actor.House))).Value();
        var id = await house.StartLoanAsync("LN-1");
        await house.RaiseAsync(id, "e1", "Sold");

        await house.Relay.RunAsync();
        house.Clock.Advance(TimeSpan.FromDays(3));
        await house.Relay.RunAsync();

        var decided = await house.DecisionsAsync(id);
        decided.Where(act => act.Decision.Contains("a closed case asks for nothing any more", StringComparison.Ordinal)).Select(act => (act.Kind, act.Allowed, act.NextTryAt)).ShouldBe([("CALL", false, null), ("LETTER", false, null), ("SMS", false, null)], ignoreOrder: true);
        decided.Single(act => act.Act.Contains("transferNotice", StringComparison.Ordinal)).Decision.ShouldNotContain("asks for nothing");
    }

    /// <summary>Plans demands in its last state: by their purpose, by their template, and for later.</summary>
    private static JsonObject Closer() => Of("Waiting", [State("Waiting"), State("ClosedTransferred", entry: Activity("Elsa.Sequence", ("activities", new JsonArray(
        PlanAct("CALL"), PlanAct("SMS", ("after", Literal("P2D"))), PlanAct("LETTER", ("purpose", Literal("SERVICE")), ("template", Literal("finalNotice"))),
        PlanAct("LETTER", ("purpose", Literal("LEGAL_NOTICE")), ("template", Literal("transferNotice")))))))], [Way("Waiting", "ClosedTransferred", OnEvent("Sold"), name: "sold")]).Named("caller");
}
