using System.Text.Json;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Risk;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Collections.Holds;

/// <summary>Interest, penalty and fees stand still under a moratorium (b.4). What the ledger says is taken all the same; where it raises them, the journal says that it may not and a person is called.</summary>
internal static class StandingCharges
{
    /// <summary>What the alert is called; it waits until somebody takes it up or the ledger puts it right.</summary>
    public const string Pattern = "MORATORIUM_CHARGES";

    /// <summary>The debt as the ledger says it, with the charges as they should have stood where it says more.</summary>
    /// <param name="file">The file before it.</param>
    /// <param name="debt">The debt after it.</param>
    /// <param name="at">When it happened (UTC).</param>
    public static Debt Kept(CaseFile file, Debt debt, DateTimeOffset at)
    {
        var before = file.Debt.Standing ?? Of(file.Debt);
        return debt with { Standing = Of(debt) > before && (IsStill(file, at) || Open(file) is not null) ? before : null };
    }

    /// <summary>The ledger's raise that waits for a person, whose sum nothing names until then (G4); null: none.</summary>
    public static RiskAlert? Open(CaseFile file) => Alerts(file).FirstOrDefault();

    /// <summary>Whether the ledger has raised charges and nobody was called yet: the call is a step of its own, a moment later.</summary>
    public static bool IsUnsaid(CaseFile file) => file.Debt.Standing is not null && (file.Risk.Alerts ?? []).All(alert => alert.Pattern != Pattern);

    /// <summary>What the house says to a balance.</summary>
    /// <param name="before">The file before it.</param>
    /// <param name="after">The file with it.</param>
    /// <param name="eventId">Id of its event.</param>
    public static IEnumerable<Effect> Objections(CaseFile before, CaseFile after, string eventId)
    {
        if (after.Debt.Standing is { } standing && Of(after.Debt) > Of(before.Debt) && Open(before) is null)
        {
            string[] why = [$"b.4: interest, penalty and fees stand still under a moratorium at {Fen.Text(standing)}; the ledger says {Fen.Text(Of(after.Debt))}."];
            yield return new Effect.RaiseEvent(nameof(RiskAlertRaised), JsonSerializer.SerializeToElement(new { id = $"{Pattern}:{eventId}", pattern = Pattern, model = "HOUSE", reasonCodes = why }), null);
        }

        if (after.Debt.Standing is not null) yield break;
        foreach (var alert in Alerts(before)) yield return new Effect.RaiseEvent(nameof(RiskAlertCleared), JsonSerializer.SerializeToElement(new { id = alert.Id, by = "HOUSE" }), null);
    }

    private static IEnumerable<RiskAlert> Alerts(CaseFile file) => (file.Risk.Alerts ?? []).Where(alert => alert is { Pattern: Pattern, AcknowledgedBy: null, IsCleared: false });

    /// <summary>From its beginning until somebody says that it has ended; that its days are over alone ends nothing.</summary>
    private static bool IsStill(CaseFile file, DateTimeOffset at) => file.Hold.Open.Any(open =>
        open.Hold == Hold.Moratorium && open.Since <= at && (open.ReviewSince is null || !(file.LatestAt.TryGetValue(nameof(MoratoriumEnded), out var ended) && ended >= open.Since && ended <= at)));

    private static long Of(Debt debt) => checked(debt.Interest + debt.Penalty + debt.Fees);
}
