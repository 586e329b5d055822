using System.Collections.Immutable;

namespace Doorstep.Workflows.Commands;

/// <summary>What somebody may do. A key or a person has one or more.</summary>
public enum Role
{
    /// <summary>Edits and publishes definitions.</summary>
    Designer,

    /// <summary>A backend service: starts cases, reports events.</summary>
    Service,

    /// <summary>A field agent.</summary>
    Agent,

    /// <summary>Takes stuck cases further.</summary>
    Supervisor,

    /// <summary>Reads everything, proves what happened.</summary>
    Compliance,

    /// <summary>May do everything, and hands out keys.</summary>
    Administrator,
}

/// <summary>Who acts.</summary>
/// <param name="Name">As the journal names it: <c>key:ledger</c>, <c>user:li.wei</c>.</param>
/// <param name="Roles">What it may do.</param>
public sealed record Actor(string Name, ImmutableArray<Role> Roles)
{
    /// <summary>The service itself, at its own start.</summary>
    public static Actor House { get; } = new("doorstep", [Role.Administrator]);

    /// <summary>Whether it has one of the roles; an administrator has all.</summary>
    public bool IsAny(params ReadOnlySpan<Role> roles)
    {
        foreach (var role in Roles)
            if (role == Role.Administrator || roles.Contains(role)) return true;
        return false;
    }
}
