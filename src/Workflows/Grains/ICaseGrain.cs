namespace Doorstep.Workflows.Grains;

/// <summary>The only door to a case: everything that changes it goes through here, one thing at a time.</summary>
[Alias("doorstep.case")]
public interface ICaseGrain : IGrainWithStringKey
{
    /// <summary>Starts the case, or answers what it answered before if it is already there.</summary>
    [Alias("start")]
    Task<StartAnswer> Start(StartMessage start);

    /// <summary>Applies an event once. Answers after the commit.</summary>
    [Alias("raise")]
    Task<CaseAnswer> Raise(EventMessage message);

    /// <summary>Applies a deadline once; one that is stale is ignored.</summary>
    [Alias("due")]
    Task<CaseAnswer> DeadlineDue(string deadlineId);

    /// <summary>Offers the event that faulted again.</summary>
    [Alias("retry")]
    Task<CaseAnswer> Retry(string actor, string reason);
}
