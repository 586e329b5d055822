using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage.DueTables;
using Microsoft.Extensions.Logging;

namespace Doorstep.Workflows.Deadlines.Auditing;

/// <summary>Derives from where each running case stands, and from its definition, which deadlines must be armed, holds the due-table against it, and has the case put right what is wrong.
/// A round is bounded, so a pass over many cases takes many rounds; which case comes next is written down, so that it goes on wherever it goes on.</summary>
public sealed partial class Auditor(DueTableStore store, AuditLog book, MachineCatalogue machines, IGrainFactory grains, TimeProvider clock, AuditOptions options, ILogger<Auditor> log)
{
    /// <summary>Only where a machine stands is looked at, so the case file is not given its shape.</summary>
    private static readonly JsonFactFolder Plain = new();

    /// <summary>Looks at the next cases; gives the number of cases in which something was wrong.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation = default)
    {
        var (known, now) = (await book.FindAsync(cancellation), clock.GetUtcNow());
        if (known is { Progress.Pass: { EndedAt: not null } last } && now - last.BeganAt < options.PassEvery && now >= last.BeganAt) return 0;
        var progress = Next(known?.Progress, now);
        var (found, seen) = (0, 0);
        while (progress.Pass.EndedAt is null && seen < options.CasesMax)
        {
            var page = await store.PageAsync(progress.After, options.BatchMax, cancellation);
            var (after, suspects) = await LookAsync(page, progress, cancellation);
            progress = await HealAsync(after, suspects, cancellation);
            (found, seen) = (found + suspects.Count, seen + page.Cases.Count);
            if (page.Cases.Count < options.BatchMax) progress = Ended(progress);
        }

        await book.SaveAsync(progress, (known?.Version ?? 0) + 1, cancellation);
        return found;
    }

    private static AuditProgress Next(AuditProgress? known, DateTimeOffset now) => known is { Pass.EndedAt: null } ? known
        : new AuditProgress(new AuditPass { Number = (known?.Pass.Number ?? 0) + 1, BeganAt = now }, known?.Last, "");

    private AuditProgress Ended(AuditProgress progress) => progress with { Pass = progress.Pass with { EndedAt = clock.GetUtcNow() }, Last = progress.Pass with { EndedAt = clock.GetUtcNow() }, After = "" };

    /// <summary>Holds the cases of a page against the due-table; gives the ids of those in which something is wrong, and why one cannot even be looked at.</summary>
    private async Task<(AuditProgress Progress, IReadOnlyList<(string CaseId, string? Broken)> Suspects)> LookAsync(DueTablePage page, AuditProgress progress, CancellationToken cancellation)
    {
        var (suspects, deadlines, now) = (new List<(string, string?)>(), 0L, clock.GetUtcNow());
        var rows = page.Rows.ToLookup(row => row.Deadline.CaseId, StringComparer.Ordinal);
        foreach (var one in page.Cases)
        {
            if (SnapshotCodec.TryRead(one.Snapshot, Plain) is not { } snapshot)
            {
                suspects.Add((one.Id, "Its snapshot is broken, so nobody knows what it waits for."));
                continue;
            }

            deadlines += snapshot.Deadlines.Count() + snapshot.Reminders.Length;
            if (DueTableCheck.Findings(snapshot, [.. rows[one.Id]], now).Any()) suspects.Add((one.Id, null));
            else if (await MachineFaultAsync(one, snapshot, cancellation) is { } fault) suspects.Add((one.Id, fault.Length == 0 ? null : fault));
        }

        var running = page.Cases.Select(one => one.Id).ToHashSet(StringComparer.Ordinal);
        suspects.AddRange(rows.Select(row => row.Key).Where(id => !running.Contains(id)).Select(id => (id, (string?)null)));
        var pass = progress.Pass with { Cases = progress.Pass.Cases + page.Cases.Count, Deadlines = progress.Pass.Deadlines + deadlines };
        return (progress with { Pass = pass, After = page.Cases.Count == 0 ? progress.After : page.Cases[^1].Id }, suspects);
    }

    /// <summary>Null where the definition asks for no deadline that the case lacks; empty where it does; else why nobody knows.</summary>
    private async Task<string?> MachineFaultAsync(WaitingCase one, Snapshot snapshot, CancellationToken cancellation)
    {
        try
        {
            return (await machines.FamilyAsync(one.DefinitionId, snapshot.Pins, cancellation)).Unarmed(snapshot).IsEmpty ? null : "";
        }
        catch (InvalidOperationException unknown)
        {
            return $"Its definition cannot be asked what it waits for: {unknown.Message}";
        }
    }

    private async Task<AuditProgress> HealAsync(AuditProgress progress, IReadOnlyList<(string CaseId, string? Broken)> suspects, CancellationToken cancellation)
    {
        var (healed, unhealed) = (progress.Pass.Healed, progress.Pass.Unhealed);
        await Parallel.ForEachAsync(suspects, new ParallelOptions { MaxDegreeOfParallelism = options.InFlightMax, CancellationToken = cancellation }, async (suspect, token) =>
        {
            if (await FindingAsync(suspect.CaseId, suspect.Broken) is not { } finding) return;
            FoundLogged(log, finding.CaseId, finding.IsHealed, finding.Text);
            var number = finding.IsHealed ? Interlocked.Increment(ref healed) : Interlocked.Increment(ref unhealed);
            if (number <= options.FindingsMax) await book.AddAsync(finding, token);
        });
        return progress with { Pass = progress.Pass with { Healed = healed, Unhealed = unhealed } };
    }

    /// <summary>Has a case put right what is wrong; null where nothing is wrong any more.</summary>
    private async Task<AuditFinding?> FindingAsync(string caseId, string? broken)
    {
        if (broken is not null) return new AuditFinding(caseId, clock.GetUtcNow(), false, broken);
        try
        {
            var answer = await grains.GetGrain<ICaseGrain>(caseId).Audit();
            return answer.Outcome switch
            {
                CaseOutcome.Ignored => null,
                CaseOutcome.NotFound => new AuditFinding(caseId, clock.GetUtcNow(), true, "There were rows in the due-table for a case that is not there."),
                CaseOutcome.Busy => new AuditFinding(caseId, clock.GetUtcNow(), false, answer.Reason),
                _ => new AuditFinding(caseId, clock.GetUtcNow(), true, answer.Reason),
            };
        }
#pragma warning disable CA1031 // One case that cannot be reached must not keep the others from being looked at; the next pass comes back to it.
        catch (Exception unreachable)
#pragma warning restore CA1031
        {
            return new AuditFinding(caseId, clock.GetUtcNow(), false, $"It could not be reached: {unreachable.GetType().Name}.");
        }
    }

    [LoggerMessage(LogLevel.Warning, "The auditor found something wrong with the deadlines of case {Case} (put right: {IsHealed}): {Text}")]
    private static partial void FoundLogged(ILogger log, string @case, bool isHealed, string text);
}
