using System.Text.Json;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Overrides;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Overrides;

namespace Doorstep.Workflows.Commands.Overrides;

/// <summary>Undoing does no harm where nothing has happened since: the case is at the very step that the override was, or has only looked at its planned acts once more and let none of them out.</summary>
internal sealed class OverrideUndoing(OverrideRunner runner, ICaseStore cases)
{
    /// <summary>A case that planned more acts than that has done something.</summary>
    private const int LooksMax = 100;


    /// <summary>The step at which the case is if nothing has happened since; otherwise that of the override, at which it is no longer.</summary>
    private async Task<long> StepAsync(OverrideRecord row, CancellationToken cancellation)
    {
        var applied = row.AppliedSequence.GetValueOrDefault();
        var since = await cases.JournalAsync(row.CaseId, applied, LooksMax + 1, cancellation);
        return since.Count <= LooksMax && since.All(IsLook) ? applied + since.Count : applied;
    }

    private static bool IsLook(JournalRecord entry) => entry.EventType == nameof(ActDecided) && JsonElement.Parse(entry.EventData).TryGetProperty("allowed", out var allowed) && allowed.ValueKind == JsonValueKind.False;

    /// <summary>Undoes an override.</summary>
    /// <param name="row">The override.</param>
    /// <param name="by">Who does.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<Reply<CaseAnswer>> UndoAsync(OverrideRecord row, string by, string reason, CancellationToken cancellation)
    {
        var now = runner.Now;
        if (row.Status != OverrideStatus.Applied) return Refuse.Conflict<CaseAnswer>($"Override '{row.Id}' is {row.Status.ToString().ToLowerInvariant()}, so there is nothing to undo.");
        if (OverrideSight.Inverse(row) is not { } inverse) return Refuse.Impossible<CaseAnswer>(row.Verb == "ADD_HOLD"
            ? "A hold that protects a person by law, or that was open before, is not taken back: a fact about its ground ends it."
            : $"{row.Verb} is not undone: what it did may have reached somebody. Ask for another override instead.");
        if (!(OverrideSight.UndoUntil(row, runner.Policy) > now)) return Refuse.Impossible<CaseAnswer>($"It could be undone until {Instants.Text(OverrideSight.UndoUntil(row, runner.Policy).GetValueOrDefault())}. Ask for another override instead.");

        var message = OverrideRunner.Message(
            row.Id, VerbText.Parse(inverse), await StepAsync(row, cancellation), OverrideEnvelope.Undoing(row.Id, inverse, by, now, reason), by, null, reason,
            new OverrideRow(row.Version + 1, row.Verb, row.RequestedAt, row.ExpiresAt, row.BulkId, OverrideEnvelope.Ended(row.Json, "undone", by, now, reason), row.AppliedSequence, row.RequestedBy, row.Sequence)) with { IsUndo = true };
        var answer = await runner.ApplyAsync(row.CaseId, message, cancellation);
        if (answer.Outcome == OverrideOutcome.Moved) return await runner.MovedAsync<CaseAnswer>(row.CaseId, "Something has happened in the case since, so undoing it may do harm, and nothing was done.", cancellation);
        return answer.Outcome == OverrideOutcome.Applied ? new Reply<CaseAnswer>.Done(answer.Case) : await runner.RefuseAsync<CaseAnswer>(row.CaseId, answer, cancellation);
    }
}
