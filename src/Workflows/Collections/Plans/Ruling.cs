using System.Collections.Immutable;

namespace Doorstep.Workflows.Collections.Plans;

/// <summary>What a guard of plans says to an act.</summary>
public abstract record Ruling
{
    private Ruling()
    {
    }

    /// <summary>For a person: why.</summary>
    public abstract string Reason { get; }

    /// <summary>It may be done.</summary>
    public sealed record Allowed(string Reason) : Ruling
    {
        /// <inheritdoc />
        public override string Reason { get; } = Reason;
    }

    /// <summary>It may not be done, whoever asks.</summary>
    public sealed record Refused(string Reason) : Ruling
    {
        /// <inheritdoc />
        public override string Reason { get; } = Reason;
    }

    /// <summary>It may be done once somebody else agrees: a task for a person of one of these roles (S18).</summary>
    /// <param name="Roles">Roles whose agreement is enough, by name.</param>
    /// <param name="People">How many more of them.</param>
    /// <param name="Reason">Why.</param>
    public sealed record NeedsApproval(ImmutableArray<string> Roles, int People, string Reason) : Ruling
    {
        /// <inheritdoc />
        public override string Reason { get; } = Reason;
    }
}
