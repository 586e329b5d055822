using System.Collections.Immutable;
using Doorstep.Workflows.Collections.People;

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
    /// <summary>Whose cases it sees; none: everybody's.</summary>
    public ImmutableArray<string> Tenants { get; init; } = [];

    /// <summary>Its token in the register of agents, where it is a field agent or the app of one.</summary>
    public string? Agent { get; init; }

    /// <summary>Somebody who signed in, not a service with a key.</summary>
    public bool IsPerson { get; init; }

    /// <summary>Who issued its key. What one of them asked for the other does not approve.</summary>
    public string? IssuedBy { get; init; }

    /// <summary>The address that it comes from, for the audit log.</summary>
    public string? Origin { get; init; }

    /// <summary>The service itself, at its own start.</summary>
    public static Actor House { get; } = new("doorstep", [Role.Administrator]);

    /// <summary>Whether it sees the cases of some tenants only.</summary>
    public bool IsScoped => !Tenants.IsDefaultOrEmpty;

    /// <summary>The tenants that a list is narrowed to; empty: none, it sees all.</summary>
    public IReadOnlyList<string> OnlyTenants => IsScoped ? Tenants : [];

    /// <summary>Whether it sees cases of a tenant.</summary>
    public bool Sees(string tenant) => !IsScoped || Tenants.Contains(tenant);

    /// <summary>Whether it is somebody else than the one who is named: nobody approves what he asked for, neither with a key that he issued.</summary>
    public bool IsSomebodyElseThan(string name) => !Person.IsSame(Name, name) && !(IssuedBy is not null && Person.IsSame(IssuedBy, name));

    /// <summary>Whether it has one of the roles; an administrator has all.</summary>
    public bool IsAny(params ReadOnlySpan<Role> roles)
    {
        foreach (var role in Roles)
            if (role == Role.Administrator || roles.Contains(role)) return true;
        return false;
    }
}
