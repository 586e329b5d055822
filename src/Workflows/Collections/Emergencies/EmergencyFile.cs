using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Collections.Emergencies;

/// <summary>Whoever an emergency waits for, as the playbook had it when it began.</summary>
public sealed record EmergencyTier(string Key, int AckMinutes);

/// <summary>A step of an emergency's playbook.</summary>
public sealed record EmergencyStep(string Key, string? By = null, DateTimeOffset? DoneAt = null);

/// <summary>An emergency, or an exercise of one.</summary>
/// <param name="Id">Id of the event that began it.</param>
/// <param name="Kind">The playbook.</param>
/// <param name="Version">Version of the book; a later one changes nothing here.</param>
/// <param name="Since">When it began (UTC).</param>
/// <param name="Tiers">Who hears of it, in order.</param>
/// <param name="Steps">What is to be done.</param>
/// <param name="IsDrill">An exercise: the same clocks, and nothing is blocked.</param>
/// <param name="Tier">Whom it waits for, from 1.</param>
/// <param name="TierSince">Since when (UTC).</param>
/// <param name="AcknowledgedBy">Who has taken it up.</param>
/// <param name="AcknowledgedAt">When (UTC).</param>
/// <param name="ClosedAt">When it was over (UTC).</param>
public sealed record Emergency(
    string Id, string Kind, string Version, DateTimeOffset Since, ImmutableArray<EmergencyTier> Tiers, ImmutableArray<EmergencyStep> Steps, bool IsDrill, int Tier, DateTimeOffset TierSince,
    string? AcknowledgedBy = null, DateTimeOffset? AcknowledgedAt = null, DateTimeOffset? ClosedAt = null)
{
    /// <summary>The playbook of somebody who may harm himself.</summary>
    public const string SelfHarm = "SELF_HARM";

    /// <summary>When the next tier hears of it (UTC); null where it was taken up, is over or nobody is left.</summary>
    [JsonIgnore]
    public DateTimeOffset? EscalatesAt => AcknowledgedBy is null && ClosedAt is null && Tier < Tiers.Length ? TierSince.AddMinutes(Tiers[Tier - 1].AckMinutes) : null;

    /// <summary>When somebody has to have taken it up (UTC), whoever it waits for; null where somebody has, or it is over.</summary>
    [JsonIgnore]
    public DateTimeOffset? DueAt => AcknowledgedBy is null && ClosedAt is null && Tiers is { IsDefaultOrEmpty: false } ? TierSince.AddMinutes(Tiers[Math.Min(Tier, Tiers.Length) - 1].AckMinutes) : null;
}

/// <summary>Emergencies of a case and the playbooks that they run (S39). Nothing in here blocks anything: holds do.</summary>
/// <param name="All">Oldest first; of those that are over the last twenty.</param>
public sealed record EmergencyFile(ImmutableArray<Emergency>? All = null) : ICaseSection<EmergencyFile>
{
    private const int ClosedMax = 20;

    /// <summary>None.</summary>
    public static EmergencyFile None { get; } = new();

    /// <summary>When the house has to raise <see cref="EmergencyOverdue"/>.</summary>
    [JsonIgnore]
    public IEnumerable<Reminder> Reminders => from one in All ?? [] let at = one.EscalatesAt where at is not null select new Reminder(nameof(EmergencyOverdue), one.Id, at.GetValueOrDefault());

    /// <summary>Whether an emergency of a kind goes on, exercises aside.</summary>
    public bool Runs(string kind) => (All ?? []).Any(one => one.Kind == kind && !one.IsDrill && one.ClosedAt is null);

    /// <summary>Why a fact is not taken.</summary>
    public string? Fault(Fact fact, PlaybookBook? book) => fact switch
    {
        EmergencyDrillStarted drill when book?.Named(drill.Kind) is null => $"there is no playbook '{drill.Kind}'. Playbooks are: {string.Join(", ", book?.Playbooks.Select(one => one.Kind) ?? [])}",
        EmergencyAcknowledged taken => Fault(taken.Id, _ => null),
        EmergencyStepDone done => Fault(done.Id, one => one.Steps.Any(step => step.Key == done.Step) ? null : $"'{done.Step}' is no step of '{one.Kind}'. Its steps are: {string.Join(", ", one.Steps.Select(step => step.Key))}"),
        EmergencyClosed closed => Fault(closed.Id, one => one.Steps.Where(step => step.DoneAt is null).Select(step => step.Key).ToArray() is { Length: > 0 } left ? $"'{one.Id}' is not over: {string.Join(", ", left)} are not done" : null),
        _ => null,
    };

    /// <inheritdoc />
    public EmergencyFile Fold(Fact fact, FactMoment moment) => fact switch
    {
        EmergencyDrillStarted drill => Begun(moment.Books.Playbooks?.Named(drill.Kind), isDrill: true, moment),
        EmergencyAcknowledged taken => Each(taken.Id, one => one with { AcknowledgedBy = one.AcknowledgedBy ?? taken.By, AcknowledgedAt = one.AcknowledgedAt ?? moment.At }),
        EmergencyStepDone done => Each(done.Id, one => one with { Steps = [.. one.Steps.Select(step => step.Key == done.Step && step.DoneAt is null ? step with { By = done.By, DoneAt = moment.At } : step)] }),
        EmergencyClosed closed => Each(closed.Id, one => one with { ClosedAt = one.ClosedAt ?? moment.At }).Trimmed(),
        EmergencyOverdue overdue => Each(overdue.Key, one => one.EscalatesAt is { } at && at <= moment.At ? one with { Tier = one.Tier + 1, TierSince = at } : one),
        _ => Begun(moment.Books.Playbooks?.For(fact), isDrill: false, moment),
    };

    private string? Fault(string id, Func<Emergency, string?> judge) =>
        (All ?? []).FirstOrDefault(one => one.Id == id) is not { } found ? $"there is no emergency '{id}' in this case; its id is that of the event that began it" : judge(found);

    private EmergencyFile Begun(Playbook? book, bool isDrill, FactMoment moment) => book is null || (All ?? []).Any(one => one.Id == moment.EventId) ? this : new EmergencyFile(
    [
        .. All ?? [],
        new Emergency(
            moment.EventId, book.Kind, moment.Books.Playbooks!.Version, moment.At, [.. book.Tiers.Select(tier => new EmergencyTier(tier.Key, tier.AckMinutes))],
            [.. book.Steps.Select(step => new EmergencyStep(step.Key))], isDrill, 1, moment.At),
    ]);

    private EmergencyFile Trimmed()
    {
        var all = All ?? [];
        var over = all.Count(one => one.ClosedAt is not null) - ClosedMax;
        return over <= 0 ? this : new EmergencyFile([.. all.Where(one => one.ClosedAt is null || over-- <= 0)]);
    }

    private EmergencyFile Each(string id, Func<Emergency, Emergency> change) => All is null ? this : new EmergencyFile([.. All.Value.Select(one => one.Id == id ? change(one) : one)]);
}
