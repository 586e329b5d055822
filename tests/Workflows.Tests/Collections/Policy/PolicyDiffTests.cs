using CsCheck;
using Doorstep.Workflows.Collections.Policy;
using static Doorstep.Workflows.Tests.Collections.Policy.Packs;

namespace Doorstep.Workflows.Tests.Collections.Policy;

public sealed class PolicyDiffTests
{
    [Fact]
    public void Two_equal_versions_differ_in_nothing() => PolicyDiff.Between(Cn, Cn).Given().ShouldBeEmpty();

    [Fact]
    public void A_difference_is_told_with_numbers_units_and_what_it_means_for_running_cases() => Told(
        ("calls.per7Days", Number(10)), ("visit.minAgents", Number(3)), ("visit.noticeDays", Number(3)), ("contact.window", Hours("08:00-21:00")), ("visit.window", Hours("08:00-20:00")),
        ("visit.unannounced", new PolicyValue.Flag(true)), ("plan.stopsCollection", new PolicyValue.Flag(false)), ("visit.idDisclosure", PolicyValue.WordList.Of(["ID", "FIRM"])),
        ("visit.workplace", PolicyValue.WordList.Of(["EXPRESS_CONSENT", "NEVER"])), ("dispute.window", new PolicyValue.Text("30 days"))).ShouldBe(
        [
            "calls.per7Days falls from 14 to 10 calls: stricter, applies to running cases at once.",
            "contact.window narrows from 08:00-22:00 to 08:00-21:00: stricter, applies to running cases at once.",
            "dispute.window changes from 'any time' to '30 days': cannot be compared, applies only to acts planned after its approval.",
            "plan.stopsCollection changes from yes to no: looser, applies only to acts planned after its approval.",
            "visit.idDisclosure gains FIRM and loses AUTHORISATION: stricter in part; what both together say, AUTHORISATION, FIRM, ID, applies to running cases at once, the rest applies only to acts planned after its approval.",
            "visit.minAgents rises from 2 to 3 agents: stricter, applies to running cases at once.",
            "visit.noticeDays falls from 5 to 3 days: looser, applies only to acts planned after its approval.",
            "visit.unannounced changes from no to yes: looser, applies only to acts planned after its approval.",
            "visit.window widens from 09:00-20:00 to 08:00-20:00: looser, applies only to acts planned after its approval.",
            "visit.workplace gains NEVER: stricter, applies to running cases at once.",
        ]);

    [Fact]
    public void Hours_that_move_are_told_with_what_is_left() => Told(("contact.window", Hours("10:00-23:00")), ("visit.window", Hours("20:00-21:00"))).ShouldBe(
    [
        "contact.window moves from 08:00-22:00 to 10:00-23:00: stricter in part; what both together say, 10:00-22:00, applies to running cases at once, the rest applies only to acts planned after its approval.",
        "visit.window moves from 09:00-20:00 to 20:00-21:00: they have nothing in common, so running acts are denied until they are planned again.",
    ]);

    [Fact]
    public void A_parameter_that_comes_or_goes_and_a_source_that_changes_are_told()
    {
        var after = Cn with
        {
            Parameters = Cn.Parameters.Remove("pia.retention").SetItem("calls.per7Days", Cn.Parameters["calls.per7Days"] with { Citation = "a new rule", Certainty = Certainty.V1 })
                .Add("notice.initialDays", new PackParameter(ParameterCatalogue.Types["notice.initialDays"], Number(5), "a rule", Certainty.V2)),
        };

        PolicyDiff.Between(Cn, after).Given().Select(change => change.Sentence).ShouldBe(
        [
            "calls.per7Days stays 14 calls; its source changes from 'product default: two a day on average, below every limit for a single day' (D) to 'a new rule' (V1).",
            "notice.initialDays is new and set to 5 days: applies only to acts planned after its approval.",
            "pia.retention is no longer set; it was 3 years. What needs it is denied to acts planned after its approval.",
        ]);
    }

    [Fact]
    public void What_changes_of_the_pack_itself_is_told_first()
    {
        var after = Cn with { Version = new PackVersion(2026, 2), EffectiveFrom = Monday, HolidayCalendar = "cn-south", HardGuards = Cn.HardGuards.Remove("G15").Add("G12") };

        PolicyDiff.Between(Cn, after).Given().Select(change => change.Sentence).ShouldBe(
        [
            "CN-2026.2 takes effect at 2026-03-02T01:00:00.000Z; CN-2026.1 at 2026-01-29T16:00:00.000Z.",
            "holidayCalendar changes from 'cn' to 'cn-south': cannot be compared, applies only to acts planned after its approval.",
            "G12 becomes a hard guard: stricter, applies to running cases at once.",
            "G15 is no hard guard any more: looser, applies only to acts planned after its approval.",
        ]);
    }

    [Fact]
    public void Packs_of_two_jurisdictions_are_not_compared() =>
        PolicyDiff.Between(Cn, Shipped("uk-2026.1.json")).Reason().ShouldBe("CN-2026.1 and UK-2026.1 are versions of different packs.");

    [Fact]
    public void A_change_is_called_stricter_exactly_when_it_leaves_the_house_a_part_of_what_it_had() =>
        Gen.OneOfConst([.. ParameterCatalogue.Types.Values]).SelectMany(type => Gen.Select(Value(type), Value(type), (before, after) => (type, before, after))).Sample(sample =>
        {
            var (type, before, after) = sample;
            var change = Strictness.Of(type, before, after);
            if (Room(type, before) is not { } had) return change == (before.Equals(after) ? Change.Same : Change.Unlike);
            var has = Room(type, after)!;
            return change == (had.SetEquals(has) ? Change.Same : has.IsSubsetOf(had) ? Change.Stricter : had.IsSubsetOf(has) ? Change.Looser : Change.Both);
        });

    private static IEnumerable<string> Told(params (string Name, PolicyValue Value)[] values) =>
        PolicyDiff.Between(Cn, Version(1, Cn.EffectiveFrom, values)).Given().Select(change => change.Sentence);
}
