using System.Text.Json;
using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Acts;
using Doorstep.Workflows.Collections.Acts.Desk;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Acts;
using Doorstep.Workflows.Watching;
using Mediator;

namespace Doorstep.Workflows.Commands;

/// <summary>Asks whether an act may be carried out now. Where it may, it counts at once, and the order to carry it out goes to the webhooks.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="IdempotencyKey">The caller's key of the act, 1 to 200 characters: whoever asks again with it is told the same.</param>
/// <param name="Act">The act: <c>kind</c> and what belongs to it.</param>
/// <param name="Actor">Who asks.</param>
[Allow(Role.Service, Role.Supervisor, Role.Agent)]
public sealed record DecideAct(string CaseId, string? IdempotencyKey, JsonElement Act, Actor Actor) : ICommand<Reply<ActAnswer>>, IAboutCase;

/// <summary>Decisions on the acts of a case, newest first.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Limit">At most so many.</param>
/// <param name="Actor">Who asks.</param>
[Allow(Role.Service, Role.Supervisor, Role.Compliance)]
public sealed record ListActs(string CaseId, int Limit, Actor Actor) : IQuery<Reply<IReadOnlyList<ActRecord>>>, IAboutCase;

internal sealed class ActCommandHandler(IGrainFactory grains, ICaseStore cases, ActStore acts) :
    ICommandHandler<DecideAct, Reply<ActAnswer>>, IQueryHandler<ListActs, Reply<IReadOnlyList<ActRecord>>>
{
    private const int KeyMax = 200;

    public async ValueTask<Reply<ActAnswer>> Handle(DecideAct command, CancellationToken cancellationToken)
    {
        var faults = Check(command).ToArray();
        if (faults.Length > 0) return Refuse.Invalid<ActAnswer>("The act cannot be decided on as it is.", faults);
        var answer = await grains.GetGrain<ICaseGrain>(command.CaseId).Decide(new ActMessage
        {
            ActId = $"{command.CaseId}/{CaseId.From(command.CaseId, command.IdempotencyKey!)}", Act = Asked(command), Actor = command.Actor.Name, IsOnce = true, Trace = TraceSpan.Current,
        });
        return answer.Outcome switch
        {
            ActOutcome.NotFound => Refuse.NotFound<ActAnswer>(answer.Reason),
            ActOutcome.Conflict => Refuse.Conflict<ActAnswer>($"The Idempotency-Key '{command.IdempotencyKey}' was used before for another act. Give every act a key of its own."),
            ActOutcome.Busy => new Reply<ActAnswer>.Refused(RefusalKind.Busy, answer.Reason),
            _ => new Reply<ActAnswer>.Done(answer),
        };
    }

    public async ValueTask<Reply<IReadOnlyList<ActRecord>>> Handle(ListActs query, CancellationToken cancellationToken)
    {
        var rows = await acts.ListAsync(query.CaseId, query.Limit, cancellationToken);
        if (rows.Count == 0 && await cases.FindCaseAsync(query.CaseId, cancellationToken) is null) return Refuse.NoCase<IReadOnlyList<ActRecord>>(query.CaseId);
        return new Reply<IReadOnlyList<ActRecord>>.Done(rows);
    }

    private static IEnumerable<Fault> Check(DecideAct command)
    {
        if (string.IsNullOrWhiteSpace(command.IdempotencyKey)) yield return new Fault("Idempotency-Key", "is missing: your own key of this act, so that a repetition is recognised.");
        else if (command.IdempotencyKey.Length > KeyMax) yield return new Fault("Idempotency-Key", $"has {command.IdempotencyKey.Length} characters; at most {KeyMax} are allowed.");
        foreach (var (field, message) in PlannedActReader.Check(command.Act)) yield return new Fault(field, message);
        // The guards look at the team that stands at the door, and only a check-in says that one does (T23).
        if (command.Act.Text("kind") == FactJson.Word(ActKind.Visit)) yield return new Fault("kind", "'VISIT' is asked for by the event VisitCheckedIn alone (T23): the team reports that it is there, and the guards decide.");
        // The case itself counts the days to answer, also those that somebody has given on top, and knows afterwards that a court has it.
        if (command.Act.Text("kind") == FactJson.Word(ActKind.LegalReferral)) yield return new Fault("kind", "'LEGAL_REFERRAL' is planned by the case alone, when the days to answer the letter before action are over (T51): two persons approve it (LegalReviewed), and the guards decide.");
    }

    /// <summary>Whoever asks has asked for it, unless it is said otherwise.</summary>
    private static string Asked(DecideAct command) => command.Act.TryGetProperty("requestedBy", out var by) && !Values.IsNull(by)
        ? command.Act.GetRawText()
        : Values.FromObject(command.Act.EnumerateObject().Where(member => member.Name != "requestedBy").Select(member => KeyValuePair.Create(member.Name, member.Value))
            .Append(KeyValuePair.Create("requestedBy", Values.Of(command.Actor.Name)))).GetRawText();
}
