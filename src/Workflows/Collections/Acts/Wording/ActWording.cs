using System.Collections.Immutable;
using Doorstep.Workflows.Collections.Communication;
using Doorstep.Workflows.Collections.Policy;

namespace Doorstep.Workflows.Collections.Acts.Wording;

/// <summary>The words of an act, or everything that stands in their way.</summary>
internal sealed record WordedAct(ImmutableArray<OutgoingMessage> Messages, ImmutableArray<string> Refusals);

/// <summary>
/// Puts an act into words (S4, S28, S33, S44). A call opens and leaves messages without a word about a debt, whatever it is about; a third party hears the
/// question where the customer is, and nothing else; a hold that keeps a class back keeps the act back (S11, S25). Pure but for the templates in use.
/// </summary>
public sealed class ActWording(TemplateShelf shelf, Institution institution)
{
    private const string Opening = "callOpening";
    private const string Recorder = "voicemail";
    private const string Locate = "thirdPartyLocate";
    private const string Proven = "callDisclosure";
    internal const string Invitation = "appointmentInvitation";

    internal TemplateCatalogue? Catalogue => shelf.Catalogue;

    /// <summary>The same words for cases that are invented, and the settings of the house that were not set and are stood in for.</summary>
    internal (ActWording Wording, ImmutableArray<string> StoodIn) ForTrying()
    {
        var (whole, stoodIn) = institution.ForTrying();
        return (new ActWording(shelf, whole), stoodIn);
    }

    /// <summary>The words.</summary>
    /// <param name="routed">The act, its way known.</param>
    /// <param name="file">The case, fresh.</param>
    /// <param name="holds">Names of the holds that are open, those of other cases that are about the person among them.</param>
    /// <param name="today">The customer's day.</param>
    /// <param name="code">The act's code.</param>
    /// <param name="slots">Times that an invitation may offer.</param>
    /// <param name="pack">The rules in force.</param>
    /// <param name="days">The days that messages name.</param>
    /// <param name="staff">Agents of the register of whom the words may speak.</param>
    internal WordedAct Put(RoutedAct routed, CaseFile file, IReadOnlyCollection<string> holds, DateOnly today, string code, ImmutableArray<OfferedSlot> slots, PackInForce pack, NamedDays days, ImmutableArray<Agent> staff)
    {
        var parts = Parts(routed.Act, routed.Class, pack);
        if (routed.Class is { } named && Suppression.Why(named, holds, routed.Act.Recipient == Recipient.Adviser) is { } held) return new WordedAct([], [held]);
        if (routed.Act.Kind == ActKind.ThirdPartyEnquiry && routed.Class is { Name: not Locate } other) return new WordedAct([], [$"A third party hears '{Locate}' and nothing else, not '{other.Name}' (G6)."]);
        if (parts.IsEmpty) return new WordedAct([], []);
        if (Catalogue is not { } catalogue) return new WordedAct([], ["No templates are loaded, so there are no words."]);
        var english = CustomerVoice.Language(file) == "en";
        FieldSource Source(TemplateClass @class) => new(file, routed.Act, @class, institution, english, today, code, slots, pack, days, staff);
        var composed = parts.Select(part => (Part: part, Composed: Compose(catalogue, part, Source(part.Class)))).ToArray();
        var reasons = composed.SelectMany(one => one.Composed is Composed.Refused refused ? refused.Reasons : []).Distinct().ToImmutableArray();
        return reasons.IsEmpty
            ? new WordedAct([.. composed.Select(one => Outgoing(one.Part, (Composed.Message)one.Composed, routed.Act, file, code))], [])
            : new WordedAct([], reasons);
    }

    /// <summary>What is said or written in an act, in this order. That a debt is being collected is said to the customer alone, once it is proven who is there (G3), where the rules want it said.</summary>
    private ImmutableArray<(TemplateClass Class, MessageChannel Channel)> Parts(PlannedAct act, TemplateClass? named, PackInForce pack) => act.Kind switch
    {
        ActKind.ThirdPartyEnquiry => [(TemplateClasses.All[Locate], MessageChannel.Call)],
        ActKind.Call when act.Recipient == Recipient.Customer =>
        [
            (TemplateClasses.All[Opening], MessageChannel.Call),
            .. act.Purpose != ActPurpose.Service && DebtFields.MustDisclose(pack) ? [(TemplateClasses.All[Proven], MessageChannel.Call)] : Array.Empty<(TemplateClass, MessageChannel)>(),
            .. IsSpoken(named) ? [(named!, MessageChannel.Call)] : Array.Empty<(TemplateClass, MessageChannel)>(),
            (TemplateClasses.All[Recorder], MessageChannel.Call),
        ],
        ActKind.AppointmentInvitation => [(named ?? TemplateClasses.All[Invitation], MessageChannel.Letter)],
        ActKind.Letter when named is not null => [(named, MessageChannel.Letter)],
        ActKind.Sms when named is not null => [(named, MessageChannel.Sms)],
        ActKind.Email when named is not null => [(named, MessageChannel.Email)],
        ActKind.Im when named is not null => [(named, MessageChannel.Im)],
        _ => [],
    };

    private bool IsSpoken(TemplateClass? named) =>
        named is { Name: not (Opening or Proven or Recorder) } && Catalogue?.Templates.Any(template => template.Class.Name == named.Name && template.Channels.Contains(MessageChannel.Call)) == true;

    private static Composed Compose(TemplateCatalogue catalogue, (TemplateClass Class, MessageChannel Channel) part, FieldSource source) => new MessageComposer(catalogue).Compose(new MessageOrder
    {
        Class = part.Class.Name, Language = CustomerVoice.Language(source.File), Channel = part.Channel, Profile = CustomerVoice.Profile(source.File, source.Today), Currency = source.File.Debt.Currency,
        Fields = MessageFields.Of(source),
    });

    private OutgoingMessage Outgoing((TemplateClass Class, MessageChannel Channel) part, Composed.Message message, PlannedAct act, CaseFile file, string code)
    {
        var (language, traits) = (CustomerVoice.Language(file), ProfileTraits.Of(message.Profile.Profile));
        var name = language == "en" ? institution.NameEnglish ?? institution.Name : institution.Name;
        return new OutgoingMessage(
            part.Class.Code, message.File, Codes.Of(part.Channel), language, Codes.Of(message.Profile.Profile), act.To ?? Address(part.Channel, act, file),
            part.Channel == MessageChannel.Email ? language == "en" ? $"A message from {name}" : $"{name}的来信" : null, message.Text,
            new Verification(institution.VerifyPage, code, institution.Phone), traits.IsLargePrint && part.Channel == MessageChannel.Letter, traits.IsSlowSpeech && part.Channel == MessageChannel.Call);
    }

    private static string? Address(MessageChannel channel, PlannedAct act, CaseFile file) =>
        channel == MessageChannel.Letter && act.Recipient == Recipient.Customer ? file.Customer.Postal?.Text : null;
}
