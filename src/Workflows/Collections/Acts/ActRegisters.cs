using System.Collections.Immutable;
using Doorstep.Workflows.Collections.Facts;

namespace Doorstep.Workflows.Collections.Acts;

/// <summary>An agent of the register (S37).</summary>
/// <param name="Token">The agent's token.</param>
/// <param name="TrainedUntil">Last day the training counts.</param>
/// <param name="IsSuspended">May not work.</param>
/// <param name="HasIdCard">Has an identity card to show.</param>
/// <param name="IsSpecialist">Trained for vulnerable customers.</param>
/// <param name="RestUntil">No visits before this after an incident (S49, UTC).</param>
/// <param name="Conflicts">Tokens of customers the agent has to do with in private.</param>
/// <param name="Skills">What the agent is trained for beside the ordinary: a language, a kind of case (S14).</param>
/// <param name="Regions">Where the agent works; none: everywhere.</param>
/// <param name="CapacityMax">Running cases that the agent may have; null: the house's default.</param>
/// <param name="AtDoorOf">The case at whose door the agent is: nobody stands at two (G8); null: at none.</param>
/// <param name="AtDoorUntil">When that counts no more, whatever was reported (UTC).</param>
/// <param name="DisplayName">The name that customers hear and read; null: they get the staff number alone, which is the token.</param>
public sealed record Agent(
    [Token] string Token, DateOnly? TrainedUntil = null, bool IsSuspended = false, bool HasIdCard = false, bool IsSpecialist = false, DateTimeOffset? RestUntil = null, [Token] ImmutableArray<string>? Conflicts = null,
    ImmutableArray<string>? Skills = null, ImmutableArray<string>? Regions = null, [AtMost(1000)] int? CapacityMax = null, string? DisplayName = null, string? AtDoorOf = null, DateTimeOffset? AtDoorUntil = null);

/// <summary>The document without which no visit starts (S17).</summary>
/// <param name="Id">Its number.</param>
/// <param name="CaseId">The case it is for.</param>
/// <param name="Agents">The agents it is for.</param>
/// <param name="From">First day.</param>
/// <param name="Until">Last day.</param>
/// <param name="IsRevoked">It counts no more.</param>
public sealed record Authorisation(string Id, string CaseId, [Token] ImmutableArray<string> Agents, DateOnly From, DateOnly Until, bool IsRevoked = false)
{
    /// <summary>Whether it counts at an instant somewhere on earth: a day may have begun already, or not yet ended, where the customer is.</summary>
    public bool CountsAt(DateTimeOffset now) => !IsRevoked && From <= DateOnly.FromDateTime(now.UtcDateTime.AddHours(14)) && Until >= DateOnly.FromDateTime(now.UtcDateTime.AddHours(-12));
}

/// <summary>An agency of the public list (S70).</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsListed">It is on the list now.</param>
/// <param name="ReviewedOn">When it was last inspected.</param>
/// <param name="SubDelegates">It would hand cases on, which nobody may.</param>
public sealed record Agency(string Name, bool IsListed = false, DateOnly? ReviewedOn = null, bool SubDelegates = false);

/// <summary>The registers that guards look into, as they stand at the moment of the act.</summary>
/// <param name="Agents">Agents.</param>
/// <param name="Authorisations">Authorisations.</param>
/// <param name="Agencies">Agencies.</param>
public sealed record ActRegisters(ImmutableArray<Agent> Agents, ImmutableArray<Authorisation> Authorisations, ImmutableArray<Agency> Agencies)
{
    /// <summary>Nobody is registered: no visit, no agency.</summary>
    public static ActRegisters Empty { get; } = new([], [], []);
}
