using System.Text.Json;
using Doorstep.Workflows.Storage.Dispatches;
using Doorstep.Workflows.Storage.Registers;
using Doorstep.Workflows.Watching;
using Microsoft.Extensions.Logging;

namespace Doorstep.Workflows.Deadlines.Restores;

/// <summary>Notices that the database is an older one than this house has sent from, and lets nothing leave and no deadline fire until a person has compared.</summary>
public sealed partial class RestoreWatch(RegisterStore registers, DispatchLedger ledger, RestoreCheck check, SentBook sent, DispatchOptions options, TimeProvider clock, ILogger<RestoreWatch> log) : IDisposable
{
    private const string Kind = "STANDING";
    private const string Key = "house";
    private const string House = "restore";
    private const int AttemptsMax = 20;

    /// <summary>How old the answer may be for whoever does not send anything.</summary>
    private static readonly TimeSpan AnswerAgeMax = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _turn = new(1);
    private volatile Seen? _seen;

    /// <summary>The database as it is; it is opened by whoever asks first. Where no ledger is kept, it serves.</summary>
    public async Task<HouseStanding> StandingAsync(CancellationToken cancellation = default) => ledger.IsKept ? (await LookAsync(cancellation)).Standing : HouseStanding.New();

    /// <summary>Whether nothing may leave and no deadline may fire.</summary>
    public async ValueTask<bool> IsHeldAsync(CancellationToken cancellation = default)
    {
        if (!ledger.IsKept) return false;
        var now = clock.GetUtcNow();
        var seen = _seen is { } known && now >= known.ReadAt && now - known.ReadAt < AnswerAgeMax ? known : await LookAsync(cancellation);
        return seen.Standing.Open is not null;
    }

    /// <summary>The generation that messages may leave in now; null: none may. The database is asked, so that one that was exchanged under a running house is noticed.</summary>
    public async Task<string?> GenerationAsync(CancellationToken cancellation = default) => (await LookAsync(cancellation)).Standing is { Open: null } standing ? standing.Generation : null;

    /// <summary>Lets the mark of the database go on, and writes it down beside it.</summary>
    public async Task MarkAsync(CancellationToken cancellation = default)
    {
        if (!ledger.IsKept) return;
        var seen = await LookAsync(cancellation);
        if (clock.GetUtcNow() - seen.ChangedAt >= options.MarkEvery)
        {
            await SaveAsync(seen.Standing, seen.Version, cancellation);
            seen = await LookAsync(cancellation);
        }

        Write(seen);
        Watch.Reconciling.Record(seen.Standing.Open is null ? 0 : 1);
    }

    /// <summary>A person has compared: the house serves again. False where it did already.</summary>
    public async Task<bool> ReleaseAsync(string by, string reason, CancellationToken cancellation = default)
    {
        for (var attempt = 1; attempt <= AttemptsMax; attempt++)
        {
            var seen = await LookAsync(cancellation);
            if (seen.Standing.Open is not { } open) return false;
            var past = new Reconciled(open.Since, clock.GetUtcNow(), by, reason);
            if (!await SaveAsync(seen.Standing with { Open = null, Past = [past, .. seen.Standing.Past.Take(19)] }, seen.Version, cancellation)) continue;
            Write(await LookAsync(cancellation));
            return true;
        }

        throw new InvalidOperationException($"Others changed the standing of the house {AttemptsMax} times meanwhile.");
    }

    /// <inheritdoc />
    public void Dispose() => _turn.Dispose();

    private async Task<Seen> LookAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            var found = await FindAsync(cancellation);
            var isSame = _seen is { } known && found is not null && found.Standing.Generation == known.Standing.Generation && found.Version >= known.Version;
            if (!isSame) found = await OpenAsync(found, cancellation);
            if (found!.Standing.Books != _seen?.Standing.Books) await sent.ReadAsync(cancellation);
            return _seen = found;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The first look, or the database is not the one that was seen before.</summary>
    private async Task<Seen> OpenAsync(Seen? found, CancellationToken cancellation)
    {
        for (var attempt = 1; attempt <= AttemptsMax; attempt++, found = await FindAsync(cancellation))
        {
            var mark = _seen is { } seen ? new DispatchMark(seen.Standing.Generation, seen.Version, seen.ReadAt) : ledger.ReadMark();
            var next = await JudgeAsync(found, mark, cancellation);
            if (next == found?.Standing || await SaveAsync(next, found?.Version ?? 0, cancellation))
            {
                var opened = (await FindAsync(cancellation))!;
                if (next.Open is { } open && found?.Standing.Open is null) HeldLogged(log, open.Why);
                Write(opened);
                return opened;
            }
        }

        throw new InvalidOperationException($"Others changed the standing of the house {AttemptsMax} times meanwhile.");
    }

    /// <summary>What the house is to stand as, by what is in the database and what was written down beside it.</summary>
    private async Task<HouseStanding> JudgeAsync(Seen? found, DispatchMark? mark, CancellationToken cancellation)
    {
        var standing = found?.Standing ?? HouseStanding.New();
        if (await IsOlderAsync(found, mark, cancellation))
        {
            var added = await check.CompareAsync(cancellation);
            return Opened((found is null ? standing : standing.Again()) with { Books = standing.Books + 1 }, found, mark, $"The database is older than what was sent from it: {Told(added)}");
        }

        if (mark is not null && found is not null && mark.Generation != standing.Generation && await check.CompareAsync(cancellation) is > 0 and var more)
            standing = Opened(standing with { Books = standing.Books + 1 }, found, mark, $"The database was restored, and this machine has sent what others did not know of: {Told(more)}");
        if (options.Asked is not { } word || standing.Asked.Contains(word)) return standing;
        var suspects = await check.CompareAsync(cancellation) + await check.SuspectAsync(cancellation);
        return Opened(standing.Again() with { Books = standing.Books + 1, Asked = standing.Asked.Add(word) }, found, mark, $"An operator asked for it ('{word}'): {Told(suspects)}");
    }

    private async Task<bool> IsOlderAsync(Seen? found, DispatchMark? mark, CancellationToken cancellation) => (found, mark) switch
    {
        (null, _) => mark is not null,
        // A mark that was lost leaves the lines of the ledger.
        (_, null) => await check.IsBehindAsync(found.Standing.Generation, cancellation),
        _ when !found.Standing.Generations.Contains(mark.Generation) => true,
        _ when found.Standing.Generation != mark.Generation => false,
        _ => found.Version < mark.Version || await check.IsBehindAsync(mark.Generation, cancellation),
    };

    private HouseStanding Opened(HouseStanding standing, Seen? found, DispatchMark? mark, string why) =>
        standing with { Open = new Reconciling(standing.Open?.Since ?? clock.GetUtcNow(), why, standing.Open?.DatabaseAsOf ?? found?.ChangedAt, mark?.At) };

    private static string Told(int messages) => $"{messages} messages are to be looked at. Nothing leaves and no deadline fires until somebody has: GET /api/v1/reconcile.";

    private void Write(Seen seen) => ledger.WriteMark(new DispatchMark(seen.Standing.Generation, seen.Version, clock.GetUtcNow()));

    private async Task<Seen?> FindAsync(CancellationToken cancellation) => await registers.FindAsync(Kind, Key, cancellation) is { } row
        ? new Seen(JsonSerializer.Deserialize(row.Json, RestoreJson.Default.HouseStanding)!, row.Version, row.ChangedAt, clock.GetUtcNow()) : null;

    private Task<bool> SaveAsync(HouseStanding standing, long version, CancellationToken cancellation) =>
        registers.SaveAsync(new RegisterRecord(Kind, Key, version + 1, JsonSerializer.Serialize(standing, RestoreJson.Default.HouseStanding), clock.GetUtcNow(), House), cancellation);

    private sealed record Seen(HouseStanding Standing, long Version, DateTimeOffset ChangedAt, DateTimeOffset ReadAt);

    [LoggerMessage(LogLevel.Warning, "The house is open and sends nothing. {Why}")]
    private static partial void HeldLogged(ILogger log, string why);
}
