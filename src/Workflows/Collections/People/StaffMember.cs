using System.Collections.Immutable;

namespace Doorstep.Workflows.Collections.People;

/// <summary>Somebody of the bank who may decide and grant. What a service says of a person counts only as far as the register of staff says the same (G11, S18).</summary>
/// <param name="Name">The name under which facts speak of the person.</param>
/// <param name="Roles">Roles of the authority matrix that the person has.</param>
/// <param name="Until">The last day; null: for as long as the entry says nothing else.</param>
/// <param name="IsSuspended">May not decide for now.</param>
public sealed record StaffMember(string Name, ImmutableArray<string> Roles, DateOnly? Until = null, bool IsSuspended = false)
{
    /// <summary>The role that grants within its own limit and decides on nothing.</summary>
    public const string AgentRole = "AGENT";

    /// <summary>Whether the person may do anything on a day.</summary>
    public bool IsActiveOn(DateOnly day) => !IsSuspended && !(Until < day);

    /// <summary>Whether the person may review what others have asked for.</summary>
    public bool MayDecide => Roles.Any(role => role != AgentRole);
}
