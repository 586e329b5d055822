namespace Doorstep.Workflows.Storage.Audit;

/// <summary>One line of the audit log: who did what with access, or was refused it. It names fields and never holds what they say.</summary>
public sealed record AuditRecord
{
    /// <summary>Its number; the log goes up by it.</summary>
    public long Id { get; init; }

    /// <summary>When (UTC).</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who: as the journal names it; for a sign-in that failed the name that was given.</summary>
    public required string Actor { get; init; }

    /// <summary>What: <c>case.reveal</c>, <c>sign-in</c>, <c>key.issue</c>.</summary>
    public required string Act { get; init; }

    /// <summary>Whether it was let.</summary>
    public required bool Allowed { get; init; }

    /// <summary>The case that it is about.</summary>
    public string? CaseId { get; init; }

    /// <summary>What it is about beside: a field, a key, a person.</summary>
    public string? Subject { get; init; }

    /// <summary>What for.</summary>
    public string? Purpose { get; init; }

    /// <summary>Why, in words; for a refusal why not.</summary>
    public string? Reason { get; init; }

    /// <summary>The address that it came from.</summary>
    public string? Origin { get; init; }
}

/// <summary>Which lines of the log.</summary>
public sealed record AuditQuery
{
    /// <summary>Only of this actor.</summary>
    public string? Actor { get; init; }

    /// <summary>Only acts whose name begins so.</summary>
    public string? Act { get; init; }

    /// <summary>Only about this case.</summary>
    public string? CaseId { get; init; }

    /// <summary>Only what was let, or only what was refused.</summary>
    public bool? Allowed { get; init; }

    /// <summary>Only lines before this number.</summary>
    public long? Before { get; init; }

    /// <summary>At most so many.</summary>
    public int Limit { get; init; } = 100;
}
