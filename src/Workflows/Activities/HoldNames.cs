using System.Collections.Immutable;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Activities;

/// <summary>The holds that stop a deadline: <c>ALL</c>, <c>NONE</c>, <c>DISPUTE, COMPLAINT</c> or <c>ALL EXCEPT SAFETY</c>.</summary>
/// <param name="IsAllBut">Every hold but those named; otherwise only those named.</param>
/// <param name="Names">The holds named.</param>
internal sealed record HoldNames(bool IsAllBut, ImmutableArray<string> Names)
{
    private const string AllExcept = "ALL EXCEPT ";

    /// <summary>No hold stops it.</summary>
    public static HoldNames None { get; } = new(false, []);

    /// <summary>Whether a hold stops it.</summary>
    public bool Contains(string hold) => IsAllBut != Names.Contains(hold, StringComparer.Ordinal);

    /// <summary>Reads the input, which has to be a constant: what stops a clock must not depend on the moment.</summary>
    public static (HoldNames Holds, string? Fault) Read(Expression input)
    {
        if (input is not Constant) return (None, $"'{input.Text}' is an expression. Name the holds: 'ALL', 'NONE', 'DISPUTE, COMPLAINT' or 'ALL EXCEPT SAFETY'.");
        var text = input.Text.Trim();
        if (text is "NONE" or "") return (None, null);
        if (text is "ALL") return (new HoldNames(true, []), null);
        var isAllBut = text.StartsWith(AllExcept, StringComparison.Ordinal);
        var names = (isAllBut ? text[AllExcept.Length..] : text).Split(',', StringSplitOptions.TrimEntries).ToImmutableArray();
        var wrong = names.Where(name => name.Length == 0 || name.Any(letter => letter is not (>= 'A' and <= 'Z') and not '_')).ToArray();
        return wrong.Length == 0
            ? (new HoldNames(isAllBut, names), null)
            : (None, $"'{wrong[0]}' in '{text}' is not the name of a hold. Write 'ALL', 'NONE', 'DISPUTE, COMPLAINT' or 'ALL EXCEPT SAFETY'.");
    }
}
