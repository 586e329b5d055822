using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Doorstep.Workflows.Collections.Facts;

namespace Doorstep.Workflows.Collections.Hardship;

/// <summary>Money that comes in every month. Minor units.</summary>
/// <param name="Kind">One of <see cref="IncomeStatement.IncomeKinds"/>.</param>
/// <param name="Amount">A month.</param>
/// <param name="Note">In the customer's words.</param>
public sealed record IncomeLine([OneOf(typeof(IncomeStatement), nameof(IncomeStatement.IncomeKinds))] string Kind, long Amount, string? Note = null);

/// <summary>Money that goes out every month for the household. Minor units.</summary>
/// <param name="Category">One of the guideline's.</param>
/// <param name="Amount">A month.</param>
/// <param name="Note">Why, where it is above the guideline (S54).</param>
public sealed record ExpenditureLine([LooksLike("[A-Z_]{1,40}", "FOOD")] string Category, long Amount, string? Note = null);

/// <summary>Another debt of the household. Minor units.</summary>
/// <param name="Creditor">Whose, as the customer names it.</param>
/// <param name="Kind">One of <see cref="IncomeStatement.CommitmentKinds"/>.</param>
/// <param name="Balance">What is owed in all.</param>
/// <param name="Monthly">What is due a month.</param>
public sealed record Commitment(string Creditor, [OneOf(typeof(IncomeStatement), nameof(IncomeStatement.CommitmentKinds))] string Kind, long Balance, long Monthly)
{
    /// <summary>Losing the home, the heating or one's freedom weighs more than a consumer debt: these are paid first. <c>CREDIT</c> shares what is left.</summary>
    [JsonIgnore]
    public bool IsPriority => Kind != "CREDIT";
}

/// <summary>
/// Income and expenditure of a household, as the customer states them (S54, domain.md h). Monthly, in minor units. It says how many people
/// live on it and nothing else about them: no age, no sex, nothing that happened at a visit (S60).
/// </summary>
/// <param name="AsOf">The day it was true.</param>
/// <param name="Household">People who live on it, the customer included; 1–20.</param>
/// <param name="Area">Whose living-cost floor counts; null for the common one.</param>
/// <param name="Income">What comes in.</param>
/// <param name="Expenditure">What goes out.</param>
/// <param name="Commitments">Other debts.</param>
/// <param name="Notes">What the customer wants to add.</param>
public sealed record IncomeStatement(
    DateOnly AsOf, int Household, string? Area, ImmutableArray<IncomeLine> Income, ImmutableArray<ExpenditureLine> Expenditure, ImmutableArray<Commitment> Commitments, string? Notes)
{
    /// <summary>Kinds of income. Relatives' money is none of them: nobody is asked to pay with it (domain.md h, Never).</summary>
    public static ImmutableArray<string> IncomeKinds { get; } = ["WAGES", "SELF_EMPLOYED", "PENSION", "BENEFITS", "RENT", "MAINTENANCE", "OTHER"];

    /// <summary>Kinds of other debts; all but <c>CREDIT</c> come first.</summary>
    public static ImmutableArray<string> CommitmentKinds { get; } = ["HOME_ARREARS", "UTILITY_ARREARS", "MAINTENANCE", "TAX", "COURT_ORDER", "CREDIT"];

    /// <summary>The most people in one household.</summary>
    public const int HouseholdMax = 20;

    /// <summary>All income.</summary>
    public long IncomeTotal => Income.Sum(line => line.Amount);

    /// <summary>All expenditure.</summary>
    public long ExpenditureTotal => Expenditure.Sum(line => line.Amount);

    /// <summary>What other debts take a month.</summary>
    public long CommitmentsTotal => Commitments.Sum(line => line.Monthly);

    /// <summary>Reads the data of <see cref="IncomeStatementSubmitted"/>. Null where anything is wrong, and then every fault is noted.</summary>
    public static IncomeStatement? Read(JsonElement data, ExpenditureGuideline guideline, ICollection<(string Path, string Message)> faults)
    {
        var before = faults.Count;
        foreach (var fault in FactCatalogue.Check(nameof(IncomeStatementSubmitted), data)) faults.Add(fault);
        if (faults.Count > before || Fact.Read(nameof(IncomeStatementSubmitted), data) is not IncomeStatementSubmitted stated) return null;
        foreach (var fault in StatementChecks.Faults(stated, guideline)) faults.Add(fault);
        return faults.Count > before ? null : Of(stated);
    }

    /// <summary>What a fact states, whether it is right or not; <see cref="StatementChecks"/> says whether it is.</summary>
    public static IncomeStatement Of(IncomeStatementSubmitted stated) =>
        new(stated.AsOf, stated.Household, stated.Area, stated.Income, stated.Expenditure, stated.Commitments ?? [], stated.Notes);
}
