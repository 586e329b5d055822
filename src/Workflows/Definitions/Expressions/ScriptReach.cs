using Acornima.Ast;
using Jint;

namespace Doorstep.Workflows.Definitions.Expressions;

/// <summary>Which variables a script may set, told before it runs. What reaches them in another way than by a name that stands there may set any of them. Pure.</summary>
internal static class ScriptReach
{
    private const string Variables = "variables";
    private const string Setter = "setVariable";

    /// <summary>Ways round every name: what is reached over them may be anything.</summary>
    private static readonly string[] Detours = ["globalThis", "eval", "Function"];

    /// <summary>Names of variables, or <see cref="Findings.AnyVariable"/>.</summary>
    /// <param name="script">The script.</param>
    /// <param name="variables">The variables of the definition, whose setters are <c>setName</c>.</param>
    public static HashSet<string> Of(Node script, IReadOnlyCollection<string> variables)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        Gather(script, variables, reached);
        return reached;
    }

    /// <summary>The same of a text; what is no script sets nothing, since nothing runs it.</summary>
    public static HashSet<string> Of(string source, IReadOnlyCollection<string> variables)
    {
        try
        {
            return ExpressionBench.Run(() => Of(JavaScriptLanguage.Prepare(CaseWord.Rewrite(source)).Program!, variables), JavaScriptLanguage.TimeMax);
        }
        catch (Exception exception) when (exception is Acornima.ParseErrorException or ScriptPreparationException)
        {
            return [];
        }
        catch (Kernel.StepFaultException)
        {
            return [Findings.AnyVariable];
        }
    }

    /// <summary>The part of a statement that it gives a value to, where that is <c>variables.Name</c>.</summary>
    public static MemberExpression? Written(Node node) => node switch
    {
        AssignmentExpression { Left: MemberExpression { Object: Identifier { Name: Variables } } member } => member,
        UpdateExpression { Argument: MemberExpression { Object: Identifier { Name: Variables } } member } => member,
        _ => null,
    };

    /// <summary>The name of a member that stands there; null where it is made up by the script.</summary>
    public static string? Named(MemberExpression member) => member switch
    {
        { Computed: false, Property: Identifier name } => name.Name,
        { Property: StringLiteral text } => text.Value,
        _ => null,
    };

    private static void Gather(Node node, IReadOnlyCollection<string> variables, HashSet<string> reached)
    {
        foreach (var child in node.ChildNodes)
        {
            if (child is Identifier name && !IsLabel(node, name) && Reached(node, name, variables) is { } set) reached.Add(set);
            if (child is ThisExpression) reached.Add(Findings.AnyVariable);
            Gather(child, variables, reached);
        }

        if (Written(node) is { } written && Named(written) is { } member) reached.Add(member);
        if (Taken(node) is { } taken && Mentions(taken)) reached.Add(Findings.AnyVariable);
    }

    private static string? Reached(Node by, Identifier name, IReadOnlyCollection<string> variables) => name.Name switch
    {
        // What is read by its name, or written by it alone, is that; in a pattern, in the head of a loop, under a name of another kind it may be any.
        Variables => by is MemberExpression member && member.Object == name && Named(member) is not null ? null : Findings.AnyVariable,
        Setter => by is not CallExpression call || call.Callee != name ? Findings.AnyVariable : call.Arguments is [StringLiteral named, ..] ? named.Value : Findings.AnyVariable,
        var word when Detours.Contains(word, StringComparer.Ordinal) => Findings.AnyVariable,
        var word when word.StartsWith("set", StringComparison.Ordinal) => variables.FirstOrDefault(variable => string.Equals(word[3..], variable, StringComparison.OrdinalIgnoreCase)),
        _ => null,
    };

    /// <summary>The name of a member or of a property is no use of what has the same name.</summary>
    private static bool IsLabel(Node by, Identifier name) => by switch
    {
        MemberExpression { Computed: false } member => member.Property == name,
        Property { Computed: false, Shorthand: false } property => property.Key == name,
        _ => false,
    };

    /// <summary>A place that is written to inside of a pattern, in the head of a loop, or taken away: <c>[variables.Round] = …</c>, <c>for (variables.Round of …)</c>, <c>delete variables.Round</c>.</summary>
    private static Node? Taken(Node node) => node switch
    {
        AssignmentExpression { Left: not MemberExpression and not Identifier } pattern => pattern.Left,
        ForOfStatement loop => loop.Left,
        ForInStatement loop => loop.Left,
        UnaryExpression { Operator: Acornima.Operator.Delete } gone => gone.Argument,
        _ => null,
    };

    private static bool Mentions(Node node) => node is Identifier { Name: Variables or Setter } || node.ChildNodes.Any(Mentions);
}
