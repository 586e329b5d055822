namespace Doorstep.Workflows.Collections.Hardship;

/// <summary>The sentences of an affordability assessment, line by line.</summary>
internal static class AffordabilityLines
{
    private static readonly Dictionary<string, Bilingual> Names = new(StringComparer.Ordinal)
    {
        ["WAGES"] = new("Wages", "工资收入"), ["SELF_EMPLOYED"] = new("Own business", "经营收入"), ["PENSION"] = new("Pension", "养老金"),
        ["BENEFITS"] = new("Benefits", "补助与救济"), ["RENT"] = new("Rent received", "租金收入"), ["MAINTENANCE"] = new("Maintenance", "抚养与扶养费"), ["OTHER"] = new("Other income", "其他收入"),
        ["HOME_ARREARS"] = new("Arrears of the home", "住房欠款"), ["UTILITY_ARREARS"] = new("Arrears of water, power, heating", "水电燃气欠费"),
        ["TAX"] = new("Tax", "税款"), ["COURT_ORDER"] = new("Court order", "法院判决款项"),
    };

    public static AffordabilityLine Income(IncomeLine line) =>
        new("INCOME", Names[line.Kind], line.Amount, new("Comes in every month, as stated.", "每月收入,按申报计入。"));

    /// <summary>What the household lives on: each category once, and the rest up to the living-cost floor.</summary>
    public static IEnumerable<AffordabilityLine> Living(IncomeStatement statement, ExpenditureGuideline guideline)
    {
        var lines = statement.Expenditure.GroupBy(line => line.Category, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => Expenditure(guideline.Categories[group.Key], group.Sum(line => line.Amount), statement.Household)).ToList();
        var (counted, floor) = (-lines.Sum(line => line.Amount), guideline.Floor(statement.Area, statement.Household));
        if (counted < floor)
            lines.Add(new("LIVING_FLOOR", new("Up to the living-cost floor", "补足基本生活费"), counted - floor, new(
                $"A household of {statement.Household} needs at least {Fen.Text(floor)} a month to live on; less was stated.", $"{statement.Household} 口之家每月基本生活费不低于 {Fen.Text(floor)} 元,申报支出低于该数,予以补足。")));
        return lines;
    }

    public static AffordabilityLine Commitment(Commitment commitment) =>
        new("COMMITMENT", Names[commitment.Kind], -commitment.Monthly, new($"Owed to {commitment.Creditor}; it is paid before this debt.", $"应付{commitment.Creditor},优先于本笔债务。"));

    public static AffordabilityLine Buffer(long left, ExpenditureGuideline guideline)
    {
        var buffer = Math.Min(guideline.BufferMax, (long)((Int128)left * guideline.BufferPercent / 100));
        return new("BUFFER", new("Buffer", "备用金"), -buffer, new(
            $"{guideline.BufferPercent} % of what is left, at most {Fen.Text(guideline.BufferMax)}, stays for what nobody can foresee.", $"余额的 {guideline.BufferPercent}%(最高 {Fen.Text(guideline.BufferMax)} 元)留作应急。"));
    }

    public static Bilingual Share(long surplus, long balance, long others, long capacity) => surplus <= 0
        ? new("Nothing is left to pay with, so no instalment is asked for.", "每月无结余,不要求分期还款。")
        : others == 0
            ? new("No other debt shares the surplus.", "结余无须与其他债务分摊。")
            : new(
                $"{Fen.Text(surplus)} is shared by balances: {Fen.Text(balance)} of {Fen.Text(balance + others)} is {Fen.Text(capacity)} a month.",
                $"结余 {Fen.Text(surplus)} 元按欠款余额比例分摊:{Fen.Text(balance)} / {Fen.Text(balance + others)},本笔每月 {Fen.Text(capacity)} 元。");

    private static AffordabilityLine Expenditure(CategoryGuideline category, long spent, int household)
    {
        var allowed = category.For(household);
        if (spent <= allowed) return new("EXPENDITURE", category.Name, -spent, new($"Within the guideline of {Fen.Text(allowed)}; not questioned.", $"在参考标准 {Fen.Text(allowed)} 元以内,不作质疑。"));
        return category.IsEssential
            ? new("EXPENDITURE", category.Name, -spent, new($"Essential; above the guideline of {Fen.Text(allowed)}, with a note that says why.", $"必要支出,高于参考标准 {Fen.Text(allowed)} 元,已附说明。"))
            : new("EXPENDITURE", category.Name, -allowed, new($"Not essential: {Fen.Text(spent)} was stated, and it counts up to the guideline.", $"非必要支出,申报 {Fen.Text(spent)} 元,按参考标准计入。"));
    }
}
