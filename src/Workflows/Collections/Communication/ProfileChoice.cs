using System.Collections.Immutable;

namespace Doorstep.Workflows.Collections.Communication;

/// <summary>How a customer is spoken to (S32). In files and facts: <c>STANDARD</c>, <c>EASY_READ</c>, <c>DIGITAL</c>.</summary>
public enum CommunicationProfile
{
    /// <summary>Letter and telephone, ordinary sentences.</summary>
    Standard,

    /// <summary>Short sentences, large print, slow speech, more time (S33).</summary>
    EasyRead,

    /// <summary>Electronic channels first, where the customer asked for them (S34).</summary>
    Digital,
}

/// <summary>What is known when a profile is chosen.</summary>
public sealed record ProfileFacts
{
    /// <summary>What the customer chose; null: nothing yet.</summary>
    public CommunicationProfile? OwnChoice { get; init; }

    /// <summary>Codes of support needs that the customer told, with consent: <c>SIGHT</c>, <c>HEARING</c>.</summary>
    public ImmutableArray<string> Needs { get; init; } = [];

    /// <summary>What the customer's segment starts with; null: <see cref="CommunicationProfile.Standard"/>.</summary>
    public CommunicationProfile? SegmentDefault { get; init; }

    /// <summary>Age in years, where it is known. It may only make an offer (S13, S33).</summary>
    public int? Age { get; init; }
}

/// <summary>The profile to use, and why.</summary>
/// <param name="Profile">The profile.</param>
/// <param name="Because">Why, in a sentence for the record.</param>
/// <param name="Offer">A profile that the next conversation should offer; nothing changes until the customer says yes.</param>
public sealed record ProfileDecision(CommunicationProfile Profile, string Because, CommunicationProfile? Offer = null);

/// <summary>Chooses how a customer is spoken to: own choice, then a need, then the segment. Never age.</summary>
public static class ProfileChoice
{
    /// <summary>From this age easy reading is offered. A house default.</summary>
    public const int OfferAgeMin = 60;

    private static readonly string[] EasyNeeds = ["SIGHT", "HEARING", "READING", "LEARNING", "MEMORY", "LANGUAGE"];

    /// <summary>The profile for a customer.</summary>
    public static ProfileDecision Of(ProfileFacts facts)
    {
        if (facts.OwnChoice is { } own) return new ProfileDecision(own, $"The customer chose {Codes.Of(own)}.");
        if (facts.Needs.FirstOrDefault(need => EasyNeeds.Contains(need)) is { } need) return new ProfileDecision(CommunicationProfile.EasyRead, $"The customer told a need, '{need}'.");
        var start = facts.SegmentDefault ?? CommunicationProfile.Standard;
        var because = facts.SegmentDefault is null ? "Nothing else is known." : "The customer's segment starts with it.";
        return new ProfileDecision(start, because, facts.Age >= OfferAgeMin && start != CommunicationProfile.EasyRead ? CommunicationProfile.EasyRead : null);
    }
}

/// <summary>What a profile changes besides words (S33).</summary>
/// <param name="IsLargePrint">Paper is printed large.</param>
/// <param name="IsSlowSpeech">Agents speak slowly and pause.</param>
/// <param name="IsCarerWelcome">The invitation says that somebody may come along.</param>
/// <param name="SlotFactor">An appointment is this many times as long as usual.</param>
public sealed record ProfileTraits(bool IsLargePrint, bool IsSlowSpeech, bool IsCarerWelcome, decimal SlotFactor)
{
    /// <summary>The traits of a profile.</summary>
    public static ProfileTraits Of(CommunicationProfile profile) =>
        profile == CommunicationProfile.EasyRead ? new ProfileTraits(true, true, true, 1.5m) : new ProfileTraits(false, false, true, 1m);
}
