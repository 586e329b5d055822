using System.Collections.Immutable;
using System.Text.Json;
using Doorstep.Workflows.Collections.Clocks;
using Doorstep.Workflows.Collections.Communication;
using Doorstep.Workflows.Collections.Communication.Phrases;
using Doorstep.Workflows.Collections.Policy;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage.Registers;
using Mediator;

namespace Doorstep.Workflows.Commands;

/// <summary>Posts a version of a policy pack. It holds nowhere before somebody else approves it.</summary>
/// <param name="Json">The pack.</param>
/// <param name="Actor">Who posts it.</param>
[Allow(Role.Compliance)]
public sealed record PostPolicyPack(string Json, Actor Actor) : ICommand<Reply<PackRecord>>, IActed;

/// <summary>Approves a posted version: what it makes stricter counts from now on, what it makes looser for acts planned from now on.</summary>
/// <param name="Reference">The version, <c>CN-2026.2</c>.</param>
/// <param name="Actor">Who approves it; not who posted it.</param>
[Allow(Role.Compliance)]
public sealed record ApprovePolicyPack(string Reference, Actor Actor) : ICommand<Reply<PackRecord>>, IActed;

/// <summary>Every version of every pack.</summary>
[Allow(Role.Compliance, Role.Supervisor, Role.Designer, Role.Service), ForScoped]
public sealed record ListPolicyPacks(Actor Actor) : IQuery<Reply<IReadOnlyList<PackRecord>>>, IActed;

/// <summary>Tells in plain sentences how a version differs from another one of the same pack.</summary>
[Allow(Role.Compliance, Role.Supervisor, Role.Designer, Role.Service), ForScoped]
public sealed record DiffPolicyPacks(string Before, string After, Actor Actor) : IQuery<Reply<ImmutableArray<PolicyChange>>>, IActed;

internal sealed class PolicyPackHandler(PackStore store, RuleShelf rules, TemplateShelf templates, SecondPerson second, TimeProvider clock) :
    ICommandHandler<PostPolicyPack, Reply<PackRecord>>, ICommandHandler<ApprovePolicyPack, Reply<PackRecord>>,
    IQueryHandler<ListPolicyPacks, Reply<IReadOnlyList<PackRecord>>>, IQueryHandler<DiffPolicyPacks, Reply<ImmutableArray<PolicyChange>>>
{
    public async ValueTask<Reply<PackRecord>> Handle(PostPolicyPack command, CancellationToken cancellationToken)
    {
        var (record, faults) = PackContent.Read(command.Json, command.Actor.Name, clock.GetUtcNow(), templates.Catalogue?.Phrases);
        if (record is null) return Refuse.Invalid<PackRecord>("The policy pack cannot be taken as it is.", faults);
        if (await store.AddAsync(record, cancellationToken)) return new Reply<PackRecord>.Done(record);
        var stored = await store.FindAsync(record.Reference, cancellationToken) ?? throw new InvalidOperationException($"Policy pack '{record.Reference}' was refused, but is not there.");
        return stored.ContentHash == record.ContentHash ? new Reply<PackRecord>.Done(stored) : Refuse.Conflict<PackRecord>(PackContent.Changed(record.Reference));
    }

    public async ValueTask<Reply<PackRecord>> Handle(ApprovePolicyPack command, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(command.Reference, cancellationToken) is not { } posted) return Refuse.NotFound<PackRecord>($"There is no policy pack '{command.Reference}'.");
        if (posted.ApprovedAt is { } at) return Refuse.Conflict<PackRecord>($"'{posted.ApprovedBy}' approved '{posted.Reference}' at {Instants.Text(at)}.");
        if (!await second.IsAsync(command.Actor, posted.PostedBy, cancellationToken)) return Refuse.Impossible<PackRecord>($"'{posted.PostedBy}' has posted '{posted.Reference}'; {SecondPerson.Wanted}");
        if (PackContent.Read(posted.Content, posted.PostedBy, posted.PostedAt, templates.Catalogue?.Phrases).Faults.ToArray() is { Length: > 0 } faults)
            return Refuse.Impossible<PackRecord>($"'{posted.Reference}' cannot come into force as it is.", faults);
        var calendar = PackContent.Pack(posted).HolidayCalendar;
        if ((await rules.ReadAsync(isFresh: true, cancellationToken)).InForce(calendar) is null)
            return Refuse.Impossible<PackRecord>($"'{posted.Reference}' counts its days by calendar '{calendar}', which is not in force here: no visit could be made under it (G17). Approve the calendar first, or name another one.");
        return await store.ApproveAsync(posted.Reference, command.Actor.Name, clock.GetUtcNow(), cancellationToken)
            ? new Reply<PackRecord>.Done((await store.FindAsync(posted.Reference, cancellationToken))!)
            : Refuse.Conflict<PackRecord>($"Somebody approved '{posted.Reference}' at the same moment.");
    }

    public async ValueTask<Reply<IReadOnlyList<PackRecord>>> Handle(ListPolicyPacks query, CancellationToken cancellationToken) =>
        new Reply<IReadOnlyList<PackRecord>>.Done(await store.ListAsync(cancellationToken));

    public async ValueTask<Reply<ImmutableArray<PolicyChange>>> Handle(DiffPolicyPacks query, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(query.Before, cancellationToken) is not { } before) return Refuse.NotFound<ImmutableArray<PolicyChange>>($"There is no policy pack '{query.Before}'.");
        if (await store.FindAsync(query.After, cancellationToken) is not { } after) return Refuse.NotFound<ImmutableArray<PolicyChange>>($"There is no policy pack '{query.After}'.");
        return PolicyDiff.Between(PackContent.Pack(before), PackContent.Pack(after)) switch
        {
            Reading<ImmutableArray<PolicyChange>>.Given(var changes) => new Reply<ImmutableArray<PolicyChange>>.Done(changes),
            Reading<ImmutableArray<PolicyChange>>.Denied(var reason) => Refuse.Impossible<ImmutableArray<PolicyChange>>(reason),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }
}

/// <summary>What of a pack is stored.</summary>
internal static class PackContent
{
    public static (PackRecord? Record, IEnumerable<Fault> Faults) Read(string json, string by, DateTimeOffset now, PhraseBook? phrases = null)
    {
        var read = PolicyPackReader.Read(json);
        if (read.Readable is { } readable && PackLaw.Faults(Values.Parse(json), readable, phrases).ToArray() is { Length: > 0 } unlawful) read = new ReadPack(null, [.. read.Faults, .. unlawful]);
        return read.Pack is { } pack
            ? (new PackRecord(pack.Reference, json, Convert.ToHexStringLower(CanonicalJson.Hash(Values.Parse(json), "$schema")), now, by), [])
            : (null, read.Faults.Select(fault => new Fault(fault.Path, fault.Message)));
    }

    public static PolicyPack Pack(PackRecord row) =>
        PolicyPackReader.Read(row.Content).Pack ?? throw new InvalidOperationException($"Policy pack '{row.Reference}' is stored and can no longer be read.");

    public static string Changed(string reference) => $"'{reference}' is there with another content. A version never changes: give the change a version of its own.";
}
