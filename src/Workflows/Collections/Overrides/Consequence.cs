using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Collections.Overrides;

/// <summary>Kinds of what comes of an override.</summary>
public enum ConsequenceKind
{
    /// <summary>The case comes to another state.</summary>
    State,

    /// <summary>The case is closed.</summary>
    Closed,

    /// <summary>A deadline is armed.</summary>
    DeadlineArmed,

    /// <summary>A deadline no longer waits.</summary>
    DeadlineCancelled,

    /// <summary>A deadline waits until another moment.</summary>
    DeadlineMoved,

    /// <summary>A clock stands still.</summary>
    ClockStopped,

    /// <summary>A clock goes on.</summary>
    ClockResumed,

    /// <summary>Something is planned that the guards decide on before it leaves.</summary>
    ActPlanned,

    /// <summary>Something that was planned does not leave any more.</summary>
    ActSuppressed,

    /// <summary>Something that was planned stays planned.</summary>
    ActKept,

    /// <summary>What the guards say of a planned act on the case as it would stand.</summary>
    Guards,

    /// <summary>What the customer is told.</summary>
    CustomerTold,

    /// <summary>A task for somebody of the house.</summary>
    HouseTold,

    /// <summary>A hold is opened.</summary>
    HoldAdded,

    /// <summary>A hold is let go.</summary>
    HoldReleased,

    /// <summary>Somebody else works the case.</summary>
    Assigned,

    /// <summary>Another version runs.</summary>
    Version,

    /// <summary>The case stops or goes on by itself.</summary>
    Suspension,

    /// <summary>The step breaks again.</summary>
    Faulted,

    /// <summary>Nothing but the record.</summary>
    Nothing,
}

/// <summary>One thing that comes of an override. The journal has the same lines as the preview.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="About">The state, transition, act, hold or task it is about.</param>
/// <param name="En">In a sentence, in English.</param>
/// <param name="Zh">In a sentence, in Chinese.</param>
/// <param name="At">When (UTC), where that is known.</param>
public sealed record Consequence(ConsequenceKind Kind, string About, string En, string Zh, DateTimeOffset? At = null)
{
    /// <summary>One about a moment, which stands at its end.</summary>
    internal static Consequence On(ConsequenceKind kind, string subject, string en, string zh, DateTimeOffset at) => new(kind, subject, $"{en} {Instants.Text(at)}.", $"{zh}{Instants.Text(at)}。", at);
}
