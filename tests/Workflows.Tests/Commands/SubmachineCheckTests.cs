using System.Text.Json.Nodes;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Tests.Engine;
using static Doorstep.Workflows.Tests.Definitions.Definition;

namespace Doorstep.Workflows.Tests.Commands;

/// <summary>What is said of a definition by looking at the ones it runs inside itself.</summary>
public sealed class SubmachineCheckTests
{
    [Fact]
    public async Task A_submachine_that_is_not_published_is_named_with_its_place_when_a_definition_is_checked()
    {
        await using var house = await EngineHouse.OpenAsync();
        await house.PublishAsync(Inner());

        (await CheckAsync(house, Outer("iner", null))).Faults.ShouldHaveSingleItem()
            .ShouldBe(new DefinitionFault("transitions[0].trigger.definitionId", "Submachine 'iner' is not published; did you mean 'inner'?"));
        (await CheckAsync(house, Outer("something-else", null))).Faults.ShouldHaveSingleItem().Message.ShouldBe("Submachine 'something-else' is not published. Save it and publish it first.");
        (await CheckAsync(house, Outer("inner", null))).Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_outcome_that_no_transition_takes_is_warned_of()
    {
        await using var house = await EngineHouse.OpenAsync();
        await house.PublishAsync(Inner());

        var seen = await CheckAsync(house, Outer("inner", "event.outcome == 'ClosedWell'"));

        seen.Faults.ShouldBeEmpty();
        seen.Warnings.ShouldContain(new DefinitionFault(
            "states[0]", "Submachine 'inner' can end in 'ClosedBadly', and no transition of 'A' is sure to take that: the case would stop with an incident."));
    }

    private static async Task<CompiledDefinition> CheckAsync(EngineHouse house, JsonObject json) => (await house.Sender.Send(new ValidateDefinition(json.ToJsonString(), Actor.House))).Value();

    private static JsonObject Outer(string inner, string? condition) => Of("A", [State("A"), State("Closed")],
        [Way("A", "Closed", Activity("Doorstep.Submachine", ("definitionId", Literal(inner))), condition is null ? null : Script(condition))]);

    private static JsonObject Inner()
    {
        var inner = Of("B", [State("B"), State("ClosedWell"), State("ClosedBadly")], [Way("B", "ClosedWell", OnEvent("Well")), Way("B", "ClosedBadly", Activity("Elsa.Delay"))]);
        inner["definitionId"] = "inner";
        return inner;
    }
}
