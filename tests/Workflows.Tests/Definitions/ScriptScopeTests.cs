using System.Text.Json.Nodes;
using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Kernel;
using static Doorstep.Workflows.Tests.Definitions.Definition;

namespace Doorstep.Workflows.Tests.Definitions;

/// <summary>What scripts share with each other (nothing) and what they leave behind (the variables that an activity sets).</summary>
public sealed class ScriptScopeTests
{
    [Theory]
    [InlineData("const n = event.data.n; n > 10", "const n = event.data.n; n > 0")]
    [InlineData("(case.facts.Go.n = 99) && false", "case.facts.Go.n == 5")]
    [InlineData("(event.data.n = 99) && false", "event.data.n == 5")]
    [InlineData("(input.n = 99) && false", "input.n == 1")]
    [InlineData("(globalThis.seen = 99) && false", "globalThis.seen === undefined")]
    [InlineData("(Array.prototype.seen = 99) && false", "[].seen === undefined")]
    [InlineData("variables.List.reverse()[0] == 1", "variables.List[0] == 1")]
    public void S10_two_scripts_of_one_step_share_nothing(string first, string second)
    {
        var machine = Machine(Of("New", [State("New"), State("A"), State("B")], [Way("New", "A", OnEvent("Go"), Script(first)), Way("New", "B", OnEvent("Go"), Script(second))], Variables()));
        var started = Start(machine, new { n = 1 }, new { facts = new { Go = new { n = 5 } } });

        machine.Transition(started.Next, Raised("Go", new { n = 5 }), Monday).ShouldBeOfType<Decision.Accepted>().Next.StatePath.ShouldBe("B");
    }

    [Theory]
    [InlineData("variables.Note = 'zz'; variables.Note", "zz")]
    [InlineData("variables['Note'] = 'zz'", "zz")]
    [InlineData("setNote('zz'); getNote()", "zz")]
    [InlineData("setVariable('Note', 'zz'); getVariable('Note')", "zz")]
    public void An_activitys_script_sets_variables_as_in_Elsa(string script, string seen)
    {
        var started = Start(Machine(Of("New", [State("New", Activity("Elsa.Sequence", ("activities", new JsonArray(Note(script), Note("variables.Note")))))], [], Variables())));

        started.Notes().ShouldBe([seen, seen]);
        started.Next.Frames[0].Variables["Note"].GetString().ShouldBe("zz");
        started.Journal.Where(entry => entry.Kind == JournalKind.VariableSet).ShouldHaveSingleItem().Subject.ShouldBe("Note");
    }

    [Fact]
    public void What_an_activitys_script_does_to_a_list_is_kept_and_what_it_only_reads_is_not_written()
    {
        var started = Start(Machine(Of("New", [State("New", Activity("Elsa.Sequence", ("activities", new JsonArray(Note("variables.List.push(3)"), Note("variables.List.length + getBig()")))))], [], Variables())));

        started.Next.Frames[0].Variables["List"].GetRawText().ShouldBe("[1,2,3]");
        started.Next.Frames[0].Variables["Big"].GetRawText().ShouldBe("12345678901234567891");
        started.Journal.Count(entry => entry.Kind == JournalKind.VariableSet).ShouldBe(1);
    }

    [Theory]
    [InlineData("(variables.Note = 'zz') == 'zz'", "Note")]
    [InlineData("variables['Note'] = 'zz'", "Note")]
    [InlineData("setNote('zz')", "setNote")]
    [InlineData("setVariable('Note', 1)", "setVariable")]
    public void A_condition_that_sets_a_variable_is_refused_before_it_runs(string script, string named) =>
        Compile(Of("New", [State("New"), State("A")], [Way("New", "A", OnEvent("Go"), Script(script))], Variables())).Faults.ShouldHaveSingleItem()
            .ShouldBe(new DefinitionFault("transitions[0].condition", $"'{named}' would set a variable, and conditions and triggers only read. Set it in an activity's script or with Elsa.SetVariable."));

    [Fact]
    public void S12_a_condition_that_sets_a_variable_in_a_roundabout_way_faults_when_it_runs()
    {
        var machine = Machine(Of("New", [State("New"), State("A")], [Way("New", "A", OnEvent("Go"), Script("const all = variables; all.Note = 'zz'; true"))], Variables()));

        machine.Transition(Start(machine).Next, Raised("Go"), Monday).ShouldBeOfType<Decision.Faulted>().Incident.Message
            .ShouldBe("transitions[0].condition: const all = variables; all.Note = 'zz'; true: 'Note' cannot be set here: conditions and triggers only read. Set it in an activity's script or with Elsa.SetVariable.");
    }

    [Theory]
    [InlineData("getNte() > 1", "'getNte' is not known here; did you mean 'getNote'?")]
    [InlineData("variables.Nte > 1", "'variables.Nte' is not known here; did you mean 'variables.Note'?")]
    [InlineData("variables['Nte'] > 1", "'variables.Nte' is not known here; did you mean 'variables.Note'?")]
    [InlineData("varaibles.Note > 1", "'varaibles' is not known here; did you mean 'variables'?")]
    [InlineData("isNullOrEmpty(getInput('x')) && getVarable('Note') == 1", "'getVarable' is not known here; did you mean 'getVariable'?")]
    public void A_name_that_is_nearly_right_is_warned_of(string script, string said) =>
        Warnings(script).ShouldHaveSingleItem().ShouldBe(new DefinitionFault("transitions[0].condition", said));

    [Theory]
    [InlineData("getnote() == getNote() && variables.Note != variables.List")]
    [InlineData("const getNte = () => 1; getNte() > 1")]
    [InlineData("[1].some(stat => stat.Note == Date.now()) || Math.max(1) > 1")]
    [InlineData("getOrderId() == variables.SomethingOfTheOuterMachine")]
    public void A_name_that_may_be_right_is_not(string script) => Warnings(script).ShouldBeEmpty();

    [Theory]
    [InlineData("getRule('remote.minAttemts', 3) > 1", "'remote.minAttemts' is not a number that policy packs set; did you mean 'remote.minAttempts'?")]
    [InlineData("getRule('remote.minAttempts') > 1", "getRule needs a number for a case without rules: getRule('remote.minAttempts', 3).")]
    public void A_rule_that_no_pack_can_set_or_that_says_nothing_without_one_is_a_fault(string script, string said) =>
        Compile(Of("New", [State("New"), State("A")], [Way("New", "A", OnEvent("Go"), Script(script))], Variables())).Faults.ShouldHaveSingleItem().Message.ShouldBe(said);

    [Fact]
    public void The_numbers_that_a_script_may_ask_for_are_those_of_the_catalogue() => Workflows.Definitions.Expressions.RuleWords.Numbers.ShouldBe(
        Workflows.Collections.Policy.ParameterCatalogue.Types.Values.Where(type => type.Kind is Workflows.Collections.Policy.ParameterKind.Whole).Select(type => type.Name).Order(StringComparer.Ordinal));

    private static IEnumerable<DefinitionFault> Warnings(string condition) =>
        Compile(Of("New", [State("New"), State("A")], [Way("New", "A", OnEvent("Go"), Script(condition))], Variables())).Warnings.Where(warning => warning.Path.StartsWith("transitions", StringComparison.Ordinal));

    private static JsonArray Variables() =>
    [
        new JsonObject { ["id"] = "v1", ["name"] = "Note", ["typeName"] = "String", ["value"] = "hello" },
        new JsonObject { ["id"] = "v2", ["name"] = "List", ["typeName"] = "Object", ["value"] = "[1,2]" },
        new JsonObject { ["id"] = "v3", ["name"] = "Big", ["typeName"] = "Object", ["value"] = "12345678901234567891" },
    ];
}
