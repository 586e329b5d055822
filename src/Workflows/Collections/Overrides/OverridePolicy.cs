using System.Collections.Immutable;
using Doorstep.Workflows.Collections.Facts;

namespace Doorstep.Workflows.Collections.Overrides;

/// <summary>How the ground of an override is proved.</summary>
public enum ProofKind
{
    /// <summary>By evidence or a ticket that is named with it.</summary>
    Given,

    /// <summary>By the case's own record: it is faulted, or it waits for a supervisor.</summary>
    Case,
}

/// <summary>A reason that somebody may give.</summary>
/// <param name="Code">Its name: <c>CUSTOMER_REQUEST</c>.</param>
/// <param name="En">In English.</param>
/// <param name="Zh">In Chinese.</param>
/// <param name="Proof">How its ground is proved.</param>
/// <param name="Verbs">The verbs that it is a reason for; none: all.</param>
public sealed record OverrideReason(string Code, string En, string Zh, ProofKind Proof, ImmutableArray<string> Verbs)
{
    /// <summary>Whether it is a reason for a verb.</summary>
    public bool IsFor(OverrideVerb verb) => Verbs.IsEmpty || Verbs.Contains(verb.Name);
}

/// <summary>A rule of who decides. Of a verb's rules the first that fits counts; every condition that it names has to hold.</summary>
/// <param name="Verb">The verb.</param>
/// <param name="AmountFrom">What is owed, in minor units, from which it fits; null: any.</param>
/// <param name="DaysFrom">Days by which a deadline or a suspension goes on, from which it fits; null: any.</param>
/// <param name="States">States in which it fits, named as in domain.md b.2; none: any.</param>
/// <param name="Targets">States that it leads to, named as in domain.md b.2; none: any.</param>
/// <param name="IsHeld">It fits only where a hold is open.</param>
/// <param name="Approvers">Roles of which a second person has one; none: one person is enough.</param>
/// <param name="ExpiresHours">Hours for which it may be approved.</param>
/// <param name="En">Why, in English.</param>
/// <param name="Zh">Why, in Chinese.</param>
public sealed record ApprovalRule(
    string Verb, long? AmountFrom, int? DaysFrom, ImmutableArray<string> States, ImmutableArray<string> Targets, bool IsHeld, ImmutableArray<string> Approvers, int ExpiresHours, string En, string Zh);

/// <summary>How the same is done to many cases.</summary>
/// <param name="Verbs">The verbs that may be.</param>
/// <param name="AloneMax">So many cases one person may do, where no case takes a second one.</param>
/// <param name="CasesMax">At most so many cases.</param>
/// <param name="LookAfter">After so many it stops until somebody has looked.</param>
/// <param name="PerMinuteMax">At most so many a minute.</param>
/// <param name="FailedPercentMax">It stops by itself when more than this share was refused or failed.</param>
/// <param name="Approvers">Roles of which a second person has one.</param>
/// <param name="ExpiresHours">Hours for which it may be approved.</param>
public sealed record BulkRule(ImmutableArray<string> Verbs, int AloneMax, int CasesMax, int LookAfter, int PerMinuteMax, int FailedPercentMax, ImmutableArray<string> Approvers, int ExpiresHours);

/// <summary>What an override weighs.</summary>
/// <param name="Verb">What is done.</param>
/// <param name="Amount">What is owed, in minor units.</param>
/// <param name="Days">Days by which something goes on.</param>
/// <param name="Stages">The stages in which the case stands, as <see cref="Definitions.Liveness.StateMark"/> writes them.</param>
/// <param name="Targets">The stages to which it leads; none where it does not move the case.</param>
/// <param name="IsHeld">A hold is open.</param>
public sealed record OverrideRisk(OverrideVerb Verb, long Amount, int Days, ImmutableArray<string> Stages, ImmutableArray<string> Targets, bool IsHeld);

/// <summary>Who may do what to a case by hand: <c>workflow-definitions/registers/override-policy.json</c>. What nobody may do does not stand here but in <see cref="Never"/>.</summary>
/// <param name="Version">Which one, as journals name it.</param>
/// <param name="UndoMinutes">Minutes in which what does no harm may be undone.</param>
/// <param name="SuspendDaysMax">Days that a suspension lasts at most.</param>
/// <param name="ExtendDaysMax">Days by which a deadline that no policy pack bounds goes on at most.</param>
/// <param name="Reasons">The reasons.</param>
/// <param name="Rules">Who decides.</param>
/// <param name="Bulk">How the same is done to many cases; null: it is not.</param>
public sealed record OverridePolicy(string Version, int UndoMinutes, int SuspendDaysMax, int ExtendDaysMax, ImmutableArray<OverrideReason> Reasons, ImmutableArray<ApprovalRule> Rules, BulkRule? Bulk)
{
    /// <summary>Where no policy is loaded: a second person for everything but offering a faulted event again, and nothing in bulk.</summary>
    public static OverridePolicy Strictest { get; } = new(
        "none", 15, 30, 30,
        [new("STUCK_CASE", "The case is stuck", "案件停滞", ProofKind.Case, []), new("OTHER", "Another reason", "其他原因", ProofKind.Given, [])],
        [new("RETRY_STEP", null, null, [], [], false, [], 24, "Nothing is decided by it that was not decided before.", "仅重新提交原有事件。")], null);

    /// <summary>Days in which cases that went over to another version may go back, as long as nothing happens in them: longer than a slip lasts, since what is wrong with a version shows in use.</summary>
    private const int RepinUndoDays = 30;

    /// <summary>Minutes in which a verb may be undone where that does no harm.</summary>
    public int UndoMinutesOf(string verb) => verb == FactJson.Word(OverrideKind.Repin) ? RepinUndoDays * 24 * 60 : UndoMinutes;

    /// <summary>The reason with a code.</summary>
    public OverrideReason? Reason(string code) => Reasons.FirstOrDefault(reason => reason.Code == code);

    /// <summary>The rule that an override falls under. What no rule speaks of takes a second person.</summary>
    public ApprovalRule For(OverrideRisk risk) => Rules.FirstOrDefault(rule => Fits(rule, risk)) ?? Second(risk.Verb);

    /// <summary>The roles that may approve anything.</summary>
    internal static ImmutableArray<string> Approvers { get; } = ["SUPERVISOR", "COMPLIANCE"];

    private static ApprovalRule Second(OverrideVerb verb) => new(verb.Name, null, null, [], [], false, Approvers, 24, "No rule of the policy speaks of it, so a second person decides.", "政策未作规定，须由第二人批准。");

    private static bool Fits(ApprovalRule rule, OverrideRisk risk) => rule.Verb == risk.Verb.Name && !(risk.Amount < rule.AmountFrom) && !(risk.Days < rule.DaysFrom) && (!rule.IsHeld || risk.IsHeld)
        && (rule.States.IsEmpty || rule.States.Any(state => risk.Stages.Has(state)))
        && (rule.Targets.IsEmpty || rule.Targets.Any(state => risk.Targets.Has(state)));
}
