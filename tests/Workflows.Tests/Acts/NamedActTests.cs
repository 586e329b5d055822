using System.Text.Json;
using Doorstep.Workflows.Activities;
using Doorstep.Workflows.Collections.Acts;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Kernel;
using static Doorstep.Workflows.Tests.Definitions.Definition;

namespace Doorstep.Workflows.Tests.Acts;

/// <summary>Activities that are one kind of act under a name of its own, and those that ask people and wait for holds.</summary>
public sealed class NamedActTests
{
    [Theory]
    [InlineData("Doorstep.InviteToVisit", ActKind.AppointmentInvitation, ActPurpose.Demand)]
    [InlineData("Doorstep.PlanVisit", ActKind.Visit, ActPurpose.Demand)]
    [InlineData("Doorstep.OfferHelp", ActKind.Message, ActPurpose.Service)]
    [InlineData("Doorstep.PlanReferral", ActKind.LegalReferral, ActPurpose.LegalNotice)]
    [InlineData("Doorstep.AssignAgency", ActKind.AgencyAssignment, ActPurpose.Service)]
    public void Each_plans_its_own_kind_of_act_and_the_lint_knows_which(string type, ActKind kind, ActPurpose purpose)
    {
        var machine = Machine(Of("A", [State("A"), State("B", entry: Activity(type))], [Way("A", "B", OnEvent("Go"))]));

        var effect = machine.Transition(Start(machine).Next, Raised("Go"), Monday).ShouldBeOfType<Decision.Accepted>().Effects.OfType<Effect.PlanAct>().ShouldHaveSingleItem();

        Workflows.Collections.Acts.Desk.PlannedActReader.Check(effect.Act).ShouldBeEmpty();
        var act = JsonSerializer.Deserialize<PlannedAct>(effect.Act, FactJson.Options)!;
        (act.Kind, act.Purpose).ShouldBe((kind, purpose));
        machine.States["B"].Entry!.MayPlan.ShouldHaveSingleItem().ShouldSatisfyAllConditions(words => words.Kind.ShouldBe(FactJson.Word(kind)), words => words.Purpose.ShouldBe(FactJson.Word(purpose)));
    }

    [Fact]
    public void Each_asks_for_nothing_that_it_settles()
    {
        foreach (var preset in ActPreset.All)
        {
            var inputs = new PlanActActivity(preset).Descriptor.Inputs.Select(input => input.Name).ToArray();
            inputs.ShouldBe(preset.Asked);
            inputs.Intersect(preset.Settled.Keys).ShouldBeEmpty(preset.TypeName);
        }
    }

    [Fact]
    public void What_a_preset_settles_is_not_written_otherwise()
    {
        var json = Of("A", [State("A", entry: Activity("Doorstep.OfferHelp", ("kind", Literal("VISIT")), ("purpose", Literal("DEMAND"))))], []);

        var compiled = Compile(json);

        compiled.Machine!.States["A"].Entry!.MayPlan.ShouldHaveSingleItem().ShouldBe(new PlannedWords("MESSAGE", "SERVICE", "hardshipInvitation"));
    }

    [Fact]
    public void A_task_is_one_of_the_house_and_said_beforehand()
    {
        Compile(Of("A", [State("A", entry: Activity("Doorstep.AskPeople", ("task", Literal("InterventionRequestd"))))], [])).Faults.ShouldHaveSingleItem().Message.ShouldContain("did you mean 'InterventionRequested'?");
        Compile(Of("A", [State("A", entry: Activity("Doorstep.AskPeople", ("task", Script("'Intervention' + 'Requested'"))))], [])).Faults.ShouldHaveSingleItem().Message.ShouldContain("must be a literal");
    }

    [Theory]
    [InlineData(null, "HoldReleased")]
    [InlineData("HoldExpired", "HoldExpired")]
    public void A_change_of_a_hold_is_waited_for(string? change, string heard)
    {
        var trigger = change is null ? Activity("Doorstep.HoldChanged") : Activity("Doorstep.HoldChanged", ("change", Literal(change)));
        var machine = Machine(Of("A", [State("A"), State("B")], [Way("A", "B", trigger)]));

        machine.Transition(Start(machine).Next, Raised(heard), Monday).ShouldBeOfType<Decision.Accepted>().Next.StatePath.ShouldBe("B");
        Compile(Of("A", [State("A"), State("B")], [Way("A", "B", Activity("Doorstep.HoldChanged", ("change", Literal("HoldRelaesed"))))])).Faults.ShouldHaveSingleItem().Message.ShouldContain("did you mean 'HoldReleased'?");
    }
}
