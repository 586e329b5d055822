using System.Text.Json.Serialization;

namespace Doorstep.Workflows.Collections.Payments;

/// <summary>A payment that came in, and what is left of it. Minor units.</summary>
/// <param name="EventId">Id of the event it came with.</param>
/// <param name="Ref">The ledger's own name of it; null where it gave none: then the id of the event is its name.</param>
/// <param name="At">When it came (UTC).</param>
/// <param name="Amount">How much came.</param>
/// <param name="Settled">What it settles, less what went back.</param>
/// <param name="Reversed">How much went back.</param>
/// <param name="Promise">Number of the promise that it was paid on; 0: none was open.</param>
/// <param name="Plan">Version of the plan that it was paid under; 0: none ran.</param>
/// <param name="Settlement">Number of the settlement that was asked for last before it came; 0: none was. It counts towards that one, if it is agreed, and any that was asked for before.</param>
public sealed record Payment(string EventId, string? Ref, DateTimeOffset At, long Amount, Allocation Settled, long Reversed = 0, int Promise = 0, int Plan = 0, int Settlement = 0)
{
    /// <summary>What has not gone back.</summary>
    [JsonIgnore]
    public long Left => Amount - Reversed;

    /// <summary>Whether a reversal means it.</summary>
    public bool IsNamed(string name) => Ref is { } own ? IsSameRef(own, name) : EventId == name;

    /// <summary>Whether two refs name one payment: systems on the way write them in small letters or in capitals, and a payment that counts twice cannot be told from two.</summary>
    public static bool IsSameRef(string? left, string? right) => left is not null && right is not null && string.Equals(left.Trim(), right.Trim(), StringComparison.OrdinalIgnoreCase);
}

/// <summary>A reversal that came before its payment. It changes nothing until that comes.</summary>
/// <param name="Ref">The payment that it takes back.</param>
/// <param name="Amount">How much, in minor units.</param>
public sealed record WaitingReversal(string Ref, long Amount);
