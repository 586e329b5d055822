using System.Text.Json;
using CsCheck;
using Doorstep.Workflows.Collections.Hardship;

namespace Doorstep.Workflows.Tests.Collections.Hardship;

/// <summary>Guidelines and statements for tests.</summary>
internal static class Statements
{
    public static ExpenditureGuideline Guideline { get; } = ReadShipped();

    /// <summary>Any statement that the reader could have made.</summary>
    public static Gen<IncomeStatement> Any { get; } = Gen.Select(
        Gen.Int[1, 8],
        Gen.Select(Gen.OneOfConst([.. IncomeStatement.IncomeKinds]), Gen.Long[0, 2_000_000], (kind, amount) => new IncomeLine(kind, amount, "n")).Array[0, 4],
        Gen.Select(Gen.OneOfConst([.. Guideline.Categories.Keys]), Gen.Long[0, 400_000], (category, amount) => new ExpenditureLine(category, amount, "n")).Array[0, 8],
        Gen.Select(Gen.OneOfConst([.. IncomeStatement.CommitmentKinds]), Gen.Long[0, 5_000_000], Gen.Long[0, 200_000], (kind, balance, monthly) => new Commitment("c", kind, balance, monthly)).Array[0, 4],
        (household, income, expenditure, commitments) => new IncomeStatement(new DateOnly(2031, 3, 1), household, null, [.. income], [.. expenditure], [.. commitments], null));

    /// <summary>Wages of 9,000.00 and a modest life.</summary>
    public static Dictionary<string, object?> Sample() => new()
    {
        ["asOf"] = "2031-03-01", ["household"] = 2,
        ["income"] = new object[] { new { kind = "WAGES", amount = 900_000 } },
        ["expenditure"] = new object[] { new { category = "HOUSING", amount = 200_000 }, new { category = "FOOD", amount = 150_000 } },
        ["commitments"] = new object[] { new { creditor = "synthetic-heat", kind = "UTILITY_ARREARS", balance = 50_000, monthly = 10_000 } },
        ["totals"] = new { income = 900_000, expenditure = 350_000, commitments = 10_000 },
    };

    public static IncomeStatement With(params (string Kind, long Amount)[] income) =>
        new(new DateOnly(2031, 3, 1), 1, null, [.. income.Select(line => new IncomeLine(line.Kind, line.Amount, null))], [], [], null);

    public static (IncomeStatement? Statement, List<(string Path, string Message)> Faults) Read(Dictionary<string, object?> data)
    {
        List<(string Path, string Message)> faults = [];
        return (IncomeStatement.Read(JsonSerializer.SerializeToElement(data), Guideline, faults), faults);
    }

    private static ExpenditureGuideline ReadShipped()
    {
        List<(string Path, string Message)> faults = [];
        return ExpenditureGuideline.Read(File.ReadAllText(Path.Combine("workflow-definitions", "registers", "expenditure-guideline.json")), faults) ?? throw new InvalidOperationException(string.Join("\n", faults));
    }
}
