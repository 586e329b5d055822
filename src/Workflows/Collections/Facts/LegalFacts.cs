using System.Collections.Immutable;

namespace Doorstep.Workflows.Collections.Facts;

/// <summary>What may be a sign of deliberate evasion.</summary>
public enum EvasionSign
{
    /// <summary>Assets were moved away from creditors.</summary>
    AssetsMoved,

    /// <summary>There is proof that the customer could pay.</summary>
    AbleToPay,

    /// <summary>Income or assets were hidden.</summary>
    IncomeHidden,

    /// <summary>What was stated or handed in is false.</summary>
    FalseStatement,

    /// <summary>The loan was taken under a false name or for a false purpose.</summary>
    FalsePurpose,

    /// <summary>The customer is not reached. Never a sign, alone or with others (S40); it may be written down here all the same.</summary>
    NotReached,
}

/// <summary>Signs of deliberate evasion (T49). Two of different kinds at least, in this event or with those of earlier ones, make a suspicion that is looked into.</summary>
/// <param name="Kinds">The signs; one that is there twice is one.</param>
/// <param name="By">Who has seen them.</param>
/// <param name="Note">What was seen.</param>
[Reported("agent")]
[Example("""{"kinds":["ASSETS_MOVED","ABLE_TO_PAY"],"by":"reviewer_syn_1"}""")]
public sealed record EvasionSuspected(ImmutableArray<EvasionSign> Kinds, string By, string? Note = null) : Fact;

/// <summary>What an investigation found.</summary>
public enum EvasionDecision
{
    /// <summary>Nothing; the label is purged.</summary>
    Cleared,

    /// <summary>Deliberate evasion, found by two persons after the customer was heard.</summary>
    Substantiated,
}

/// <summary>The investigation has ended, for two different persons say so, in one event or each in an own one (T50).</summary>
[Reported("reviewer")]
public sealed record EvasionReviewed(EvasionDecision Decision, string? By = null, string? SecondBy = null, bool? CustomerHeard = null) : Fact;

/// <summary>What a legal review decides.</summary>
public enum LegalDecision
{
    /// <summary>Refer (T51, S41).</summary>
    Refer,

    /// <summary>Return with the gaps listed (T52).</summary>
    Return,
}

/// <summary>A decision on a legal referral; to refer takes two different persons, in one event or each in an own one (T51).</summary>
[Reported("reviewer")]
public sealed record LegalReviewed(LegalDecision Decision, string? By = null, string? SecondBy = null, string? Gaps = null) : Fact;

/// <summary>Stages of a procedure.</summary>
public enum CourtStage
{
    /// <summary>Counsel accepted the case.</summary>
    Accepted,

    /// <summary>A hearing.</summary>
    Hearing,

    /// <summary>A mediation with an agreement.</summary>
    Mediated,

    /// <summary>A judgment.</summary>
    Judgment,
}

/// <summary>News from counsel (T53, T54).</summary>
[Reported("counsel")]
public sealed record CourtMilestone(CourtStage Stage, DateOnly? Date = null, string? Ref = null) : Fact;

/// <summary>The limitation period starts again: a demand, an acknowledgement (Civil Code arts. 188, 195). One that is over begins anew by the debtor's acknowledgement alone (art. 192).</summary>
/// <param name="On">From which day.</param>
/// <param name="Ground">Why: <c>DEMAND</c>, <c>ACKNOWLEDGEMENT</c>.</param>
[Reported("bank")]
public sealed record LimitationRestarted(DateOnly On, string? Ground = null) : Fact;

/// <summary>How certain a death is.</summary>
public enum DeathEvidence
{
    /// <summary>Somebody says so: hold.</summary>
    Reported,

    /// <summary>There is a certificate: estate (T45).</summary>
    Certified,
}

/// <summary>The customer has died.</summary>
[Reported("registry")]
public sealed record CustomerDeceased(DeathEvidence Evidence, string? DocRef = null) : Fact;

/// <summary>It was somebody else. The hold for a death is the hardest there is, so two different persons say this, in one event or each in an own one.</summary>
[Reported("registry")]
public sealed record DeathReportWithdrawn(string By, string? SecondBy = null, string? DocRef = null) : Fact;

/// <summary>Who administers the estate (Civil Code art. 1145).</summary>
/// <param name="Representative">Who: a token or a name.</param>
/// <param name="DocRef">What proves it.</param>
/// <param name="Contact">Number or address at which that is; nothing goes to another one in the administrator's name (G3).</param>
[Reported("registry")]
public sealed record EstateRepresentativeNamed(string? Representative = null, string? DocRef = null, string? Contact = null) : Fact;

/// <summary>The customer cannot act alone (Civil Code arts. 21–24).</summary>
[Reported("court")]
public sealed record IncapacityNotified(string? DocRef = null) : Fact;

/// <summary>A guardian is verified.</summary>
/// <param name="Guardian">Who: a token or a name.</param>
/// <param name="DocRef">What proves it.</param>
/// <param name="Contact">Number or address at which that is; nothing goes to another one in the guardian's name (G3).</param>
[Reported("court")]
public sealed record GuardianVerified(string? Guardian = null, string? DocRef = null, string? Contact = null) : Fact;

/// <summary>A court opened insolvency (T46).</summary>
[Reported("court")]
public sealed record InsolvencyOpened(string? Number = null, DateOnly? Date = null) : Fact;

/// <summary>The insolvency ended.</summary>
[Reported("court")]
public sealed record InsolvencyClosed(string? Number = null, DateOnly? Date = null) : Fact;

/// <summary>A statutory breathing space began.</summary>
[Reported("scheme")]
public sealed record MoratoriumStarted(string? Number = null, DateOnly? Ends = null, bool? Crisis = null) : Fact;

/// <summary>It ended.</summary>
[Reported("scheme")]
public sealed record MoratoriumEnded(string? Number = null) : Fact;
