using System.Collections.Immutable;
using Doorstep.Workflows.Collections.Facts;

namespace Doorstep.Workflows.Collections.Acts.Guards;

/// <summary>G6: a third party is asked only where the customer is, only where the customer cannot be reached and has not spoken since, once and never again, nobody after a refusal in whichever case of the person, and hears nothing of a debt.</summary>
internal sealed class ThirdParty : Guard
{
    /// <summary>What the customer says. What others report of the customer has a hold of its own.</summary>
    private static readonly ImmutableArray<string> OfCustomer = [.. FactCatalogue.Kinds.Values.Where(kind => kind.From == "customer").Select(kind => kind.Name), nameof(PromiseMade)];

    public override string Number => "G6";

    public override string Name => nameof(ThirdParty);

    public override bool AppliesTo(PlannedAct act) => act.Kind == ActKind.ThirdPartyEnquiry || act.Recipient == Recipient.ThirdParty;

    public override Verdict Judge(GuardContext context)
    {
        var (act, contact) = (context.Act, context.File.Contact);
        if (act.Kind != ActKind.ThirdPartyEnquiry || act.Purpose != ActPurpose.Locate) return Verdict.Refuse("A third party may only be asked where the customer is.");
        if (act.DisclosesDebt || act.Fields is { IsDefaultOrEmpty: false }) return Verdict.Refuse("A third party hears nothing of a debt.");
        if (contact.IsThirdPartyClosed || context.Budget?.IsThirdPartyClosed == true) return Verdict.Refuse("A third party has refused; no other is asked.");
        if (act.To is null) return Verdict.Refuse("It is not said who is to be asked.");
        if (context.File.Customer.IsOwn(act.To)) return Verdict.Refuse($"'{act.To}' is on file as the customer's own, and no third party.");
        if (context.Budget is null) return Verdict.Refuse("Who was asked before is not known.");
        if (context.Budget.Spending.Any(spent => spent.Kind == ActKind.ThirdPartyEnquiry && Dialled.IsSame(spent.To, act.To))) return Verdict.Refuse($"'{act.To}' was asked before; nobody is asked twice.");
        if (HasSpoken(context)) return Verdict.Refuse("The customer has spoken to the house since the last attempt, and is not lost.");
        return context.Number("thirdParty.contact", failures => (contact.HasInvalidNumber && !context.File.Customer.Own.Any(point => point.Kind == "PHONE")) || contact.FailuresInRow >= failures
            ? Verdict.Pass
            : Verdict.Refuse($"The customer may still be reached: {contact.FailuresInRow} failures in a row, {failures} are needed, or an invalid number."));
    }

    /// <summary>In this case or in another one of the person, after the last attempt of this one.</summary>
    private static bool HasSpoken(GuardContext context) => context.File.LatestAt.TryGetValue(nameof(ContactAttempted), out var tried)
        && (context.Budget?.LastConversationAt >= tried || OfCustomer.Any(kind => context.File.LatestAt.TryGetValue(kind, out var said) && said >= tried));
}
