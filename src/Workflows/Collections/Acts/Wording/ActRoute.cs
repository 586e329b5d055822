namespace Doorstep.Workflows.Collections.Acts.Wording;

/// <summary>How the customer is spoken to in one act, as the decision stores it.</summary>
/// <param name="Profile"><c>STANDARD</c>, <c>EASY_READ</c> or <c>DIGITAL</c>.</param>
/// <param name="ProfileBecause">Why this profile (S32).</param>
/// <param name="Language"><c>zh-CN</c> or <c>en</c>.</param>
/// <param name="Channel">The way that was chosen for a <c>MESSAGE</c>; null where the act names its own, or where no way is left.</param>
/// <param name="ChannelBecause">Why this way (S34), or why none.</param>
/// <param name="Offer">A profile that the next conversation should offer (S33).</param>
public sealed record ActRoute(string Profile, string ProfileBecause, string Language, string? Channel = null, string? ChannelBecause = null, string? Offer = null);
