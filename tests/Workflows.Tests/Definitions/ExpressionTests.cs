using System.Text.Json.Nodes;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Tests.Definitions;

public sealed class ExpressionTests
{
    [Theory]
    [InlineData("variables.Note", "hello")]
    [InlineData("getNote()", "hello")]
    [InlineData("getVariable('Note')", "hello")]
    [InlineData("`note=${getNote()}`", "note=hello")]
    [InlineData("input.orderId", "42")]
    [InlineData("getInput('orderId')", "42")]
    [InlineData("getOrderId()", "42")]
    [InlineData("case.debt.total + 1", "101")]
    [InlineData("case?.debt?.missing ?? 'none'", "none")]
    [InlineData("'case.x' + /* case.y */ case.debt.total", "case.x100")]
    [InlineData("`${case.debt.total} in case.z`", "100 in case.z")]
    [InlineData("({case: 7}).case", "7")]
    [InlineData("switch (input.orderId) { case '42': 'right'; break; default: 'wrong' }", "right")]
    [InlineData("caseFile.debt.total", "100")]
    [InlineData("const n = case.debt.total; n + 1", "101")]
    [InlineData("now.toISOString()", "2031-03-03T09:00:00.000Z")]
    [InlineData("new Date().getTime() === now.getTime() && Date.now() === now.getTime()", "true")]
    [InlineData("state", "New")]
    [InlineData("definition.id + definition.version", "test1")]
    [InlineData("isNullOrEmpty('') && isNullOrWhiteSpace(' ') && !isNullOrEmpty('x')", "true")]
    [InlineData("getWorkflowInstanceId()", "case-1")]
    [InlineData("getCorrelationId()", "LN-1")]
    [InlineData("/['\"]/.test(case.debt.total)", "false")]
    [InlineData("/[/']case.x/g.test('a') || 'case.x'.replace(/'/, case.debt.total)", "case.x")]
    [InlineData("case.debt.total / 2 + ' ' + 10 / case.debt.total", "50 0.1")]
    [InlineData("[case.debt.total][0] / 2 / (case.debt.total)", "0.5")]
    [InlineData("toJson({a: [1, 2.5]})", "{\"a\":[1,2.5]}")]
    [InlineData("{ total: case.debt.total }", "{\"total\":100}")]
    [InlineData("if (input.orderId) { return 'yes'; } return 'no';", "yes")]
    [InlineData("[1, 2, 3].map(x => x * 2)", "[2,4,6]")]
    public void JavaScript_sees_the_case_and_the_manners_of_Elsa(string script, string expected) => NoteOf(Definition.Script(script)).ShouldBe(expected);

    [Theory]
    [InlineData("{{ Variables.Note }} {{ variables.Note | upcase }}", "hello HELLO")]
    [InlineData("{{ Input.orderId }}/{{ case.debt.total }}/{{ state }}", "42/100/New")]
    [InlineData("{{ now | date: '%Y-%m-%d' }} {{ 'now' | date: '%Y' }}", "2031-03-03 2031")]
    [InlineData("{% if case.debt.total > 50 %}much{% else %}little{% endif %}", "much")]
    public void Liquid_sees_the_same(string template, string expected) => NoteOf(Definition.Expression("Liquid", template)).ShouldBe(expected);

    [Fact]
    public void Variable_input_object_and_literal_give_their_values()
    {
        NoteOf(Definition.Expression("Variable", new JsonObject { ["id"] = "v1" })).ShouldBe("hello");
        NoteOf(Definition.Expression("Variable", "{\"id\":\"v1\",\"name\":\"Note\"}")).ShouldBe("hello");
        NoteOf(Definition.Expression("Input", new JsonObject { ["name"] = "orderId" })).ShouldBe("42");
        NoteOf(Definition.Expression("Object", "{\"a\":1}")).ShouldBe("{\"a\":1}");
        NoteOf(Definition.Literal("as typed")).ShouldBe("as typed");
    }

    [Theory]
    [InlineData("Math.random()", "Math.random is not there")]
    [InlineData("newGuid()", "random id")]
    [InlineData("setVariable('Nte', 1)", "'Nte' is not a variable; did you mean 'Note'?")]
    [InlineData("variables.Nte = 1", "'Nte' is not a variable; did you mean 'Note'?")]
    [InlineData("missing.member", "missing")]
    [InlineData("while (true) {}", "bounds")]
    [InlineData("(function again() { return again(); })()", "")]
    [InlineData("let s = 'x'; for (let i = 0; i < 60; i++) s += s; s", "")]
    [InlineData("eval('1')", "")]
    [InlineData("new Function('return 1')()", "")]
    [InlineData("System.IO.File.ReadAllText('/etc/passwd')", "")]
    [InlineData("0 / 0", "not a number")]
    public void S12_an_expression_that_breaks_faults_the_step_and_keeps_the_case(string script, string said)
    {
        var decision = Machine(Definition.Script(script)).Start("case-1", Values.EmptyObject, JsonFacts.Empty, Definition.Monday);

        var faulted = decision.ShouldBeOfType<Decision.Faulted>();
        faulted.Incident.Message.ShouldContain(said);
        faulted.Incident.Message.ShouldContain("states[0].entry.text");
    }

    [Fact]
    public void S10_scripts_of_two_steps_share_nothing()
    {
        var machine = Machine(Definition.Script("globalThis.seen = (globalThis.seen ?? 0) + 1; globalThis.seen"));

        Definition.Start(machine).Notes().ShouldBe(["1"]);
        Definition.Start(machine).Notes().ShouldBe(["1"]);
    }

    private static string NoteOf(JsonObject text) =>
        Definition.Start(Machine(text), new { orderId = "42" }, new { debt = new { total = 100 } }).Notes().ShouldHaveSingleItem();

    private static StateMachine Machine(JsonObject text) => Definition.Machine(Definition.Of(
        "New", [Definition.State("New", Definition.Activity("Elsa.WriteLine", ("text", text)))], [],
        [new JsonObject { ["id"] = "v1", ["name"] = "Note", ["typeName"] = "String", ["value"] = "hello" }]));
}
