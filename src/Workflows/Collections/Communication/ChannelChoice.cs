using System.Collections.Immutable;

namespace Doorstep.Workflows.Collections.Communication;

/// <summary>What a customer said about channels.</summary>
public sealed record ChannelWishes
{
    /// <summary>The channels that the customer wants, most wanted first. Where it is not empty, no other channel is used.</summary>
    public ImmutableArray<MessageChannel> Chosen { get; init; } = [];

    /// <summary>Channels that the customer allowed.</summary>
    public ImmutableArray<MessageChannel> OptedIn { get; init; } = [];

    /// <summary>Channels that the customer stopped. This wins over everything else.</summary>
    public ImmutableArray<MessageChannel> OptedOut { get; init; } = [];
}

/// <summary>The channel to use, and why; no channel where none is allowed.</summary>
public sealed record ChannelDecision(MessageChannel? Channel, string Because);

/// <summary>Chooses the channel of a message (S34, G5).</summary>
public static class ChannelChoice
{
    /// <summary>As soon as a way may bring something; paper comes last.</summary>
    private static readonly MessageChannel[] Quickest =
        [MessageChannel.Sms, MessageChannel.Im, MessageChannel.Email, MessageChannel.Portal, MessageChannel.Call, MessageChannel.Card, MessageChannel.Letter];

    private static readonly MessageChannel[] AskedFirst = [MessageChannel.Email, MessageChannel.Im];

    /// <summary>The first channel that the message exists for and the customer allows.</summary>
    /// <param name="profile">Gives the order where the customer named none.</param>
    /// <param name="wishes">What the customer said.</param>
    /// <param name="offered">The channels that the message exists for.</param>
    /// <param name="isPressing">It is about a day that is near: of the channels that the customer allows the quickest (T19).</param>
    public static ChannelDecision Of(CommunicationProfile profile, ChannelWishes wishes, IReadOnlyCollection<MessageChannel> offered, bool isPressing = false)
    {
        ImmutableArray<MessageChannel> order = wishes.Chosen.IsEmpty ? isPressing ? [.. Quickest] : Order(profile) : isPressing ? [.. Quickest.Where(wishes.Chosen.Contains)] : wishes.Chosen;
        var refusals = order.Where(offered.Contains).ToDictionary(channel => channel, channel => Refusal(channel, wishes));
        if (order.Where(channel => refusals.TryGetValue(channel, out var refusal) && refusal is null).Select(channel => (MessageChannel?)channel).FirstOrDefault() is { } free)
            return new ChannelDecision(free, isPressing ? $"The day is near, and of what is permitted {Codes.Of(free)} is the quickest." : wishes.Chosen.IsEmpty ? $"{Codes.Of(free)} comes first for {Codes.Of(profile)}." : $"The customer chose {Codes.Of(free)}.");
        var said = refusals.Count == 0 ? [$"it does not exist for {string.Join(", ", order.Select(Codes.Of))}"] : refusals.Values.OfType<string>();
        return new ChannelDecision(null, $"No channel is left for this message: {string.Join("; ", said)}.");
    }

    /// <summary>Whether a channel may be used as far as asking goes: e-mail and instant messages only after a choice or a consent of the customer (S34).</summary>
    public static bool IsAskedFor(MessageChannel channel, ChannelWishes wishes) => !AskedFirst.Contains(channel) || wishes.OptedIn.Contains(channel) || wishes.Chosen.Contains(channel);

    private static ImmutableArray<MessageChannel> Order(CommunicationProfile profile) => profile == CommunicationProfile.Digital
        ? [MessageChannel.Im, MessageChannel.Email, MessageChannel.Portal, MessageChannel.Sms, MessageChannel.Letter, MessageChannel.Call, MessageChannel.Card]
        : [MessageChannel.Letter, MessageChannel.Call, MessageChannel.Card, MessageChannel.Sms, MessageChannel.Portal, MessageChannel.Email, MessageChannel.Im];

    private static string? Refusal(MessageChannel channel, ChannelWishes wishes) =>
        wishes.OptedOut.Contains(channel) ? $"the customer stopped {Codes.Of(channel)}"
        : !IsAskedFor(channel, wishes) ? $"the customer has not asked for {Codes.Of(channel)}"
        : null;
}
