using System.Globalization;
using System.Text.Json;
using Doorstep.Workflows.Commands.Overrides;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Storage;
using Mediator;

namespace Doorstep.Workflows.Commands;

/// <summary>Offers a faulted case the event again that it could not apply: the override <c>RETRY_STEP</c>, whose ground is the case's own incident.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Reason">Why, for the journal.</param>
/// <param name="Actor">Who.</param>
[Allow(Role.Supervisor)]
public sealed record RetryCase(string CaseId, string? Reason, Actor Actor) : ICommand<Reply<CaseAnswer>>, IAboutCase;

internal sealed class RetryCaseHandler(ISender sender, ICaseStore store) : ICommandHandler<RetryCase, Reply<CaseAnswer>>
{
    private const string Stuck = "STUCK_CASE";

    public async ValueTask<Reply<CaseAnswer>> Handle(RetryCase command, CancellationToken cancellationToken)
    {
        var faults = new List<Fault>();
        OverrideOrder.Text(command.Reason, "reason", faults);
        if (faults.Count > 0) return Refuse.Invalid<CaseAnswer>("A person who acts says why.", faults);
        if (await store.FindCaseAsync(command.CaseId, cancellationToken) is not { } record) return Refuse.NoCase<CaseAnswer>(command.CaseId);
        var body = JsonSerializer.SerializeToElement(new { @override = new { verb = "RETRY_STEP" }, sequence = record.Sequence, reason = new { code = Stuck, text = command.Reason } });
        return await sender.Send(new RequestOverride(command.CaseId, string.Create(CultureInfo.InvariantCulture, $"retry/{record.Sequence}"), body, command.Actor), cancellationToken) switch
        {
            Reply<OverrideReply>.Done { Value.Case: { } answer } => new Reply<CaseAnswer>.Done(answer),
            Reply<OverrideReply>.Done { Value.Seen.Row: { } row } => Refuse.Conflict<CaseAnswer>($"Override '{row.Id}' is {row.Status.ToString().ToLowerInvariant()}."),
            Reply<OverrideReply>.Refused refused => new Reply<CaseAnswer>.Refused(refused.Kind, refused.Reason, refused.Faults, refused.Fresh),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }
}
