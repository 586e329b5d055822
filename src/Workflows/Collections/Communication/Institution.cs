namespace Doorstep.Workflows.Collections.Communication;

/// <summary>Who speaks: what messages and scripts say of the bank. Where a text needs something that is not set here, the act is refused, not guessed.</summary>
public sealed record Institution
{
    /// <summary>Nothing is set: no words leave the house.</summary>
    public static Institution Unknown { get; } = new();

    /// <summary>Its name, for texts in Chinese, and in English where <see cref="NameEnglish"/> is not set.</summary>
    public string? Name { get; init; }

    /// <summary>Its name for texts in English.</summary>
    public string? NameEnglish { get; init; }

    /// <summary>The number to call back.</summary>
    public string? Phone { get; init; }

    /// <summary>Where everybody can check a code (S44).</summary>
    public string? VerifyPage { get; init; }

    /// <summary>Where the customer says how it was (S35).</summary>
    public string? FeedbackPage { get; init; }

    /// <summary>Who calls where no agent is in charge of the case; for texts in Chinese, and in English where <see cref="OfficerEnglish"/> is not set.</summary>
    public string? Officer { get; init; }

    /// <summary>The same for texts in English.</summary>
    public string? OfficerEnglish { get; init; }
}
