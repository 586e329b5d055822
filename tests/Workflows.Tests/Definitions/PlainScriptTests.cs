using System.Text.Json;
using Doorstep.Workflows.Definitions.Expressions;
using Jint;

namespace Doorstep.Workflows.Tests.Definitions;

/// <summary>Which scripts run where they are asked, and which go to the bench.</summary>
public sealed class PlainScriptTests
{
    [Theory]
    [InlineData("case.debt.total < variables.FloorAmount")]
    [InlineData("case.plan?.missedAt ?? 'none'")]
    [InlineData("!case.promise.met && case.promise.paid == 0 || case.contact.days.length >= 3")]
    [InlineData("case.holds.open.some(open => open.hold == 'HARDSHIP')")]
    [InlineData("({ ref: case.case.externalRef, holds: case.holds.open.map(open => open.hold) })")]
    [InlineData("new Date(new Date(now).setUTCMonth(now.getUTCMonth() + 6)).toISOString()")]
    [InlineData("event.data.indicators >= 2 && (!event.data.kinds || new Set(event.data.kinds).size >= 2)")]
    [InlineData("getVariable('PlanRoute') == 'ACTIVE' && isNullOrEmpty(event.data.reason)")]
    [InlineData("`${case.case.externalRef}/${event.data['ref']}/${case.holds.open[0].hold}`")]
    [InlineData("[1, 2, 'three'].includes(event.data.kind) ? Math.min(1, 2) : undefined")]
    public void What_looks_up_compares_and_computes_is_plain(string script) => IsPlain(script).ShouldBeTrue();

    [Theory]
    [InlineData("while (true) {}")]
    [InlineData("const a = 1; a + 1")]
    [InlineData("variables.Tier = 3")]
    [InlineData("variables.Tier++")]
    [InlineData("delete case.debt")]
    [InlineData("setVariable('Tier', 3)")]
    [InlineData("/(a+)+b/.test(event.data.reason)")]
    [InlineData("'a'.repeat(1000000)")]
    [InlineData("event.data.reason.replaceAll('a', event.data.reason)")]
    [InlineData("event.data.kinds.flatMap(one => event.data.kinds)")]
    [InlineData("event.data.kinds.some(one => event.data.kinds.some(other => one == other))")]
    [InlineData("event.data.kinds.some(() => event.data.kinds.some(() => true))")]
    [InlineData("event.data.kinds.some(function (one) { return one; })")]
    [InlineData("(() => 1)()")]
    [InlineData("({}).constructor.constructor('return 1')()")]
    [InlineData("event['constructor']")]
    [InlineData("event[event.data.reason]")]
    [InlineData("({ ['a' + 'b']: 1 })")]
    [InlineData("({ get a() { return 1; } })")]
    [InlineData("({ __proto__: null })")]
    [InlineData("({ ...case.debt })")]
    [InlineData("Math.random()")]
    [InlineData("this")]
    [InlineData("globalThis")]
    [InlineData("Object.keys(case)")]
    [InlineData("JSON.stringify(case.debt)")]
    [InlineData("new Array(1000000)")]
    [InlineData("new Promise(done => done())")]
    [InlineData("Atomics")]
    [InlineData("10n")]
    [InlineData("await 1")]
    public void Whatever_else_goes_to_the_bench(string script) => IsPlain(script).ShouldBeFalse();

    [Fact]
    public void A_tree_that_is_too_deep_for_any_stack_goes_to_the_bench()
    {
        IsPlain(string.Concat(Enumerable.Repeat("!", 40)) + "true").ShouldBeTrue();
        IsPlain(string.Concat(Enumerable.Repeat("!", 60)) + "true").ShouldBeFalse();
        IsPlain(string.Join(" + ", Enumerable.Repeat("1", 60))).ShouldBeFalse();
    }

    [Fact]
    public void Nearly_every_script_that_is_shipped_is_plain()
    {
        string[] scripts = [.. Directory.GetFiles("workflow-definitions", "*.json").SelectMany(file => Scripts(JsonElement.Parse(File.ReadAllText(file)))).Distinct(StringComparer.Ordinal)];

        scripts.Length.ShouldBeGreaterThan(100);
        scripts.Where(script => !IsPlain(script)).ShouldBeEmpty();
    }

    private static bool IsPlain(string script)
    {
        var source = CaseWord.Rewrite(script);
        try
        {
            return PlainScript.Is(Jint.Engine.PrepareScript(source.StartsWith('{') ? $"({source})" : source, strict: true).Program!);
        }
        catch (ScriptPreparationException)
        {
            return false;
        }
    }

    private static IEnumerable<string> Scripts(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object when json.TryGetProperty("type", out var type) && type.ValueEquals("JavaScript") && json.TryGetProperty("value", out var value) && value.ValueKind == JsonValueKind.String => [value.GetString()!.Trim()],
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member => Scripts(member.Value)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Scripts),
        _ => [],
    };
}
