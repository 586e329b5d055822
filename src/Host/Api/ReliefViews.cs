using Doorstep.Workflows.Collections.Evidence;
using Doorstep.Workflows.Collections.Hardship;
using Doorstep.Workflows.Commands;

namespace Doorstep.Host.Api;

/// <summary>A sentence for the customer.</summary>
internal sealed record BilingualView(string Zh, string En)
{
    public static BilingualView Of(Bilingual text) => new(text.Chinese, text.English);
}

/// <summary>A line of an explanation. Amount in minor units; below zero goes out.</summary>
internal sealed record LineView(string Code, BilingualView Label, long Amount, BilingualView Reason);

/// <summary>What the customer can pay; empty, with <c>stated</c> false, before a statement came.</summary>
/// <param name="Stated">Whether there is a statement.</param>
/// <param name="AsOf">The day it was true.</param>
/// <param name="Lines">The explanation; adds up to the surplus.</param>
/// <param name="Surplus">What is left a month, in minor units.</param>
/// <param name="Capacity">This debt's share of it; no instalment may be more (G10).</param>
/// <param name="Share">How the share came about.</param>
/// <param name="Balance">The debt that was looked at.</param>
/// <param name="Guideline">Version of the guideline.</param>
internal sealed record AffordabilityView(
    bool Stated, DateOnly? AsOf, IReadOnlyList<LineView> Lines, long? Surplus, long? Capacity, BilingualView? Share, long? Balance, string? Guideline)
{
    public static AffordabilityView Of(CaseRelief relief) => relief.File.Relief is { Affordability: { } found } file
        ? new(true, file.Statement?.AsOf, [.. found.Lines.Select(Line)], found.Surplus, found.Capacity, BilingualView.Of(found.ShareReason), found.Balance, found.Guideline)
        : new(false, null, [], null, null, null, null, null);

    private static LineView Line(AffordabilityLine line) => new(line.Code, BilingualView.Of(line.Label), line.Amount, BilingualView.Of(line.Reason));
}

/// <summary>An option that fits.</summary>
/// <param name="Option">Its word.</param>
/// <param name="Rank">From 1, the least relief.</param>
/// <param name="Name">Its name.</param>
/// <param name="Months">Instalments; null where it has none.</param>
/// <param name="Instalment">Each, in minor units.</param>
/// <param name="Waived">What the bank gives up, in minor units.</param>
/// <param name="Reason">Why it fits.</param>
internal sealed record OptionView(string Option, int Rank, BilingualView Name, int? Months, long? Instalment, long Waived, BilingualView Reason);

/// <summary>The options that fit, from least to most relief; none before an assessment.</summary>
internal sealed record OptionsView(bool Assessed, int MonthsMax, IReadOnlyList<OptionView> Options)
{
    public static OptionsView Of(CaseRelief relief) => new(
        relief.File.Relief.Affordability is not null, relief.MonthsMax, [.. relief.File.Relief.Options(relief.File.Debt, relief.MonthsMax).Select(Option)]);

    private static OptionView Option(ReliefProposal fits) => new(
        fits.Option.Code, fits.Option.Rank, BilingualView.Of(fits.Option.Name), fits.Terms?.Months, fits.Terms?.Instalment, fits.Waived, BilingualView.Of(fits.Reason));
}

/// <summary>A document or another piece of evidence. <c>apart</c> says why it is kept apart and proves nothing.</summary>
internal sealed record EvidenceRow(string Kind, string? DocType, DateOnly? Issued, string Hash, DateTimeOffset TakenAt, string By, string Source, IReadOnlyList<string> Tags, bool Expired, string? Apart)
{
    public static EvidenceRow Of(EvidenceItem item, DateOnly today) => new(
        item.Kind, item.Document?.Type, item.Document?.Issued, item.Hash, item.TakenAt, item.By, item.Source, item.Tags,
        item.Document is { } document && !EvidenceChecklist.IsValid(document, today), item.Quarantine(hasDwellingConsent: false));
}

/// <summary>Something that has to be proved, and the documents any one of which is enough.</summary>
internal sealed record NeedView(string Proves, IReadOnlyList<string> AnyOf, bool Given);

/// <summary>The checklist: the smallest set of documents for what was stated, and what came.</summary>
internal sealed record EvidenceView(bool Stated, bool Complete, IReadOnlyList<NeedView> Needed, IReadOnlyList<EvidenceRow> Given)
{
    public static EvidenceView Of(CaseRelief relief)
    {
        var file = relief.File.Relief;
        var checklist = file.Statement is { } statement ? EvidenceChecklist.For(statement) : null;
        var missing = checklist?.Missing(file.Documents, relief.Today).ToArray() ?? [];
        return new(
            checklist is not null, checklist is not null && missing.Length == 0, [.. (checklist?.Needs ?? []).Select(need => new NeedView(need.Proves, need.AnyOf, !missing.Contains(need)))],
            [.. file.Evidence.Select(item => EvidenceRow.Of(item, relief.Today))]);
    }
}
