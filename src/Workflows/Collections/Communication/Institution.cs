using System.Collections.Immutable;

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

    /// <summary>The same with whatever is not set stood in for, and the settings that is: for invented cases, whose words reach nobody.</summary>
    internal (Institution Whole, ImmutableArray<string> StoodIn) ForTrying() =>
    (
        this with
        {
            Name = Name ?? "（机构名称未设置）", NameEnglish = NameEnglish ?? Name ?? "(no institution set)", Phone = Phone ?? "+00-0000-000-000", VerifyPage = VerifyPage ?? "verify.example.invalid",
            FeedbackPage = FeedbackPage ?? "feedback.example.invalid", Officer = Officer ?? "客服", OfficerEnglish = OfficerEnglish ?? Officer ?? "customer care",
        },
        [.. new[] { (nameof(Name), Name), (nameof(Phone), Phone), (nameof(VerifyPage), VerifyPage), (nameof(FeedbackPage), FeedbackPage), (nameof(Officer), Officer) }
            .Where(field => field.Item2 is null).Select(field => $"Doorstep:Institution:{field.Item1}")]
    );
}
