using System.Text.Json;
using Doorstep.Workflows.Collections.Facts;
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
    public void S24_A_word_of_hardship_opens_an_assessment_from_every_stage_and_stops_demands_at_once(string state)
    {
        var said = At(state).Raise("CustomerReply", new { channel = "CALL", text = "我失业了，没有收入" });

        said.State.ShouldBe(state switch { "Hardship/PlanActive" => "Hardship/PlanReview", "Visit/VisitInProgress" => state, _ => "Hardship/HardshipAssessment" }, "A team on site is looked after first.");
        said.File.Hold.Has(Hold.Hardship).ShouldBeTrue();
        if (state == "Hardship/HardshipAssessment") return;
        said.File.Latest["HardshipDeclared"].GetProperty("source").GetString().ShouldStartWith("HOUSE:");
    }

    [Theory]
    [InlineData("CustomerReply", """{"channel":"CALL","text":"I lost my job"}""")]
    [InlineData("ReliefRequested", """{"kind":"DEFERRAL"}""")]
    [InlineData("HardshipDeclared", "{}")]
    public void S24_T32_One_more_word_of_hardship_opens_no_second_assessment_and_gives_its_clock_no_third_time(string type, string data)
    {
        var assessed = At("Hardship/HardshipAssessment").Pass(TimeSpan.FromDays(5));
        var clock = assessed.Snapshot.Deadlines.Where(armed => armed.Transition.StartsWith("T32", StringComparison.Ordinal)).ToArray();

        var again = assessed.Raise(type, JsonElement.Parse(data));

        again.State.ShouldBe("Hardship/HardshipAssessment");
        again.Snapshot.Deadlines.Where(armed => armed.Transition.StartsWith("T32", StringComparison.Ordinal)).ShouldBe(clock);
        (again.Sent.Count(sent => sent == "HardshipAssessmentRequested"), again.Planned.Count).ShouldBe((assessed.Sent.Count(sent => sent == "HardshipAssessmentRequested"), assessed.Planned.Count));
    }

    [Fact]
    public void S24_Hardship_that_is_said_after_an_assessment_has_ended_opens_another()
    {
        var late = new Scenario("Late", Scenarios.ToAssessment + "+39d → Hardship/HardshipAssessment\n+3d → Escalated").Play()[^1];

        late.Raise("InboundMessage", new { text = "还不上" }).State.ShouldBe("Hardship/HardshipAssessment");
    }

    [Fact]
    public void T13_The_second_broken_promise_opens_the_hold_for_hardship_too()
    {
        var broken = new Scenario("Broken", Transitions.All.Single(row => row.Name == "T13_Second_broken_promise").Rows).Play()[^1];

        (broken.State, broken.File.Hold.Has(Hold.Hardship)).ShouldBe(("Hardship/HardshipAssessment", true));
    }

    [Theory]
    [MemberData(nameof(Waiting))]
    public void Death_insolvency_fraud_and_a_dispute_upheld_close_from_every_state(string state)
    {
        At(state).Raise("CustomerDeceased", new { evidence = "CERTIFIED" }).State.ShouldBe("ClosedEstate");
        At(state).Raise("InsolvencyOpened").State.ShouldBe("ClosedInsolvency");
        At(state).Raise("FraudConfirmed").State.ShouldBe("ClosedFraudVictim");
        At(state).Raise("DisputeRaised").Raise("DisputeResolved", new { result = "UPHELD", answerRef = "doc:answer" }).State.ShouldBe("ClosedNotOwed");
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
