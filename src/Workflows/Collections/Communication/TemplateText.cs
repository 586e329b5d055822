using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Fluid;
using Fluid.Ast;

namespace Doorstep.Workflows.Collections.Communication;

/// <summary>What stands in a template: the fields it reads and the words it says whatever their values.</summary>
internal static partial class TemplateText
{
    private static readonly FluidParser Parser = new();

    public static IFluidTemplate? Parse(string body, out string error) => Parser.TryParse(body, out var template, out error) ? template : null;

    public static ImmutableArray<string> Fields(IFluidTemplate template)
    {
        var visitor = new FieldVisitor();
        visitor.VisitTemplate(template);
        return [.. visitor.Read.Except(visitor.Own, StringComparer.Ordinal)];
    }

    /// <summary>Fields of which the text asks whether they are there.</summary>
    public static ImmutableArray<string> AskedFor(string body) => [.. If().Matches(body).Select(match => match.Groups[1].Value).Distinct(StringComparer.Ordinal)];

    /// <summary>What is said whatever the values are: everything outside conditions and loops.</summary>
    public static string Always(string body)
    {
        for (var shorter = Block().Replace(body, ""); shorter.Length < body.Length; shorter = Block().Replace(body, "")) body = shorter;
        return body;
    }

    /// <summary>Fields that a loop goes through; they are read whether they hold anything or not.</summary>
    public static IEnumerable<string> Lists(string body) => For().Matches(body).Select(match => match.Groups[1].Value);

    /// <summary>Names of the tags that are used.</summary>
    public static IEnumerable<string> Tags(string body) => TagName().Matches(body).Select(match => match.Groups[1].Value).Distinct(StringComparer.Ordinal);

    /// <summary>The words alone, tags gone, so that a tag in the middle hides nothing.</summary>
    public static string Words(string body) => Tag().Replace(Output().Replace(body, ""), "");

    /// <summary>The words with a short word for every value, to count sentences.</summary>
    public static string Spoken(string body) => Tag().Replace(Output().Replace(body, "0"), "");

    [GeneratedRegex(@"\{\{.*?\}\}", RegexOptions.Singleline)]
    private static partial Regex Output();

    [GeneratedRegex(@"\{%.*?%\}", RegexOptions.Singleline)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\{%-?\s*(if|unless|for)\b(?:(?!\{%-?\s*(?:if|unless|for)\b).)*?\{%-?\s*end\1\s*-?%\}", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"\{%-?\s*for\s+\w+\s+in\s+(\w+)")]
    private static partial Regex For();

    [GeneratedRegex(@"\{%-?\s*(\w*)")]
    private static partial Regex TagName();

    [GeneratedRegex(@"\{%-?\s*if\s+(\w+)\s*-?%\}")]
    private static partial Regex If();

    private sealed class FieldVisitor : AstVisitor
    {
        public List<string> Read { get; } = [];

        public HashSet<string> Own { get; } = ["forloop"];

        protected override Expression VisitMemberExpression(MemberExpression memberExpression)
        {
            if (memberExpression.Segments.Count > 0 && memberExpression.Segments[0] is IdentifierSegment first && !Read.Contains(first.Identifier)) Read.Add(first.Identifier);
            return base.VisitMemberExpression(memberExpression);
        }

        protected override Statement VisitForStatement(ForStatement forStatement)
        {
            Own.Add(forStatement.Identifier);
            return base.VisitForStatement(forStatement);
        }
    }
}
