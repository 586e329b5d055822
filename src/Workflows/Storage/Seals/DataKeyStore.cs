using System.Security.Cryptography;
using Doorstep.Workflows.Storage.Commit;
using Doorstep.Workflows.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.Workflows.Storage.Seals;

/// <summary>The keys that data is sealed with.</summary>
public sealed class DataKeyStore
{
    /// <summary>How long a key seals before another one takes its place.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(90);

    /// <summary>Half of what random nonces are safe for.</summary>
    private const long SealedMax = 1L << 31;

    private const string Insert = "INSERT INTO data_keys (number, made_at, made_by, wrapped) VALUES (@number, @made_at, @made_by, @wrapped) ON CONFLICT DO NOTHING";
    private const string Rewrap = "UPDATE data_keys SET wrapped = @wrapped WHERE number = @number";

    private readonly IDbContextFactory<DoorstepDb> _contexts;
    private readonly CommitQueue _queue;
    private readonly DataSeal _seal;
    private readonly KeyWrap? _wrap;
    private readonly TimeProvider _clock;

    internal DataKeyStore(IDbContextFactory<DoorstepDb> contexts, CommitQueue queue, DataSeal seal, KeyWrap? wrap, TimeProvider clock)
    {
        (_contexts, _queue, _seal, _wrap, _clock) = (contexts, queue, seal, wrap, clock);
        seal.Missing = Find;
    }

    /// <summary>Every key, oldest first.</summary>
    public async Task<IReadOnlyList<DataKeyRecord>> ListAsync(CancellationToken cancellation = default)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        return await db.DataKeys.OrderBy(row => row.Number).ToListAsync(cancellation);
    }

    /// <summary>Takes the keys that are there, and makes one where there is none, or where the last one has sealed long or often enough.</summary>
    public async Task TurnAsync(CancellationToken cancellation = default)
    {
        if (_wrap is null) return;
        var keys = await ListAsync(cancellation);
        _seal.Take(keys);
        if (keys.Count == 0 || keys[^1].MadeAt + Life <= _clock.GetUtcNow() || _seal.Current!.Sealed >= SealedMax) await MakeAsync("doorstep", keys, cancellation);
    }

    /// <summary>Makes a new key, which seals from now on, renews what closes keys, and closes the others anew with it.</summary>
    public async Task<DataKeyRecord> RotateAsync(string by, CancellationToken cancellation = default)
    {
        var keys = await ListAsync(cancellation);
        if (_wrap is { } wrap)
        {
            wrap.Renew();
            foreach (var key in keys) await WriteAsync(Rewrap, [wrap.Close(wrap.Open(key.Wrapped)), key.Number], cancellation);
        }

        return await MakeAsync(by, keys, cancellation);
    }

    /// <summary>Of two processes that make the same number the second one finds the first one's.</summary>
    private async Task<DataKeyRecord> MakeAsync(string by, IReadOnlyList<DataKeyRecord> known, CancellationToken cancellation)
    {
        if (_wrap is null) throw new InvalidOperationException("This store has no key ring, so it seals nothing.");
        var secret = RandomNumberGenerator.GetBytes(DataKey.SecretBytes);
        await WriteAsync(Insert, [known.Count == 0 ? 1 : known[^1].Number + 1, _clock.GetUtcNow().ToUnixTimeMilliseconds(), by, _wrap.Close(secret)], cancellation);
        CryptographicOperations.ZeroMemory(secret);
        var keys = await ListAsync(cancellation);
        _seal.Take(keys);
        return keys[^1];
    }

    private DataKeyRecord? Find(int number)
    {
        using var db = _contexts.CreateDbContext();
        return db.DataKeys.SingleOrDefault(row => row.Number == number);
    }

    private Task<bool> WriteAsync(string sql, object?[] values, CancellationToken cancellation) => _queue.WriteAsync(PendingWrite.Statement(sql, values), cancellation);
}
