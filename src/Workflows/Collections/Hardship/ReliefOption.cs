using System.Collections.Immutable;

namespace Doorstep.Workflows.Collections.Hardship;

/// <summary>What a bank can do for somebody who cannot pay as agreed.</summary>
/// <param name="Code">Its word.</param>
/// <param name="Rank">From 1, the least relief.</param>
/// <param name="Name">Its name.</param>
/// <param name="NeedsSurplus">Whether it asks for regular payments, so that it makes no sense without a surplus (T33).</param>
public sealed record ReliefOption(string Code, int Rank, Bilingual Name, bool NeedsSurplus)
{
    /// <summary>Another day of the month, so that the due date comes after the money.</summary>
    public static ReliefOption DueDateChange { get; } = new("DUE_DATE_CHANGE", 1, new("Another due date", "调整还款日"), true);

    /// <summary>A few weeks more.</summary>
    public static ReliefOption ShortGrace { get; } = new("SHORT_GRACE", 2, new("A short grace period", "短期宽限"), true);

    /// <summary>No payment for one to three months.</summary>
    public static ReliefOption Deferral { get; } = new("DEFERRAL", 3, new("Payments put off for up to three months", "延期还款(最长三个月)"), false);

    /// <summary>What is owed in instalments that fit, within the months that the contract has left.</summary>
    public static ReliefOption ReducedInstalment { get; } = new("REDUCED_INSTALMENT", 4, new("Smaller instalments", "降低每期还款额"), true);

    /// <summary>More months, up to the pack's <c>plan.maxMonths</c> ([CARD] art. 70: five years).</summary>
    public static ReliefOption TermExtension { get; } = new("TERM_EXTENSION", 5, new("A longer term", "延长还款期限"), true);

    /// <summary>Interest, penalty and fees stop, or are given up.</summary>
    public static ReliefOption InterestWaiver { get; } = new("INTEREST_WAIVER", 6, new("Interest and fees reduced or stopped", "减免或停计利息费用"), false);

    /// <summary>A nominal amount, freely given, while there is no surplus.</summary>
    public static ReliefOption TokenPayment { get; } = new("TOKEN_PAYMENT", 7, new("A token payment", "象征性还款"), false);

    /// <summary>A part of what is owed settles the whole.</summary>
    public static ReliefOption Settlement { get; } = new("SETTLEMENT", 8, new("Settlement for a part", "折扣结清"), true);

    /// <summary>People look at whether to give up the debt; never by itself (b.1 rule 9, T60).</summary>
    public static ReliefOption WriteOffReview { get; } = new("WRITE_OFF_REVIEW", 9, new("Review for write-off", "核销审查"), false);

    /// <summary>All of them, from least to most relief (domain.md h).</summary>
    public static ImmutableArray<ReliefOption> Catalogue { get; } =
        [DueDateChange, ShortGrace, Deferral, ReducedInstalment, TermExtension, InterestWaiver, TokenPayment, Settlement, WriteOffReview];
}
