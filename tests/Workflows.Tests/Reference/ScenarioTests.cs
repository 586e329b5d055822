using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Tests.Reference;

public sealed class ScenarioTests
{
    /// <summary>Transitions that no scenario takes yet, with the reason.</summary>
    private static readonly string[] NotYet = [];

    private static readonly Lazy<Walk[]> Stops = new(() =>
    [
        .. Scenarios.All.SelectMany(scenario => scenario.Play()).Prepend(Walk.Unborn())
            .Where(stop => stop.Snapshot.Status == CaseStatus.Running).DistinctBy(stop => stop.State),
    ]);

    public static TheoryData<string> Sentences => [.. Scenarios.All.Select(scenario => scenario.Sentence)];

    public static TheoryData<string> Waiting => [.. Stops.Value.Select(stop => stop.State)];

    [Theory]
    [MemberData(nameof(Sentences))]
    public void A_scenario_comes_true_row_by_row(string sentence) =>
        Scenarios.All.Single(scenario => scenario.Sentence == sentence).Play().ShouldNotBeEmpty();

    [Fact]
    public void Every_transition_of_every_file_is_taken_by_a_scenario_or_listed()
    {
        Walk[] ends = [.. Scenarios.All.Select(scenario => scenario.Play()[^1]), Walk.Begin(owed: 0), Walk.Unborn().Pass(TimeSpan.FromDays(1))];

        Left(ends, way => way.Definition != "overdue-reminder").ShouldBe(NotYet);
    }

    [Fact]
    public void Every_transition_of_the_reminder_is_taken_by_a_scenario_of_its_own() =>
        Left([.. ReminderScenarios.All.Select(told => told.Scenario.Play(Walk.BeginReminder(told.DaysPastDue))[^1]), Walk.BeginReminder(8, owed: 0), Walk.UnbornReminder().Pass(TimeSpan.FromDays(1))],
            way => way.Definition == "overdue-reminder").ShouldBeEmpty();

    [Fact]
    public void The_scenarios_stop_in_every_state_that_a_case_can_wait_in()
    {
        var waiting = from id in ReferenceMachines.Inner.Prepend("overdue-visit")
                      from state in ReferenceMachines.Compiled(id).Machine!.Declared
                      where !state.IsFinal && state.Submachine is null && !ReferenceMachines.IsLeftAtOnce(state)
                      select state.Name;

        waiting.ShouldBe(Stops.Value.Select(stop => stop.State.Split('/')[^1]), ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Waiting))]
    public void Payment_in_full_closes_from_every_state(string state)
    {
        var paid = At(state).Raise("PaymentReceived", new { amount = At(state).File.Debt.Total });

        paid.State.ShouldBe(state is "Hardship/PlanActive" or "Hardship/PlanReview" ? "ClosedPlanCompleted" : "ClosedPaid");
        paid.Snapshot.Deadlines.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Waiting))]
    public void Hardship_opens_from_every_stage(string state)
    {
        var declared = At(state).Raise("HardshipDeclared", new { reason = "ILLNESS" });

        declared.State.ShouldBe(state switch { "Hardship/PlanActive" => "Hardship/PlanReview", "Visit/VisitInProgress" => state, _ => "Hardship/HardshipAssessment" }, "A team on site is looked after first.");
        declared.File.Holds.ShouldContain("HARDSHIP");
    }

    [Theory]
    [MemberData(nameof(Waiting))]
    public void Death_insolvency_fraud_and_a_dispute_upheld_close_from_every_state(string state)
    {
        At(state).Raise("CustomerDeceased", new { evidence = "CERTIFIED" }).State.ShouldBe("ClosedEstate");
        At(state).Raise("InsolvencyOpened").State.ShouldBe("ClosedInsolvency");
        At(state).Raise("FraudConfirmed").State.ShouldBe("ClosedFraudVictim");
        At(state).Raise("DisputeResolved", new { result = "UPHELD" }).State.ShouldBe("ClosedNotOwed");
    }

    [Theory]
    [MemberData(nameof(Waiting))]
    public void Time_alone_never_refers_a_case_to_court_and_never_writes_it_off(string state)
    {
        if (state == "Legal/LegalReferred") return;

        At(state).Pass(TimeSpan.FromDays(200)).State.ShouldBe("ManualIntervention");
    }

    [Fact]
    public void A_referral_is_asked_for_once_and_counsel_is_asked_for_progress()
    {
        var referred = At("Legal/LegalReferred");

        var later = referred.Pass(TimeSpan.FromDays(400));

        later.Planned.Count(act => act == "LEGAL_REFERRAL").ShouldBe(1);
        later.Sent.Count(sent => sent == "CourtProgressRequested").ShouldBe(2);
    }

    [Fact]
    public void While_a_promise_is_open_no_outreach_is_asked_for()
    {
        var escalated = At("Escalated");

        var promised = escalated.Raise("PromiseMade", new { amount = 30_000, date = "2031-04-05" });

        promised.State.ShouldBe("Contact/PtpActive");
        promised.Planned.Count.ShouldBe(escalated.Planned.Count);
    }

    private static Walk At(string state) => Stops.Value.Single(stop => stop.State == state);

    private static IEnumerable<string> Left(Walk[] ends, Func<(string Definition, Transition Way), bool> asked)
    {
        var taken = ends.SelectMany(end => end.Taken).ToHashSet(StringComparer.Ordinal);
        return ReferenceMachines.Ways.Where(asked).Where(pair => !taken.Any(text => IsOf(pair.Way, text))).Select(pair => $"{pair.Definition}: {pair.Way.Key}");
    }

    /// <summary>The journal says <c>source → target by 'key' (…)</c>.</summary>
    private static bool IsOf(Transition way, string text) =>
        text.Contains(way.To == Transition.Back ? $" by '{way.Key}' " : $"→ {way.To} by '{way.Key}' ", StringComparison.Ordinal) && (way.From == Transition.Anywhere || text.StartsWith($"{way.From} → ", StringComparison.Ordinal));
}
