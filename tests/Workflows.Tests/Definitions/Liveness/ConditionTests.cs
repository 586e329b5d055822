using System.Text.Json.Nodes;
using Doorstep.Workflows.Collections.Samples;
using Doorstep.Workflows.Definitions.Liveness;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Tests.Engine;
using static Doorstep.Workflows.Tests.Definitions.Liveness.Loan;
using static Doorstep.Workflows.Tests.Kernel.Build;

namespace Doorstep.Workflows.Tests.Definitions.Liveness;

/// <summary>A transition that waits for a fact and has a condition that never holds takes nothing; a counter that is set back is no cap.</summary>
public sealed class ConditionTests
{
    [Theory]
    [InlineData("paid", "PaymentReceived", "1 == 2")]
    [InlineData("paid", "PaymentReceived", "case.debt.total == -1")]
    [InlineData("paid", "PaymentReceived", "case.debt.total == 0 && !variables.Done")]
    [InlineData("paid", "PaymentReceived", "case.debt.total == 0 && !String(case.case.externalRef).startsWith('LN')")]
    [InlineData("paid", "PaymentReceived", "case.debt.total == 0 && !case.holds.open.length")]
    [InlineData("paid", "PaymentReceived", "case.debt.total == 0 && !case.plan.version")]
    [InlineData("paid", "PaymentReceived", "case.debt.total == 0 && case.debt.credit == 0")]
    [InlineData("paid", "PaymentReceived", "case.debt.total == 0 && Date.now() % 2 == 0")]
    [InlineData("paid", "PaymentReceived", "case.debt.total == 0 && now.getTime() % 2 == 0")]
    [InlineData("paid", "PaymentReceived", "(case.debt.total = 0) == 0")]
    [InlineData("insolvent", "InsolvencyOpened", "!case.plan.version")]
    [InlineData("died", "CustomerDeceased", "event.data.evidence == 'NEVER'")]
    [InlineData("insolvent", "InsolvencyOpened", "case.debt.total == 0")]
    [InlineData("upheld", "DisputeResolved", "event.data.result == 'WON'")]
    [InlineData("upheld", "DisputeResolved", "event.data.result == 'CORRECTED'")]
    public void S64_A_condition_that_does_not_hold_when_the_fact_has_come_true_takes_nothing(string key, string type, string condition) =>
        Found(Machine(States, [.. Ways.Where(way => way.Key != key), Way("*", "ClosedPaid", On(type), Script(condition), key: key)], id: "loan"))
            .Where(fault => !fault.Contains("Money ends one", StringComparison.Ordinal)).ShouldHaveSingleItem().ShouldEndWith($"with a condition on the case and the event alone that holds once it has come true: that of '{key}' is {condition}.");

    [Theory]
    [InlineData("paid", "PaymentReceived", "case.debt.total == 0")]
    [InlineData("died", "CustomerDeceased", "event.data.evidence == 'REPORTED'")]
    [InlineData("upheld", "DisputeResolved", "event.data.result != 'CORRECTED'")]
    public void S64_A_condition_that_holds_for_such_a_case_takes_the_fact(string key, string type, string condition) =>
        Found(Machine(States, [.. Ways.Where(way => way.Key != key), Way("*", "ClosedPaid", On(type), Script(condition), key: key)], id: "loan")).ShouldBeEmpty();

    [Theory]
    [InlineData("false", 1)]
    [InlineData("case.debt.total < 0", 1)]
    [InlineData("event.data.never == 1", 1)]
    [InlineData("case.debt.total > 0", 0)]
    [InlineData("!variables.Done", 0)]
    public void S64_A_clock_that_can_never_come_true_is_no_clock(string condition, int faults) =>
        Found(Machine(States, [.. Ways.Where(way => way.Key != "stalled"), Way("*", "ManualIntervention", Within("P1D"), Script(condition), key: "stalled")], id: "loan"))
            .Count(fault => fault.Contains("VisitReview' has no clock that can come true", StringComparison.Ordinal)).ShouldBe(faults);

    [Theory]
    [InlineData("Object.assign(event.data, { decision: 'APPROVED' }) && event.data.decision == 'APPROVED'")]
    [InlineData("(event.data.decision = 'APPROVED') && event.data.decision == 'APPROVED'")]
    [InlineData("(event = { data: { decision: 'APPROVED' } }) && event.data.decision == 'APPROVED'")]
    [InlineData("Reflect.set(event.data, 'decision', 'APPROVED') && event.data.decision == 'APPROVED'")]
    [InlineData("[event.data].map(one => one.decision = 'APPROVED') && event.data.decision == 'APPROVED'")]
    [InlineData("eval('event.data.decision = 1') && event.data.decision == 'APPROVED'")]
    [InlineData("true <!-- && event.data.decision == 'APPROVED'")]
    [InlineData("#! && event.data.decision == 'APPROVED' && \ntrue")]
    [InlineData("true // && event.data.decision == 'APPROVED'")]
    [InlineData("true && /* x */ event.data.decision == 'APPROVED'")]
    public void S64_A_condition_that_writes_asks_for_nothing(string condition)
    {
        Conjunction.Pins(condition, "decision", "APPROVED").ShouldBeFalse();
        Conjunction.Pins("!!event.data.by && event.data.decision == 'APPROVED'", "decision", "APPROVED").ShouldBeTrue();
    }

    [Theory]
    [InlineData("PaymentReceived")]
    [InlineData("CustomerDeceased")]
    [InlineData("InsolvencyOpened")]
    public void S64_A_way_that_leads_back_swallows_the_fact(string type) =>
        Found(With(Way("RemoteContact", "RemoteContact", On(type), key: "swallow"))).ShouldHaveSingleItem().ShouldContain("State 'RemoteContact' does not take");

    [Theory]
    [InlineData("true", 1)]
    [InlineData("event.data.decision == 'APPROVED'", 1)]
    [InlineData("case.relief.writeOffApproved", 0)]
    public void T60_A_write_off_closes_a_case_by_its_approval_alone(string condition, int faults) =>
        Found(With(Way("RemoteContact", "ClosedPaid", On("ConcessionReviewed"), Asks(condition), key: "off"))).Count(fault => fault.Contains("that is no reason to close one", StringComparison.Ordinal)).ShouldBe(faults);

    [Theory]
    [InlineData("variables.Rounds + 1", "variables.Rounds < 3", 0)]
    [InlineData("variables.Rounds * 1", "variables.Rounds < 3", 1)]
    [InlineData("variables.Rounds + 0", "variables.Rounds < 3", 1)]
    [InlineData("variables.Rounds - 1", "variables.Rounds < 3", 1)]
    [InlineData("variables.Rounds + 1", "variables.Rounds < 1000000", 1)]
    [InlineData("variables.Rounds + 1", "variables.Rounds > 0", 1)]
    [InlineData("variables.Rounds + 1", "variables.Rounds >= 0", 1)]
    [InlineData("variables.Rounds + 1", "variables.Rounds <= 100", 0)]
    [InlineData("variables.Rounds + 1", "variables.Rounds <= 101", 1)]
    [InlineData("variables.Rounds + 1", "variables.Rounds < variables.Rounds + 1", 1)]
    [InlineData("variables.Rounds + 1", "variables.Rounds < 3 || true", 1)]
    [InlineData("variables.Rounds + 1", "!(variables.Rounds < 3)", 1)]
    [InlineData("variables.Rounds + 1", "variables.Other < 3", 1)]
    [InlineData("(variables.Rounds || 0) + 1", "(variables.Rounds || 0) < 3 && case.debt.total > 0", 0)]
    [InlineData("getVariable('Rounds') + 1", "getVariable('Rounds') < 3", 0)]
    [InlineData("variables.Rounds * 0", "variables.Rounds < 3", 1)]
    [InlineData("variables.Rounds", "variables.Rounds < 3", 1)]
    [InlineData("Math.min(variables.Rounds + 1, 2)", "variables.Rounds < 3", 1)]
    [InlineData("variables.Other + 1", "variables.Rounds < 3", 1)]
    [InlineData("true", "!variables.Rounds", 0)]
    [InlineData("true", "variables.Rounds", 1)]
    [InlineData("false", "!variables.Rounds", 1)]
    public void S64_A_counter_counts_up_and_has_a_cap(string value, string condition, int faults) =>
        Found(With(
            Way("HardshipAssessment", "RemoteContact", Within("P20D"), Asks(condition), new Says("Reminded", "Rounds") { Value = value }, key: "round"),
            Way("RemoteContact", "HardshipAssessment", Within("P1D"), key: "back")))
            .Count(fault => fault.Contains("This loop goes round by itself", StringComparison.Ordinal)).ShouldBe(faults);

    [Theory]
    [InlineData("Int64", "0", 0)]
    [InlineData("String", "-1", 1)]
    public void S64_A_text_is_no_counter(string type, string first, int faults)
    {
        var counting = Definition.Activity("Elsa.SetVariable", ("variable", new JsonObject { ["id"] = "Rounds" }), ("value", Definition.Script("variables.Rounds + 1")));
        var machine = Definition.Machine(Definition.Of("A", [Definition.State("A"), Definition.State("B")],
        [
            Definition.Way("A", "B", Machines.Delay("P1D"), Definition.Script("variables.Rounds < 3"), counting, "round"), Definition.Way("B", "A", Machines.Delay("P1D"), name: "back"),
        ], [new JsonObject { ["id"] = "Rounds", ["name"] = "Rounds", ["typeName"] = type, ["value"] = first }]));

        LivenessLint.Look(machine, _ => null, LivenessRules.Default).Warnings.Count(warning => warning.Message.Contains("This loop goes round by itself", StringComparison.Ordinal)).ShouldBe(faults);
    }

    [Theory]
    [InlineData("setVariable('N', 0)", "N")]
    [InlineData("setVariable('N' + '', 0)", "*")]
    [InlineData("setN(0)", "N")]
    [InlineData("variables.N = 0", "N")]
    [InlineData("variables['N'] = 0", "N")]
    [InlineData("variables['N' + ''] = 0", "*")]
    [InlineData("[variables.N] = [0]; 1", "*")]
    [InlineData("delete variables.N", "*")]
    [InlineData("const set = setVariable; set('N', 0); 1", "*")]
    [InlineData("Object.assign(variables, { N: 0 }); 1", "*")]
    [InlineData("for (variables['N' + ''] of [0]); 1", "*")]
    [InlineData("for (variables.N in { a: 0 }); 1", "*")]
    [InlineData("const v = [variables][0]; v.N = 0", "*")]
    [InlineData("[setN][0](0); 1", "N")]
    [InlineData("globalThis['setN'](0); 1", "*")]
    [InlineData("this['setN'](0); 1", "*")]
    [InlineData("({ variables: 1 }).variables", null)]
    [InlineData("variables.N + 1", null)]
    [InlineData("const n = getVariable('N'); n + 1", null)]
    public void S64_What_a_script_sets_is_known_and_what_hides_which_may_be_any(string script, string? set)
    {
        var entry = Definition.Activity("Elsa.WriteLine", ("text", Definition.Script(script)));
        var machine = Definition.Machine(Definition.Of("A", [Definition.State("A", entry: entry)], [], [new System.Text.Json.Nodes.JsonObject { ["id"] = "N", ["name"] = "N", ["typeName"] = "Int32", ["value"] = "0" }]));

        machine.SetByScripts.ShouldBe(set is null ? [] : [set]);
    }

    [Theory]
    [InlineData("Rounds", 1)]
    [InlineData("*", 1)]
    [InlineData("Other", 0)]
    public void S64_A_counter_that_a_script_may_set_back_is_no_cap(string set, int faults)
    {
        var counted = With(
            Way("HardshipAssessment", "RemoteContact", Within("P20D"), Asks("variables.Rounds < 3"), new Says("Reminded", "Rounds") { Value = "variables.Rounds + 1" }, key: "round"),
            Way("RemoteContact", "HardshipAssessment", Within("P1D"), key: "back"));
        var machine = new StateMachine(counted.Id, counted.Version, counted.Name, counted.InitialState, [.. counted.States.Values], counted.Variables, counted.Bounds) { SetByScripts = [set] };

        Found(machine).Count(fault => fault.Contains("This loop goes round by itself", StringComparison.Ordinal)).ShouldBe(faults);
    }

    [Fact]
    public void S64_What_the_steps_of_a_slot_write_is_seen_in_whichever_branch()
    {
        static System.Text.Json.Nodes.JsonObject Set(string value) => Definition.Activity("Elsa.SetVariable", ("variable", new System.Text.Json.Nodes.JsonObject { ["id"] = "N" }), ("value", Definition.Script(value)));
        var entry = Definition.Activity("Elsa.Sequence", ("activities", new System.Text.Json.Nodes.JsonArray(
            Set("variables.N + 1"), Definition.Activity("Elsa.If", ("condition", Definition.Script("true")), ("then", Set("variables.N * 0")), ("else", Set("variables.N - 1"))))));

        var machine = Definition.Machine(Definition.Of("A", [Definition.State("A", entry: entry)], [], [new System.Text.Json.Nodes.JsonObject { ["id"] = "N", ["name"] = "N", ["typeName"] = "Int32", ["value"] = "0" }]));

        machine.States["A"].Entry!.Sets.ShouldBe(["N"]);
        machine.States["A"].Entry!.Writes.Select(one => one.Text).ShouldBe(["variables.N + 1", "variables.N * 0", "variables.N - 1"]);
    }

    [Theory]
    [InlineData("event.outcome == 'Approved' && !!case.visits.purpose", "Approved")]
    [InlineData("(event.outcome = 'Approved') && event.outcome == 'Approved'", null)]
    [InlineData("!(event.outcome == 'Approved')", null)]
    [InlineData("event.outcome == 'Approved' || true", null)]
    public void S64_A_way_is_for_one_outcome_only_where_its_condition_says_so_and_nothing_else(string condition, string? outcome) => Conjunction.Outcome(condition).ShouldBe(outcome);

    [Theory]
    [InlineData("Rounds", "Rounds", 1)]
    [InlineData("Rounds = 0", "Rounds", 1)]
    [InlineData("Rounds", "", 0)]
    public void S64_A_counter_that_is_set_back_in_the_loop_is_no_cap(string first, string second, int faults) =>
        Found(With(
            Way("HardshipAssessment", "RemoteContact", Within("P20D"), Asks($"variables.{first.Split(' ')[0]} < 3"), new Says("Reminded", first) { Value = "variables.Rounds + 1" }, key: "round"),
            Way("RemoteContact", "HardshipAssessment", Within("P1D"), then: new Says("Reminded", second.Length > 0 ? $"{second} = 0" : "Other"), key: "back")))
            .Count(fault => fault.Contains("This loop goes round by itself", StringComparison.Ordinal)).ShouldBe(faults);

    private static string[] Found(StateMachine machine) => Faults(machine, LivenessRules.Default with { Takes = FactSamples.CanTake, Ticks = FactSamples.CanTick, KnowsLoans = true });
}
