using System.Collections.Immutable;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Plans;

namespace Doorstep.Workflows.Collections.People;

/// <summary>Whether those who stand behind a fact are who it says (G11, S18). A person speaks for that person alone; what a service says of people is looked up in the register of staff.</summary>
internal static class StaffDoor
{
    /// <summary>What was sent wrongly: field and message.</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="day">The customer's day.</param>
    /// <param name="person">Who reports, where that is a person and no service.</param>
    /// <param name="staff">Those of the register who are named in it.</param>
    public static IEnumerable<(string Path, string Message)> Wrong(Fact fact, DateOnly day, Approver? person, ImmutableArray<StaffMember> staff)
    {
        var signers = Signer.Of(fact);
        foreach (var signer in signers)
            foreach (var fault in person is not null ? Own(signer, person) : Known(signer, day, staff.FirstOrDefault(member => member.Name == signer.Name))) yield return fault;
        if (person is not null && Signer.Teller(fact) is { } teller && teller != person.Id)
            yield return ("by", $"'{teller}' is not who reports this. You are '{person.Id}', and speak in your own name only.");
        if (signers.Length == 2 && Person.IsSame(signers[0].Name, signers[1].Name))
            yield return (signers[1].Path, $"'{signers[1].Name}' and '{signers[0].Name}' are one person; another one has to agree.");
    }

    private static IEnumerable<(string Path, string Message)> Own(Signer signer, Approver person)
    {
        if (signer.Name != person.Id) yield return (signer.Path, $"'{signer.Name}' is not who reports this. You are '{person.Id}', and speak in your own name only.");
        if (signer.Role is { } role && role != person.Role) yield return ("role", $"'{role}' is not your role, which is '{person.Role}'.");
        if (signer.Decides && signer.Name == person.Id && person.Role == StaffMember.AgentRole) yield return (signer.Path, "An agent decides on nothing that others have asked for; a supervisor does.");
    }

    private static IEnumerable<(string Path, string Message)> Known(Signer signer, DateOnly day, StaffMember? member)
    {
        if (member is null) yield return (signer.Path, $"'{signer.Name}' is not in the register of staff, so nobody knows what that person may do. Compliance enters people there: PUT /api/v1/staff/{Uri.EscapeDataString(signer.Name)}.");
        else if (!member.IsActiveOn(day)) yield return (signer.Path, $"'{signer.Name}' may not decide on {day:yyyy-MM-dd}: {(member.IsSuspended ? "suspended" : $"the last day was {member.Until:yyyy-MM-dd}")}.");
        else if (signer.Role is { } role && !member.Roles.Contains(role)) yield return ("role", $"'{role}' is not a role of '{signer.Name}' in the register of staff, where the roles are {string.Join(", ", member.Roles)}.");
        else if (signer.Decides && !member.MayDecide) yield return (signer.Path, $"'{signer.Name}' is an agent, and an agent decides on nothing that others have asked for.");
    }
}
