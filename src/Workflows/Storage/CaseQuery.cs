namespace Doorstep.Workflows.Storage;

/// <summary>Which cases to list. Newest first, keyset paging on (created, id); where they are looked for by the start of their key in the order of the keys, which is how one pages through them.
/// Key, person, hold, team, state and status are each found by an index; further filters are looked at on the way.</summary>
public sealed record CaseQuery
{
    /// <summary>Whose; null for all.</summary>
    public string? Tenant { get; init; }

    /// <summary>Only of these; empty: of all.</summary>
    public IReadOnlyList<string> Tenants { get; init; } = [];

    /// <summary>Only these; null: all.</summary>
    public IReadOnlyList<string>? Ids { get; init; }

    /// <summary>State path, or its first part.</summary>
    public string? State { get; init; }

    /// <summary><c>running</c> (faulted ones too), <c>completed</c> or <c>faulted</c>; null for all.</summary>
    public string? Status { get; init; }

    /// <summary>Start of a case id, a business key or a name, in either case of letters. No index helps: where few cases fit, all are looked at.</summary>
    public string? Text { get; init; }

    /// <summary>Start of the business key, in either case of letters.</summary>
    public string? Key { get; init; }

    /// <summary>Token of the person, as the case is marked with it.</summary>
    public string? Person { get; init; }

    /// <summary>A hold that is open, in capitals.</summary>
    public string? Hold { get; init; }

    /// <summary>The unit, agency or agent that works the case.</summary>
    public string? Team { get; init; }

    /// <summary>Started then or later (UTC).</summary>
    public DateTimeOffset? StartedFrom { get; init; }

    /// <summary>Started then or earlier (UTC).</summary>
    public DateTimeOffset? StartedUntil { get; init; }

    /// <summary>Last row of the page before.</summary>
    public (DateTimeOffset CreatedAt, string Id)? After { get; init; }

    /// <summary>Its business key; counts only together with <see cref="Key"/>.</summary>
    public string? AfterKey { get; init; }

    /// <summary>Rows per page.</summary>
    public int Limit { get; init; } = 50;
}
