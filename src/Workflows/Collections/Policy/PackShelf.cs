using System.Collections.Concurrent;
using System.Collections.Immutable;
using Doorstep.Workflows.Storage.Registers;

namespace Doorstep.Workflows.Collections.Policy;

/// <summary>The approved versions of policy packs, as they are stored at this moment. A version's content never changes, so it is read once.</summary>
public sealed class PackShelf
{
    private readonly Func<CancellationToken, Task<ImmutableArray<ApprovedPack>>> _approved;

    /// <summary>The versions as they are stored.</summary>
    public PackShelf(PackStore store) => _approved = new Reader(store).ReadAsync;

    /// <summary>Versions that never change.</summary>
    internal PackShelf(ImmutableArray<ApprovedPack> approved) => _approved = _ => Task.FromResult(approved);

    /// <summary>Every approved version.</summary>
    public Task<ImmutableArray<ApprovedPack>> ApprovedAsync(CancellationToken cancellation = default) => _approved(cancellation);

    /// <summary>References of the approved versions, by name.</summary>
    public async Task<IReadOnlyList<string>> ReferencesAsync(CancellationToken cancellation = default) => [.. (await _approved(cancellation)).Select(version => version.Pack.Reference)];

    private sealed class Reader(PackStore store)
    {
        private readonly ConcurrentDictionary<string, PolicyPack> _read = new(StringComparer.Ordinal);

        public async Task<ImmutableArray<ApprovedPack>> ReadAsync(CancellationToken cancellation)
        {
            var approved = ImmutableArray.CreateBuilder<ApprovedPack>();
            foreach (var row in await store.ApprovedAsync(cancellation))
                approved.Add(new ApprovedPack(_read.TryGetValue(row.ContentHash, out var pack) ? pack : await ReadAsync(row, cancellation), row.ApprovedAt!.Value));
            return approved.ToImmutable();
        }

        private async Task<PolicyPack> ReadAsync(PackRecord row, CancellationToken cancellation)
        {
            var stored = await store.FindAsync(row.Reference, cancellation) ?? throw new InvalidOperationException($"Policy pack '{row.Reference}' was approved and is gone.");
            var read = PolicyPackReader.Read(stored.Content);
            return read.Pack is { } pack
                ? _read.GetOrAdd(row.ContentHash, pack)
                : throw new InvalidOperationException($"Policy pack '{row.Reference}' was approved and can no longer be read: {string.Join(" ", read.Faults)}");
        }
    }
}
