namespace Doorstep.Workflows.Storage;

/// <summary>One version of a definition as stored.</summary>
public sealed record DefinitionRecord
{
    /// <summary>Id of this version.</summary>
    public required string Id { get; init; }

    /// <summary>The definition.</summary>
    public required string DefinitionId { get; init; }

    /// <summary>Its version, from 1.</summary>
    public required int Version { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Where it stands in its life.</summary>
    public required DefinitionStatus Status { get; init; }

    /// <summary>The definition as written, unknown members and all.</summary>
    public required string Json { get; init; }

    /// <summary>SHA-256 of its content, in hexadecimal; the same content is the same version.</summary>
    public required string ContentHash { get; init; }

    /// <summary>When this version was written last (UTC); only a draft is ever written again.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who wrote it last.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>When it was published (UTC).</summary>
    public DateTimeOffset? PublishedAt { get; init; }
}

/// <summary>Life of a definition's version.</summary>
public enum DefinitionStatus
{
    /// <summary>Being written; no case runs on it.</summary>
    Draft,

    /// <summary>New cases start on it. At most one per definition.</summary>
    Published,

    /// <summary>Replaced or taken back; cases that are pinned to it run on.</summary>
    Retired,
}

/// <summary>Versions of definitions.</summary>
public interface IDefinitionStore
{
    /// <summary>One version, or null.</summary>
    Task<DefinitionRecord?> FindAsync(string definitionId, int version, CancellationToken cancellation = default);

    /// <summary>The version with the highest number, or null.</summary>
    Task<DefinitionRecord?> LatestAsync(string definitionId, CancellationToken cancellation = default);

    /// <summary>Every published definition and its version, as of now.</summary>
    Task<IReadOnlyDictionary<string, int>> PublishedVersionsAsync(CancellationToken cancellation = default);

    /// <summary>The version new cases start on, or null.</summary>
    Task<DefinitionRecord?> PublishedAsync(string definitionId, CancellationToken cancellation = default);

    /// <summary>Every version of every definition, or of one; without their JSON where <paramref name="withJson"/> is false.</summary>
    Task<IReadOnlyList<DefinitionRecord>> ListAsync(string? definitionId, bool withJson, CancellationToken cancellation = default);

    /// <summary>Inserts a version, overwrites a draft, or takes the published version back (<see cref="DefinitionStatus.Retired"/>); publishing retires the version published before, in the same transaction.
    /// False when the stored version is no longer a draft (or, to take it back, no longer published) or its content is not <paramref name="expectedHash"/> (null: must not exist yet).</summary>
    Task<bool> SaveAsync(DefinitionRecord definition, string? expectedHash, CancellationToken cancellation = default);

    /// <summary>Removes a version that is not published. False when it is not there with this content any more, is published, or a case is pinned to it.</summary>
    Task<bool> DeleteAsync(DefinitionRecord definition, CancellationToken cancellation = default);
}
