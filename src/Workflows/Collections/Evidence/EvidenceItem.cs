using System.Collections.Immutable;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Hardship;
using Doorstep.Workflows.Definitions;

namespace Doorstep.Workflows.Collections.Evidence;

/// <summary>What is known about a piece of evidence; the thing itself lies with whoever took it (G13).</summary>
/// <param name="Kind">One of <see cref="Kinds"/>.</param>
/// <param name="Hash"><c>sha256:</c> and 64 digits in lower case.</param>
/// <param name="TakenAt">When it was made (UTC).</param>
/// <param name="By">Who made it.</param>
/// <param name="Source">One of <see cref="Sources"/>.</param>
/// <param name="Tags">Some of <see cref="KnownTags"/>; what was filmed or recorded says where.</param>
/// <param name="Document">What it is where it is about money.</param>
/// <param name="ConsentId">The consent of those who live where it was taken.</param>
public sealed record EvidenceItem(
    string Kind, string Hash, DateTimeOffset TakenAt, string By, string Source, ImmutableArray<string> Tags, FinancialDocument? Document = null, string? ConsentId = null)
{
    /// <summary>The kind of a document about money.</summary>
    public const string FinancialKind = "FINANCIAL_DOCUMENT";

    /// <summary>A hash that fits.</summary>
    public const string HashExample = "sha256:0000000000000000000000000000000000000000000000000000000000000000";

    /// <summary>Tag of what was taken inside a home.</summary>
    public const string InsideDwelling = "INSIDE_DWELLING";

    private static readonly string[] Media = ["VISIT_RECORDING", "VISIT_VIDEO", "PHOTO"];

    /// <summary>Tags that say where something was taken.</summary>
    public static ImmutableArray<string> Places { get; } = [InsideDwelling, "OUTSIDE_DWELLING", "BANK_PREMISES", "PUBLIC_PLACE", "AGREED_PLACE"];

    /// <summary>Every tag.</summary>
    public static ImmutableArray<string> KnownTags { get; } = [.. Places, "WITH_NOTICE"];

    /// <summary>Where evidence comes from.</summary>
    public static ImmutableArray<string> Sources { get; } = ["MOBILE", "PORTAL", "TELEPHONY", "BRANCH", "LEDGER", "COUNSEL", "POST"];

    /// <summary>What it can be.</summary>
    public static ImmutableArray<string> Kinds { get; } =
    [
        .. Media, "VISIT_REPORT", "CONTRACT", "STATEMENT", "NOTICE", "NOTICE_RECEIPT", "HARDSHIP_OFFER", "PLAN_OFFER", "PLAN_AGREEMENT", "ORAL_AGREEMENT_RECORDING",
        "COMPREHENSION_CHECK", FinancialKind,
    ];

    /// <summary>Whether it was filmed, recorded or photographed at a visit.</summary>
    public bool IsMedia => Media.Contains(Kind);

    /// <summary>The item of a fact; null where anything is wrong beside its shape, and then every fault is noted. Tags are read without regard to case, blanks and hyphens.</summary>
    /// <param name="came">The fact.</param>
    /// <param name="at">When it came in (UTC).</param>
    /// <param name="faults">Takes the faults.</param>
    public static EvidenceItem? Of(EvidenceUploaded came, DateTimeOffset at, ICollection<(string Path, string Message)> faults)
    {
        var before = faults.Count;
        var tags = (came.Tags ?? []).Select(Tag).Distinct(StringComparer.Ordinal).ToImmutableArray();
        foreach (var unknown in tags.Where(tag => !KnownTags.Contains(tag))) faults.Add(("tags", $"'{unknown}' is not known{Nearest.Hint(unknown, KnownTags)}"));
        if (came.Kind == FinancialKind && came.DocType is null) faults.Add(("docType", $"is missing: one of {string.Join(", ", EvidenceChecklist.TypeNames)}."));
        if (came.Kind == FinancialKind && came.Issued is null) faults.Add(("issued", "is missing: the day the document was made out."));
        if (came.Kind != FinancialKind && (came.DocType is not null || came.Issued is not null)) faults.Add(("docType", $"and issued belong to a '{FinancialKind}' only, and this is '{came.Kind}'."));
        return faults.Count > before ? null : new(
            came.Kind, came.Hash, came.TakenAt ?? at, came.By, came.Source, tags, came.DocType is { } type ? new FinancialDocument(type, came.Issued!.Value) : null, came.ConsentId);
    }

    /// <summary>
    /// Why it is kept apart, unseen and unused, or null (S20; Civil Code arts. 1032–1033): it was taken inside a home without consent, or it was taken
    /// at a visit and does not say where.
    /// </summary>
    /// <param name="hasDwellingConsent">Whether the people who live there had agreed when it was taken.</param>
    public string? Quarantine(bool hasDwellingConsent) =>
        !IsMedia ? null
        : Tags.Contains(InsideDwelling) && !hasDwellingConsent && ConsentId is null ? $"'{Kind}' was taken inside a home, and nobody there had agreed to it."
        : !Tags.Any(tag => Places.Contains(tag)) ? $"'{Kind}' does not say where it was taken. Tag it with one of {string.Join(", ", Places)}."
        : null;

    private static string Tag(string text) => text.Trim().Replace(' ', '_').Replace('-', '_').ToUpperInvariant();
}
