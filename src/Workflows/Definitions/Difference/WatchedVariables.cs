using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Doorstep.Workflows.Definitions.Expressions;

namespace Doorstep.Workflows.Definitions.Difference;

/// <summary>Variables that decide something: conditions of transitions and deadlines read them. Whoever gives one another value changes a guard or a deadline as well.</summary>
internal sealed partial class WatchedVariables
{
    private readonly ImmutableDictionary<string, ImmutableArray<Concern>> _watched;
    private readonly string[] _names;
    private readonly string[] _texts;

    private WatchedVariables(string[] names, string[] guards, string[] times) =>
        (_names, _texts, _watched) = (names, [.. guards, .. times], [.. names.Select(name => KeyValuePair.Create(name, Concerns(name, guards, times))).Where(pair => !pair.Value.IsEmpty)]);

    /// <summary>Something that decides reads what the case is called.</summary>
    public bool ReadsName => _texts.Any(text => text.Contains("getWorkflowInstanceName", StringComparison.Ordinal));

    /// <summary>Something that decides reads where the case stands by what that is called.</summary>
    public bool ReadsState => _texts.Any(StateWord().IsMatch);

    /// <summary>Something that decides reads what the definition is called or which version it is.</summary>
    public bool ReadsDefinition => _texts.Any(DefinitionWord().IsMatch);

    /// <summary>The variables that either version watches: what conditions and deadlines read, what branches of slots read, and what goes into one of these.</summary>
    public static WatchedVariables Of(AuthoredDefinition? before, AuthoredDefinition after, IReadOnlyDictionary<string, ActivityDescriptor> known)
    {
        AuthoredDefinition[] both = before is null ? [after] : [before, after];
        var names = both.SelectMany(definition => definition.Variables).Select(variable => variable.Name).Distinct(StringComparer.Ordinal).ToArray();
        var ways = both.SelectMany(definition => definition.Transitions).ToArray();
        var steps = both.SelectMany(definition => definition.States).SelectMany(state => (JsonElement[])[state.Entry, state.Exit]).Concat(ways.Select(way => way.Action)).SelectMany(slot => SlotStep.Of(slot, known)).ToArray();
        string[] guards = [.. ways.Select(way => InputValue.Of(way.Condition)).OfType<InputValue>().Select(guard => guard.Text), .. steps.Where(step => known.GetValueOrDefault(step.Type) is { Ports.IsEmpty: false }).SelectMany(Texts)];
        string[] times = [.. ways.SelectMany(way => SlotStep.Of(way.Trigger, known)).Where(step => known.GetValueOrDefault(step.Type)?.IsTimed == true).SelectMany(Texts)];
        for (var watched = new WatchedVariables(names, guards, times);;)
        {
            string[] Feeding(Concern concern) => [.. steps.Where(step => watched.Of(step, known.GetValueOrDefault(step.Type)).Contains(concern)).SelectMany(Texts)];
            var wider = new WatchedVariables(names, [.. guards, .. Feeding(Concern.Guard)], [.. times, .. Feeding(Concern.Deadline)]);
            if (wider._watched.Sum(pair => pair.Value.Length) == watched._watched.Sum(pair => pair.Value.Length)) return watched;
            watched = wider;
        }
    }

    /// <summary>Why somebody looks when a variable begins with another value.</summary>
    public ImmutableArray<Concern> Of(string variable) => _watched.GetValueOrDefault(variable, []);

    /// <summary>Why somebody looks when a step sets variables: by picking one, by an output, or in a script that names one or may set any.</summary>
    public IEnumerable<Concern> Of(SlotStep step, ActivityDescriptor? descriptor) =>
        from input in step.Inputs
        let type = descriptor?.Inputs.FirstOrDefault(known => known.JsonName == input.Key)?.TypeName
        let set = input.Value.Syntax == "JavaScript" ? ScriptReach.Of(input.Value.Text, _names) : []
        from watched in _watched
        where input.Value.Syntax == InputValue.Literal ? type is null or "Variable" && input.Value.Text == watched.Key : Mentions(input.Value.Text, watched.Key) || set.Contains(watched.Key) || set.Contains(Findings.AnyVariable)
        from concern in watched.Value
        select concern;

    private static IEnumerable<string> Texts(SlotStep step) => step.Inputs.Values.Select(input => input.Text);

    private static ImmutableArray<Concern> Concerns(string name, string[] guards, string[] times) =>
        [.. guards.Any(text => Reads(text, name)) ? [Concern.Guard] : Array.Empty<Concern>(), .. times.Any(text => Reads(text, name)) ? [Concern.Deadline] : Array.Empty<Concern>()];

    /// <summary>By its name, or by reading whichever there are.</summary>
    private static bool Reads(string text, string name) => Mentions(text, name) || AnyVariable().IsMatch(text);

    /// <summary>Scripts also write <c>getFloor()</c> and <c>setFloor(…)</c> for a variable <c>Floor</c>.</summary>
    private static bool Mentions(string text, string name) => Regex.IsMatch(text, $@"(?<![\w$])(?:get|set)?{Regex.Escape(name)}(?![\w$])", RegexOptions.None, TimeSpan.FromSeconds(1));

    [GeneratedRegex("""(?<![\w$.])[vV]ariables\b(?!\s*\.\s*[A-Za-z_$]|\s*\[\s*(?:'[^']+'|"[^"]+")\s*\])|\bgetVariable\b(?!\s*\(\s*(?:'[^']*'|"[^"]*")\s*\))|\b(?:globalThis|this|eval|Function)\b""")]
    private static partial Regex AnyVariable();

    [GeneratedRegex(@"\bstate\b")]
    private static partial Regex StateWord();

    [GeneratedRegex(@"\bdefinition\b|\bgetWorkflowDefinition")]
    private static partial Regex DefinitionWord();
}
