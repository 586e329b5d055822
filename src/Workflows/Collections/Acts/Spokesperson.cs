using System.Collections.Immutable;
using Doorstep.Workflows.Collections.Facts;

namespace Doorstep.Workflows.Collections.Acts;

/// <summary>Where those are reached who stand for the customer: only at what the fact that named them says (G3, G15, S28).</summary>
internal static class Spokesperson
{
    /// <summary>What a fact has said of somebody: the contact first, then the token or name; empty where it said neither, or where nobody is named.</summary>
    public static ImmutableArray<string> PointsOf(Recipient recipient, CaseFile file)
    {
        var (fact, name) = recipient switch
        {
            Recipient.Adviser => (nameof(RepresentativeAppointed), "adviser"),
            Recipient.Guardian => (nameof(GuardianVerified), "guardian"),
            Recipient.EstateAdministrator => (nameof(EstateRepresentativeNamed), "representative"),
            _ => ("", ""),
        };
        var said = file.Latest.GetValueOrDefault(fact);
        return [.. new[] { said.Text("contact"), said.Text(name) }.OfType<string>().Where(point => !string.IsNullOrWhiteSpace(point))];
    }
}
