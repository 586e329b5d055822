using Doorstep.Workflows.Activities;
using Doorstep.Workflows.Collections.Clocks;
using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Definitions.Liveness;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Tests.Collections.Policy;
using Doorstep.Workflows.Tests.Reference;

namespace Doorstep.Workflows.Tests.Definitions.Liveness;

public sealed class ShippedTests
{
    public static TheoryData<string> Files => [.. ReferenceMachines.Ids];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_shipped_definition_has_no_liveness_faults(string id) => Look(id).Faults.ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Files))]
    public void A_shipped_definition_keeps_the_maxima_of_every_shipped_pack(string id) => LivenessLint.Look(ReferenceMachines.Compiled(id).Machine!, Find, Packed()).Faults.ShouldBeEmpty();

    [Theory]
    [InlineData("P21B", "P30D")] // 21 x 7 / 5, begun days whole
    [InlineData("P2M", "P2M")]
    public void A_literal_timer_is_held_against_the_strictest_pack_with_the_way_the_value_and_the_maximum(string within, string runs)
    {
        var text = File.ReadAllText("workflow-definitions/legal.json").Replace("\"P10B\"", $"\"{within}\"", StringComparison.Ordinal).Replace("\"parameter\"", "\"aside\"", StringComparison.Ordinal);
        var legal = ActivityCatalogue.Compiler().Compile(text).Machine.ShouldNotBeNull();

        LivenessLint.Check(legal, Find, Packed(("clock.legalReviewDays", 10)))[0].ToString().ShouldBe(
            $"Opening → LegalReview: The timer of 'T52-late' runs {runs}, longer than 'LegalReview' may wait. Write P28D or less (2 x clock.legalReviewDays of CN-2026.1).");
        LivenessLint.Check(legal, Find, Packed(("clock.legalReviewDays", 5)))[0].ToString().ShouldEndWith("Write P14D or less (2 x clock.legalReviewDays of CN-2026.1).");
    }

    [Fact]
    public void A_timer_that_names_a_parameter_is_held_against_its_own_pack()
    {
        LivenessLint.Check(ReferenceMachines.Compiled("legal").Machine!, Find, Packed(("clock.legalReviewDays", 3))).ShouldBeEmpty("its length shrinks with the maximum");

        var text = File.ReadAllText("workflow-definitions/legal.json").Replace("\"clock.legalReviewDays\"", "\"3 x clock.legalReviewDays\"", StringComparison.Ordinal);
        LivenessLint.Check(ActivityCatalogue.Compiler().Compile(text).Machine!, Find, Packed()).ShouldHaveSingleItem().Message.ShouldContain("runs P42D");
    }

    [Fact]
    public void What_is_computed_is_told_as_a_warning_with_the_path() =>
        Look("overdue-visit").Warnings.Select(warning => warning.ToString()).ShouldContain(
            "Intake → Contact/Opening → Contact/RemoteContact: The timer of 'T10' ('after variables.IsRestored ? 'clock.restoredContactDays' : 'clock.remoteContactDays', else variables.IsRestored ? 'P15D' : 'P30D'') is computed, so it could not be checked that it runs P60D at most.");

    [Fact]
    public void A_part_says_that_it_is_checked_with_the_one_that_runs_it() =>
        Look("legal").Warnings.ShouldContain(new DefinitionFault(
            "Opening", "'legal' is usable as an activity, so it is a part of other definitions and no case starts in it. Its exits, clocks and what stands behind a review are checked together with the one that runs it."));

    [Fact]
    public void S41_without_the_invitation_in_legal_review_the_short_cut_to_a_court_is_shown()
    {
        var text = File.ReadAllText("workflow-definitions/legal.json").Replace("hardshipInvitation", "reminder", StringComparison.Ordinal);
        var legal = ActivityCatalogue.Compiler().Compile(text).Machine;

        LivenessLint.Check(ReferenceMachines.Compiled("overdue-visit").Machine!, id => id == "legal" ? legal : Find(id), LivenessRules.Default)
            .ShouldHaveSingleItem().ToString().ShouldStartWith("Intake → ManualIntervention → Legal/Opening → Legal/LegalReview → Legal/ReferralReady: This way reaches a legal referral without a hardship offer");
    }

    private static LivenessReport Look(string id) => LivenessLint.Look(ReferenceMachines.Compiled(id).Machine!, Find, LivenessRules.Default);

    private static LivenessRules Packed(params (string Name, int Value)[] changed) => LivenessRules.Default with
    {
        Packs = [.. Packs.FileNames.Select(Packs.Shipped).Select(pack => pack.Id == "CN" && changed.Length > 0 ? Packs.Version(1, pack.EffectiveFrom, [.. changed.Select(one => (one.Name, Packs.Number(one.Value)))]) : pack).Select(StateMaxima.Of)],
    };

    private static StateMachine? Find(string id) => ReferenceMachines.Ids.Contains(id) ? ReferenceMachines.Compiled(id).Machine : null;
}
