namespace Doorstep.Workflows.Grains;

/// <summary>A case's answer to a deadline that fell due while nobody was at work.</summary>
/// <param name="Outcome">What became of it; ignored while it is held back.</param>
/// <param name="Until">Until when it is held back (UTC); null: it is not.</param>
/// <param name="Refusal">What the guards say against what it would do; null: they were not asked, or had nothing to say.</param>
[GenerateSerializer, Immutable, Alias("doorstep.overdue")]
public sealed record OverdueAnswer(CaseOutcome Outcome, DateTimeOffset? Until = null, string? Refusal = null);
