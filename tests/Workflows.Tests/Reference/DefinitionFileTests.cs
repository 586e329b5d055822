using Doorstep.Workflows.Collections.Clocks;
using Doorstep.Workflows.Tests.Collections.Policy;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Tests.Reference;

public sealed class DefinitionFileTests
{
    /// <summary>More would not fit on one canvas.</summary>
    private const int StatesThatWaitMax = 9;

    public static TheoryData<string> Files => [.. ReferenceMachines.Ids];

    public static TheoryData<string> Inner => [.. ReferenceMachines.Inner];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_shipped_definition_compiles_without_faults_and_without_warnings(string id)
    {
        var compiled = ReferenceMachines.Compiled(id);

        compiled.Faults.ShouldBeEmpty();
        compiled.Warnings.ShouldBeEmpty();
        compiled.Definition!.DefinitionId.ShouldBe(id);
    }

    [Fact]
    public void The_folder_holds_these_definitions_and_no_others() =>
        Directory.GetFiles("workflow-definitions", "*.json").Select(Path.GetFileNameWithoutExtension).ShouldBe(ReferenceMachines.Ids, ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Files))]
    public void A_state_that_ends_a_machine_is_marked_final_and_no_other_is(string id)
    {
        var (definition, machine) = (ReferenceMachines.Compiled(id).Definition!, ReferenceMachines.Compiled(id).Machine!);

        definition.States.Where(state => state.IsFinal).Select(state => state.Name).ShouldBe(machine.Declared.Where(state => state.IsFinal).Select(state => state.Name));
        machine.Declared.Count(state => !state.IsFinal && !ReferenceMachines.IsLeftAtOnce(state)).ShouldBeLessThanOrEqualTo(StatesThatWaitMax);
    }

    [Theory]
    [MemberData(nameof(Inner))]
    public void Every_outcome_of_a_submachine_has_a_way_in_every_state_that_runs_it(string id)
    {
        var outcomes = ReferenceMachines.Compiled(id).Machine!.Declared.Where(state => state.IsFinal).Select(state => state.Name).ToArray();
        var states = new[] { ReferenceMachines.OverdueVisit, ReferenceMachines.OverdueReminder }.SelectMany(machine => machine.Declared).Where(state => state.Submachine == id).ToArray();

        states.ShouldNotBeEmpty();
        foreach (var state in states)
            state.Own.Where(way => way.Trigger is Trigger.Submachine).Select(way => way.Condition!.Text)
                .ShouldBe(outcomes.Select(outcome => $"event.outcome == '{outcome}'"), ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_event_that_a_definition_waits_for_is_in_the_catalogue_or_its_own(string id)
    {
        string[] own = ["IntakeChecked"];
        var waited = ReferenceMachines.Compiled(id).Machine!.EventNames;

        waited.Except(Workflows.Collections.Facts.FactCatalogue.Kinds.Keys).Except(own).ShouldBeEmpty();
    }

    /// <summary>The default clocks of domain.md b.2: the pack's parameter, and what stands for it where a pack sets none.</summary>
    [Theory]
    [InlineData("overdue-visit", "T55-intake", "after clock.intakeDays, else P1B")]
    [InlineData("remote-contact", "T10", "after variables.IsRestored ? 'clock.restoredContactDays' : 'clock.remoteContactDays', else variables.IsRestored ? 'P15D' : 'P30D'")] // T8: 15 d
    [InlineData("remote-contact", "T55", "after variables.IsRestored ? '2 x clock.restoredContactDays' : '2 x clock.remoteContactDays', else variables.IsRestored ? 'P30D' : 'P60D'")]
    [InlineData("remote-contact", "T9", "after clock.unreachableDays, else P30D")]
    [InlineData("remote-contact", "T13-first", "after 'PT' + Math.max(0, Math.ceil((new Date(case.promise.graceEndsAt) - (case.promise.heldSince ? new ...")] // promised day + 3 d
    [InlineData("overdue-visit", "T55-escalated", "after clock.escalatedDays, else P10B")]
    [InlineData("hardship-plan", "T32", "after hardship.docsDays, else P20D end-of-day")]
    [InlineData("hardship-plan", "T55-decision", "after hardship.decisionDays, else P10B")] // after the documents are complete
    [InlineData("hardship-plan", "T36", "after clock.planOfferedDays, else P14D end-of-day")]
    [InlineData("hardship-plan", "T37-check", "at variables.NextCheckAt")] // every 6 months
    [InlineData("hardship-plan", "T38", "at case.plan.missedAt")] // due day + 7 d
    [InlineData("hardship-plan", "T55", "after clock.planReviewDays, else P10B")]
    [InlineData("visit", "T18-late", "after clock.visitReviewDays, else P3B")]
    [InlineData("visit", "T21", "after clock.appointmentReplyDays, else P7D end-of-day")]
    [InlineData("visit", "T27-late", "at variables.LeaveBy")] // 60 min
    [InlineData("visit", "T27-silent", "at variables.SafeUntil")] // 20 min
    [InlineData("visit", "T55-unfiled", "after clock.visitReportHours, else PT24H")]
    [InlineData("visit", "T55", "after clock.visitReportReviewDays, else P2B served P1D")] // 2 bd after the day to file it
    [InlineData("overdue-visit", "T55-evasion", "after clock.evasionReviewDays, else P20B")]
    [InlineData("legal", "T52-late", "after clock.legalReviewDays, else P10B")]
    [InlineData("overdue-visit", "intervention-unacknowledged", "after clock.interventionAckHours, else PT4BH")]
    [InlineData("overdue-visit", "intervention-unresolved", "after clock.interventionDays, else P2B")]
    public void A_state_has_the_default_clock_of_the_field(string id, string key, string clock) =>
        ReferenceMachines.Ways.Single(pair => pair.Definition == id && pair.Way.Key == key).Way.Trigger!.Text.ShouldBe(clock);

    [Fact]
    public void What_stands_for_a_parameter_is_what_the_shipped_packs_say()
    {
        var wrong = from pair in ReferenceMachines.Ways
                    where pair.Way.Trigger is Trigger.Timed { Parameter: not null }
                    let timed = (Trigger.Timed)pair.Way.Trigger!
                    from file in Packs.FileNames
                    let length = StateMaxima.Of(Packs.Shipped(file)).Length(timed.Parameter.GetValueOrDefault().Name, timed.Parameter.GetValueOrDefault().Times)
                    where length is { } said && timed.Span is { } span && said.Rest > span.Rest
                    select $"{pair.Definition} {pair.Way.Key}: {timed.Text}, {file} {length}";

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void What_outranks_is_declared_first()
    {
        var anywhere = ReferenceMachines.OverdueVisit.States["Escalated"].Anywhere.Select(way => way.Key);

        anywhere.ShouldBe(["T45", "T46", "T48", "T47", "T42", "T42-balance", "T59-anywhere", "T59-payment", "T43", "T57", "T3-recalled", "T60", "T6", "T6-asked", "override-contact", "override-hardship", "T57-agency", "T47-corrected"]);
    }
}
