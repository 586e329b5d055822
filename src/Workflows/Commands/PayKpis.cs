using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Pay;
using Doorstep.Workflows.Storage.Registers;
using Mediator;

namespace Doorstep.Workflows.Commands;

/// <summary>Posts what agents are paid by (S65). It counts nowhere before somebody else approves it.</summary>
/// <param name="Json">Pack, reason and weights.</param>
/// <param name="Actor">Who posts it.</param>
[Allow(Role.Compliance)]
public sealed record PostPayKpi(string Json, Actor Actor) : ICommand<Reply<PayKpiVersion>>, IActed;

/// <summary>Approves a version that somebody else posted.</summary>
[Allow(Role.Compliance)]
public sealed record ApprovePayKpi(int Version, Actor Actor) : ICommand<Reply<PayKpiVersion>>, IActed;

/// <summary>Every version, oldest first.</summary>
[Allow(Role.Compliance, Role.Supervisor)]
public sealed record ListPayKpis(Actor Actor) : IQuery<Reply<IReadOnlyList<PayKpiVersion>>>, IActed;

/// <summary>A version of what agents are paid by. None is ever changed.</summary>
/// <param name="Version">Counts from 1.</param>
/// <param name="Kpi">The weights.</param>
/// <param name="PostedAt">When it came (UTC).</param>
/// <param name="PostedBy">Who posted it.</param>
/// <param name="ApprovedAt">When it was approved (UTC); null: it counts nowhere yet.</param>
/// <param name="ApprovedBy">Who approved it; not who posted it.</param>
public sealed record PayKpiVersion(int Version, PayKpi Kpi, DateTimeOffset PostedAt, string PostedBy, DateTimeOffset? ApprovedAt = null, string? ApprovedBy = null);

internal sealed class PayKpiHandler(RegisterStore store, PackStore packs, SecondPerson second, TimeProvider clock) :
    ICommandHandler<PostPayKpi, Reply<PayKpiVersion>>, ICommandHandler<ApprovePayKpi, Reply<PayKpiVersion>>, IQueryHandler<ListPayKpis, Reply<IReadOnlyList<PayKpiVersion>>>
{
    private const string Kind = "PAY_KPI";
    private const int VersionsMax = 10_000;

    public async ValueTask<Reply<PayKpiVersion>> Handle(PostPayKpi command, CancellationToken cancellationToken)
    {
        var read = new List<(string Path, string Message)>();
        var kpi = PayKpi.Read(command.Json, read);
        if (kpi is not null) read.AddRange(await AgainstAsync(kpi, cancellationToken));
        if (kpi is null || read.Count > 0) return Refuse.Invalid<PayKpiVersion>("What agents are paid by cannot be taken as it is.", read.Select(fault => new Fault(fault.Path, fault.Message)));
        var version = new PayKpiVersion((await VersionsAsync(cancellationToken)).Length + 1, kpi, clock.GetUtcNow(), command.Actor.Name);
        return await SaveAsync(version, 1, command.Actor.Name, cancellationToken);
    }

    public async ValueTask<Reply<PayKpiVersion>> Handle(ApprovePayKpi command, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(Kind, Key(command.Version), cancellationToken) is not { } row) return Refuse.NotFound<PayKpiVersion>($"There is no version {command.Version} of what agents are paid by.");
        var posted = Read(row);
        if (posted.ApprovedBy is { } approver) return Refuse.Conflict<PayKpiVersion>($"'{approver}' has approved version {posted.Version} already.");
        if (!await second.IsAsync(command.Actor, posted.PostedBy, cancellationToken)) return Refuse.Impossible<PayKpiVersion>($"'{posted.PostedBy}' has posted version {posted.Version}; {SecondPerson.Wanted}");
        return await SaveAsync(posted with { ApprovedAt = clock.GetUtcNow(), ApprovedBy = command.Actor.Name }, row.Version + 1, command.Actor.Name, cancellationToken);
    }

    public async ValueTask<Reply<IReadOnlyList<PayKpiVersion>>> Handle(ListPayKpis query, CancellationToken cancellationToken) =>
        new Reply<IReadOnlyList<PayKpiVersion>>.Done(await VersionsAsync(cancellationToken));

    private async Task<IEnumerable<(string Path, string Message)>> AgainstAsync(PayKpi kpi, CancellationToken cancellation) =>
        await packs.FindAsync(kpi.Pack, cancellation) is { ApprovedAt: not null } row ? kpi.Against(PackContent.Pack(row)) : [("pack", $"There is no approved policy pack '{kpi.Pack}'.")];

    private async Task<PayKpiVersion[]> VersionsAsync(CancellationToken cancellation) => [.. (await store.ListAsync(Kind, VersionsMax, cancellation)).Select(Read)];

    private async Task<Reply<PayKpiVersion>> SaveAsync(PayKpiVersion version, long row, string by, CancellationToken cancellation) =>
        await store.SaveAsync(new RegisterRecord(Kind, Key(version.Version), row, JsonSerializer.Serialize(version, FactJson.Options), clock.GetUtcNow(), by), cancellation)
            ? new Reply<PayKpiVersion>.Done(version)
            : Refuse.Conflict<PayKpiVersion>("Somebody else wrote at the same moment. Read the versions and send it again.");

    private static string Key(int version) => version.ToString("D6", CultureInfo.InvariantCulture);

    private static PayKpiVersion Read(RegisterRecord row) => JsonSerializer.Deserialize<PayKpiVersion>(row.Json, FactJson.Options)!;
}
