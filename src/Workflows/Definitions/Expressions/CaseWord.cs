using System.Text;

namespace Doorstep.Workflows.Definitions.Expressions;

/// <summary>Lets a script write <c>case.debt.total</c> although <c>case</c> is a reserved word of JavaScript.
/// Only <c>case.</c> and <c>case?.</c> are rewritten: neither can follow the keyword in a switch. Alone, the case file is called <c>caseFile</c>.</summary>
internal static class CaseWord
{
    public const string Name = "caseFile";

    public static string Rewrite(string source)
    {
        if (!source.Contains("case", StringComparison.Ordinal)) return source;
        var result = new StringBuilder(source.Length + 16);
        var open = new Stack<char>();
        for (var at = 0; at < source.Length;)
        {
            var length = Skip(source, at, open);
            if (length == 0 && IsFile(source, at))
            {
                result.Append(Name);
                at += 4;
                continue;
            }

            length = Math.Max(1, length);
            result.Append(source, at, length);
            at += length;
        }

        return result.ToString();
    }

    /// <summary>Length of the string, comment or template text that begins here; 0 where code goes on. <paramref name="open"/> holds what braces close.</summary>
    private static int Skip(string source, int at, Stack<char> open)
    {
        var (current, next) = (source[at], at + 1 < source.Length ? source[at + 1] : '\0');
        switch (current)
        {
            case '\'' or '"': return Until(source, at + 1, current, null) - at;
            case '/' when next == '/': return (source.IndexOf('\n', at) is var line && line < 0 ? source.Length : line) - at;
            case '/' when next == '*': return (source.IndexOf("*/", at + 2, StringComparison.Ordinal) is var end && end < 0 ? source.Length : end + 2) - at;
            case '/' when IsPattern(source, at): return Pattern(source, at + 1) - at;
            case '`': return Until(source, at + 1, '`', open) - at;
            case '{': open.Push('{'); return 1;
            case '}' when open.TryPop(out var opened): return opened == '`' ? Until(source, at + 1, '`', open) - at : 1;
            default: return 0;
        }
    }

    /// <summary>A slash divides after a value and begins a pattern everywhere else.</summary>
    private static bool IsPattern(string source, int at)
    {
        var before = source.AsSpan(0, at).TrimEnd();
        if (before.IsEmpty) return true;
        if (before[^1] is ')' or ']' or '}' or '"' or '\'' or '`' || before.EndsWith("++", StringComparison.Ordinal) || before.EndsWith("--", StringComparison.Ordinal)) return false;
        if (!IsWord(before[^1])) return true;
        var start = before.Length;
        while (start > 0 && IsWord(before[start - 1])) start--;
        var isMember = start > 0 && before[start - 1] == '.';
        return !isMember && before[start..] is "return" or "typeof" or "case" or "in" or "of" or "delete" or "void" or "do" or "else" or "throw";
    }

    /// <summary>Where a pattern ends; in brackets a slash is a slash. Without an end on its line it is none.</summary>
    private static int Pattern(string source, int at)
    {
        var start = at;
        for (var inBrackets = false; at < source.Length && source[at] != '\n'; at++)
        {
            if (source[at] == '\\') at++;
            else if (source[at] == '[') inBrackets = true;
            else if (source[at] == ']') inBrackets = false;
            else if (source[at] == '/' && !inBrackets) return at + 1;
        }

        return start;
    }

    private static int Until(string source, int at, char quote, Stack<char>? open)
    {
        for (; at < source.Length; at++)
        {
            if (source[at] == '\\') at++;
            else if (source[at] == quote) return at + 1;
            else if (open is not null && source[at] == '$' && at + 1 < source.Length && source[at + 1] == '{')
            {
                open.Push('`');
                return at + 2;
            }
        }

        return source.Length;
    }

    private static bool IsFile(string source, int at)
    {
        if (!source.AsSpan(at).StartsWith("case", StringComparison.Ordinal)) return false;
        if (at > 0 && (IsWord(source[at - 1]) || source[at - 1] == '.')) return false;
        var rest = source.AsSpan(at + 4).TrimStart();
        if (rest.StartsWith("?.", StringComparison.Ordinal)) return rest.Length > 2 && !char.IsAsciiDigit(rest[2]);
        return rest.Length > 1 && rest[0] == '.' && (IsWord(rest[1]) || char.IsWhiteSpace(rest[1])) && !char.IsAsciiDigit(rest[1]);
    }

    private static bool IsWord(char character) => char.IsLetterOrDigit(character) || character is '_' or '$';
}
