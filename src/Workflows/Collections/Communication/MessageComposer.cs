using System.Collections.Immutable;
using Doorstep.Workflows.Definitions;

namespace Doorstep.Workflows.Collections.Communication;

/// <summary>A message that somebody wants to send.</summary>
public sealed record MessageOrder
{
    /// <summary>Its class: <c>hardshipInvitation</c>.</summary>
    public required string Class { get; init; }

    /// <summary><c>zh-CN</c> or <c>en</c>.</summary>
    public required string Language { get; init; }

    /// <summary>What is known for the choice of profile.</summary>
    public ProfileFacts Profile { get; init; } = new();

    /// <summary>The channel, where it is decided already; null: chosen by what the customer said.</summary>
    public MessageChannel? Channel { get; init; }

    /// <summary>What the customer said about channels.</summary>
    public ChannelWishes Wishes { get; init; } = new();

    /// <summary>Names of the open holds.</summary>
    public ImmutableArray<string> OpenHolds { get; init; } = [];

    /// <summary>Values by field; see <see cref="TemplateRenderer.Render"/>.</summary>
    public required IReadOnlyDictionary<string, object> Fields { get; init; }

    /// <summary>ISO 4217 code of the amounts.</summary>
    public string Currency { get; init; } = "CNY";
}

/// <summary>A message ready to be planned as an act, or why there is none.</summary>
public abstract record Composed
{
    private Composed()
    {
    }

    /// <summary>The message. Whether and when it leaves is the guards' business.</summary>
    public sealed record Message(string File, MessageChannel Channel, ProfileDecision Profile, string Text) : Composed;

    /// <summary>Everything that stands in the way.</summary>
    public sealed record Refused(ImmutableArray<string> Reasons) : Composed;
}

/// <summary>Makes messages: hold, profile, channel, template, words, in this order. Pure.</summary>
public sealed class MessageComposer(TemplateCatalogue catalogue)
{
    /// <summary>Composes a message.</summary>
    public Composed Compose(MessageOrder order)
    {
        if (!TemplateClasses.All.TryGetValue(order.Class, out var @class)) return No($"'{order.Class}' is not a class of message{Nearest.Hint(order.Class, TemplateClasses.All.Keys)}");
        if (Suppression.Why(@class, order.OpenHolds) is { } held) return No(held);
        var profile = ProfileChoice.Of(order.Profile);
        var channel = order.Channel is { } decided ? new ChannelDecision(decided, "It is decided.") : Choose(order, @class, profile.Profile);
        if (channel.Channel is not { } chosen) return No(channel.Because);
        if (catalogue.Find(order.Class, chosen, order.Language, profile.Profile) is not { } template) return No($"'{order.Class}' does not exist for {Codes.Of(chosen)}, {order.Language}, {Codes.Of(profile.Profile)}.");
        return TemplateRenderer.Render(template, order.Fields, order.Currency) switch
        {
            Rendered.Text text when Said(text.Value, order) is { IsEmpty: false } said => new Composed.Refused(said),
            Rendered.Text text => new Composed.Message(template.File, chosen, profile, text.Value),
            Rendered.Refused refused => new Composed.Refused(refused.Reasons),
            _ => throw new InvalidOperationException("Rendered has two members."),
        };
    }

    /// <summary>What anybody may see is no message to the customer: a wish for e-mail does not turn a card at the door into one.</summary>
    private ChannelDecision Choose(MessageOrder order, TemplateClass @class, CommunicationProfile profile) => ChannelChoice.Of(
        profile, @class.Audience == Audience.Anybody ? order.Wishes with { Chosen = [] } : order.Wishes, catalogue.Channels(order.Class, order.Language, profile));

    /// <summary>Templates are clean; what somebody typed into a field need not be.</summary>
    private ImmutableArray<string> Said(string text, MessageOrder order) =>
        [.. catalogue.ReadBefore.Wrong(text, order.Class, order.Fields.GetValueOrDefault("verifyCode") as string).Select(wrong => $"A value {wrong}")];

    private static Composed.Refused No(string reason) => new([reason]);
}
