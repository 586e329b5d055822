using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.People;

namespace Doorstep.Workflows.Collections.Acts.Guards;

/// <summary>G3: no debt fact before it is certain who hears it. Live, the script proves it first, at a number of the customer's own; in writing, the address is the customer's own and verified. Whoever stands for the
/// customer is reached where the fact that named them says, and never at a number of the customer's own.</summary>
internal sealed class RightParty : Guard
{
    private const string Condolence = "CONDOLENCE";

    public override string Number => "G3";

    public override string Name => nameof(RightParty);

    public override bool AppliesTo(PlannedAct act) => act.IsContact && act.Recipient != Recipient.ThirdParty && act.Kind != ActKind.ThirdPartyEnquiry;

    public override Verdict Judge(GuardContext context)
    {
        var act = context.Act;
        if (Stranger(context) is { } stranger) return Verdict.Refuse(stranger);
        if (act.Recipient != Recipient.Customer) return Verdict.Pass;
        // Whoever was asked where the customer is, is somebody else, whatever a source says of the number (G6).
        if (act.To is { } to && context.Budget?.WasAsked(to) == true) return Verdict.Refuse($"Somebody else was asked at '{to}' where the customer is; it is not the customer's own.");
        if (act.Kind == ActKind.Call && !Own(context).Any()) return Verdict.Refuse("No number of the customer's own is known.");
        if (!act.DisclosesDebt) return Verdict.Pass;
        if (act.Kind is ActKind.Call or ActKind.Visit)
            return act.ProvesIdentityFirst ? Verdict.Pass : Verdict.Refuse("The script says something of the debt before it is proven who is there.");
        if (act.Kind is ActKind.Letter or ActKind.AppointmentInvitation)
            return context.File.Customer.Postal is not null ? Verdict.Pass : Verdict.Refuse("No postal address of the customer is verified.");
        return Own(context).Any(point => point.Verified == true) ? Verdict.Pass : Verdict.Refuse("The address is not known to be the customer's own and verified.");
    }

    /// <summary>Why nobody whom the case knows would hear it: the name of a recipient alone opens no door.</summary>
    private static string? Stranger(GuardContext context)
    {
        var (file, act) = (context.File, context.Act);
        return act.Recipient switch
        {
            Recipient.Customer when file.Customer.HasGuardian == true => "A guardian stands for the customer: what is said is said to the guardian (Civil Code arts. 21 to 24).",
            Recipient.Customer => IsSomebodyElses(file.Customer, act.To) ? $"'{act.To}' is not a number or address of the customer." : null,
            Recipient.Adviser => !context.IsHeld(Hold.Represented) && !context.IsHeld(Hold.Adviser) ? "Nobody speaks for the customer."
                : !file.Hold.Speaks(file.Latest.GetValueOrDefault(nameof(RepresentativeAppointed)).Text("adviser")) ? "Whoever was named last speaks for the customer no more; another one has to say where he is reached." : Unknown(context, "adviser", nameof(RepresentativeAppointed)),
            Recipient.Guardian when file.Customer.HasLaterGuardian => "Another case of the person has named a guardian since. Report here who it is (GuardianVerified).",
            Recipient.Guardian => file.Latest.ContainsKey(nameof(GuardianVerified)) ? Unknown(context, "guardian", nameof(GuardianVerified)) : "No guardian is verified.",
            // A condolence goes to the house of whoever has died, before anybody is named.
            Recipient.EstateAdministrator when act is { Template: Condolence, To: null } => null,
            Recipient.EstateAdministrator => file.Latest.ContainsKey(nameof(EstateRepresentativeNamed)) || act.Template == Condolence
                ? Unknown(context, "estate's administrator", nameof(EstateRepresentativeNamed)) : "Nobody is named who administers the estate.",
            _ => "An institution is no person to call or to write to.",
        };
    }

    /// <summary>Why a number or address is not that of somebody who stands for the customer. An act that names none goes to whom the file names, and where it names nobody, to nobody.</summary>
    private static string? Unknown(GuardContext context, string who, string fact) => context.Act.To is not { } to ? $"Nobody has said where the {who} is reached: '{fact}' says it in 'contact'."
        : IsOwn(context, to) ? $"'{to}' is the customer's own; the {who} is somebody else."
        : context.Act.Kind is ActKind.Call or ActKind.Sms && !Spokesperson.PointsOf(context.Act.Recipient, context.File).Any(Dialled.IsNumber) ? $"Nobody has said at which number the {who} is reached: '{fact}' says it in 'contact'."
        : Spokesperson.PointsOf(context.Act.Recipient, context.File).Any(point => Dialled.IsSame(point, to)) ? null
        : $"'{to}' is no number or address of the {who}: '{fact}' says in 'contact' which is.";

    /// <summary>The customer's own, however it is written, in this case or in another one of the person.</summary>
    private static bool IsOwn(GuardContext context, string to) =>
        Points(context.File.Customer).Any(point => Dialled.IsSame(point, to)) || context.Budget?.OwnPoints?.Contains(Dialled.Token(to)) == true;

    private static bool IsSomebodyElses(Customer customer, string? to) => to is not null && Points(customer) is { Count: > 0 } own && !own.Contains(to.Trim());

    private static HashSet<string> Points(Customer customer) =>
    [
        .. customer.Own.Select(point => point.Value),
        .. (customer.Addresses ?? []).Select(address => address.Text).OfType<string>(),
    ];

    private static IEnumerable<ContactPoint> Own(GuardContext context) =>
        context.File.Customer.Own.Where(point => point.Kind == ContactKinds.Of(context.Act.Kind) && (context.Act.To is null || point.Value == context.Act.To.Trim()));
}

/// <summary>How contact points name what they are.</summary>
internal static class ContactKinds
{
    public static string Of(ActKind kind) => kind switch { ActKind.Email => "EMAIL", ActKind.Im => "IM", _ => "PHONE" };
}
