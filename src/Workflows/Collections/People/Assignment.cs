using System.Collections.Immutable;
using Doorstep.Workflows.Collections.Facts;

namespace Doorstep.Workflows.Collections.People;

/// <summary>Who works the case.</summary>
/// <param name="Unit">The branch or team.</param>
/// <param name="Agency">The outside agency, if one works it.</param>
/// <param name="Agent">The agent in charge.</param>
/// <param name="AgencyNoticeOn">When the customer was told of the agency (G16); nothing may be done by it before.</param>
/// <param name="Removed">Agents who may not work this case: those somebody complained about (S61) and those who were suspended.</param>
public sealed record Assignment(string? Unit = null, string? Agency = null, string? Agent = null, DateOnly? AgencyNoticeOn = null, ImmutableArray<string>? Removed = null) : ICaseSection<Assignment>
{
    /// <summary>Template of the message that tells the customer of an agency (G16).</summary>
    public const string NoticeTemplate = "AGENCY_NOTICE";

    /// <summary>Nobody.</summary>
    public static Assignment None { get; } = new();

    /// <summary>Whether an agent is off this case.</summary>
    public bool IsRemoved(string agent) => Removed is { IsDefault: false } removed && removed.Contains(agent);

    /// <inheritdoc />
    public Assignment Fold(Fact fact, FactMoment moment) => fact switch
    {
        CaseAssigned assigned => this with { Unit = assigned.Unit, Agent = assigned.Agent is { } agent && IsRemoved(agent) ? null : assigned.Agent },
        ActDecided { Allowed: true, Template: NoticeTemplate } => this with { AgencyNoticeOn = AgencyNoticeOn ?? moment.Day },
        AgencyChanged changed => this with { Agency = changed.Agency, AgencyNoticeOn = changed.NotifiedOn },
        ComplaintFiled { Accused: { } accused } => Without(accused),
        AgentSuspended { Agent: { } suspended } => Without(suspended),
        TrainingExpired { Agent: { } untrained } => Without(untrained),
        _ => this,
    };

    private Assignment Without(string agent) => this with { Agent = Agent == agent ? null : Agent, Removed = [.. (Removed ?? []).Where(known => known != agent), agent] };
}
