using System.Collections.Concurrent;
using System.Collections.Frozen;
using Acornima.Ast;

namespace Doorstep.Workflows.Definitions.Expressions;

/// <summary>
/// Tells a script that only looks things up, compares and computes, as nearly every condition does. What it may take follows from its length alone: it has no loop, no pattern,
/// no function but a callback that has none inside, and calls nothing that makes much out of little. So it needs neither a bench of its own nor an engine from which things are taken away.
/// Whatever is not known here is not plain.
/// </summary>
internal static class PlainScript
{
    private static readonly TimeSpan ReadingTimeMax = TimeSpan.FromSeconds(2);

    private const int KnownMax = 10_000;

    /// <summary>How deep its tree may be: some kilobytes of the stack.</summary>
    private const int DepthMax = 48;

    /// <summary>What it may read by a bare name, beside the parameters of its callbacks.</summary>
    private static readonly FrozenSet<string> Names = FrozenSet.Create(
        StringComparer.Ordinal, CaseWord.Name, "event", "variables", "input", "now", "state", "definition", "undefined", "Infinity", "NaN", "Date", "Set", "Math", "Number", "String", "Boolean", "Array");

    /// <summary>What it may call by a bare name, beside <c>get…</c> of ours.</summary>
    private static readonly FrozenSet<string> Functions = FrozenSet.Create(StringComparer.Ordinal, "Number", "String", "Boolean", "isNullOrEmpty", "isNullOrWhiteSpace");

    /// <summary>What it may call on a value: takes no longer than the value is long, and gives nothing longer.</summary>
    private static readonly FrozenSet<string> Methods = FrozenSet.Create(
        StringComparer.Ordinal, "includes", "indexOf", "lastIndexOf", "startsWith", "endsWith", "some", "every", "map", "filter", "find", "findIndex", "slice", "at", "trim", "toLowerCase", "toUpperCase",
        "toString", "toISOString", "toJSON", "getTime", "valueOf", "getUTCFullYear", "getUTCMonth", "getUTCDate", "getUTCDay", "getUTCHours", "getUTCMinutes", "getUTCSeconds", "getUTCMilliseconds",
        "setUTCFullYear", "setUTCMonth", "setUTCDate", "setUTCHours", "setUTCMinutes", "setUTCSeconds", "setUTCMilliseconds", "has", "isArray", "isInteger", "isFinite", "isNaN", "parse", "UTC",
        "abs", "min", "max", "floor", "ceil", "round", "trunc", "sign");

    /// <summary>Members by which it could reach what every script shares, or a function that makes functions.</summary>
    private static readonly FrozenSet<string> Closed = FrozenSet.Create(StringComparer.Ordinal, "constructor", "prototype", "__proto__", "__defineGetter__", "__defineSetter__", "__lookupGetter__", "__lookupSetter__");

    private static readonly ConcurrentDictionary<string, bool> Known = new(StringComparer.Ordinal);

    /// <summary>Whether a text is such a script, so that what it seems to ask is what it asks: whatever writes, or calls what is not known, can make anything true.</summary>
    public static bool Is(string source)
    {
        if (Known.Count > KnownMax) Known.Clear();
        return Known.GetOrAdd(source, text => CaseWord.Rewrite(text).Trim() is var written && Read(written) is { } script && Is(script) && IsWhole(script, written));
    }

    /// <summary>Whether a script is one.</summary>
    public static bool Is(Node script) => script is Program { Body: [ExpressionStatement only] } && IsPlain(only.Expression, [], 0);

    /// <summary>Whether the one statement is the whole text, so that nothing of it is a comment, of whichever kind.</summary>
    private static bool IsWhole(Script script, string written) => script.Body[0] is var only && only.Start == 0 && only.End == written.Length;

    private static Script? Read(string written)
    {
        try
        {
            return ExpressionBench.Run(() => Jint.Engine.PrepareScript(written, strict: true).Program, ReadingTimeMax);
        }
        catch (Exception exception) when (exception is Acornima.ParseErrorException or Jint.ScriptPreparationException or Kernel.StepFaultException)
        {
            return null;
        }
    }

    private static bool IsPlain(Node? node, string[] own, int depth) => depth <= DepthMax && node switch
    {
        null => true,
        RegExpLiteral or BigIntLiteral => false,
        Acornima.Ast.Literal => true,
        Identifier name => Names.Contains(name.Name) || own.Contains(name.Name, StringComparer.Ordinal),
        MemberExpression member => IsPlainMember(member, own, depth),
        ChainExpression chain => IsPlain(chain.Expression, own, depth + 1),
        AssignmentExpression or UpdateExpression => false,
        UnaryExpression unary => unary.Operator is not Acornima.Operator.Delete && IsPlain(unary.Argument, own, depth + 1),
        BinaryExpression binary => IsPlain(binary.Left, own, depth + 1) && IsPlain(binary.Right, own, depth + 1), // Logical ones among them.
        ConditionalExpression choice => IsPlain(choice.Test, own, depth + 1) && IsPlain(choice.Consequent, own, depth + 1) && IsPlain(choice.Alternate, own, depth + 1),
        TemplateLiteral text => text.Expressions.All(part => IsPlain(part, own, depth + 1)),
        ArrayExpression list => list.Elements.All(item => item is not SpreadElement && IsPlain(item, own, depth + 1)),
        ObjectExpression made => made.Properties.All(member => IsPlainProperty(member, own, depth + 1)),
        NewExpression made => made.Callee is Identifier { Name: "Date" or "Set" } && Arguments(made.Arguments, own, depth),
        CallExpression call => IsPlainCall(call, own, depth),
        _ => false,
    };

    private static bool IsPlainMember(MemberExpression member, string[] own, int depth) =>
        IsPlain(member.Object, own, depth + 1)
        && (member.Computed ? member.Property is NumericLiteral || (member.Property is StringLiteral { Value: var text } && !Closed.Contains(text)) : member.Property is Identifier { Name: var name } && !Closed.Contains(name));

    private static bool IsPlainProperty(Node member, string[] own, int depth) =>
        member is ObjectProperty { Computed: false, Kind: PropertyKind.Init, Method: false, Value: var value, Key: var key }
        && (key is Identifier { Name: var name } ? !Closed.Contains(name) : key is StringLiteral { Value: var text } ? !Closed.Contains(text) : key is NumericLiteral)
        && IsPlain(value, own, depth);

    private static bool IsPlainCall(CallExpression call, string[] own, int depth) => Arguments(call.Arguments, own, depth) && call.Callee switch
    {
        Identifier name => Functions.Contains(name.Name) || (name.Name.StartsWith("get", StringComparison.Ordinal) && !own.Contains(name.Name, StringComparer.Ordinal)),
        MemberExpression { Computed: false, Property: Identifier method } member => Methods.Contains(method.Name) && IsPlain(member.Object, own, depth + 1),
        _ => false,
    };

    /// <summary>A callback in a callback would run as often as the lists are long, multiplied.</summary>
    private static bool Arguments(in NodeList<Expression> arguments, string[] own, int depth)
    {
        foreach (var argument in arguments)
        {
            var isPlain = argument is ArrowFunctionExpression { Async: false, Body: Expression body } callback
                ? own.Length == 0 && callback.Params.All(parameter => parameter is Identifier) && IsPlain(body, [.. callback.Params.Cast<Identifier>().Select(parameter => parameter.Name), ""], depth + 2)
                : argument is not SpreadElement && IsPlain(argument, own, depth + 1);
            if (!isPlain) return false;
        }

        return true;
    }
}
