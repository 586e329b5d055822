using System.Collections.Immutable;
using Doorstep.Workflows.Deadlines.Calendars;
using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Activities;

/// <summary>Whose right a deadline keeps: what its designer says, else what the length says that it counts by.</summary>
internal static class RiskWords
{
    private static readonly ImmutableArray<DeadlineRisk> Risks = [.. Enum.GetValues<DeadlineRisk>()];

    /// <summary>By what a parameter's name begins with. Whatever is not here is the house's own pace.</summary>
    private static readonly ImmutableArray<(string Prefix, DeadlineRisk Risk)> ByParameter =
    [
        ("limitation", DeadlineRisk.Legal), ("complaint.", DeadlineRisk.Legal), ("creditReport.", DeadlineRisk.Legal), ("record.", DeadlineRisk.Legal), ("pia.", DeadlineRisk.Legal),
        ("clock.visitCheckInMinutes", DeadlineRisk.Legal),
        ("moratorium.", DeadlineRisk.Hold), ("dispute.", DeadlineRisk.Hold), ("adviser.", DeadlineRisk.Hold), ("disaster.", DeadlineRisk.Hold), ("vulnerable.", DeadlineRisk.Hold),
        ("hardship.", DeadlineRisk.Customer), ("coolingOff.", DeadlineRisk.Customer), ("notice.", DeadlineRisk.Customer), ("evasion.replyDays", DeadlineRisk.Customer), ("plan.", DeadlineRisk.Customer),
        ("promise.", DeadlineRisk.Customer), ("visit.", DeadlineRisk.Customer), ("clock.planOfferedDays", DeadlineRisk.Customer), ("clock.appointmentReplyDays", DeadlineRisk.Customer),
    ];

    /// <summary>The words of a definition, <c>LEGAL</c> first.</summary>
    public static ImmutableArray<string> Options { get; } = [.. Risks.Select(Word)];

    /// <summary>Reads the input, which has to be a constant: the order in which deadlines come must not depend on the moment.</summary>
    public static (DeadlineRisk Risk, string? Fault) Read(Expression said, Expression within, Expression parameter)
    {
        if (said is not Constant) return (DeadlineRisk.House, $"'{said.Text}' is an expression. Write one of: {string.Join(", ", Options)}; or leave it out.");
        var word = said.Text.Trim();
        if (word.Length == 0) return (Derived(within, parameter), null);
        return Options.IndexOf(word) is var at and >= 0 ? (Risks[at], null) : (DeadlineRisk.House, $"'{word}' is none of {string.Join(", ", Options)}{Nearest.Hint(word, Options)}");
    }

    private static DeadlineRisk Derived(Expression within, Expression parameter)
    {
        if (within is Constant { Text: { Length: > 0 } written } && DeadlineText.Read(written).Spec is { NeverStops: true }) return DeadlineRisk.Legal;
        var named = parameter is Constant { Text: { Length: > 0 } text } ? ParameterText.Read(text).Name : "";
        return ByParameter.Where(known => named.StartsWith(known.Prefix, StringComparison.Ordinal)).Select(known => known.Risk).DefaultIfEmpty(DeadlineRisk.House).First();
    }

    private static string Word(DeadlineRisk risk) => risk.ToString().ToUpperInvariant();
}
