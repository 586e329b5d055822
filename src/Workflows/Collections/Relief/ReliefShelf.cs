using Doorstep.Workflows.Collections.Hardship;
using Doorstep.Workflows.Collections.Plans;

namespace Doorstep.Workflows.Collections.Relief;

/// <summary>The registers that relief is decided by.</summary>
/// <param name="Guideline">What a household may spend; null: nothing can be assessed.</param>
/// <param name="Matrix">Who may grant what; null: nobody may grant anything.</param>
public sealed record ReliefRegisters(ExpenditureGuideline? Guideline, AuthorityMatrix? Matrix)
{
    /// <summary>The guideline for a debt: amounts of another currency are not read as if they were its own.</summary>
    public ExpenditureGuideline? GuidelineFor(Debt debt) => Guideline?.In(debt.Currency);

    /// <summary>The matrix for a debt, in its own currency (G11).</summary>
    public AuthorityMatrix? MatrixFor(Debt debt) => Matrix?.In(debt.Currency);

    /// <summary>Nothing was loaded.</summary>
    public static ReliefRegisters None { get; } = new(null, null);
}

/// <summary>The registers as they were loaded last; whole sets replace each other.</summary>
public sealed class ReliefShelf
{
    private volatile ReliefRegisters _current = ReliefRegisters.None;

    /// <summary>Those in force.</summary>
    public ReliefRegisters Current => _current;

    /// <summary>Puts a set in place of the one before. What was decided before stays decided; decisions name the versions.</summary>
    public void Put(ReliefRegisters registers) => _current = registers;
}
