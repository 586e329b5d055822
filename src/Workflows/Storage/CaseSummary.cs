using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Storage;

/// <summary>What a list shows of a case: everything but its snapshot and hashes.</summary>
/// <param name="Id">The case.</param>
/// <param name="Tenant">Whose case it is.</param>
/// <param name="BusinessKey">The outside's name for what the case is about.</param>
/// <param name="DefinitionId">The definition it runs.</param>
/// <param name="DefinitionVersion">Its pinned version.</param>
/// <param name="Status">Whether it still listens.</param>
/// <param name="State">State path.</param>
/// <param name="Name">Display name.</param>
/// <param name="IsFaulted">Whether its last step faulted.</param>
/// <param name="Sequence">Steps committed so far.</param>
/// <param name="CreatedAt">When it started (UTC).</param>
/// <param name="UpdatedAt">When it last changed (UTC).</param>
/// <param name="CompletedAt">When it closed (UTC).</param>
public sealed record CaseSummary(
    string Id,
    string Tenant,
    string BusinessKey,
    string DefinitionId,
    int DefinitionVersion,
    CaseStatus Status,
    string State,
    string? Name,
    bool IsFaulted,
    long Sequence,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? CompletedAt);
