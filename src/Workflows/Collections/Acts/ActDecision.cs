using System.Collections.Immutable;
using Doorstep.Workflows.Collections.Acts.Wording;

namespace Doorstep.Workflows.Collections.Acts;

/// <summary>What one guard said.</summary>
/// <param name="Guard">Number and name, <c>G1 Hours</c>.</param>
/// <param name="Passed">Nothing against it.</param>
/// <param name="Reason">Why not.</param>
/// <param name="NextAt">When it would pass by waiting (UTC).</param>
public sealed record GuardSaid(string Guard, bool Passed, string? Reason = null, DateTimeOffset? NextAt = null);

/// <summary>A decision on an act, as it is stored: with the pack, the values that counted and what every guard said.</summary>
/// <param name="Allowed">It may be carried out now, and only now.</param>
/// <param name="DecidedAt">When (UTC).</param>
/// <param name="Pack">Pack and version it was planned under; null where there was none.</param>
/// <param name="Values">Parameters that counted, with their values.</param>
/// <param name="Guards">What every guard that applies said.</param>
/// <param name="Reason">Why not, for a person.</param>
/// <param name="NextTryAt">The next moment worth trying (UTC); null for a refusal that waiting does not mend: the act is dropped.</param>
/// <param name="Route">How the customer is spoken to, where a template is used: profile, language, and for a <c>MESSAGE</c> which way it goes, and why (S32, S34).</param>
/// <param name="Messages">The words that left with an allowed act, as they left (S30); null where it has none.</param>
public sealed record ActDecision(
    bool Allowed, DateTimeOffset DecidedAt, string? Pack, ImmutableSortedDictionary<string, string> Values, ImmutableArray<GuardSaid> Guards, string? Reason = null, DateTimeOffset? NextTryAt = null,
    ActRoute? Route = null, ImmutableArray<OutgoingMessage>? Messages = null);
