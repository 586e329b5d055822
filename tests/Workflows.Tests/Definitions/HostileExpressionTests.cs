using Doorstep.Workflows.Activities;
using Doorstep.Workflows.Kernel;
using static Doorstep.Workflows.Tests.Definitions.Definition;

namespace Doorstep.Workflows.Tests.Definitions;

/// <summary>Whatever somebody writes into a definition, the process lives, the step ends in time, and the case can say what was wrong.</summary>
public sealed class HostileExpressionTests
{
    public static TheoryData<string> Scripts { get; } =
    [
        "var a=[];for(var i=0;i<9000;i++)a=[a];a",
        "Atomics.wait(new Int32Array(new SharedArrayBuffer(8)),0,0,Infinity)",
        "new ArrayBuffer(2000000000).byteLength",
        "'x'.repeat(536870880).length",
        "'x'.padEnd(536870880).length",
        "new Array(99999).join('x'.repeat(99999)).length",
        "JSON.stringify(Array(30).fill(0).reduce(a=>[a,a],1)).length",
        "String(Array(30).fill(0).reduce(a=>[a,a],1)).length",
        "`${Array(30).fill(0).reduce(a=>[a,a],1)}`.length",
        "Array(30).fill(0).reduce(a=>[a,a],1).flat(Infinity).length",
        "Array(30).fill(0).reduce(a=>[a,a],1)",
        "toJson(Array(30).fill(0).reduce(a=>({a,b:a}),1)).length",
        "setVariable('v', Array(30).fill(0).reduce(a=>[a,a],1)); 1",
        "Array(9999).fill('x'.repeat(9999)).join('').length",
        "'x'.repeat(999999).replaceAll('x','x'.repeat(99999)).length",
        "10n ** 10000000n",
        "var a=9n**100000n;for(var i=0;i<8;i++)a=a*a;1",
        "this['Ma'+'th'].random()",
        "globalThis['Ma'+'th']['ran'+'dom']()",
        "while(true){}",
        "(function f(){ f() })()",
        "/(a+)+$/.test('a'.repeat(40)+'b')",
        "Object.prototype.x = 1; Symbol()",
    ];

    public static TheoryData<string> Templates { get; } =
    [
        "{% for a in (1..1000000000) %}x{% endfor %}",
        "{% assign a = 'xxxxxxxxxxxxxxxx' %}{% for i in (1..45) %}{% assign a = a | append: a %}{% endfor %}{{ a.size }}",
        "{% capture a %}xxxxxxxxxxxxxxxx{% endcapture %}{% for i in (1..45) %}{% capture a %}{{ a }}{{ a }}{% endcapture %}{% endfor %}{{ a }}",
        "{% assign a = 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' %}{{ a | replace: 'x', a | replace: 'x', a | replace: 'x', a | replace: 'x', a | replace: 'x', a }}",
        "{% for i in (1..9000) %}{% for j in (1..9000) %}x{% endfor %}{% endfor %}",
        "{% assign s='a,a,a,a,a,a,a,a,a,a' | split: ',' %}{% for i in (1..60) %}{% assign s = s | concat: s %}{% endfor %}{{ s | size }}",
        "{% assign s='a,a,a,a,a,a,a,a,a,a' | split: ',' %}{% for i in (1..11) %}{% assign s = s | concat: s %}{% endfor %}{% assign t = s | join: 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' %}{{ s | join: t | size }}",
        "{{ now | date: '%999999999Y' | size }}",
        "{{ 1 | format_number: 'D999999999' | size }}",
        "{% assign s='a,b,c,d,e,f,g,h,i,j' | split: ',' %}{% for i in (1..11) %}{% assign s = s | concat: s %}{% endfor %}{% for i in (1..9999) %}{% assign t = s | sort | reverse %}{% endfor %}",
        "{% assign a = 'x' | append: '" + "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" + "' %}{% for i in (1..9999) %}{{ a }}{{ a }}{{ a }}{% endfor %}",
    ];

    public static TheoryData<string, int> Nestings { get; } = new()
    {
        { "{% if a %}", 3000 }, { "{% for a in b %}", 1900 }, { "{% unless a %}", 2000 }, { "{{ ((((((((((", 3000 }, { "{{ a[a[a[a[a[", 3000 },
    };

    [Theory]
    [MemberData(nameof(Scripts))]
    public void A_hostile_script_is_refused_or_faults_its_own_step_alone(string script)
    {
        var compiled = Compile(Holding("JavaScript", script));

        if (compiled.Faults.Length > 0) return;
        Faults(compiled.Machine!);
    }

    [Theory]
    [InlineData("var a=[];for(var i=0;i<20;i++)a=[a];String(a).length")]
    [InlineData("var a={};for(var i=0;i<9000;i++)a={a};JSON.stringify(a).length")]
    public void What_is_deep_and_within_the_bounds_ends_well(string script)
    {
        var patient = ActivityCatalogue.Compiler(new Bounds { ExpressionTimeMax = TimeSpan.FromMinutes(1) });

        var decision = patient.Compile(Holding("JavaScript", script).ToJsonString()).Machine!.Start("case-1", Values.EmptyObject, new JsonFacts(Values.EmptyObject), Monday);

        decision.ShouldBeOfType<Decision.Accepted>(decision.Reason);
    }

    [Theory]
    [MemberData(nameof(Templates))]
    public void A_hostile_template_faults_its_own_step_alone(string template) => Faults(Compile(Holding("Liquid", template)).Machine!);

    [Theory]
    [MemberData(nameof(Nestings))]
    public void No_nesting_ends_the_process(string part, int times) =>
        Should.NotThrow(() => Compile(Holding("Liquid", string.Concat(Enumerable.Repeat(part, times)))));

    [Theory]
    [InlineData("JavaScript")]
    [InlineData("Liquid")]
    public void An_expression_that_no_person_writes_is_not_read(string language) =>
        Compile(Holding(language, new string('(', 32_001))).Faults.ShouldContain(fault => fault.Message.StartsWith("The expression has 32001 characters", StringComparison.Ordinal));

    [Fact]
    public void A_number_beyond_every_decimal_does_not_break_a_template()
    {
        var machine = Machine(Holding("Liquid", "{{ input.name }}"));

        machine.Start("case-1", System.Text.Json.JsonElement.Parse("""{"name":"x","big":1e29}"""), new JsonFacts(Values.EmptyObject), Monday).ShouldBeOfType<Decision.Accepted>();
    }

    private static void Faults(StateMachine machine)
    {
        var began = TimeProvider.System.GetTimestamp();
        var decision = machine.Start("case-1", Values.EmptyObject, new JsonFacts(Values.EmptyObject), Monday);

        var faulted = decision.ShouldBeOfType<Decision.Faulted>(decision.Reason);
        faulted.Incident.Code.ShouldBeOneOf("bound", "expression");
        SnapshotCodec.Write(faulted.Next).Length.ShouldBeLessThan(100_000);
        TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromMinutes(2));
    }

    private static System.Text.Json.Nodes.JsonObject Holding(string language, string source) => Of(
        "A", [State("A", Activity("Elsa.SetVariable", ("variable", new System.Text.Json.Nodes.JsonObject { ["id"] = "v", ["name"] = "v" }), ("value", Expression(language, source))))],
        [], [new System.Text.Json.Nodes.JsonObject { ["id"] = "v", ["name"] = "v", ["typeName"] = "Object" }]);
}
