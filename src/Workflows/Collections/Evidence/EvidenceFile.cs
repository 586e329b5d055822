using System.Collections.Immutable;

namespace Doorstep.Workflows.Collections.Evidence;

/// <summary>What a file of evidence is for, and what it has to hold: of every group one item (G13).</summary>
/// <param name="Name">Its word.</param>
/// <param name="Groups">Kinds of evidence; any one of a group is enough.</param>
public sealed record EvidencePurpose(string Name, ImmutableArray<ImmutableArray<string>> Groups)
{
    /// <summary>A visit was made: the report, and the sound that was recorded with notice (policy pack <c>visit.recording</c>).</summary>
    public static EvidencePurpose Visit { get; } = new("VISIT", [["VISIT_REPORT"], ["VISIT_RECORDING", "VISIT_VIDEO"]]);

    /// <summary>A plan was agreed: signed or recorded ([CARD] art. 70), and the customer could say in own words what it means (S56).</summary>
    public static EvidencePurpose PlanAcceptance { get; } = new("PLAN_ACCEPTANCE", [["PLAN_AGREEMENT", "ORAL_AGREEMENT_RECORDING"], ["COMPREHENSION_CHECK"]]);

    /// <summary>A case may go to court: the debt is proved, notices arrived, hardship and a plan were offered (S41, G12).</summary>
    public static EvidencePurpose LegalFile { get; } =
        new("LEGAL_FILE", [["CONTRACT"], ["STATEMENT"], ["NOTICE"], ["NOTICE_RECEIPT"], ["HARDSHIP_OFFER"], ["PLAN_OFFER"]]);
}

/// <summary>G13: a file of evidence is complete, every piece hashed and time-stamped.</summary>
public static class EvidenceFile
{
    /// <summary>Everything that keeps a file from being complete at that moment; nothing when it is. What is quarantined or dated later proves nothing.</summary>
    /// <param name="purpose">What the file is for.</param>
    /// <param name="items">Items as <see cref="EvidenceItem.Of"/> made them.</param>
    /// <param name="hasDwellingConsent">Whether the people of the home agreed to be filmed or recorded there.</param>
    /// <param name="now">The moment.</param>
    public static IReadOnlyList<string> Faults(EvidencePurpose purpose, IReadOnlyCollection<EvidenceItem> items, bool hasDwellingConsent, DateTimeOffset now)
    {
        var usable = items.Where(item => item.TakenAt <= now && item.Quarantine(hasDwellingConsent) is null).Select(item => item.Kind).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. items.Where(item => item.TakenAt > now).Select(item => $"G13: '{item.Kind}' is dated {Kernel.Instants.Text(item.TakenAt)}, which is still to come."),
            .. items.Select(item => item.Quarantine(hasDwellingConsent)).OfType<string>().Select(reason => $"G13: {reason}"),
            .. purpose.Groups.Where(group => !group.Any(usable.Contains)).Select(group => $"G13: {purpose.Name} lacks {string.Join(" or ", group)}."),
        ];
    }
}
