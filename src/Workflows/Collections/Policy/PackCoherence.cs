using System.Collections.Immutable;
using Doorstep.Workflows.Definitions;

namespace Doorstep.Workflows.Collections.Policy;

/// <summary>What parameters must be to each other.</summary>
internal static class PackCoherence
{
    private const long MonthsPerYear = 12;

    /// <summary>Numbers that must not be greater than their partner.</summary>
    private static readonly (string Smaller, string Greater)[] Ordered =
    [
        ("complaint.days", "complaint.complexDays"), ("limitation.firstAlarmMonths", "limitation.secondAlarmMonths"),
        ("moratorium.midReviewFromDay", "moratorium.midReviewToDay"), ("clock.visitCheckInMinutes", "clock.visitMinutes"),
        ("remote.minChannels", "remote.minAttempts"), ("remote.minDays", "remote.minAttempts"),
    ];

    public static void Check(ImmutableSortedDictionary<string, PackParameter> parameters, List<DefinitionFault> faults)
    {
        foreach (var (smaller, greater) in Ordered)
            if (Number(smaller) is { } less && Number(greater) is { } more && less > more)
                faults.Add(new DefinitionFault("parameters", $"{smaller} is {less}, which is more than {greater}, {more}."));
        if (Number("limitation.secondAlarmMonths") is { } alarm && Number("limitation") is { } years && alarm >= MonthsPerYear * years)
            faults.Add(new DefinitionFault("parameters", $"limitation.secondAlarmMonths is {alarm}: the alarm must ring before the {MonthsPerYear * years} months of limitation are over."));
        if (Hours("contact.window") is { } contact && Hours("visit.window") is { } visit && !contact.Covers(visit))
            faults.Add(new DefinitionFault("parameters", $"visit.window {visit} is not within contact.window {contact}."));

        long? Number(string name) => (parameters.GetValueOrDefault(name)?.Value as PolicyValue.Number)?.Value;
        LocalWindow? Hours(string name) => (parameters.GetValueOrDefault(name)?.Value as PolicyValue.Hours)?.Value;
    }
}
