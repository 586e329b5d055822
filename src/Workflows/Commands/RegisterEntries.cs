using System.Text.Json;
using Doorstep.Workflows.Collections.Acts;
using Doorstep.Workflows.Collections.Acts.Desk;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.People;
using Doorstep.Workflows.Collections.Relief;
using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Registers;
using Mediator;

namespace Doorstep.Workflows.Commands;

/// <summary>Registers that people keep.</summary>
public enum RegisterKind
{
    /// <summary>Agents, by token (S37).</summary>
    Agent,

    /// <summary>Authorisations of visits, by number (S17).</summary>
    Authorisation,

    /// <summary>Agencies, by name (S70).</summary>
    Agency,

    /// <summary>Those who decide and grant, by name (G11, S18). Compliance alone writes it, and nobody the own entry.</summary>
    Staff,
}

/// <summary>Writes an entry of a register, new or in place of the one before. Guards look at it from the next act on.</summary>
/// <param name="Kind">Which register.</param>
/// <param name="Key">Token, number or name; 1 to 200 characters.</param>
/// <param name="Entry">The entry: a JSON object without its key.</param>
/// <param name="Actor">Who writes it.</param>
[Allow(Role.Supervisor, Role.Compliance)]
public sealed record SaveRegisterEntry(RegisterKind Kind, string Key, JsonElement Entry, Actor Actor) : ICommand<Reply<RegisterRecord>>, IActed;

/// <summary>A register, by key.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Limit">At most so many entries.</param>
/// <param name="Actor">Who asks.</param>
[Allow(Role.Supervisor, Role.Compliance)]
public sealed record ListRegister(RegisterKind Kind, int Limit, Actor Actor) : IQuery<Reply<IReadOnlyList<RegisterRecord>>>, IActed;

internal sealed class RegisterHandler(RegisterStore store, ICaseStore cases, ReliefShelf shelf, TimeProvider clock) :
    ICommandHandler<SaveRegisterEntry, Reply<RegisterRecord>>, IQueryHandler<ListRegister, Reply<IReadOnlyList<RegisterRecord>>>
{
    private const int KeyMax = 200;

    private static readonly string[] Ways = ["key", "user"];

    private static readonly Dictionary<RegisterKind, (string Name, string Key, FactShape Shape)> Kinds = new()
    {
        [RegisterKind.Agent] = (Registers.Agents, "token", FactShape.Of(typeof(Agent))),
        [RegisterKind.Authorisation] = (Registers.Authorisations, "id", FactShape.Of(typeof(Authorisation))),
        [RegisterKind.Agency] = (Registers.Agencies, "name", FactShape.Of(typeof(Agency))),
        [RegisterKind.Staff] = (StaffRegister.Kind, "name", FactShape.Of(typeof(StaffMember))),
    };

    public async ValueTask<Reply<RegisterRecord>> Handle(SaveRegisterEntry command, CancellationToken cancellationToken)
    {
        var (kind, key, shape) = Kinds[command.Kind];
        var entry = Values.FromObject(command.Entry.EnumerateObject().Where(member => member.Name != key).Select(member => KeyValuePair.Create(member.Name, member.Value))
            .Prepend(KeyValuePair.Create(key, Values.Of(command.Key))));
        var faults = Check(command, key).Concat(shape.Check(entry, "").Select(fault => new Fault(fault.Field, fault.Message))).ToList();
        if (faults.Count == 0 && entry.TryGetProperty("caseId", out var caseId) && await cases.FindCaseAsync(caseId.GetString()!, cancellationToken) is null)
            faults.Add(new Fault("caseId", $"There is no case '{caseId.GetString()}'."));
        if (faults.Count == 0 && command.Kind == RegisterKind.Authorisation) faults.AddRange(CheckAuthorisation(entry.Deserialize<Authorisation>(FactJson.Options)!));
        if (faults.Count == 0 && command.Kind == RegisterKind.Staff) faults.AddRange(CheckStaff(entry.Deserialize<StaffMember>(FactJson.Options)!));
        var before = await store.FindAsync(kind, command.Key, cancellationToken);
        if (faults.Count == 0 && before is null && command.Kind is RegisterKind.Staff or RegisterKind.Agent) faults.AddRange(await CheckNameAsync(command, kind, key, cancellationToken));
        if (faults.Count > 0) return Refuse.Invalid<RegisterRecord>("The entry cannot be taken as it is.", faults);

        if (command.Kind == RegisterKind.Staff && StaffRefusal(command) is { } refusal) return Refuse.Impossible<RegisterRecord>(refusal);
        if (before is not null && IsRevoked(before.Json) && !IsRevoked(entry.GetRawText()))
            return Refuse.Conflict<RegisterRecord>($"Authorisation '{command.Key}' is revoked, and stays so. Issue another one.");
        var row = new RegisterRecord(kind, command.Key, (before?.Version ?? 0) + 1, entry.GetRawText(), clock.GetUtcNow(), command.Actor.Name);
        return await store.SaveAsync(row, cancellationToken)
            ? new Reply<RegisterRecord>.Done(row)
            : Refuse.Conflict<RegisterRecord>($"Somebody wrote '{command.Key}' at the same moment. Read it and write again.");
    }

    public async ValueTask<Reply<IReadOnlyList<RegisterRecord>>> Handle(ListRegister query, CancellationToken cancellationToken) =>
        new Reply<IReadOnlyList<RegisterRecord>>.Done(await store.ListAsync(Kinds[query.Kind].Name, query.Limit, cancellationToken));

    private static IEnumerable<Fault> Check(SaveRegisterEntry command, string key)
    {
        if (string.IsNullOrWhiteSpace(command.Key) || command.Key.Length > KeyMax) yield return new Fault(key, $"has {command.Key.Length} characters; 1 to {KeyMax} are allowed.");
        if (command.Entry.TryGetProperty(key, out var said) && Values.ToText(said) != command.Key) yield return new Fault(key, $"{Values.Quote(said)} is not '{command.Key}', which the address says.");
    }

    /// <summary>A name that is only spelled otherwise would be a second person for every rule that wants two (b.1 rule 9).</summary>
    private async Task<IEnumerable<Fault>> CheckNameAsync(SaveRegisterEntry command, string kind, string key, CancellationToken cancellation) =>
        LookAlikes.Mixed(command.Key) is { } mixed ? [new Fault(key, mixed)]
        : (await store.KeysAsync(kind, cancellation)).FirstOrDefault(known => Person.IsSame(known, command.Key)) is { } same
            ? [new Fault(key, $"'{command.Key}' is spelled like '{same}', who is in the register already: case, blanks and letters that look alike make no second person. Change that entry, or take a name that differs.")]
        : [];

    private static IEnumerable<Fault> CheckAuthorisation(Authorisation authorisation)
    {
        if (authorisation.Until < authorisation.From) yield return new Fault("until", $"'{authorisation.Until:yyyy-MM-dd}' is before from, '{authorisation.From:yyyy-MM-dd}'.");
        if (authorisation.Agents.Distinct(StringComparer.Ordinal).Count() < authorisation.Agents.Length) yield return new Fault("agents", "names somebody twice; name each agent once.");
    }

    private IEnumerable<Fault> CheckStaff(StaffMember member)
    {
        if (member.Roles.IsEmpty) yield return new Fault("roles", "is empty: a person without a role may decide nothing.");
        if (shelf.Current.Matrix is not { } matrix) yield break;
        var known = matrix.Authorities.Select(authority => authority.Role).ToArray();
        foreach (var role in member.Roles.Where(role => !known.Contains(role, StringComparer.Ordinal)))
            yield return new Fault("roles", $"'{role}' is not a role of authority matrix {matrix.Version}{Nearest.Hint(role, known)}");
    }

    /// <summary>Who may decide what is not for those to write who decide.</summary>
    private static string? StaffRefusal(SaveRegisterEntry command) =>
        !command.Actor.IsAny(Role.Compliance) ? "Compliance keeps the register of staff; a supervisor is one of those who stand in it."
        : Person.IsSame(command.Actor.Name, command.Key) || Person.IsSame(Bare(command.Actor.Name), Bare(command.Key)) || (command.Actor.IssuedBy is { } issuer && Person.IsSame(Bare(issuer), Bare(command.Key))) ? $"'{command.Key}' is you. Somebody else of compliance writes your entry."
        : null;

    /// <summary>The name behind <c>key:</c> or <c>user:</c>: facts name people by either.</summary>
    private static string Bare(string name) => name.Trim() is var text && text.IndexOf(':', StringComparison.Ordinal) is > 0 and var end && Ways.Contains(text[..end].Trim(), StringComparer.OrdinalIgnoreCase) ? text[(end + 1)..] : text;

    private static bool IsRevoked(string json) => Values.Parse(json).TryGetProperty("isRevoked", out var revoked) && revoked.ValueKind == JsonValueKind.True;
}
