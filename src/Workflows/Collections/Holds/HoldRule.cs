using System.Collections.Frozen;
using Doorstep.Workflows.Collections.Acts;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Inbox;

namespace Doorstep.Workflows.Collections.Holds;

/// <summary>One row of domain.md b.4: what opens a hold, how long it lasts, what ends it and what it blocks.</summary>
/// <param name="Hold">The hold.</param>
/// <param name="Opens">Whether a fact opens it.</param>
/// <param name="Ends">Whether a fact ends it. It then waits for a person's review and goes on blocking.</param>
/// <param name="Blocks">Whether it stands in the way of an act.</param>
/// <param name="Length">Its length for the fact that opened it; null: until something ends it. After that it waits for review as well.</param>
public sealed record HoldRule(Hold Hold, Func<Fact, bool> Opens, Func<Fact, bool> Ends, Func<ActKind, ActPurpose, bool> Blocks, Func<Fact, HoldLength?> Length)
{
    /// <summary>What a fact that opens it or ends it names: an end ends what it names and nothing else. Null: its grounds are not told apart, and an end ends it.</summary>
    public Func<Fact, string?>? Names { get; init; }

    /// <summary>An end that names nothing ends every ground. Otherwise it ends the only one, and where there are several none.</summary>
    public bool IsEndedUnnamed { get; init; }

    /// <summary>No person may end it by choice; only the fact that takes its ground away (b.1 rule 8; b.4: CEASE_CONTACT until the customer lifts it, REPRESENTED until withdrawn, FRAUD_VICTIM until findings,
    /// DATA_INCIDENT until cleared; MORATORIUM by the notice's own time).</summary>
    public bool IsUntouchable => Hold is Hold.Deceased or Hold.Incapacity or Hold.Insolvency or Hold.CeaseContact or Hold.FraudVictim
        or Hold.Moratorium or Hold.Represented or Hold.DataIncident;

    /// <summary>Whether a fact opens it, or a message does of which somebody says that it was that.</summary>
    public bool IsOpenedBy(Fact fact) => Opens(fact) || MessageMeanings.Holds(fact).Contains(Hold);

    /// <summary>The rules, one for each hold.</summary>
    public static FrozenDictionary<Hold, HoldRule> All { get; } = HoldRules.Table().ToFrozenDictionary(rule => rule.Hold);
}

/// <summary>How long a hold lasts.</summary>
/// <param name="Parameter">The parameter of the case's policy pack that says so, in days.</param>
/// <param name="Days">The days of domain.md b.4, where the pack says nothing.</param>
public sealed record HoldLength(string Parameter, int Days);
