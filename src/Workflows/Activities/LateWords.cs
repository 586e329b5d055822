using System.Collections.Immutable;
using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Activities;

/// <summary>What becomes of a deadline that fell due while nobody was at work.</summary>
internal static class LateWords
{
    /// <summary>It is applied as soon as its turn comes.</summary>
    public const string Apply = "APPLY";

    private const string Revalidate = "REVALIDATE";

    public static ImmutableArray<string> Options { get; } = [Apply, Revalidate];

    /// <summary>Reads the input. A day that the law sets is kept however late it is, so nothing may hold it back.</summary>
    public static (bool IsRevalidated, string? Fault) Read(Expression said, DeadlineRisk risk)
    {
        if (said is not Constant) return (false, $"'{said.Text}' is an expression. Write one of: {string.Join(", ", Options)}; or leave it out.");
        var word = said.Text.Trim();
        if (word is "" or Apply) return (false, null);
        if (word != Revalidate) return (false, $"'{word}' is none of {string.Join(", ", Options)}{Nearest.Hint(word, Options)}");
        return risk == DeadlineRisk.Legal
            ? (false, $"'{Revalidate}' may hold a deadline back, and this one keeps a day that the law sets. Leave it out, or say by 'risk' whose right it keeps.")
            : (true, null);
    }
}
