namespace Doorstep.Workflows.Storage.Commit;

/// <summary>What a write did to the open transaction.</summary>
internal enum WriteResult
{
    /// <summary>It is in.</summary>
    Written,

    /// <summary>It may not be, and it left the transaction untouched: its neighbours go on.</summary>
    Refused,

    /// <summary>It may not be, and half of it is in: the transaction must be rolled back.</summary>
    Torn,
}
