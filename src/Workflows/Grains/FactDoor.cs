using System.Collections.Immutable;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Grains;

/// <summary>One thing that is wrong with a fact.</summary>
/// <param name="Path">Where in its data; empty for all of it.</param>
/// <param name="Message">What is wrong, and what would work.</param>
[GenerateSerializer, Immutable, Alias("doorstep.fault")]
public sealed record FactFault(string Path, string Message);

/// <summary>A fact that somebody reports on a case.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Facts">The case file, fresh.</param>
/// <param name="Fact">The event.</param>
/// <param name="Actor">Who reports it.</param>
/// <param name="PersonRole">The role in which a person reports what that person does; null where a service reports for others.</param>
/// <param name="Now">The moment (UTC).</param>
/// <param name="Place">Where the case stands, and whether it waits for the event there.</param>
/// <param name="TellingCase">The other case whose definition says it; null: nobody's definition does.</param>
/// <param name="Budget">What was done to the person and is known of them over all cases, JSON; gives null where nobody has counted.</param>
public sealed record FactQuestion(
    string CaseId, CaseFacts Facts, WorkflowEvent.Raised Fact, string Actor, string? PersonRole, DateTimeOffset Now, Func<EventPlace>? Place = null, string? TellingCase = null, Func<Task<string?>>? Budget = null);

/// <summary>Why a fact is not taken.</summary>
/// <param name="IsImpossible">It is understood and breaks a rule; otherwise something was sent wrongly.</param>
/// <param name="Faults">Everything that is wrong.</param>
public sealed record FactRefusal(bool IsImpossible, ImmutableArray<FactFault> Faults);

/// <summary>Asks the rules of the domain about a fact before it is one. The grain sees to it that they look at the file that the fact would be folded into.</summary>
public abstract class FactDoor
{
    /// <summary>Why the fact is not taken; null where it is.</summary>
    public abstract Task<FactRefusal?> RefusalAsync(FactQuestion question);
}
