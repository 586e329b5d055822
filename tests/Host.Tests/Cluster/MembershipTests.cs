using System.Net;
using Doorstep.Host.Cluster;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Registers;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;

namespace Doorstep.Host.Tests.Cluster;

/// <summary>The list of machines, as Orleans counts on it.</summary>
public sealed class MembershipTests : IAsyncDisposable
{
    private static readonly DateTime Monday = new(2031, 3, 3, 9, 0, 0, DateTimeKind.Utc);

    private readonly string _folder = Directory.CreateTempSubdirectory("doorstep-members-").FullName;
    private readonly ServiceProvider _services;
    private readonly RegisterMembership _table;

    public MembershipTests()
    {
        _services = new ServiceCollection().AddDoorstepStorage(new StorageOptions { DataFolder = _folder }).BuildServiceProvider();
        _services.GetRequiredService<StorageStartup>().MigrateAsync().GetAwaiter().GetResult();
        _table = new RegisterMembership(_services.GetRequiredService<RegisterStore>(), TimeProvider.System);
    }

    [Fact]
    public async Task An_empty_list_has_the_version_that_the_first_machine_counts_on()
    {
        (await _table.ReadAll()).ShouldSatisfyAllConditions(all => all.Members.ShouldBeEmpty(), all => all.Version.Version.ShouldBe(0));
        await JoinAsync(Machine(1));

        var all = await _table.ReadAll();
        (all.Version.Version, all.Members.ShouldHaveSingleItem().Item1.ToFullString()).ShouldBe((1, Machine(1).ToFullString()));
    }

    [Fact]
    public async Task Whoever_changes_the_list_without_knowing_all_of_it_is_refused()
    {
        var before = await _table.ReadAll();
        await JoinAsync(Machine(1));

        (await _table.InsertRow(Machine(2), before.Version.Next())).ShouldBeFalse("another machine came first");
        (await _table.InsertRow(Machine(1), (await _table.ReadAll()).Version.Next())).ShouldBeFalse("it is there");
        var known = await _table.ReadRow(Machine(1).SiloAddress);
        await JoinAsync(Machine(2));
        (await _table.UpdateRow(Machine(1, SiloStatus.Dead), known.Members[0].Item2, known.Version.Next())).ShouldBeFalse("somebody joined meanwhile");
        (await _table.ReadAll()).Members.ShouldAllBe(member => member.Item1.Status == SiloStatus.Active);
    }

    [Fact]
    public async Task What_is_said_of_a_machine_is_kept_and_who_missed_it()
    {
        await JoinAsync(Machine(1));
        await JoinAsync(Machine(2));
        var suspected = Machine(1);
        suspected.AddSuspector(Machine(2).SiloAddress, Monday.AddMinutes(3));
        var known = await _table.ReadRow(suspected.SiloAddress);

        (await _table.UpdateRow(suspected, known.Members[0].Item2, known.Version.Next())).ShouldBeTrue();

        var read = (await _table.ReadRow(suspected.SiloAddress)).Members.ShouldHaveSingleItem().Item1;
        read.ToFullString().ShouldBe(suspected.ToFullString());
        read.SuspectTimes.ShouldBe([Tuple.Create(Machine(2).SiloAddress, Monday.AddMinutes(3))]);
    }

    [Fact]
    public async Task That_a_machine_is_alive_is_said_without_changing_the_version()
    {
        await JoinAsync(Machine(1));
        var alive = Machine(1);
        alive.IAmAliveTime = Monday.AddHours(1);

        await _table.UpdateIAmAlive(alive);

        var all = await _table.ReadAll();
        (all.Version.Version, all.Members[0].Item1.IAmAliveTime).ShouldBe((1, Monday.AddHours(1)));
    }

    [Fact]
    public async Task Machines_that_have_been_dead_for_long_leave_the_list_and_those_alive_stay()
    {
        await JoinAsync(Machine(1, SiloStatus.Dead));
        await JoinAsync(Machine(2));

        await _table.CleanupDefunctSiloEntries(Monday);
        (await _table.ReadAll()).Members.Count.ShouldBe(2);
        await _table.CleanupDefunctSiloEntries(Monday.AddDays(1));

        (await _table.ReadAll()).Members.ShouldHaveSingleItem().Item1.SiloAddress.ShouldBe(Machine(2).SiloAddress);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task JoinAsync(MembershipEntry machine) => (await _table.InsertRow(machine, (await _table.ReadAll()).Version.Next())).ShouldBeTrue();

    private static MembershipEntry Machine(int number, SiloStatus status = SiloStatus.Active) => new()
    {
        SiloAddress = SiloAddress.New(IPAddress.Loopback, 11110 + number, number), Status = status, SiloName = $"silo-{number}", HostName = "machine", RoleName = "", StartTime = Monday, IAmAliveTime = Monday,
        SuspectTimes = [],
    };
}
