using System.Collections.Immutable;
using Doorstep.Workflows.Definitions;

namespace Doorstep.Workflows.Collections.Hardship;

/// <summary>Something that a statement says and that one document has to prove.</summary>
/// <param name="Proves">The kind of income.</param>
/// <param name="AnyOf">Types of document, any one of which is enough.</param>
public sealed record EvidenceNeed(string Proves, ImmutableArray<string> AnyOf);

/// <summary>A document that a customer hands in.</summary>
/// <param name="Type">One of <see cref="EvidenceChecklist.Types"/>.</param>
/// <param name="Issued">The day it was made out.</param>
public sealed record FinancialDocument(string Type, DateOnly Issued);

/// <summary>
/// The documents that an assessment needs, and no others (S53; PIPL art. 6: no more than the purpose needs). One document is enough for each kind of
/// income; a bank statement proves every kind. Nothing is asked for about health, family or the home: a note in the statement explains spending.
/// </summary>
/// <param name="Needs">What has to be proved; nothing where no income is stated.</param>
public sealed record EvidenceChecklist(ImmutableArray<EvidenceNeed> Needs)
{
    private static readonly ImmutableSortedDictionary<string, ImmutableArray<string>> Proofs = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal,
    [
        Proof("WAGES", "PAYSLIP"), Proof("SELF_EMPLOYED", "TAX_RETURN"), Proof("PENSION", "PENSION_NOTICE"), Proof("BENEFITS", "BENEFIT_NOTICE"),
        Proof("RENT", "TENANCY_AGREEMENT"), Proof("MAINTENANCE", "COURT_ORDER"), Proof("OTHER"),
    ]);

    /// <summary>Types of document, with the days for which each is good (defaults of the house).</summary>
    public static ImmutableSortedDictionary<string, int> Types { get; } = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal,
    [
        Days("PAYSLIP", 90), Days("BANK_STATEMENT", 90), Days("TAX_RETURN", 400), Days("PENSION_NOTICE", 400), Days("BENEFIT_NOTICE", 400),
        Days("TENANCY_AGREEMENT", 400), Days("COURT_ORDER", 1_830),
    ]);

    /// <summary>The types alone.</summary>
    public static ImmutableArray<string> TypeNames { get; } = [.. Types.Keys];

    /// <summary>The smallest list for a statement.</summary>
    public static EvidenceChecklist For(IncomeStatement statement) =>
        new([.. statement.Income.Where(line => line.Amount > 0).Select(line => line.Kind).Distinct(StringComparer.Ordinal).Select(kind => new EvidenceNeed(kind, Proofs[kind]))]);

    /// <summary>What nothing proves yet on that day.</summary>
    public IEnumerable<EvidenceNeed> Missing(IEnumerable<FinancialDocument> documents, DateOnly today)
    {
        var valid = documents.Where(document => IsValid(document, today)).Select(document => document.Type).ToHashSet(StringComparer.Ordinal);
        return Needs.Where(need => !need.AnyOf.Any(valid.Contains));
    }

    /// <summary>Why a document is not taken, or null. One that is not needed is refused, so that nobody collects more than the assessment needs.</summary>
    public string? Refusal(FinancialDocument document, IEnumerable<FinancialDocument> documents, DateOnly today)
    {
        var wanted = Needs.SelectMany(need => need.AnyOf).Distinct(StringComparer.Ordinal).ToArray();
        if (!wanted.Contains(document.Type))
            return $"'{document.Type}' is not needed for this assessment, so it is not kept{(wanted.Length == 0 ? ". No document is." : Nearest.Hint(document.Type, wanted))}";
        if (document.Issued > today) return $"'{document.Type}' is dated {Day(document.Issued)}, which is still to come.";
        if (!IsValid(document, today)) return $"'{document.Type}' of {Day(document.Issued)} is older than {Types[document.Type]} days. Send one from {Day(today.AddDays(-Types[document.Type]))} or later.";
        return Missing(documents, today).Any(need => need.AnyOf.Contains(document.Type)) ? null : $"'{document.Type}' is not needed any more: what it proves is proved already.";
    }

    /// <summary>Whether a document still proves something on that day.</summary>
    public static bool IsValid(FinancialDocument document, DateOnly today) =>
        Types.TryGetValue(document.Type, out var days) && document.Issued <= today && document.Issued.AddDays(days) >= today;

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static KeyValuePair<string, ImmutableArray<string>> Proof(string kind, params string[] types) => new(kind, [.. types, "BANK_STATEMENT"]);

    private static KeyValuePair<string, int> Days(string type, int days) => new(type, days);
}
