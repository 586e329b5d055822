namespace Doorstep.Workflows.Kernel;

public sealed partial class StateMachine
{
    /// <summary>Decides what a person's intervention does to a case. Pure, like <see cref="Transition"/>. One that cannot be done is rejected, and then nothing of it is to be kept.</summary>
    /// <param name="snapshot">Where the case stands.</param>
    /// <param name="intervention">What the person does.</param>
    /// <param name="now">The time (UTC).</param>
    public Decision Intervene(Snapshot snapshot, Intervention intervention, DateTimeOffset now)
    {
        if (snapshot.Status == CaseStatus.Completed) return new Decision.Rejected($"The case is closed in '{snapshot.StatePath}'. Nothing reopens it.");
        return Guarded(snapshot, null, now, step =>
        {
            var (refusal, reason, isMove) = Do(step, intervention);
            if (refusal is not null) return new Decision.Rejected(refusal);
            var settled = isMove ? step.SettleDue() : null;
            return step.Accept(settled is null ? reason() : $"{reason()} The due deadline '{settled.Key}' took it on.", isMove);
        });
    }

    private static (string? Refusal, Func<string> Reason, bool IsMove) Do(Step step, Intervention intervention) => intervention switch
    {
        Intervention.Extend(var transition, var by) => (step.Extend(transition, by), () => by >= TimeSpan.Zero ? $"'{transition}' was given {new Duration(0, by)} more." : $"{new Duration(0, by.Negate())} that '{transition}' was given is taken back.", false),
        Intervention.Skip(var transition) => (step.Skip(transition), () => $"The optional '{transition}' was skipped to '{step.StatePath}'.", true),
        Intervention.Suspend(var until) => (step.Suspend(until), () => $"Suspended until {Instants.Text(until)}.", false),
        Intervention.Resume => (step.ResumeCase(), () => "The suspension is over.", false),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
