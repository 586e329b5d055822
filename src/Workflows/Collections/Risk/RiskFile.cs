using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Collections.Risk;

/// <summary>An alert of a risk model (S45).</summary>
/// <param name="Id">The model's id of it, or the event's.</param>
/// <param name="Pattern">What it saw.</param>
/// <param name="Model">Model and version.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="Since">When it came (UTC).</param>
/// <param name="Tier">Whom it waits for: 1 the department, 2 its head, 3 the risk committee (S46).</param>
/// <param name="AcknowledgedBy">Who has taken it up.</param>
/// <param name="IsCleared">It is settled.</param>
public sealed record RiskAlert(string Id, string? Pattern, string? Model, double? Confidence, DateTimeOffset Since, int Tier = 1, string? AcknowledgedBy = null, bool IsCleared = false)
{
    /// <summary>Hours a tier has to take an alert up before the next one hears of it.</summary>
    public const int AcknowledgeHours = 4;

    /// <summary>The last tier.</summary>
    public const int TierMax = 3;

    /// <summary>When the next tier hears of it (UTC); null where it was taken up, is settled or nobody is left.</summary>
    [JsonIgnore]
    public DateTimeOffset? EscalatesAt => AcknowledgedBy is null && !IsCleared && Tier < TierMax ? Since.AddHours(AcknowledgeHours * Tier) : null;
}

/// <summary>A request of an authority (S47, PIPL art. 38 ff.).</summary>
/// <param name="Id">Id of the event.</param>
/// <param name="Authority">Who asks.</param>
/// <param name="DocNumber">Number of the document.</param>
/// <param name="Basis">The law it rests on.</param>
/// <param name="Fields">What it asks for, and no more.</param>
public sealed record AuthorityRequest(string Id, string? Authority, string? DocNumber, string? Basis, ImmutableArray<string>? Fields)
{
    /// <summary>Whether data may leave: only with authority, document number and legal basis.</summary>
    [JsonIgnore]
    public bool IsComplete => Authority is not null && DocNumber is not null && Basis is not null;
}

/// <summary>Alerts and requests about a case. None of them changes what a person can afford or may ask for.</summary>
/// <param name="Score">The score the case came with.</param>
/// <param name="Model">Its model.</param>
/// <param name="ReasonCodes">Its reasons; a score without any is refused at the start (S13).</param>
/// <param name="Alerts">Alerts.</param>
/// <param name="Requests">Requests of authorities.</param>
public sealed record RiskFile(
    double? Score = null, string? Model = null, ImmutableArray<string>? ReasonCodes = null, ImmutableArray<RiskAlert>? Alerts = null, ImmutableArray<AuthorityRequest>? Requests = null) : ICaseSection<RiskFile>
{
    /// <summary>Nothing.</summary>
    public static RiskFile None { get; } = new();

    /// <summary>When the house has to raise <see cref="RiskAlertOverdue"/>.</summary>
    [JsonIgnore]
    public IEnumerable<Reminder> Reminders => from alert in Alerts ?? [] let at = alert.EscalatesAt where at is not null select new Reminder(nameof(RiskAlertOverdue), alert.Id, at.GetValueOrDefault());

    /// <inheritdoc />
    public RiskFile Fold(Fact fact, FactMoment moment) => fact switch
    {
        RiskAlertRaised raised => Raised(raised, moment),
        RiskAlertAcknowledged taken => Each(alert => alert.Id == taken.Id ? alert with { AcknowledgedBy = alert.AcknowledgedBy ?? taken.By } : alert),
        RiskAlertOverdue overdue => Each(alert => alert.Id == overdue.Key && alert.EscalatesAt <= moment.At ? alert with { Tier = alert.Tier + 1 } : alert),
        RiskAlertCleared cleared => Each(alert => cleared.Id is null || alert.Id == cleared.Id ? alert with { IsCleared = true } : alert),
        AuthorityRequestReceived asked => this with { Requests = [.. Requests ?? [], new AuthorityRequest(moment.EventId, asked.Authority, asked.DocNumber, asked.Basis, asked.Fields)] },
        _ => this,
    };

    /// <summary>The same alert again changes nothing, whatever id the event has.</summary>
    private RiskFile Raised(RiskAlertRaised raised, FactMoment moment)
    {
        var alert = new RiskAlert(raised.Id ?? moment.EventId, raised.Pattern, raised.Model, raised.Confidence, moment.At);
        return (Alerts ?? []).Any(known => known.Id == alert.Id) ? this : this with { Alerts = [.. Alerts ?? [], alert] };
    }

    private RiskFile Each(Func<RiskAlert, RiskAlert> change) => Alerts is null ? this : this with { Alerts = [.. Alerts.Value.Select(change)] };
}
