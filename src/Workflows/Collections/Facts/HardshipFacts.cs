using System.Collections.Immutable;
using Doorstep.Workflows.Collections.Evidence;
using Doorstep.Workflows.Collections.Hardship;
using Doorstep.Workflows.Collections.Plans;

namespace Doorstep.Workflows.Collections.Facts;

/// <summary>The customer cannot pay as agreed (T6, S24). The house says so itself where it hears it: <c>source</c> is <c>HOUSE:</c> and the event.</summary>
[Reported("any")]
public sealed record HardshipDeclared(string? Reason = null, string? Source = null, string? ConsentId = null) : Fact;

/// <summary>A case has come to an assessment though nobody had declared hardship, for instance by a second broken promise (T13). It protects as a declaration does; a definition says it where an assessment begins.</summary>
[Reported("house")]
public sealed record AssessmentOpened(string? Reason = null) : Fact;

/// <summary>Circumstances that raise the risk of harm. The details stay with whoever may see them.</summary>
[Reported("any")]
public sealed record VulnerabilityDisclosed(string? Code = null, string? Source = null, string? ConsentId = null) : Fact;

/// <summary>Illness, bereavement or disaster in the house.</summary>
[Reported("any")]
public sealed record DistressReported(string? Kind = null, string? Source = null) : Fact;

/// <summary>A piece of evidence came in (G13); the thing itself lies with whoever took it. A document about money is only taken where the assessment needs it (S53).</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Hash"><c>sha256:</c> and 64 digits in lower case.</param>
/// <param name="By">Who made it or handed it in.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="TakenAt">When it was made; left out: when it came in.</param>
/// <param name="Tags">Where something was filmed or recorded, and whether it was announced.</param>
/// <param name="DocType">Of a <c>FINANCIAL_DOCUMENT</c>: which.</param>
/// <param name="Issued">Of a <c>FINANCIAL_DOCUMENT</c>: the day it was made out.</param>
/// <param name="ConsentId">The consent of those who live where it was taken (S20).</param>
[Reported("portal")]
[Example("""{"kind":"VISIT_RECORDING","hash":"sha256:0000000000000000000000000000000000000000000000000000000000000000","by":"agent_syn_1","source":"MOBILE","tags":["OUTSIDE_DWELLING","WITH_NOTICE"]}""")]
public sealed record EvidenceUploaded(
    [OneOf(typeof(EvidenceItem), nameof(EvidenceItem.Kinds))] string Kind, [LooksLike("sha256:[0-9a-f]{64}", EvidenceItem.HashExample)] string Hash, string By,
    [OneOf(typeof(EvidenceItem), nameof(EvidenceItem.Sources))] string Source, DateTimeOffset? TakenAt = null, ImmutableArray<string>? Tags = null,
    [OneOf(typeof(EvidenceChecklist), nameof(EvidenceChecklist.TypeNames))] string? DocType = null, DateOnly? Issued = null, string? ConsentId = null) : Fact;

/// <summary>The sums of a statement, so that a line that was lost is noticed. Minor units.</summary>
/// <param name="Income">Of all income.</param>
/// <param name="Expenditure">Of all expenditure.</param>
/// <param name="Commitments">Of what other debts take a month.</param>
public sealed record StatementTotals(long Income, long Expenditure, long? Commitments = null);

/// <summary>Income and spending of a month, line by line, in minor units (S54). The totals are computed again.</summary>
/// <param name="AsOf">The day it was true.</param>
/// <param name="Household">People who live on it, the customer included.</param>
/// <param name="Income">What comes in.</param>
/// <param name="Expenditure">What goes out; above the guideline with a note.</param>
/// <param name="Totals">The sums.</param>
/// <param name="Commitments">Other debts.</param>
/// <param name="Area">Whose living-cost floor counts; left out for the common one.</param>
/// <param name="Notes">What the customer wants to add.</param>
[Reported("portal")]
[Example("""
    {"asOf":"2026-11-01","household":1,"income":[{"kind":"WAGES","amount":450000}],"expenditure":[{"category":"HOUSING","amount":150000},{"category":"FOOD","amount":120000}],
     "totals":{"income":450000,"expenditure":270000}}
    """)]
public sealed record IncomeStatementSubmitted(
    DateOnly AsOf, [AtMost(IncomeStatement.HouseholdMax)] int Household, ImmutableArray<IncomeLine> Income, ImmutableArray<ExpenditureLine> Expenditure, StatementTotals Totals,
    ImmutableArray<Commitment>? Commitments = null, string? Area = null, string? Notes = null) : Fact;

/// <summary>What an assessment found.</summary>
public enum HardshipDecision
{
    /// <summary>An instalment is affordable (T31).</summary>
    Affordable,

    /// <summary>No surplus: relief, never a longer plan (T33).</summary>
    Relief,

    /// <summary>No hardship, in writing and open to appeal (T58).</summary>
    NoHardship,
}

/// <summary>A person has assessed the hardship. What can be paid is computed, never said here; where a surplus is said, it has to be that one (S55).</summary>
[Reported("reviewer")]
[Example("""{"decision":"RELIEF","by":"hardship_syn_1","reason":"Nothing is left this year."}""")]
public sealed record HardshipAssessed(HardshipDecision Decision, long? Surplus = null, string? By = null, string? Reason = null) : Fact;

/// <summary>
/// The bank makes an offer (T31, T33, T35). It stands at once where the matrix lets its maker grant it, and otherwise waits for a second person (G11, S18).
/// What it says is what a written plan has to say ([CARD] art. 70).
/// </summary>
/// <param name="By">Who makes it.</param>
/// <param name="Role">In which role of the authority matrix.</param>
/// <param name="Reason">Why these terms.</param>
/// <param name="Months">Instalments; for relief the months for which it holds.</param>
/// <param name="FirstDue">When the first is due; for relief the day on which people look again.</param>
/// <param name="Total">What is paid in all, in minor units; with what is waived it is the balance.</param>
/// <param name="Accrues">Whether interest or fees go on meanwhile.</param>
/// <param name="Liabilities">What happens if it is not kept, in plain words.</param>
/// <param name="Instalment">Each, the last may be less; left out: equal ones that add up.</param>
/// <param name="Waived">What the bank gives up.</param>
/// <param name="Relief">Relief without instalments; left out: a plan of instalments.</param>
/// <param name="NoNewCard">For a card: that no new one is taken while the plan runs.</param>
[Reported("case")]
[Example("""{"by":"hardship_syn_1","role":"AGENT","reason":"Payments are put off for three months.","months":3,"firstDue":"2031-05-01","total":1907380,"accrues":false,"liabilities":"If it is not kept, people look again.","relief":"DEFERRAL"}""")]
public sealed record PlanProposed(
    string By, string Role, string Reason, [AtMost(600)] int Months, DateOnly FirstDue, [Money] long Total, bool Accrues, string Liabilities, long? Instalment = null, long? Waived = null,
    [OneOf(typeof(PlanTerms), nameof(PlanTerms.Reliefs))] string? Relief = null, bool? NoNewCard = null) : Fact;

/// <summary>The customer accepts the version of the offer that stands, in writing or in a recorded call (T34), and says what was accepted (S8).</summary>
[Reported("customer")]
public sealed record PlanAccepted(
    [AtMost(1000)] int Version, [AtMost(600)] int Months, long Instalment, DateOnly FirstDue, [Money] long Total, [OneOf(typeof(Negotiation), nameof(Negotiation.Consents))] string Consent,
    long? Waived = null, bool? Accrues = null, [OneOf(typeof(PlanTerms), nameof(PlanTerms.Reliefs))] string? Relief = null) : Fact;

/// <summary>The customer declines. Never a penalty.</summary>
[Reported("customer")]
public sealed record PlanRejected([AtMost(1000)] int? Version = null, string? Reason = null) : Fact;

/// <summary>The customer proposes something else (T35): the next version, which the bank answers with an offer. What is left out follows from the balance.</summary>
/// <param name="Instalment">What the customer can pay a month, in minor units.</param>
/// <param name="Months">Instalments.</param>
/// <param name="FirstDue">When the first is due.</param>
/// <param name="Waived">What the customer asks the bank to give up.</param>
/// <param name="Note">Why, in the customer's words.</param>
[Reported("customer")]
[Example("""{"instalment":160000,"months":12,"firstDue":"2031-05-01"}""")]
public sealed record PlanCountered([Money] long Instalment, [AtMost(600)] int? Months = null, DateOnly? FirstDue = null, long? Waived = null, string? Note = null) : Fact;

/// <summary>An instalment and its grace passed unpaid.</summary>
[Reported("ledger")]
public sealed record InstalmentMissed(DateOnly? Due = null, long? Amount = null) : Fact;

/// <summary>What a review of a plan decided.</summary>
public enum PlanDecision
{
    /// <summary>Caught up (T39).</summary>
    CaughtUp,

    /// <summary>The circumstances changed.</summary>
    Hardship,

    /// <summary>The plan ends, in writing and open to objection (T40).</summary>
    Ended,
}

/// <summary>A person has reviewed the plan. To end one takes somebody who could have granted it, or the agreement of such a person (T40, G11).</summary>
[Reported("reviewer")]
public sealed record PlanReviewed(PlanDecision Decision, string? By = null, string? Reason = null, string? SecondBy = null) : Fact;

/// <summary>A second person has decided on what somebody wanted to grant above the own limit (G11, S18). Nobody decides on what the same person asked for.</summary>
/// <param name="Request">The number of the approval task within the case.</param>
/// <param name="Decision">Yes or no.</param>
/// <param name="By">Who decides.</param>
/// <param name="Role">In which role of the authority matrix.</param>
/// <param name="Reason">Why.</param>
[Reported("reviewer")]
[Example("""{"request":1,"decision":"APPROVED","by":"manager_syn_1","role":"SUPERVISOR","reason":"The terms are affordable."}""")]
public sealed record ConcessionReviewed([AtMost(1000)] int Request, Approval Decision, string By, string Role, string? Reason = null) : Fact;

/// <summary>Somebody asks for a write-off; two more people have to agree (T60, G11). It is never a step against the customer.</summary>
[Reported("case")]
[Example("""{"by":"finance_syn_1","role":"SUPERVISOR","reason":"Nothing is to be expected any more."}""")]
public sealed record WriteOffProposed(string By, string Role, string Reason) : Fact;
