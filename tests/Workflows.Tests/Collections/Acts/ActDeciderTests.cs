using Doorstep.Workflows.Collections.Acts;
using static Doorstep.Workflows.Tests.Collections.Acts.ActWorld;

namespace Doorstep.Workflows.Tests.Collections.Acts;

public sealed class ActDeciderTests
{
    [Fact]
    public void A_decision_says_pack_values_and_what_every_guard_said()
    {
        var decision = new ActWorld().Decide(Call);

        (decision.Allowed, decision.Pack, decision.DecidedAt).ShouldBe((true, "CN-2026.1", Ten));
        decision.Guards.Select(said => said.Guard).ShouldBe(["G1 Hours", "G2 Frequency", "G3 RightParty", "G4 NoBlockingHold", "G5 Preference", "G14 DataMin", "G15 NotRepresented", "G16 Agency"]);
        decision.Values["contact.window"].ShouldBe("08:00-22:00");
        decision.Values["calls.per7Days"].ShouldBe("14");
    }

    [Fact]
    public void Without_a_pack_or_a_known_time_zone_nothing_leaves_the_house()
    {
        var world = new ActWorld();

        (world with { Packs = [] }).Decide(Call).ShouldSatisfyAllConditions(decision => decision.Allowed.ShouldBeFalse(), decision => decision.Reason.ShouldBe("Policy pack 'CN-2026.1' is not approved."));
        (world with { File = Open(body => body.Remove("policyPack")) }).Decide(Call).Allowed.ShouldBeFalse();
        (world with { File = Open(body => body["timezone"] = "Mars/Olympus") }).Decide(Call).Allowed.ShouldBeFalse();
    }

    [Fact]
    public void Without_a_guard_that_applies_an_act_is_refused() => new ActWorld().Decide(Call, new ActDecider([])).Allowed.ShouldBeFalse();

    [Fact]
    public void A_refusal_that_only_time_mends_names_the_moment_when_all_of_them_have_passed()
    {
        var world = new ActWorld().At("2026-03-02T22:30:00");
        world = world with { Budget = ContactBudget.Untouched.Spoke(world.Now.AddHours(-1), new DateOnly(2026, 3, 2)) };

        world.Decide(Call).NextTryAt.ShouldBe(world.At("2026-03-03T08:00:00").Now);
        world.Told("HardshipDeclared").Decide(Call).NextTryAt.ShouldBeNull();
    }

    [Fact]
    public void S12_every_kind_of_act_stands_behind_guards() =>
        Enum.GetValues<ActKind>().Where(kind => ActDecider.All.Count(guard => guard.AppliesTo(new PlannedAct(kind))) < 3).ShouldBeEmpty();

    [Fact]
    public void Every_guard_of_the_field_is_there_once() =>
        ActDecider.All.Select(guard => guard.Number).ShouldBe(["G1", "G2", "G3", "G4", "G5", "G6", "G7", "G8", "G9", "G12", "G13", "G14", "G15", "G16", "G17"]);
}
