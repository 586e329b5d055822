using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Storage;

/// <summary>A page of cases.</summary>
/// <param name="Items">Its rows.</param>
/// <param name="Total">How many cases there are in all; counted up to a bound.</param>
public sealed record CasePage(IReadOnlyList<CaseSummary> Items, int Total);

/// <summary>Which cases a page shows; every filter is left out where it is null or empty.</summary>
public sealed record CasePageQuery
{
    /// <summary>Start of a case id, a business key or a name.</summary>
    public string? Text { get; init; }

    /// <summary>Only these.</summary>
    public IReadOnlyList<string> Ids { get; init; } = [];

    /// <summary>Only cases of these tenants.</summary>
    public IReadOnlyList<string> Tenants { get; init; } = [];

    /// <summary>Only cases of these definitions.</summary>
    public IReadOnlyList<string> DefinitionIds { get; init; } = [];

    /// <summary>Only cases that are pinned to this version of their definition.</summary>
    public int? Version { get; init; }

    /// <summary>Only cases in this state: its path, or its first part.</summary>
    public string? State { get; init; }

    /// <summary>Only the case that is about this.</summary>
    public string? BusinessKey { get; init; }

    /// <summary>Only cases that still listen, or only closed ones.</summary>
    public CaseStatus? Status { get; init; }

    /// <summary>Only cases whose last step faulted, or only the others.</summary>
    public bool? IsFaulted { get; init; }

    /// <summary>Bounds in time; all of them hold.</summary>
    public IReadOnlyList<TimeBound> Times { get; init; } = [];

    /// <summary>Sorted by.</summary>
    public CaseOrder OrderBy { get; init; }

    /// <summary>Last one first.</summary>
    public bool IsDescending { get; init; } = true;

    /// <summary>Rows before the page.</summary>
    public int Skip { get; init; }

    /// <summary>Rows of the page.</summary>
    public int Take { get; init; } = 25;
}

/// <summary>A bound in time, itself included.</summary>
/// <param name="Column">Which time.</param>
/// <param name="IsFrom">From then on; otherwise until then.</param>
/// <param name="At">When (UTC).</param>
public sealed record TimeBound(CaseTime Column, bool IsFrom, DateTimeOffset At);

/// <summary>Times of a case.</summary>
public enum CaseTime
{
    /// <summary>When it started.</summary>
    Created,

    /// <summary>When it last changed.</summary>
    Updated,

    /// <summary>When it closed.</summary>
    Completed,
}

/// <summary>What pages of cases are sorted by.</summary>
public enum CaseOrder
{
    /// <summary>When it started.</summary>
    Created,

    /// <summary>When it last changed.</summary>
    Updated,

    /// <summary>When it closed.</summary>
    Completed,

    /// <summary>Its display name.</summary>
    Name,
}
