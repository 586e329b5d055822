using System.Collections.Immutable;
using System.Globalization;
using Doorstep.Workflows.Collections.Communication;
using Doorstep.Workflows.Collections.Facts;

namespace Doorstep.Workflows.Collections.Acts.Wording;

/// <summary>What a case file knows of how its customer wants to be spoken to (S32–S34). Pure.</summary>
internal static class CustomerVoice
{
    private const string Chinese = "zh-CN";
    private const string English = "en";

    /// <summary>The customer's language, as far as the house has it. Nobody said: Chinese for a debt in yuan, else English.</summary>
    public static string Language(CaseFile file) => file.Customer.Language is { Length: > 0 } said
        ? said.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Chinese : English
        : file.Debt.Currency == "CNY" ? Chinese : English;

    /// <summary>What a profile is chosen from. A need counts only while the consent it was told with does (PIPL art. 29).</summary>
    public static ProfileFacts Profile(CaseFile file, DateOnly today) => new()
    {
        OwnChoice = Read(file.Customer.CommsProfile), SegmentDefault = Read(file.Customer.SegmentProfile), Age = Age(file.Customer.AgeBand),
        Needs = [.. (file.Customer.SupportNeeds ?? []).Where(need => need.ConsentId is { } id && file.Consents.Counts(id, today)).Select(need => need.Code)],
    };

    /// <summary>What the customer said about channels. E-mail and instant messages are asked for by a choice or by a consent (S34).</summary>
    public static ChannelWishes Wishes(CaseFile file, DateOnly today) => new()
    {
        Chosen = Known(file.Customer.Preferences?.Channels), OptedOut = Known([.. (file.Customer.Preferences?.OptOut ?? []).Union(Enum.GetValues<Channel>().Where(channel => HasTakenBack(file, channel, today)))]),
        OptedIn = [.. new[] { MessageChannel.Email, MessageChannel.Im }.Where(channel => IsPermitted(file, Codes.Of(channel), today))],
    };

    /// <summary>Whether a channel may be used as far as asking goes: e-mail and instant messages need the customer's word (S34).</summary>
    public static bool HasAskedFor(CaseFile file, Channel channel, DateOnly today) => Way(channel) is not { } way || ChannelChoice.IsAskedFor(way, Wishes(file, today));

    /// <summary>Whether the customer has taken back what permits a channel, and has neither chosen it nor consented to it anew (G5).</summary>
    public static bool HasTakenBack(CaseFile file, Channel channel, DateOnly today) => file.Customer.HasTakenBack(channel) && !IsPermitted(file, FactJson.Word(channel), today);

    private static bool IsPermitted(CaseFile file, string channel, DateOnly today) => file.Consents.For($"CONTACT_{channel}", today) is not null;

    private static MessageChannel? Way(Channel channel) => Codes.Read<MessageChannel>(FactJson.Word(channel));

    private static CommunicationProfile? Read(string? code) => code is null ? null : Codes.Read<CommunicationProfile>(code);

    private static ImmutableArray<MessageChannel> Known(ImmutableArray<Channel>? channels) =>
        channels is { IsDefault: false } named ? [.. named.Select(Way).OfType<MessageChannel>()] : [];

    private static int? Age(string? band) =>
        band is not null && int.TryParse(string.Concat(band.TakeWhile(char.IsAsciiDigit)), NumberStyles.None, CultureInfo.InvariantCulture, out var years) ? years : null;
}
