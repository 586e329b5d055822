using Doorstep.Workflows.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.Workflows.Storage.Acts;

/// <summary>Reads decisions on acts and what was done to persons. Both are written with the step that they belong to.</summary>
public sealed class ActStore
{
    private const int DebtorsMax = 500;

    private readonly IDbContextFactory<DoorstepDb> _contexts;

    // Every start asks for its person.
    private readonly GroupedRead<(string Tenant, string Token), DebtorRecord> _debtors;

    internal ActStore(IDbContextFactory<DoorstepDb> contexts) => (_contexts, _debtors) = (contexts, new(ReadDebtorsAsync, DebtorsMax));

    /// <summary>The last decision on an act, or null.</summary>
    public async Task<ActRecord?> LastAsync(string actId, CancellationToken cancellation = default)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        return await db.Acts.Where(row => row.ActId == actId).OrderByDescending(row => row.Try).FirstOrDefaultAsync(cancellation);
    }

    /// <summary>Decisions on the acts of a case, newest first.</summary>
    public async Task<IReadOnlyList<ActRecord>> ListAsync(string caseId, int limit, CancellationToken cancellation = default)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        return await db.Acts.Where(row => row.CaseId == caseId).OrderByDescending(row => row.Sequence).Take(limit).ToListAsync(cancellation);
    }

    /// <summary>What was done to a person, or null where nobody has counted.</summary>
    public Task<DebtorRecord?> FindDebtorAsync(string tenant, string token, CancellationToken cancellation = default) => _debtors.AskAsync((tenant, token), cancellation);

    private async Task<IReadOnlyDictionary<(string Tenant, string Token), DebtorRecord>> ReadDebtorsAsync(IReadOnlyCollection<(string Tenant, string Token)> persons)
    {
        var found = new Dictionary<(string, string), DebtorRecord>(persons.Count);
        await using var db = await _contexts.CreateDbContextAsync();
        foreach (var ofOne in persons.GroupBy(person => person.Tenant, person => person.Token, StringComparer.Ordinal))
        {
            string[] tokens = [.. ofOne];
            foreach (var row in await db.Debtors.Where(row => row.Tenant == ofOne.Key && EF.Parameter(tokens).Contains(row.Token)).ToListAsync()) found[(row.Tenant, row.Token)] = row;
        }

        return found;
    }
}
