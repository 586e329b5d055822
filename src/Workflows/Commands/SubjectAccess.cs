using System.Text.Json;
using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Access;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;
using Mediator;

namespace Doorstep.Workflows.Commands;

/// <summary>Hands out the record about a customer (S31, PIPL art. 45). The journal says to whom, what for, and the hash of what was handed out.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Key">The caller's key of this request, 1 to 200 characters: the same again is recorded once.</param>
/// <param name="Purpose">A word of <see cref="SubjectAccessPurpose"/>.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="Requester">Who asked, by token; never an identity number.</param>
/// <param name="Actor">Who hands it out.</param>
[Allow(Role.Compliance, Role.Service)]
public sealed record GiveSubjectAccess(string CaseId, string? Key, string? Purpose, string? Reason, string? Requester, Actor Actor) : ICommand<Reply<SubjectAccess>>, IAboutCase;

/// <summary>What was handed out.</summary>
/// <param name="Extract">The record.</param>
/// <param name="Hash">SHA-256 of its canonical form, as the journal has it.</param>
/// <param name="Sequence">The step in the journal.</param>
public sealed record SubjectAccess(AccessExtract Extract, string Hash, long Sequence);

internal sealed class SubjectAccessHandler(ICaseStore store, FactFolder folder, IGrainFactory grains, TimeProvider clock) : ICommandHandler<GiveSubjectAccess, Reply<SubjectAccess>>
{
    private const int TextMax = 200;

    public async ValueTask<Reply<SubjectAccess>> Handle(GiveSubjectAccess command, CancellationToken cancellationToken)
    {
        var faults = Check(command).ToArray();
        if (faults.Length > 0) return Refuse.Invalid<SubjectAccess>("The record cannot be handed out like this.", faults);
        if (await store.FindCaseAsync(command.CaseId, cancellationToken) is not { } record) return Refuse.NoCase<SubjectAccess>(command.CaseId);
        if (SnapshotCodec.Read(record.Snapshot, folder).Facts is not CaseFile file) return Refuse.Impossible<SubjectAccess>("The case is not about a loan, so there is no customer in it.");
        var eventId = $"{ArmedReminder.EventIdPrefix}access/{command.Key}";
        var first = await store.FindEventAsync(command.CaseId, eventId, cancellationToken);
        if (first is not null) return Refuse.Conflict<SubjectAccess>($"The Idempotency-Key '{command.Key}' was used before, at step {first.Sequence}. Every handing out is recorded on its own: use another key.");

        var now = clock.GetUtcNow();
        var heard = await store.JournalAsync(command.CaseId, 0, int.MaxValue, cancellationToken);
        var extract = AccessExtract.Of(command.CaseId, file, heard.Select(row => Values.Parse(row.EventData)), now);
        var fact = new SubjectAccessGiven(command.Requester!, Purposes[command.Purpose!], command.Reason!, extract.Hash());
        var answer = await grains.GetGrain<ICaseGrain>(command.CaseId).Raise(new EventMessage
        {
            EventId = eventId, Type = nameof(SubjectAccessGiven), OccurredAt = now, Data = JsonSerializer.Serialize(fact, FactJson.Options), Actor = command.Actor.Name, IsCatalogued = true,
        });
        return answer.Outcome switch
        {
            CaseOutcome.Accepted or CaseOutcome.Recorded => new Reply<SubjectAccess>.Done(new SubjectAccess(extract, fact.Hash, answer.Sequence)),
            CaseOutcome.Busy => new Reply<SubjectAccess>.Refused(RefusalKind.Busy, answer.Reason),
            _ => Refuse.Conflict<SubjectAccess>($"It could not be recorded, so nothing is handed out: {answer.Reason}"),
        };
    }

    private static Dictionary<string, SubjectAccessPurpose> Purposes { get; } = Enum.GetValues<SubjectAccessPurpose>().ToDictionary(FactJson.Word, StringComparer.Ordinal);

    private static IEnumerable<Fault> Check(GiveSubjectAccess command)
    {
        if (string.IsNullOrWhiteSpace(command.Key) || command.Key.Length > TextMax) yield return new Fault("Idempotency-Key", $"is missing or longer than {TextMax} characters: your own key of this request.");
        if (command.Purpose is null || !Purposes.ContainsKey(command.Purpose)) yield return new Fault("purpose", $"'{command.Purpose}' is not a purpose. Purposes are: {string.Join(", ", Purposes.Keys)}.");
        if (string.IsNullOrWhiteSpace(command.Reason)) yield return new Fault("reason", "is missing: why the record is handed out.");
        if (string.IsNullOrWhiteSpace(command.Requester) || command.Requester.Length > TextMax) yield return new Fault("requester", $"is missing or longer than {TextMax} characters: the token of whoever asked.");
    }
}
