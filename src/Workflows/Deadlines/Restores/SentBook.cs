using System.Collections.Immutable;
using System.Text.Json;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Dispatches;
using Doorstep.Workflows.Storage.Registers;

namespace Doorstep.Workflows.Deadlines.Restores;

/// <summary>What was sent before a restore and the restored database did not know, by case. A message that would repeat it does not leave by itself.</summary>
public sealed class SentBook(RegisterStore registers, TimeProvider clock)
{
    private const string Kind = "SENT";
    private const string House = "restore";
    private const int AttemptsMax = 20;

    /// <summary>Characters of the generation that tell its key from that of an earlier one.</summary>
    private const int SuffixLength = 8;

    /// <summary>Cases that are kept at most.</summary>
    public const int CasesMax = 100_000;

    /// <summary>How long after it was sent a message stands in the way of one like it.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    /// <summary>How a message begins to say that it was held back as one like another; whoever sends it again has read that.</summary>
    private const string AlikeMark = "Before the restore";

    private volatile HashSet<string> _cases = [];

    /// <summary>Whether a case has messages here.</summary>
    public bool Knows(string caseId) => _cases.Contains(caseId);

    /// <summary>Reads which cases have messages here.</summary>
    public async Task ReadAsync(CancellationToken cancellation = default) => _cases = [.. (await registers.ListAsync(Kind, CasesMax, cancellation)).Select(row => row.Key)];

    /// <summary>Everything, by case.</summary>
    public async Task<IReadOnlyList<(string CaseId, ImmutableArray<SentMessage> Messages)>> ListAsync(CancellationToken cancellation = default) =>
        [.. (await registers.ListAsync(Kind, CasesMax, cancellation)).Select(row => (row.Key, Messages(row)))];

    /// <summary>Adds messages of a case that are not here yet; gives their number.</summary>
    public async Task<int> AddAsync(string caseId, IReadOnlyCollection<SentMessage> sent, CancellationToken cancellation = default)
    {
        var added = 0;
        await ChangeAsync(caseId, known =>
        {
            SentMessage[] fresh = [.. sent.Where(one => known.All(other => other.Key != one.Key || other.Hash != one.Hash))];
            added = fresh.Length;
            return added == 0 ? known : known.AddRange(fresh);
        }, cancellation);
        return added;
    }

    /// <summary>Writes what a person decided of messages of a case.</summary>
    public Task RuleAsync(string caseId, IReadOnlySet<string> keys, SentRuling ruling, CancellationToken cancellation = default) =>
        ChangeAsync(caseId, known => [.. known.Select(one => one.Ruling is null && keys.Contains(one.Key) ? one with { Ruling = ruling } : one)], cancellation);

    /// <summary>Whether a message may leave. One that repeats what was sent with the same words counts as sent; one of the same name to the same receiver waits for a person, once.</summary>
    public async Task<SentVerdict> LookAsync(OutboxRecord message, string generation, CancellationToken cancellation = default)
    {
        if (!Knows(message.CaseId) || await registers.FindAsync(Kind, message.CaseId, cancellation) is not { } row) return new SentVerdict.Free(message.Key);
        var (hash, from) = (DispatchLine.HashOf(message), clock.GetUtcNow() - KeptFor);
        SentMessage[] known = [.. Messages(row).Where(one => one.Destination == message.Destination)];
        // A receiver that knows the key takes another message for the one that it has.
        var free = new SentVerdict.Free(known.Any(one => one.Key == message.Key && one.Hash != hash) ? $"{message.Key}~{generation[..SuffixLength]}" : message.Key);
        var own = known.FirstOrDefault(one => one.Key == message.Key && one.Hash == hash);
        if (own is { Ruling: null }) return new SentVerdict.Alike($"{AlikeMark} it was sent at {own.SentAt:u}, and nobody has decided on it yet.");
        if (own is { Ruling.As: SentAs.Again }) return free;
        if (known.Any(one => one.Held == message.Key) && message.LastError?.StartsWith(AlikeMark, StringComparison.Ordinal) == true) return free;
        SentMessage[] before = [.. known.Where(one => one.Ruling?.As == SentAs.Sent && one.Type == message.Type && one.SentAt >= from && (one.Held is null || one.Held == message.Key))];
        if (before.FirstOrDefault(one => one.Hash == hash) is { } same) return await HeldAsync(message, same, $"It was sent as '{same.Key}' at {same.SentAt:u}, before the restore; {same.Ruling!.By} says: {same.Ruling.Reason}", isSame: true, cancellation);
        return before.FirstOrDefault() is { } alike
            ? await HeldAsync(message, alike, $"{AlikeMark} a '{alike.Type}' with other words went to '{alike.Destination}' as '{alike.Key}' at {alike.SentAt:u}. If this one says something new, send it again; if not, discard it.", isSame: false, cancellation)
            : free;
    }

    private async Task<SentVerdict> HeldAsync(OutboxRecord message, SentMessage before, string reason, bool isSame, CancellationToken cancellation)
    {
        await ChangeAsync(message.CaseId, known => [.. known.Select(one => one == before ? one with { Held = message.Key } : one)], cancellation);
        return isSame ? new SentVerdict.Same(reason) : new SentVerdict.Alike(reason);
    }

    /// <summary>Two hosts may write at the same time: whoever comes second reads again.</summary>
    private async Task ChangeAsync(string caseId, Func<ImmutableArray<SentMessage>, ImmutableArray<SentMessage>> change, CancellationToken cancellation)
    {
        for (var attempt = 1; attempt <= AttemptsMax; attempt++)
        {
            var row = await registers.FindAsync(Kind, caseId, cancellation);
            var known = row is null ? [] : Messages(row);
            var next = change(known);
            if (next == known) return;
            var json = JsonSerializer.Serialize(next, RestoreJson.Default.ImmutableArraySentMessage);
            if (await registers.SaveAsync(new RegisterRecord(Kind, caseId, (row?.Version ?? 0) + 1, json, clock.GetUtcNow(), House), cancellation)) return;
        }

        throw new InvalidOperationException($"What was sent of case '{caseId}' was changed by others {AttemptsMax} times meanwhile.");
    }

    private static ImmutableArray<SentMessage> Messages(RegisterRecord row) => JsonSerializer.Deserialize(row.Json, RestoreJson.Default.ImmutableArraySentMessage);
}
