using System.Collections.Immutable;
using System.Text.Json;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Grains;

/// <summary>What a decision on an act is made from.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="ActId">The act.</param>
/// <param name="DecisionId">The decision: the id of the event that it is.</param>
/// <param name="Act">The act as planned: a JSON object.</param>
/// <param name="PlannedAt">When it was planned (UTC).</param>
/// <param name="Snapshot">The case, fresh.</param>
/// <param name="Budget">What was done to the person, JSON; null: not known.</param>
/// <param name="Now">The moment (UTC).</param>
public sealed record ActQuestion(string CaseId, string ActId, string DecisionId, JsonElement Act, DateTimeOffset PlannedAt, Snapshot Snapshot, string? Budget, DateTimeOffset Now)
{
    /// <summary>What was done at the number that the act goes to, whoever it was for, JSON; null: nothing yet.</summary>
    public string? Line { get; init; }

    /// <summary>Only asked what the answer would be: nothing is written for it.</summary>
    public bool IsForeseen { get; init; }
}

/// <summary>A decision on an act.</summary>
public sealed record ActRuling
{
    /// <summary>It may be carried out now, and only now.</summary>
    public required bool IsAllowed { get; init; }

    /// <summary>What the act is, for lists.</summary>
    public required string Kind { get; init; }

    /// <summary>The rules it was planned under; null where there were none.</summary>
    public string? Pack { get; init; }

    /// <summary>For a person.</summary>
    public required string Reason { get; init; }

    /// <summary>The guards that refused it, by number and name.</summary>
    public ImmutableArray<string> Against { get; init; } = [];

    /// <summary>When it is worth deciding again (UTC); always later than the moment.</summary>
    public DateTimeOffset? NextTryAt { get; init; }

    /// <summary>The whole decision, JSON.</summary>
    public required string Decision { get; init; }

    /// <summary>The event that the case hears.</summary>
    public required (string Type, JsonElement Data) Fact { get; init; }

    /// <summary>The person's budget with the act in it; null where it stays as it is.</summary>
    public string? Budget { get; init; }

    /// <summary>The number's budget with the act in it; null where it stays as it is.</summary>
    public string? Line { get; init; }

    /// <summary>What goes out where the act is allowed.</summary>
    public Effect.PublishEvent? Order { get; init; }
}

/// <summary>Decides on acts and keeps count of what is done to a person. What a person, an act and a rule are the domain knows; the grain only sees to it that
/// a decision, its count and its step are one commit.</summary>
public abstract class ActDesk
{
    /// <summary>Token of the person that a case is about; null where it is about none.</summary>
    public abstract string? PersonOf(CaseFacts facts);

    /// <summary>The person's budget once a case has started; null where it stays as it is.</summary>
    public abstract string? Open(string caseId, CaseFacts facts, string? budget, DateTimeOffset now);

    /// <summary>Whether a fact may count against the person, or has told the case something of the person.</summary>
    public abstract bool Counts(WorkflowEvent.Raised fact, CaseFacts before, CaseFacts after);

    /// <summary>The person's budget with a fact counted in; null where it stays as it is.</summary>
    public abstract string? Count(string caseId, CaseFacts facts, WorkflowEvent.Raised fact, string budget);

    /// <summary>The person's budget with what the case knows of the person now; null where it stays as it is.</summary>
    public abstract string? Tell(string caseId, CaseFacts facts, string budget);

    /// <summary>What other cases of the person have to hear when a case begins that knows something of the person at once: a hold that its start names.</summary>
    public abstract IEnumerable<Effect> Begin(string caseId, CaseFacts facts, string budget);

    /// <summary>What other cases of the person have to hear in the commit of a step; nothing where that is nothing new.</summary>
    public abstract IEnumerable<Effect> Follow(string caseId, CaseFacts before, CaseFacts after, string budget);

    /// <summary>What stands for the telephone number that an act goes to; null where it goes to none.</summary>
    public abstract string? LineOf(CaseFacts facts, JsonElement act);

    /// <summary>What stands for the telephone number that a fact is about; null where it is about none.</summary>
    public abstract string? LineOf(WorkflowEvent.Raised fact);

    /// <summary>The number's budget with a fact counted in; null where it stays as it is.</summary>
    public abstract string? CountAtLine(CaseFacts facts, WorkflowEvent.Raised fact, string? line);

    /// <summary>Decides. It denies whatever it does not understand.</summary>
    public abstract Task<ActRuling> RuleAsync(ActQuestion question);
}
