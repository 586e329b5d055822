using Doorstep.Workflows.Collections.Acts.Desk;
using System.Text.Json;
using Doorstep.Workflows.Activities;
using Doorstep.Workflows.Collections.Acts;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Kernel;
using static Doorstep.Workflows.Tests.Acts.ActHouse;
using static Doorstep.Workflows.Tests.Definitions.Definition;

namespace Doorstep.Workflows.Tests.Acts;

public sealed class PlanActTests
{
    [Fact]
    public void The_words_of_the_activity_are_those_of_the_domain()
    {
        foreach (var name in (string[])["ActAllowed", "actAllowed", "ActAllowed ", "Act\u200bAllowed", "ACT_ALLOWED"]) HouseWords.Refusal(name).ShouldNotBeNull(name);
        HouseWords.All.ShouldBe([.. FactCatalogue.Kinds.Values.Where(kind => kind.IsOnlyByHouse).Select(kind => kind.Name).Append(CaseActDesk.Order)], ignoreOrder: true);
        ActWords.Kinds.ShouldBe(Words<ActKind>());
        ActWords.Purposes.ShouldBe(Words<ActPurpose>());
        ActWords.Recipients.ShouldBe(Words<Recipient>());
        ActWords.Places.ShouldBe(Words<VisitPlace>());
    }

    [Fact]
    public void Its_inputs_are_the_members_of_an_act()
    {
        var members = typeof(PlannedAct).GetConstructors().Single(one => one.GetParameters().Length > 1).GetParameters().Select(parameter => parameter.Name!);

        new PlanActActivity().Descriptor.Inputs.Select(input => input.Name).ShouldBe(members.Except(["OnlyInState", "NotBefore"]).Concat(["OnlyHere", "After"]), ignoreOrder: true);
    }

    [Fact]
    public void A_misspelt_word_is_a_fault_with_the_word_that_was_probably_meant()
    {
        var compiled = Compile(Of("A", [State("A", entry: PlanAct("CAL", ("purpose", Literal("DEMNAD")), ("disclosesDebt", Literal("maybe"))))], []));

        compiled.Faults.Select(fault => $"{fault.Path}: {fault.Message}").ShouldBe(
        [
            "states[0].entry.kind: 'CAL' is not known here; did you mean 'CALL'?", "states[0].entry.purpose: 'DEMNAD' is not known here; did you mean 'DEMAND'?",
            "states[0].entry.disclosesDebt: 'maybe' is neither true nor false.",
        ]);
        Compile(Of("A", [State("A", entry: Activity("Doorstep.PlanAct"))], [])).Faults.ShouldHaveSingleItem().Message.ShouldBe("Doorstep.PlanAct needs 'kind'.");
    }

    [Fact]
    public void A_word_that_only_the_case_knows_is_checked_when_it_runs()
    {
        var machine = Machine(Of("A", [State("A"), State("B", entry: Activity("Doorstep.PlanAct", ("kind", Script("'FA' + 'X'"))))], [Way("A", "B", OnEvent("Go"))]));

        var faulted = machine.Transition(Start(machine).Next, Raised("Go"), Monday).ShouldBeOfType<Decision.Faulted>();

        faulted.Reason.ShouldContain("'FAX' is not known here");
    }

    [Fact]
    public void An_act_belongs_to_the_state_that_is_entered_and_the_act_of_a_transition_to_its_target()
    {
        var machine = Machine(Of("A", [State("A"), State("B", entry: PlanAct("SMS"))], [Way("A", "B", OnEvent("Go"), action: PlanAct("CALL", ("team", Literal("agent_1, agent_2"))))]));

        var moved = machine.Transition(Start(machine).Next, Raised("Go"), Monday).ShouldBeOfType<Decision.Accepted>();

        var acts = moved.Effects.OfType<Effect.PlanAct>().Select(effect => JsonSerializer.Deserialize<PlannedAct>(effect.Act, FactJson.Options)!).ToArray();
        acts.Select(act => (act.Kind, act.OnlyInState)).ShouldBe([(ActKind.Call, "B"), (ActKind.Sms, "B")]);
        acts[0].Team.ShouldNotBeNull().ShouldBe(["agent_1", "agent_2"]);
        Doorstep.Workflows.Collections.Acts.Desk.PlannedActReader.Check(moved.Effects.OfType<Effect.PlanAct>().First().Act).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("P2D", null)]
    [InlineData("tomorrow", "'tomorrow' is not a span of time. Write 'P3D' or 'PT12H'.")]
    [InlineData("P2Y", "'P2Y' is not within a year from now.")]
    public void An_act_may_come_up_later_within_a_year(string after, string? fault)
    {
        var machine = Machine(Of("A", [State("A"), State("B", entry: PlanAct("CALL", ("after", Script($"'{after}'"))))], [Way("A", "B", OnEvent("Go"))]));

        var moved = machine.Transition(Start(machine).Next, Raised("Go"), Monday);

        if (fault is not null) moved.ShouldBeOfType<Decision.Faulted>().Reason.ShouldContain(fault);
        else moved.ShouldBeOfType<Decision.Accepted>().Effects.OfType<Effect.PlanAct>().ShouldHaveSingleItem().NotBefore.ShouldBe(Monday.AddDays(2));
    }

    private static IEnumerable<string> Words<T>()
        where T : struct, Enum => Enum.GetValues<T>().Select(FactJson.Word);
}
