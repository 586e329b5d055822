using System.Collections.Immutable;

namespace Doorstep.Workflows.Grains;

/// <summary>Everything a case needs to start. JSON travels as text.</summary>
[GenerateSerializer, Immutable, Alias("doorstep.start")]
public sealed record StartMessage
{
    /// <summary>Whose case.</summary>
    [Id(0)] public required string Tenant { get; init; }

    /// <summary>What the case is about, in the tenant's own words; unique among running cases.</summary>
    [Id(1)] public required string BusinessKey { get; init; }

    /// <summary>The definition to run, in its published version.</summary>
    [Id(2)] public required string DefinitionId { get; init; }

    /// <summary>The version to insist on, or null for the published one.</summary>
    [Id(3)] public int? DefinitionVersion { get; init; }

    /// <summary>The start body.</summary>
    [Id(4)] public required string Body { get; init; }

    /// <summary>The case's input: a JSON object.</summary>
    [Id(5)] public required string Input { get; init; }

    /// <summary>SHA-256 of the body in canonical form.</summary>
    [Id(6)] public required byte[] BodyHash { get; init; }

    /// <summary>Who starts it.</summary>
    [Id(7)] public required string Actor { get; init; }

    /// <summary>One of a whole portfolio: nobody goes on with it at once, so it does not stay in memory.</summary>
    [Id(8)] public bool IsOfMany { get; init; }

    /// <summary>The trace that it belongs to (<c>traceparent</c>); null where nobody records one.</summary>
    [Id(9)] public string? Trace { get; init; }
}

/// <summary>An event on its way to a case.</summary>
[GenerateSerializer, Immutable, Alias("doorstep.event")]
public sealed record EventMessage
{
    /// <summary>The reporter's id of it, unique within the case.</summary>
    [Id(0)] public required string EventId { get; init; }

    /// <summary>Its type.</summary>
    [Id(1)] public required string Type { get; init; }

    /// <summary>When it happened (UTC).</summary>
    [Id(2)] public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>Its data: a JSON object.</summary>
    [Id(3)] public required string Data { get; init; }

    /// <summary>Who reports it.</summary>
    [Id(4)] public required string Actor { get; init; }

    /// <summary>The type belongs to the house's own catalogue, so every case may hear it; otherwise the case's definition must wait for it somewhere.</summary>
    [Id(5)] public bool IsCatalogued { get; init; }

    /// <summary>A case raises it, not somebody outside.</summary>
    [Id(6)] public bool IsOfHouse { get; init; }

    /// <summary>The role in which a person reports what that person does; null where a service reports for others.</summary>
    [Id(7)] public string? PersonRole { get; init; }

    /// <summary>The case whose definition says it; null where no definition does.</summary>
    [Id(8)] public string? FromCase { get; init; }

    /// <summary>The trace that it belongs to (<c>traceparent</c>); null where nobody records one.</summary>
    [Id(9)] public string? Trace { get; init; }
}

/// <summary>What a case made of what it was told.</summary>
public enum CaseOutcome
{
    /// <summary>A transition was taken, or a deadline kept waiting.</summary>
    Accepted,

    /// <summary>The fact is kept; no transition takes it here.</summary>
    Recorded,

    /// <summary>The fact is kept; the step faulted.</summary>
    Faulted,

    /// <summary>Stale; nothing changed.</summary>
    Ignored,

    /// <summary>There is no such case.</summary>
    NotFound,

    /// <summary>The event's id was used before for another event, or there is nothing to retry.</summary>
    Conflict,

    /// <summary>No definition of the case ever waits for such an event, and the house does not know it.</summary>
    UnknownEvent,

    /// <summary>Three attempts met other writers. Nothing was kept; try again.</summary>
    Busy,

    /// <summary>Its data does not fit the case file. Nothing was kept.</summary>
    Unfit,

    /// <summary>It is understood and breaks a rule of the house. Nothing was kept.</summary>
    Forbidden,
}

/// <summary>A case's answer.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Reason">For a person: what was decided and why.</param>
/// <param name="State">State path after it.</param>
/// <param name="Sequence">The step that it is in the journal.</param>
/// <param name="IsCompleted">Whether the case is closed after it.</param>
/// <param name="Faults">Everything that is wrong with an event that was not taken.</param>
[GenerateSerializer, Immutable, Alias("doorstep.answer")]
public sealed record CaseAnswer(CaseOutcome Outcome, string Reason, string State, long Sequence, bool IsCompleted, ImmutableArray<FactFault> Faults = default);

/// <summary>What became of a start.</summary>
public enum StartOutcome
{
    /// <summary>The case runs, now or since an earlier start with the same body.</summary>
    Started,

    /// <summary>The key was used before with another body.</summary>
    OtherBody,

    /// <summary>Another running case has the business key.</summary>
    BusinessKeyTaken,

    /// <summary>The definition is not there, not published or not whole.</summary>
    NoDefinition,

    /// <summary>The definition breaks on this input.</summary>
    Faulted,

    /// <summary>Three attempts met others. Nothing was kept; try again.</summary>
    Busy,
}

/// <summary>The answer to a start.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="CaseId">The case; for <see cref="StartOutcome.BusinessKeyTaken"/> the one that has the key.</param>
/// <param name="State">State path right after the start.</param>
/// <param name="Reason">For a person.</param>
[GenerateSerializer, Immutable, Alias("doorstep.started")]
public sealed record StartAnswer(StartOutcome Outcome, string CaseId, string State, string Reason);
