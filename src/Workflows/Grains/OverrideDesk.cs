using System.Collections.Immutable;
using System.Text.Json;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;

namespace Doorstep.Workflows.Grains;

/// <summary>What an override is decided from.</summary>
/// <param name="OverrideId">The override.</param>
/// <param name="Tenant">Whose case it is.</param>
/// <param name="Snapshot">The case, fresh, with its clocks.</param>
/// <param name="Machine">Its machine, with everything that it runs inside itself.</param>
/// <param name="Verb">What is to be done: a JSON object with <c>verb</c> and what belongs to it.</param>
/// <param name="By">Who asked for it.</param>
/// <param name="ApprovedBy">Who approved it; null where nobody has, yet or at all.</param>
/// <param name="Now">The moment (UTC).</param>
public sealed record OverrideQuestion(string OverrideId, string Tenant, Snapshot Snapshot, StateMachine Machine, JsonElement Verb, string By, string? ApprovedBy, DateTimeOffset Now)
{
    /// <summary>Only asked what would come of it: whoever is to approve it is taken for given.</summary>
    public bool IsForeseen { get; init; }

    /// <summary>Only asked whether it would be done; what would come of it nobody reads.</summary>
    public bool IsCounted { get; init; }
}

/// <summary>Why an override is not done.</summary>
/// <param name="Kind"><see cref="CaseOutcome.Unfit"/>: something was sent wrongly. <see cref="CaseOutcome.Forbidden"/>: a rule is in the way. <see cref="CaseOutcome.Conflict"/>: it does
/// not go together with where the case stands.</param>
/// <param name="Faults">Everything that is wrong.</param>
public sealed record OverrideRefusal(CaseOutcome Kind, ImmutableArray<FactFault> Faults)
{
    /// <summary>In sentences.</summary>
    public string Reason => string.Join(" ", Faults.Select(fault => fault.Message));

    /// <summary>A rule is in the way.</summary>
    public static OverrideRefusal Rule(string reason) => new(CaseOutcome.Forbidden, [new FactFault("", reason)]);
}

/// <summary>How an override is done. A closed family: whatever is not here nobody can do.</summary>
public abstract record OverridePlan
{
    private OverridePlan()
    {
    }

    /// <summary>What would undo it, as a verb; null where undoing it may do harm.</summary>
    public JsonElement? Inverse { get; init; }

    /// <summary>It is not.</summary>
    public sealed record Refused(OverrideRefusal Refusal) : OverridePlan;

    /// <summary>By a fact, which the file keeps and the definition's own ways take.</summary>
    /// <param name="Facts">Type and data; of several the first that a way takes, else the first.</param>
    /// <param name="Unmoved">Why it is not done where no way takes any of them; null where it is done all the same.</param>
    public sealed record Told(ImmutableArray<(string Type, JsonElement Data)> Facts, string? Unmoved = null) : OverridePlan;

    /// <summary>By something that a person does to where the machine stands.</summary>
    public sealed record Intervened(Intervention Intervention) : OverridePlan;

    /// <summary>By offering the event that faulted again.</summary>
    public sealed record Retried : OverridePlan;

    /// <summary>By going over to the versions that are published.</summary>
    /// <param name="Version">The version of the case's own definition to insist on; null for the published one.</param>
    /// <param name="Mapping">States that have other names there, and what becomes of deadlines.</param>
    /// <param name="Published">The versions to insist on, by definition; null: whichever are published.</param>
    public sealed record Repinned(int? Version, RepinPlan Mapping, ImmutableSortedDictionary<string, int>? Published = null) : OverridePlan;

    /// <summary>By going back to the versions that the case ran before, where it stood in them.</summary>
    public sealed record GoneBack(ImmutableSortedDictionary<string, int> Pins, ImmutableArray<Frame> Frames) : OverridePlan;
}

/// <summary>What an override does, decided and not done.</summary>
/// <param name="Known">The case with what is told folded in.</param>
/// <param name="Next">The case after it.</param>
/// <param name="Decision">What the machine decided.</param>
/// <param name="Machine">The machine that the case has from then on.</param>
public sealed record OverrideMade(Snapshot Known, Snapshot Next, Decision Decision, StateMachine Machine);

/// <summary>What the domain knows of overrides: what a verb means, what nobody may do, and what comes of it. The grain only sees to it that all of it is one step.</summary>
public abstract class OverrideDesk
{
    /// <summary>How a verb is done.</summary>
    public abstract Task<OverridePlan> PlanAsync(OverrideQuestion question);

    /// <summary>What stands against a decision that was made; null: nothing.</summary>
    public abstract string? Against(OverrideQuestion question, OverrideMade made);

    /// <summary>Everything that comes of it, as a JSON array of lines.</summary>
    /// <param name="question">What was asked.</param>
    /// <param name="made">What was decided.</param>
    /// <param name="pending">Acts of the case that wait in the outbox.</param>
    public abstract Task<JsonElement> ForeseeAsync(OverrideQuestion question, OverrideMade made, IReadOnlyList<OutboxRecord> pending);
}
