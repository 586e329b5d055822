using System.Collections.Immutable;
using System.Globalization;
using Doorstep.Workflows.Storage.Registers;
using Orleans.Runtime;

namespace Doorstep.Host.Cluster;

/// <summary>Which machines are in the cluster, as Orleans asks for it, in the database that they share: one entry of a register holds all of them, and its version is the version of the list, so that
/// whoever changes it knew all of it. When each was last alive stands in an entry of its own, which may be overwritten.</summary>
internal sealed class RegisterMembership(RegisterStore registers, TimeProvider clock) : IMembershipTable
{
    private const string Kind = "CLUSTER";
    private const string MembersKey = "members";
    private const string AliveKey = "alive";
    private const string House = "cluster";
    private const int AttemptsMax = 10;

    public Task InitializeMembershipTable(bool tryInitTableVersion) => Task.CompletedTask;

    public async Task<MembershipTableData> ReadAll()
    {
        var (members, version) = await MembersAsync();
        var alive = (await AliveAsync()).Alive;
        var etag = version.ToString(CultureInfo.InvariantCulture);
        return new MembershipTableData([.. members.Select(member => Tuple.Create(member.Entry(alive.TryGetValue(member.Silo, out var at) ? at : null), etag))], MembershipText.Version(version));
    }

    public async Task<MembershipTableData> ReadRow(SiloAddress key)
    {
        var all = await ReadAll();
        return new MembershipTableData([.. all.Members.Where(member => member.Item1.SiloAddress.Equals(key))], all.Version);
    }

    public async Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion)
    {
        var (members, version) = await MembersAsync();
        var member = Member.Of(entry);
        return tableVersion.VersionEtag == MembershipText.Version(version).VersionEtag && !members.Any(known => known.Silo == member.Silo) && await SaveAsync(members.Add(member), version);
    }

    public async Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion)
    {
        var (members, version) = await MembersAsync();
        var member = Member.Of(entry);
        return tableVersion.VersionEtag == MembershipText.Version(version).VersionEtag && members.FirstOrDefault(known => known.Silo == member.Silo) is { } old && await SaveAsync(members.Replace(old, member), version);
    }

    public async Task UpdateIAmAlive(MembershipEntry entry)
    {
        for (var attempt = 0; attempt < AttemptsMax; attempt++)
        {
            var (alive, version) = await AliveAsync();
            var members = (await MembersAsync()).Members.Select(member => member.Silo).ToHashSet(StringComparer.Ordinal);
            var said = alive.RemoveRange(alive.Keys.Where(silo => !members.Contains(silo))).SetItem(entry.SiloAddress.ToParsableString(), entry.IAmAliveTime);
            if (await SaveAsync(AliveKey, MembershipText.Write(said), version)) return;
        }

        throw new InvalidOperationException($"Others wrote down that they are alive {AttemptsMax} times meanwhile.");
    }

    public async Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate)
    {
        var (members, version) = await MembersAsync();
        var alive = (await AliveAsync()).Alive;
        var left = members.RemoveAll(member => member.Status == SiloStatus.Dead && member.Entry(alive.TryGetValue(member.Silo, out var at) ? at : null).IAmAliveTime < beforeDate.UtcDateTime);
        if (left.Length < members.Length) await SaveAsync(left, version);
    }

    public async Task DeleteMembershipTableEntries(string clusterId) => await SaveAsync([], (await MembersAsync()).Version);

    private async Task<(ImmutableArray<Member> Members, long Version)> MembersAsync() =>
        await registers.FindAsync(Kind, MembersKey) is { } row ? (MembershipText.Members(row.Json), row.Version) : ([], 0);

    private async Task<(ImmutableSortedDictionary<string, DateTime> Alive, long Version)> AliveAsync() =>
        await registers.FindAsync(Kind, AliveKey) is { } row ? (MembershipText.Alive(row.Json), row.Version) : (ImmutableSortedDictionary<string, DateTime>.Empty, 0);

    private Task<bool> SaveAsync(ImmutableArray<Member> members, long version) => SaveAsync(MembersKey, MembershipText.Write(members), version);

    private Task<bool> SaveAsync(string key, string json, long version) => registers.SaveAsync(new RegisterRecord(Kind, key, version + 1, json, clock.GetUtcNow(), House));
}
