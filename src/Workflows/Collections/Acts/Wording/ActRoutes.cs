using System.Collections.Immutable;
using Doorstep.Workflows.Collections.Communication;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.People;
using Doorstep.Workflows.Definitions;

namespace Doorstep.Workflows.Collections.Acts.Wording;

/// <summary>An act whose way is known, or why it has none.</summary>
/// <param name="Act">The act; still a <see cref="ActKind.Message"/> where no way is left.</param>
/// <param name="Class">The class of its template; null without one.</param>
/// <param name="Route">How the customer is spoken to; null without a template.</param>
/// <param name="Refusals">Everything that stands in the way.</param>
/// <param name="IsPressing">Its way was chosen because a day is near; another one may be quicker than waiting.</param>
internal sealed record RoutedAct(PlannedAct Act, TemplateClass? Class, ActRoute? Route, ImmutableArray<string> Refusals, bool IsPressing = false);

/// <summary>
/// Finds the way of a message at the moment of the act: the customer's own choice, then the profile's order, among the ways that the template exists for
/// and on which the customer can be reached (S32–S34). The guards judge the act that comes of it. Pure.
/// </summary>
internal static class ActRoutes
{
    private static readonly ImmutableDictionary<MessageChannel, ActKind> Ways = ImmutableDictionary.CreateRange<MessageChannel, ActKind>(
    [
        new(MessageChannel.Letter, ActKind.Letter), new(MessageChannel.Sms, ActKind.Sms), new(MessageChannel.Email, ActKind.Email), new(MessageChannel.Im, ActKind.Im),
    ]);

    private const string TransferNotice = "transferNotice";

    /// <summary>Days within which nobody counts on the post. A house default.</summary>
    private const int PostDays = 7;

    /// <summary>The act with its way.</summary>
    /// <param name="planned">As planned.</param>
    /// <param name="file">The case, fresh.</param>
    /// <param name="catalogue">The templates; null: none are loaded.</param>
    /// <param name="today">The customer's day.</param>
    /// <param name="closed">Ways that are out of the question; default: none.</param>
    public static RoutedAct Of(PlannedAct planned, CaseFile file, TemplateCatalogue? catalogue, DateOnly today, ImmutableArray<ActKind> closed = default)
    {
        var act = ToRepresentative(planned, file);
        if (act.Template is not { } name) return new RoutedAct(act, null, null, act.IsWritten ? [$"{FactJson.Word(act.Kind)} has no template, and without words there is nothing to send. Name a class of messages in 'template', such as REMINDER."] : []);
        if (TemplateClasses.Find(name) is not { } @class) return new RoutedAct(act, null, null, [$"'{name}' is not a class of message{Nearest.Hint(name, Known(name))}"]);
        // The class knows better than the planner whether a debt is spoken of, so that G3 always looks (S28).
        var known = act with { Template = @class.Code, DisclosesDebt = act.DisclosesDebt || @class.SaysDebt };
        var profile = ProfileChoice.Of(CustomerVoice.Profile(file, today));
        var route = new ActRoute(Codes.Of(profile.Profile), profile.Because, CustomerVoice.Language(file), Offer: profile.Offer is { } offer ? Codes.Of(offer) : null);
        var against = Against(known, @class, file, today);
        if (known.Kind != ActKind.Message) return new RoutedAct(known, @class, route, against);
        if (catalogue is null) return new RoutedAct(known, @class, route, against.Add("No templates are loaded, so there are no words."));
        var isPressing = known.Recipient == Recipient.Customer && IsPressing(@class, file, today);
        var open = catalogue.Channels(@class.Name, route.Language, profile.Profile).Where(channel => IsOpen(channel, known, file) && (closed.IsDefault || !closed.Contains(Ways[channel])));
        var choice = Choose(known, isPressing, file, today, profile.Profile, [.. open]);
        route = route with { Channel = choice.Channel is { } way ? Codes.Of(way) : null, ChannelBecause = choice.Because };
        return choice.Channel is { } chosen ? new RoutedAct(known with { Kind = Ways[chosen] }, @class, route, Against(known with { Kind = Ways[chosen] }, @class, file, today), isPressing) : new RoutedAct(known, @class, route, against.Add(choice.Because));
    }

    /// <summary>The customer's own choice binds demands. Help, answers and lawful notices fall back on another way before they fall flat (G5), and a lawful notice goes by letter even after an opt-out.</summary>
    private static ChannelDecision Choose(PlannedAct act, bool isPressing, CaseFile file, DateOnly today, CommunicationProfile profile, MessageChannel[] offered)
    {
        if (act.Recipient != Recipient.Customer)
            return Dialled.IsMail(To(act, file)) && offered.Contains(MessageChannel.Email) ? new ChannelDecision(MessageChannel.Email, "Only an e-mail address is known of whoever is not the customer.")
                : offered.Contains(MessageChannel.Letter) ? new ChannelDecision(MessageChannel.Letter, "Whoever is not the customer gets a letter.") : new ChannelDecision(null, "The template exists for no letter, and whoever is not the customer gets nothing else.");
        var wishes = CustomerVoice.Wishes(file, today);
        var wished = ChannelChoice.Of(profile, wishes, offered, isPressing);
        if (wished.Channel is not null || act.Purpose is not (ActPurpose.Service or ActPurpose.LegalNotice)) return wished;
        var other = ChannelChoice.Of(profile, wishes with { Chosen = [] }, offered, isPressing);
        if (other.Channel is { } free) return new ChannelDecision(free, $"{wished.Because} {Codes.Of(free)} is the next{(isPressing ? "" : $" for {Codes.Of(profile)}")}.");
        return act.Purpose == ActPurpose.LegalNotice && offered.Contains(MessageChannel.Letter)
            ? new ChannelDecision(MessageChannel.Letter, $"{wished.Because} A notice that the law wants goes by letter.")
            : other;
    }

    /// <summary>A letter about a day might come after it (T19, T22, T24). Where no day is agreed, the first that was offered may be near.</summary>
    private static bool IsPressing(TemplateClass @class, CaseFile file, DateOnly today) => @class.IsOfDay && (VisitFields.AgreedOn(file) is not { } day || day <= today.AddDays(PostDays));

    private static string? To(PlannedAct act, CaseFile file) => act.To ?? Spokesperson.PointsOf(act.Recipient, file).FirstOrDefault();

    /// <summary>Whether the customer can be reached on a way: a number or address of the customer's own that is verified, and the one that the planner named, if any.</summary>
    private static bool IsOpen(MessageChannel channel, PlannedAct act, CaseFile file)
    {
        if (!Ways.TryGetValue(channel, out var kind)) return false;
        if (act.Recipient != Recipient.Customer) return true;
        if (kind == ActKind.Letter) return act.To is null && file.Customer.Postal is not null;
        return file.Customer.Own.Any(point =>
            point is { Verified: true } && point.Kind == Guards.ContactKinds.Of(kind) && (act.To is null || act.To == point.Value));
    }

    /// <summary>What is written goes to whoever stands for the customer: to the guardian whatever it is (Civil Code arts. 21 to 24), what the law wants to be told to a lawyer or adviser (G15, S62), and the news of another holder to whoever administers the estate (T57).</summary>
    private static PlannedAct ToRepresentative(PlannedAct act, CaseFile file) =>
        act is { Recipient: Recipient.Customer, Kind: ActKind.Message or ActKind.Letter } && Standing(act, file) is { } other ? act with { Recipient = other, To = Spokesperson.PointsOf(other, file).FirstOrDefault() } : act;

    private static Recipient? Standing(PlannedAct act, CaseFile file) =>
        file.Customer.HasGuardian == true ? Recipient.Guardian
        : act.Purpose != ActPurpose.LegalNotice ? null
        : file.Hold.Has(Hold.Deceased) && act.Template is { } name && TemplateClasses.Find(name)?.Name == TransferNotice ? Recipient.EstateAdministrator
        : Guards.NotRepresented.Speaker(file, act.Purpose) is not null ? Recipient.Adviser : null;

    private static ImmutableArray<string> Against(PlannedAct act, TemplateClass @class, CaseFile file, DateOnly today)
    {
        var against = ImmutableArray.CreateBuilder<string>();
        if (Situations.Why(@class.Name, file, today) is { } early) against.Add(early);
        if (act.Purpose == ActPurpose.LegalNotice && !@class.IsOfLaw) against.Add($"'{@class.Name}' is no notice that the law wants, so its purpose is not LEGAL_NOTICE.");
        if (@class.Audience == Audience.Estate && act.Recipient != Recipient.EstateAdministrator) against.Add($"'{@class.Name}' is for whoever administers the estate and for nobody else.");
        if (@class.IsDemand && act.Purpose is not (ActPurpose.Demand or ActPurpose.LegalNotice)) against.Add($"'{@class.Name}' asks for money, so its purpose is DEMAND or LEGAL_NOTICE.");
        if (@class.Audience != Audience.Anybody && act.Recipient is Recipient.ThirdParty or Recipient.Institution) against.Add($"'{@class.Name}' is for the customer and nobody else (S28).");
        if (act.Kind is ActKind.Letter or ActKind.AppointmentInvitation && To(act, file) is { } to)
        {
            if (Dialled.IsMail(to)) against.Add($"'{to}' is an e-mail address, and a letter needs a postal one. Send an EMAIL or a MESSAGE, or say in 'contact' of the fact that names them where post arrives.");
            if (Dialled.IsNumber(to)) against.Add($"'{to}' is a telephone number, and a letter needs a postal address. Plan a CALL, or say in 'contact' of the fact that names them where post or e-mail arrives.");
        }

        return against.ToImmutable();
    }

    /// <summary>The names in the writing that was used, to find the nearest one.</summary>
    private static string[] Known(string name) => [.. TemplateClasses.All.Values.Select(one => name.Any(char.IsLower) ? one.Name : one.Code)];
}
