using System.Net;
using System.Net.Sockets;
using Doorstep.Host.Setup;
using Doorstep.Workflows.Outbox;
using Doorstep.Workflows.Storage.Postgres;
using Orleans.Configuration;
using Quartz;

namespace Doorstep.Host.Cluster;

/// <summary>One machine, or several with one PostgreSQL: how Orleans finds the others, and which of them does what Quartz beats.</summary>
internal static class ClusterSetup
{
    /// <summary>How long a machine keeps messages to itself that it is about to deliver, in deliveries that take as long as they may: one that begins late still ends in time.</summary>
    private const int DeliveriesInClaim = 3;

    /// <summary>A machine that misses three of these is taken to be dead, and its cases wake up elsewhere. Orleans would stretch them to four times as much on a busy machine, and would hold the last message that a
    /// frozen one sent against its being dead for as long as three of the longest take: they are never longer.</summary>
    private static readonly TimeSpan Probe = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Alive = TimeSpan.FromSeconds(5);
    private const int MissedMax = 3;

    /// <summary>How long a machine that was given up while it was frozen goes on before it finds out.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(10);
    private const string Id = "doorstep";

    /// <summary>How long a dead machine stays in the list.</summary>
    private static readonly TimeSpan DefunctAfter = TimeSpan.FromDays(1);

    /// <summary>Alone nobody else delivers; in a cluster each message is taken first.</summary>
    public static OutboxOptions Claiming(this OutboxOptions outbox, HostSettings settings) => settings.Cluster is null ? outbox : outbox with { ClaimFor = outbox.DeliveryTimeMax * DeliveriesInClaim };

    public static void UseCluster(this ISiloBuilder silo, HostSettings settings)
    {
        if (settings.Cluster is not { } own)
        {
            silo.UseLocalhostClustering(FreePort(), gatewayPort: 0);
            silo.Configure<ClusterMembershipOptions>(AloneInTheCluster);
            return;
        }

        silo.Services.AddSingleton<IMembershipTable, RegisterMembership>();
        silo.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (Id, Id));
        silo.Configure<EndpointOptions>(options => (options.AdvertisedIPAddress, options.SiloPort, options.GatewayPort, options.SiloListeningEndpoint) = (own.Address, own.Port, 0, own));
        silo.Configure<ClusterMembershipOptions>(options =>
        {
            (options.ProbeTimeout, options.MaxProbeTimeout, options.NumMissedProbesLimit, options.IAmAliveTablePublishTimeout) = (Probe, Probe, MissedMax, Alive);
            (options.TableRefreshTimeout, options.DefunctSiloExpiration) = (LookAgain, DefunctAfter);
        });
    }

    /// <summary>Alone Quartz keeps its rows in a file that may be lost; in a cluster the machines share them, and each beat is done by one of them.</summary>
    public static void KeepBeats(this IPersistentStoreBuilder store, HostSettings settings)
    {
        if (settings.Cluster is null) store.UseSqlite($"Data Source={Path.Combine(settings.DataFolder, "quartz.db")}");
        else store.UsePostgres(LettingGo.Of(settings.Connection!)).UseClustering(options => (options.CheckinInterval, options.CheckinMisfireThreshold) = (Probe, Probe * 2));
        store.ProvisionSchema();
    }

    /// <summary>The only silo has nobody to watch and to vote out but itself, which it does, and ends the process, when the clock jumps while it starts.</summary>
    private static void AloneInTheCluster(ClusterMembershipOptions options) =>
        (options.LivenessEnabled, options.EvictWhenMaxJoinAttemptTimeExceeded, options.SiloGenerationRetirementAge, options.DefunctSiloCleanupPeriod) = (false, false, null, null);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
