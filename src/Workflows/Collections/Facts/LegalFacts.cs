namespace Doorstep.Workflows.Collections.Facts;

/// <summary>Signs of deliberate evasion (T49). Two independent ones at least; not being reached is none (S40).</summary>
[Reported("agent")]
public sealed record EvasionSuspected([AtMost(50)] int Indicators, System.Collections.Immutable.ImmutableArray<string>? Kinds = null, string? By = null) : Fact;

/// <summary>What an investigation found.</summary>
public enum EvasionDecision
{
    /// <summary>Nothing; the label is purged.</summary>
    Cleared,

    /// <summary>Deliberate evasion, found by two persons after the customer was heard.</summary>
    Substantiated,
}

/// <summary>The investigation has ended (T50).</summary>
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

/// <summary>Two persons have decided on a legal referral.</summary>
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

/// <summary>The limitation period starts again: a demand, an acknowledgement (Civil Code arts. 188, 195).</summary>
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

/// <summary>It was somebody else.</summary>
[Reported("registry")]
public sealed record DeathReportWithdrawn(string? DocRef = null) : Fact;

/// <summary>Who administers the estate (Civil Code art. 1145).</summary>
[Reported("registry")]
public sealed record EstateRepresentativeNamed(string? Representative = null, string? DocRef = null) : Fact;

/// <summary>The customer cannot act alone (Civil Code arts. 21–24).</summary>
[Reported("court")]
public sealed record IncapacityNotified(string? DocRef = null) : Fact;

/// <summary>A guardian is verified.</summary>
[Reported("court")]
public sealed record GuardianVerified(string? Guardian = null, string? DocRef = null) : Fact;

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
