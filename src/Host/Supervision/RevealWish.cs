namespace Doorstep.Host.Supervision;

/// <summary>Somebody wants to see a masked value.</summary>
/// <param name="Field">Where it stands.</param>
/// <param name="Purpose">What for.</param>
/// <param name="Reason">Why, in words.</param>
public sealed record RevealWish(string Field, string Purpose, string Reason);

/// <summary>What is decided on an override.</summary>
public enum OverrideAct
{
    /// <summary>It is done.</summary>
    Approve,

    /// <summary>Somebody else says no.</summary>
    Decline,

    /// <summary>Whoever asked takes it back.</summary>
    Withdraw,

    /// <summary>It is undone.</summary>
    Undo,
}

/// <summary>Somebody decides on an override.</summary>
/// <param name="OverrideId">Which.</param>
/// <param name="What">What.</param>
/// <param name="Reason">Why.</param>
public sealed record OverrideDecision(string OverrideId, OverrideAct What, string Reason);
