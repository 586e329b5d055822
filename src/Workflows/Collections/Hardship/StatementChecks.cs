using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Definitions;

namespace Doorstep.Workflows.Collections.Hardship;

/// <summary>What a statement of income and expenditure must keep to beside its shape: known categories, its totals, and the notes above the guideline (S54).</summary>
internal static class StatementChecks
{
    /// <summary>Everything that is wrong with it: path and message.</summary>
    public static IEnumerable<(string Path, string Message)> Faults(IncomeStatementSubmitted stated, ExpenditureGuideline guideline)
    {
        var statement = IncomeStatement.Of(stated);
        return [.. Lines(statement, guideline), .. Totals(statement, stated.Totals), .. Notes(statement, guideline)];
    }

    private static IEnumerable<(string Path, string Message)> Lines(IncomeStatement statement, ExpenditureGuideline guideline)
    {
        if (statement.Household < 1) yield return ("household", "is 0: the customer is one.");
        foreach (var (line, index) in statement.Income.Select((line, index) => (line, index)))
            if (line is { Kind: "OTHER", Note: null }) yield return ($"income[{index}].note", "is missing: what this income is.");
        foreach (var (line, index) in statement.Expenditure.Select((line, index) => (line, index)))
            if (!guideline.Categories.ContainsKey(line.Category)) yield return ($"expenditure[{index}].category", $"'{line.Category}' is not known{Nearest.Hint(line.Category, [.. guideline.Categories.Keys])}");
    }

    private static IEnumerable<(string Path, string Message)> Totals(IncomeStatement statement, StatementTotals totals)
    {
        if (totals.Income != statement.IncomeTotal) yield return Differs("income", totals.Income, statement.IncomeTotal);
        if (totals.Expenditure != statement.ExpenditureTotal) yield return Differs("expenditure", totals.Expenditure, statement.ExpenditureTotal);
        if ((totals.Commitments ?? 0) != statement.CommitmentsTotal) yield return Differs("commitments", totals.Commitments ?? 0, statement.CommitmentsTotal);
    }

    private static IEnumerable<(string Path, string Message)> Notes(IncomeStatement statement, ExpenditureGuideline guideline)
    {
        var lines = statement.Expenditure.Select((line, index) => (line, index)).Where(pair => guideline.Categories.ContainsKey(pair.line.Category));
        foreach (var group in lines.GroupBy(pair => pair.line.Category, StringComparer.Ordinal))
        {
            var (spent, allowed) = (group.Sum(pair => pair.line.Amount), guideline.Categories[group.Key].For(Math.Max(1, statement.Household)));
            if (spent > allowed && group.All(pair => pair.line.Note is null))
                yield return ($"expenditure[{group.Last().index}].note", $"is missing: {group.Key} is {spent}, and the guideline for a household of {statement.Household} is {allowed}. Say why in a sentence.");
        }
    }

    private static (string Path, string Message) Differs(string name, long stated, long summed) => ($"totals.{name}", $"{stated} is not the sum of the lines, which is {summed}.");
}
