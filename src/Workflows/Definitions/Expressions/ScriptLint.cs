using Acornima.Ast;

namespace Doorstep.Workflows.Definitions.Expressions;

/// <summary>What can be told of a script before it runs: names that are nearly right, and variables that are set where nothing may be.</summary>
internal sealed class ScriptLint
{
    private static readonly string[] Words = ["variables", "input", "event", "now", "state", "definition", CaseWord.Name];

    /// <summary>JavaScript's own, which are near to nothing of ours.</summary>
    private static readonly string[] Globals = ["Date", "Math", "JSON", "Object", "Array", "String", "Number", "Boolean", "BigInt", "RegExp", "Map", "Set", "Symbol", "Intl", "Promise", "globalThis"];

    private readonly ExpressionPlace _place;
    private readonly string[] _variables;
    private readonly string[] _accessors;
    private readonly HashSet<string> _own = new(StringComparer.Ordinal);

    private ScriptLint(ExpressionPlace place)
    {
        _place = place;
        _variables = [.. place.Definition.Variables.Select(variable => variable.Name), "CurrentValue"];
        var readable = _variables.Concat(place.Definition.Inputs).Where(name => name.Length > 0).Select(Pascal);
        _accessors = [.. ScriptFunctions.Names, .. readable.Select(name => $"get{name}"), .. _variables.Where(name => name.Length > 0).Select(name => $"set{Pascal(name)}")];
    }

    public static void Look(Node script, ExpressionPlace place)
    {
        var lint = new ScriptLint(place);
        lint.Declare(script);
        lint.Read(script);
        if (place.MayWrite) place.Findings.SetByScripts.UnionWith(ScriptReach.Of(script, lint._variables));
    }

    private void Declare(Node node)
    {
        if (node is VariableDeclarator declarator) Own(declarator.Id);
        if (node is IFunction function)
        {
            if (function.Id is { } name) Own(name);
            foreach (var parameter in function.Params) Own(parameter);
        }

        foreach (var child in node.ChildNodes) Declare(child);
    }

    private void Own(Node pattern)
    {
        if (pattern is Identifier name) _own.Add(name.Name);
        foreach (var child in pattern.ChildNodes) Own(child);
    }

    private void Read(Node node)
    {
        if (node is BigIntLiteral big) _place.Fault($"'{big.Raw}' is a BigInt, which scripts do not have. Write a number.");
        if (node is MemberExpression member) ReadMember(member);
        if (node is CallExpression { Callee: Identifier called } call)
        {
            ReadCall(called.Name);
            if (called.Name == ScriptFunctions.Rule) ReadRule(call);
        }

        if (ScriptReach.Written(node) is { } written && ScriptReach.Named(written) is { } name) RefuseSetting(name);
        foreach (var child in node.ChildNodes) Read(child);
    }

    private void ReadMember(MemberExpression member)
    {
        if (member.Object is not Identifier { Name: var name } || _own.Contains(name) || Globals.Contains(name, StringComparer.Ordinal)) return;
        if (name != "variables") WarnIfNear(name, Words);
        else if (ScriptReach.Named(member) is { } variable && !_variables.Contains(variable, StringComparer.Ordinal)) WarnIfNear(variable, _variables, "variables.");
    }

    private void ReadCall(string name)
    {
        if (_own.Contains(name)) return;
        if (name == "setVariable" || (name.StartsWith("set", StringComparison.Ordinal) && _variables.Any(variable => IsSame(name[3..], variable)))) RefuseSetting(name);
        if (name.StartsWith("get", StringComparison.Ordinal) || name.StartsWith("set", StringComparison.Ordinal))
            if (!_accessors.Any(known => IsSame(known, name))) WarnIfNear(name, _accessors);
    }

    /// <summary>A rule that no pack can set would always be what the script says instead.</summary>
    private void ReadRule(CallExpression call)
    {
        if (call.Arguments.Count > 0 && call.Arguments[0] is StringLiteral named && !RuleWords.Numbers.Contains(named.Value, StringComparer.Ordinal))
            _place.Fault($"'{named.Value}' is not a number that policy packs set{Nearest.Hint(named.Value, RuleWords.Numbers)}");
        if (call.Arguments.Count < 2) _place.Fault($"{ScriptFunctions.Rule} needs a number for a case without rules: {ScriptFunctions.Rule}('remote.minAttempts', 3).");
    }

    private void RefuseSetting(string name)
    {
        if (!_place.MayWrite) _place.Fault($"'{name}' would set a variable, and conditions and triggers only read. Set it in an activity's script or with Elsa.SetVariable.");
    }

    private void WarnIfNear(string name, string[] known, string before = "")
    {
        if (known.Contains(name, StringComparer.Ordinal) || Nearest.To(name, known) is not { } near) return;
        _place.Warn($"'{before}{name}' is not known here; did you mean '{before}{near}'?");
    }

    private static bool IsSame(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}
