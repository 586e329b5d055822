using CsCheck;
using Doorstep.Workflows.Collections.Policy;
using static Doorstep.Workflows.Tests.Collections.Policy.Packs;

namespace Doorstep.Workflows.Tests.Collections.Policy;

/// <summary>Which rules hold for an act (domain.md b.1 rules 3 and 7).</summary>
public sealed class PackInForceTests
{
    private const string Calls = "calls.per7Days";

    private static readonly ApprovedPack First = Cn.Approved(Monday.AddDays(-30));

    [Fact]
    public void S19_A_version_that_takes_effect_tomorrow_does_not_affect_today()
    {
        ApprovedPack[] packs = [First, Version(2, Monday.AddDays(1), (Calls, Number(5))).Approved(Monday.AddDays(-2))];

        For(packs, planned: Monday, now: Monday).Number(Calls).Given().ShouldBe(14);
        For(packs, planned: Monday, now: Monday.AddDays(1).AddTicks(-1)).Number(Calls).Given().ShouldBe(14);
        For(packs, planned: Monday, now: Monday.AddDays(1)).Number(Calls).Given().ShouldBe(5);
    }

    [Fact]
    public void Rules_that_were_made_once_are_made_again_only_for_other_versions()
    {
        ApprovedPack[] packs = [First, Version(2, Monday, (Calls, Number(10))).Approved(Monday)];
        ApprovedPack[] others = [First, Version(2, Monday, (Calls, Number(9))).Approved(Monday)];

        var rules = For(packs, planned: Monday.AddDays(-20), now: Monday);

        For(packs, planned: Monday.AddDays(-19), now: Monday.AddDays(1)).ShouldBeSameAs(rules);
        For(others, planned: Monday.AddDays(-20), now: Monday).Number(Calls).Given().ShouldBe(9);
        For(packs, planned: Monday.AddDays(-20), now: Monday.AddTicks(-1)).Number(Calls).Given().ShouldBe(14);
    }

    [Fact]
    public void S19_A_version_that_nobody_has_approved_yet_affects_nothing()
    {
        ApprovedPack[] packs = [First, Version(2, Monday.AddDays(-1), (Calls, Number(5))).Approved(Monday.AddHours(1))];

        For(packs, Monday, Monday).Number(Calls).Given().ShouldBe(14);
        For(packs, Monday, Monday.AddHours(1)).Number(Calls).Given().ShouldBe(5);
    }

    [Fact]
    public void A_stricter_value_counts_at_once_also_for_an_act_planned_long_before_and_says_where_it_comes_from()
    {
        ApprovedPack[] packs = [First, Version(2, Monday, (Calls, Number(10))).Approved(Monday)];

        var rules = For(packs, planned: Monday.AddDays(-20), now: Monday);

        rules.Number(Calls).Given().ShouldBe(10);
        rules.Base.Reference.ShouldBe("CN-2026.1");
        rules.Parameters[Calls].Sources.ShouldHaveSingleItem().ToString().ShouldBe("CN-2026.2 says 10");
        rules.Parameters["visit.minAgents"].Sources.ShouldHaveSingleItem().ToString().ShouldBe("CN-2026.1 says 2");
    }

    [Fact]
    public void A_looser_value_counts_only_for_acts_planned_after_its_approval_and_not_before_it_took_effect()
    {
        var (approved, effective) = (Monday, Monday.AddDays(3));
        ApprovedPack[] packs = [First, Version(2, effective, (Calls, Number(20))).Approved(approved)];

        For(packs, planned: approved, now: effective.AddDays(1)).Number(Calls).Given().ShouldBe(14);
        For(packs, planned: effective.AddTicks(-1), now: effective.AddDays(1)).Number(Calls).Given().ShouldBe(14);
        For(packs, planned: effective, now: effective.AddDays(1)).Number(Calls).Given().ShouldBe(20);

        ApprovedPack[] late = [First, Version(2, Monday.AddDays(-5), (Calls, Number(20))).Approved(approved)];
        For(late, planned: approved, now: approved.AddDays(1)).Number(Calls).Given().ShouldBe(14);
        For(late, planned: approved.AddTicks(1), now: approved.AddDays(1)).Number(Calls).Given().ShouldBe(20);
    }

    [Fact]
    public void Of_a_version_with_a_stricter_and_a_looser_value_a_running_act_takes_only_the_stricter()
    {
        ApprovedPack[] packs = [First, Version(2, Monday, (Calls, Number(20)), ("visit.minAgents", Number(3))).Approved(Monday)];

        var rules = For(packs, Monday.AddDays(-1), Monday);

        rules.Number(Calls).Given().ShouldBe(14);
        rules.Number("visit.minAgents").Given().ShouldBe(3);
    }

    [Fact]
    public void Of_hours_that_move_only_those_that_both_versions_allow_are_left_and_both_are_named()
    {
        ApprovedPack[] packs = [First, Version(2, Monday, ("contact.window", Hours("10:00-23:00"))).Approved(Monday)];

        var hours = For(packs, Monday.AddDays(-1), Monday).Parameters["contact.window"];

        hours.Value.ShouldBe(Hours("10:00-22:00"));
        hours.Sources.Select(source => source.ToString()).ShouldBe(["CN-2026.1 says 08:00-22:00", "CN-2026.2 says 10:00-23:00"]);
    }

    [Fact]
    public void Hours_that_do_not_meet_leave_none_and_the_reason_names_both()
    {
        ApprovedPack[] packs = [First, Version(2, Monday, ("visit.window", Hours("20:00-21:00"))).Approved(Monday)];

        For(packs, Monday.AddDays(-1), Monday).Window("visit.window").Reason()
            .ShouldBe("visit.window: CN-2026.1 says 09:00-20:00, but CN-2026.2 says 20:00-21:00; they have nothing in common.");
        For(packs, Monday.AddDays(1), Monday.AddDays(1)).Window("visit.window").Given().ToString().ShouldBe("20:00-21:00");
    }

    [Fact]
    public void A_duty_that_is_added_counts_at_once()
    {
        ApprovedPack[] packs = [First, Version(2, Monday, ("visit.idDisclosure", PolicyValue.WordList.Of(["FIRM"]))).Approved(Monday)];

        For(packs, Monday.AddDays(-1), Monday).Words("visit.idDisclosure").Given().ShouldBe(["AUTHORISATION", "FIRM", "ID"]);
    }

    [Fact]
    public void A_guard_made_hard_by_a_newer_version_is_hard_at_once_and_one_made_soft_stays_hard()
    {
        ApprovedPack[] packs = [First, (Version(2, Monday) with { HardGuards = Cn.HardGuards.Remove("G15").Add("G12") }).Approved(Monday)];

        For(packs, Monday.AddDays(-1), Monday).HardGuards.ShouldBe(Cn.HardGuards.Add("G12"));
    }

    [Fact]
    public void A_parameter_that_the_pack_does_not_set_is_denied_until_an_act_is_planned_under_a_version_that_does()
    {
        ApprovedPack[] packs = [First, Version(2, Monday, ("notice.initialDays", Number(5))).Approved(Monday)];

        For(packs, Monday.AddDays(-1), Monday).Number("notice.initialDays").Reason().ShouldBe("Policy pack CN-2026.1 does not set notice.initialDays.");
        For(packs, Monday.AddDays(1), Monday.AddDays(1)).Number("notice.initialDays").Given().ShouldBe(5);
    }

    [Fact]
    public void A_version_of_another_pack_has_no_say()
    {
        ApprovedPack[] packs = [First, (Version(2, Monday, (Calls, Number(1))) with { Id = "UK" }).Approved(Monday)];

        For(packs, Monday.AddDays(1), Monday.AddDays(1)).Number(Calls).Given().ShouldBe(14);
    }

    [Fact]
    public void An_older_version_has_no_say_in_a_case_that_pinned_a_newer_one()
    {
        ApprovedPack[] packs = [Version(2, Monday).Approved(Monday), Version(1, Monday, (Calls, Number(1))).Approved(Monday)];

        PackInForce.For(packs, "CN-2026.2", Monday, Monday).Given().Number(Calls).Given().ShouldBe(14);
    }

    [Theory]
    [InlineData(null, "The case has no policy pack.")]
    [InlineData("", "The case has no policy pack.")]
    [InlineData("CN-2026.7", "Policy pack 'CN-2026.7' is not approved.")]
    [InlineData("CN-2026.3", "Policy pack 'CN-2026.3' is not yet in force.")]
    [InlineData("CN-2026.4", "Policy pack 'CN-2026.4' was approved 2 times; which one holds cannot be told.")]
    public void Without_a_pack_in_force_everything_is_denied(string? pinned, string reason)
    {
        var twice = Version(4, Monday).Approved(Monday);
        ApprovedPack[] packs = [First, Version(3, Monday.AddDays(1)).Approved(Monday), twice, twice];

        PackInForce.For(packs, pinned, Monday, Monday).Reason().ShouldBe(reason);
    }

    [Fact]
    public void An_act_carried_out_before_it_was_planned_is_denied() =>
        PackInForce.For([First], "CN-2026.1", Monday, Monday.AddTicks(-1)).Reason().ShouldBe("The act is to be carried out before it was planned.");

    [Fact]
    public void What_is_asked_for_by_a_wrong_name_or_as_a_wrong_kind_is_denied_with_the_reason()
    {
        var rules = For([First], Monday, Monday);

        rules.Number("calls.per7Day").Reason().ShouldBe("'calls.per7Day' is not a parameter of policy packs; did you mean 'calls.per7Days'?");
        rules.Window(Calls).Reason().ShouldBe("calls.per7Days is 14, which is not a window of hours.");
        Cn.Flag("visit.window").Reason().ShouldBe("visit.window is 09:00-20:00, which is not a yes or no.");
        Cn.Words("visit.unannounced").Reason().ShouldBe("visit.unannounced is no, which is not a list of words.");
    }

    [Fact]
    public void For_an_act_planned_before_any_approval_a_value_is_never_looser_than_the_pinned_one_nor_than_any_in_effect() =>
        Gen.OneOfConst([.. ParameterCatalogue.Types.Values]).SelectMany(type => Gen.Select(Value(type), Newer(type).Array[0, 4], (pinned, newer) => (type, pinned, newer))).Sample(sample =>
        {
            var (type, pinned, newer) = sample;
            ApprovedPack[] packs =
            [
                Version(1, First.Pack.EffectiveFrom, (type.Name, pinned)).Approved(First.ApprovedAt),
                .. newer.Select((one, index) => Version(index + 2, Monday.AddHours(one.Effective), (type.Name, one.Value)).Approved(Monday.AddHours(one.Approved))),
            ];

            var effective = For(packs, planned: Monday, now: Monday.AddHours(10)).Parameters.GetValueOrDefault(type.Name)?.Value;

            if (Room(type, effective) is not { } room) return effective!.Equals(pinned);
            var rooms = newer.Where(one => one.Approved <= 10 && one.Effective <= 10).Select(one => Room(type, one.Value)!).Prepend(Room(type, pinned)!);
            return room.SetEquals(rooms.Aggregate((left, right) => left.Intersect(right)));
        }, iter: 2_000);

    [Fact]
    public void For_an_act_planned_under_a_newer_version_a_value_is_never_looser_than_that_one_and_nothing_older_has_a_say() =>
        Gen.OneOfConst([.. ParameterCatalogue.Types.Values]).SelectMany(type => Gen.Select(Value(type), Value(type), (pinned, next) => (type, pinned, next))).Sample(sample =>
        {
            ApprovedPack[] packs = [Version(1, First.Pack.EffectiveFrom, (sample.type.Name, sample.pinned)).Approved(First.ApprovedAt), Version(2, Monday, (sample.type.Name, sample.next)).Approved(Monday)];

            return For(packs, Monday.AddHours(1), Monday.AddHours(1)).Value(sample.type.Name).Given().Equals(sample.next);
        });

    private static Gen<(PolicyValue Value, int Approved, int Effective)> Newer(ParameterType type) => Gen.Select(Value(type), Gen.Int[0, 20], Gen.Int[-20, 20]);

    private static PackInForce For(ApprovedPack[] packs, DateTimeOffset planned, DateTimeOffset now) => PackInForce.For(packs, "CN-2026.1", planned, now).Given();
}
