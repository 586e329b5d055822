using System.Text.Json.Nodes;
using Doorstep.Workflows.Activities;
using Doorstep.Workflows.Collections.Clocks;
using Doorstep.Workflows.Collections.Samples;
using Doorstep.Workflows.Definitions.Liveness;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Tests.Collections.Policy;
using Doorstep.Workflows.Tests.Reference;

namespace Doorstep.Workflows.Tests.Definitions.Liveness;

/// <summary>The shipped definitions with every state called otherwise, mechanically: <c>VisitInProgress</c> of <c>visit</c> becomes <c>V4</c>. A test breaks one thing and asks what the lint says.</summary>
internal sealed class RenamedFamily
{
    private static readonly Dictionary<string, string> Prefixes = new() { ["overdue-visit"] = "M", ["remote-contact"] = "R", ["visit"] = "V", ["hardship-plan"] = "H", ["legal"] = "L", ["overdue-reminder"] = "E" };

    private readonly Dictionary<string, JsonObject> _definitions = ReferenceMachines.Ids.ToDictionary(id => id, id => JsonNode.Parse(File.ReadAllText($"workflow-definitions/{id}.json"))!.AsObject());
    private readonly Dictionary<string, Dictionary<string, string>> _names;

    public RenamedFamily()
    {
        _names = _definitions.ToDictionary(
            pair => pair.Key,
            pair => States(pair.Value).Select(state => (string)state["name"]!).Where(name => name is not ("*" or "^")).Select((name, index) => (name, index)).ToDictionary(one => one.name, one => $"{Prefixes[pair.Key]}{one.index + 1}"));
        foreach (var (id, definition) in _definitions) Rename(id, definition);
    }

    /// <summary>The new name of a state.</summary>
    public string Name(string id, string state) => _names[id][state];

    /// <summary>A path in old names, as the lint writes it in new ones: <c>Visit/VisitReview → Escalated</c> of the machine that cases start.</summary>
    public string Path(string path) => string.Join(" → ", path.Split(" → ").Select(Place));

    public JsonObject Definition(string id) => _definitions[id];

    public JsonObject Way(string id, string key) => Ways(_definitions[id]).Single(way => (string?)way["name"] == key);

    public JsonObject State(string id, string name) => States(_definitions[id]).Single(state => (string?)state["name"] == Name(id, name));

    public RenamedFamily Drop(string id, string key) => Drop(id, way => (string?)way["name"] == key);

    public RenamedFamily Drop(string id, Func<JsonObject, bool> which)
    {
        var dropped = Ways(_definitions[id]).Where(which).ToArray();
        dropped.ShouldNotBeEmpty();
        foreach (var way in dropped) Array(id, "transitions").Remove(way);
        return this;
    }

    /// <summary>One more state, under its own name.</summary>
    public RenamedFamily AddState(string id, string name)
    {
        _names[id][name] = name;
        Array(id, "states").Add(Definitions.Definition.State(name));
        return this;
    }

    public RenamedFamily Add(string id, JsonObject way)
    {
        foreach (var end in (string[])["from", "to"])
            if (_names[id].TryGetValue((string)way[end]!, out var name)) way[end] = name;
        Array(id, "transitions").Insert(0, way);
        return this;
    }

    public RenamedFamily Change(string id, string key, Action<JsonObject> change)
    {
        change(Way(id, key));
        return this;
    }

    /// <summary>What the lint says of the machine that cases start, with the maxima of the shipped packs.</summary>
    public string[] Faults(string id = "overdue-visit")
    {
        var machines = _definitions.ToDictionary(pair => pair.Key, pair => Compiled(pair.Value));
        var rules = LivenessRules.Default with { Takes = FactSamples.CanTake, Ticks = FactSamples.CanTick, KnowsLoans = true, Packs = [.. Packs.FileNames.Select(Packs.Shipped).Select(StateMaxima.Of)] };
        return [.. LivenessLint.Check(machines[id], machines.GetValueOrDefault, rules).Select(fault => fault.ToString())];
    }

    private static StateMachine Compiled(JsonObject definition)
    {
        var compiled = ActivityCatalogue.Compiler().Compile(definition.ToJsonString());
        compiled.Faults.ShouldBeEmpty();
        return compiled.Machine!;
    }

    private void Rename(string id, JsonObject definition)
    {
        definition["root"]!["initialState"] = Name(id, (string)definition["root"]!["initialState"]!);
        foreach (var state in States(definition)) Rename(id, state, "name");
        foreach (var way in Ways(definition))
        {
            var inner = (string?)way["trigger"]?["definitionId"]?["expression"]?["value"];
            Rename(id, way, "from");
            Rename(id, way, "to");
            if (inner is null || way["condition"]?["expression"] is not { } condition) continue;
            var text = (string)condition["value"]!;
            condition["value"] = _names[inner].Aggregate(text, (all, pair) => all.Replace($"event.outcome == '{pair.Key}'", $"event.outcome == '{pair.Value}'", StringComparison.Ordinal));
        }
    }

    private void Rename(string id, JsonObject node, string member)
    {
        if (_names[id].TryGetValue((string)node[member]!, out var name)) node[member] = name;
    }

    private string Place(string place)
    {
        var parts = place.Split('/');
        if (parts.Length == 1) return Name("overdue-visit", parts[0]);
        var inner = parts[0] switch { "Contact" => "remote-contact", "Visit" => "visit", "Hardship" => "hardship-plan", _ => "legal" };
        return $"{Name("overdue-visit", parts[0])}/{Name(inner, parts[1])}";
    }

    private JsonArray Array(string id, string name) => _definitions[id]["root"]![name]!.AsArray();

    private static IEnumerable<JsonObject> States(JsonObject definition) => definition["root"]!["states"]!.AsArray().Select(state => state!.AsObject());

    private static IEnumerable<JsonObject> Ways(JsonObject definition) => definition["root"]!["transitions"]!.AsArray().Select(way => way!.AsObject());
}
