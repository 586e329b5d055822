using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Doorstep.Workflows.Commands.Access;

/// <summary>What is asked of people and keys before they are let in.</summary>
internal static partial class PersonChecks
{
    private const int TextMax = 200;
    private const int ReasonMax = 500;
    private const int SubjectMax = 500;
    private const int TenantsMax = 50;

    public static IEnumerable<Fault> Name(string? name)
    {
        if (name is null || !NamePattern().IsMatch(name))
            yield return new Fault("name", $"'{name}' is not a name: 2 to 64 small letters, digits, '.', '-' and '_', the first one a letter or a digit.");
    }

    /// <param name="roles">The roles that are asked for.</param>
    /// <param name="but">The one that is not to be had here, and why.</param>
    public static IEnumerable<Fault> Roles(ImmutableArray<string> roles, (Role Role, string Why) but)
    {
        var known = Enum.GetNames<Role>();
        if (roles.IsDefaultOrEmpty) yield return new Fault("roles", $"is empty; name one or more of: {string.Join(", ", known.Where(name => name != but.Role.ToString()))}.");
        foreach (var (index, role) in (roles.IsDefault ? [] : roles).Index())
        {
            if (!known.Contains(role, StringComparer.Ordinal)) yield return new Fault($"roles[{index}]", $"'{role}' is not a role. Roles are: {string.Join(", ", known)}.");
            else if (role == but.Role.ToString()) yield return new Fault($"roles[{index}]", but.Why);
        }
    }

    public static IEnumerable<Fault> Scope(ImmutableArray<string> roles, ImmutableArray<string> tenants, string? agent)
    {
        if (tenants.Length > TenantsMax) yield return new Fault("tenants", $"names {tenants.Length} tenants; at most {TenantsMax} are allowed.");
        foreach (var (index, tenant) in (tenants.IsDefault ? [] : tenants).Index())
            if (tenant.Length is 0 or > TextMax || tenant.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter))) yield return new Fault($"tenants[{index}]", $"'{tenant}' is not a tenant: 1 to {TextMax} characters without spaces.");
        if (tenants.Length > 0 && roles.Contains(nameof(Role.Administrator))) yield return new Fault("tenants", "An administrator is one of the whole house; leave tenants out.");
        if (agent is { Length: 0 or > TextMax }) yield return new Fault("agent", $"has {agent.Length} characters; 1 to {TextMax} are allowed.");
        if (agent is null && roles.Contains(nameof(Role.Agent))) yield return new Fault("agent", "is missing: the agent's token in the register. Without it no case is assigned to the agent.");
    }

    public static IEnumerable<Fault> Subject(string? subject)
    {
        if (subject is not null && (subject.Length > SubjectMax || subject.Split(' ') is not [var issuer, { Length: > 0 }] || !Uri.TryCreate(issuer, UriKind.Absolute, out _)))
            yield return new Fault("subject", $"'{subject}' is not an issuer, a space and a subject, {SubjectMax} characters at most: 'https://login.example 248289761001'. Who signs in and is not known is told its own.");
    }

    public static IEnumerable<Fault> Reason(string? reason)
    {
        if (string.IsNullOrWhiteSpace(reason)) yield return new Fault("reason", "is missing: why. The audit log keeps it.");
        else if (reason.Length > ReasonMax) yield return new Fault("reason", $"has {reason.Length} characters; at most {ReasonMax} are allowed.");
    }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9._-]{1,63}\z")]
    private static partial Regex NamePattern();
}
