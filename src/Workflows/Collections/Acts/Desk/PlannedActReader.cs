using System.Text.Json;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.People;

namespace Doorstep.Workflows.Collections.Acts.Desk;

/// <summary>Reads acts that definitions and callers plan.</summary>
public static class PlannedActReader
{
    private static readonly FactShape Shape = FactShape.Of(typeof(PlannedAct));

    /// <summary>Everything wrong with an act: field and message.</summary>
    public static IEnumerable<(string Field, string Message)> Check(JsonElement act) =>
        act.ValueKind == JsonValueKind.Object ? Shape.Check(act, "") : [("", $"{Kernel.Values.Quote(act)} is not an act; an act is an object.")];

    /// <summary>The act; null where something is wrong with it.</summary>
    internal static PlannedAct? Read(JsonElement act) => act.ValueKind == JsonValueKind.Object ? Shape.Read(act) as PlannedAct : null;

    /// <summary>The act with what the planner left open: where whoever stands for the customer is reached, or the customer's first verified number or address (a call proves first who is there, so it may use one that is not verified yet), and a team that counts as trained for the vulnerable only
    /// where the register says so of everybody in it.</summary>
    internal static PlannedAct Completed(PlannedAct act, CaseFile file, ActRegisters registers) => act with
    {
        Purpose = Meant(act),
        To = act.To ?? First(act, file.Customer) ?? Spokesperson.PointsOf(act.Recipient, file).FirstOrDefault(),
        IsSpecialist = act.IsSpecialist && registers.Agents.Length > 0 && registers.Agents.All(agent => agent.IsSpecialist),
    };

    /// <summary>What the law wants to be told is told in writing, and nobody asks the customer where the customer is: called so, a call or such a contact is a demand.</summary>
    private static ActPurpose Meant(PlannedAct act) => act switch
    {
        { Purpose: ActPurpose.LegalNotice, Kind: ActKind.Call or ActKind.Visit } => ActPurpose.Demand,
        { Purpose: ActPurpose.Locate, Recipient: Recipient.Customer } when act.IsContact && act.Kind != ActKind.ThirdPartyEnquiry => ActPurpose.Demand,
        _ => act.Purpose,
    };

    private static string? First(PlannedAct act, Customer customer)
    {
        var kind = act.Kind switch { ActKind.Call or ActKind.Sms => "PHONE", ActKind.Email => "EMAIL", ActKind.Im => "IM", _ => null };
        return kind is null || act.Recipient != Recipient.Customer
            ? null
            : customer.Own.Where(point => point.Kind == kind && (point.Verified == true || act.Kind == ActKind.Call))
                .OrderByDescending(point => point.Verified == true).FirstOrDefault()?.Value;
    }
}
