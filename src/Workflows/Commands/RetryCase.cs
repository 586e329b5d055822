using Doorstep.Workflows.Grains;
using Mediator;

namespace Doorstep.Workflows.Commands;

/// <summary>Offers a faulted case the event again that it could not apply.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Reason">Why, for the journal.</param>
/// <param name="Actor">Who.</param>
[Allow(Role.Supervisor)]
public sealed record RetryCase(string CaseId, string? Reason, Actor Actor) : ICommand<Reply<CaseAnswer>>, IAboutCase;

internal sealed class RetryCaseHandler(IGrainFactory grains) : ICommandHandler<RetryCase, Reply<CaseAnswer>>
{
    private const int ReasonMax = 2000;

    public async ValueTask<Reply<CaseAnswer>> Handle(RetryCase command, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(command.Reason)) return Refuse.Invalid<CaseAnswer>("A person who acts says why.", [new Fault("reason", "is missing.")]);
        if (command.Reason.Length > ReasonMax) return Refuse.Invalid<CaseAnswer>("The case cannot be retried.", [new Fault("reason", $"has {command.Reason.Length} characters; at most {ReasonMax} are allowed.")]);
        if (string.IsNullOrWhiteSpace(command.CaseId)) return Refuse.NoCase<CaseAnswer>(command.CaseId);
        var answer = await grains.GetGrain<ICaseGrain>(command.CaseId).Retry(command.Actor.Name, command.Reason);
        return answer.Outcome switch
        {
            CaseOutcome.NotFound => Refuse.NotFound<CaseAnswer>(answer.Reason),
            CaseOutcome.Conflict => Refuse.Conflict<CaseAnswer>(answer.Reason),
            CaseOutcome.Busy => new Reply<CaseAnswer>.Refused(RefusalKind.Busy, answer.Reason),
            _ => new Reply<CaseAnswer>.Done(answer),
        };
    }
}
