using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Rights;

namespace Doorstep.Workflows.Collections.People;

/// <summary>Who works the case.</summary>
/// <param name="Unit">The branch or team.</param>
/// <param name="Agency">The outside agency, if one works it.</param>
/// <param name="Agent">The agent in charge.</param>
/// <param name="AgencyNoticeOn">From which day on the customer counts as told of the agency (G16): the day that the bank names, or of our own notice the day on which it was delivered or is deemed served; nothing may be done by it before.</param>
/// <param name="AgencyNotice">The act that tells the customer of the agency; null: none of ours.</param>
/// <param name="Removed">Agents who may not work this case: those somebody complained about (S61) and those who were suspended.</param>
public sealed record Assignment(string? Unit = null, string? Agency = null, string? Agent = null, DateOnly? AgencyNoticeOn = null, ImmutableArray<string>? Removed = null, string? AgencyNotice = null) : ICaseSection<Assignment>
{
    /// <summary>Template of the message that tells the customer of an agency (G16).</summary>
    public const string NoticeTemplate = "AGENCY_NOTICE";

    /// <summary>Days after which our own notice is deemed served where nobody reports that it was delivered: the three of T57. A house default.</summary>
    public const int NoticeServedDays = 3;

    /// <summary>Nobody.</summary>
    public static Assignment None { get; } = new();

    /// <summary>What customers have called somebody whom they complain about and nobody has found out who that is; null: nobody.</summary>
    [JsonIgnore]
    public string? Unknown => Removed is { IsDefault: false } removed ? removed.FirstOrDefault(Accusations.IsWords) : null;

    /// <summary>The same once somebody has found out whom a complaint means.</summary>
    /// <param name="words">What the customer calls the person.</param>
    public Assignment Found(string words) => this with { Removed = [.. (Removed ?? []).Where(known => known != words)] };

    /// <summary>Whether an agent is off this case.</summary>
    public bool IsRemoved(string agent) => Removed is { IsDefault: false } removed && removed.Any(known => Accusations.Means(known, agent));

    /// <inheritdoc />
    public Assignment Fold(Fact fact, FactMoment moment) => fact switch
    {
        CaseAssigned assigned => this with { Unit = assigned.Unit, Agent = assigned.Agent is { } agent && IsRemoved(agent) ? null : assigned.Agent },
        // What is ordered has reached nobody yet.
        ActDecided { Allowed: true, Template: NoticeTemplate } sent when AgencyNoticeOn is null => this with { AgencyNoticeOn = moment.Day.AddDays(NoticeServedDays), AgencyNotice = sent.ActId },
        ContactAttempted { ActId: { } act } attempt when act == AgencyNotice => Reported(attempt.Result, moment.Day),
        AddressLost when AgencyNotice is not null => Reported(AttemptResult.Undelivered, moment.Day),
        AgencyChanged changed => this with { Agency = changed.Agency, AgencyNoticeOn = changed.NotifiedOn, AgencyNotice = null },
        AgentTakenOff off => Without(off.Agent),
        AgentSuspended { Agent: { } suspended } => Without(suspended),
        TrainingExpired { Agent: { } untrained } => Without(untrained),
        _ => this,
    };

    /// <summary>A notice that was delivered tells on that day; one that came back has told nobody.</summary>
    private Assignment Reported(AttemptResult result, DateOnly day) => result switch
    {
        AttemptResult.Delivered => this with { AgencyNoticeOn = AgencyNoticeOn < day ? AgencyNoticeOn : day },
        AttemptResult.Undelivered => this with { AgencyNoticeOn = null, AgencyNotice = null },
        _ => this,
    };

    /// <summary>The same once the customer complains about somebody, by the token or in words.</summary>
    /// <param name="agent">Whom.</param>
    public Assignment Without(string agent) => this with { Agent = Agent is { } assigned && Accusations.Means(agent, assigned) ? null : Agent, Removed = [.. (Removed ?? []).Where(known => !Person.IsSame(known, agent)), agent] };
}
