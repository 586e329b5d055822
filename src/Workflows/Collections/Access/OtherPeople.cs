using System.Text.Json;
using Doorstep.Workflows.Collections.Rights;

namespace Doorstep.Workflows.Collections.Access;

/// <summary>How a case names people who are not the customer: tokens of agents, reviewers and related persons, numbers of third parties.</summary>
internal static class OtherPeople
{
    /// <summary>Shorter ones are parts of ordinary words.</summary>
    private const int LengthMin = 3;

    private static readonly string[] Names = ["agent", "agents", "by", "secondBy", "requestedBy", "accused", "people", "requester", "team", "approver", "participants", "token"];

    /// <summary>The names and numbers, the longest first.</summary>
    public static string[] Of(CaseFile file, IEnumerable<JsonElement> heard) =>
    [
        .. Known(file).Concat(heard.SelectMany(json => Named(json, isName: false))).Where(text => text.Length >= LengthMin && text != file.Customer.Token && !IsWord(text))
            .Distinct(StringComparer.Ordinal).OrderByDescending(text => text.Length),
    ];

    private static IEnumerable<string> Known(CaseFile file) =>
    [
        .. Named(file.Sections.GetValueOrDefault("related"), isName: false),
        .. (file.Customer.ContactPoints ?? []).Where(point => point.Owner == People.ContactOwner.ThirdParty).Select(point => point.Value),
        .. file.Assignment.Removed ?? [], file.Assignment.Agent ?? "",
        .. file.Visits.Approval?.Agents ?? [], .. file.Visits.Appointment?.People ?? [], .. (file.Visits.Made ?? []).SelectMany(visit => visit.Agents ?? []),
        .. file.Rights.Complaints.SelectMany(complaint => complaint.Everybody).Select(Accusations.Said),
    ];

    /// <summary>A word of a closed list, such as <c>BANK</c>, names nobody.</summary>
    private static bool IsWord(string text) => text.All(letter => letter is '_' or (>= 'A' and <= 'Z'));

    private static IEnumerable<string> Named(JsonElement json, bool isName) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member => Named(member.Value, Names.Contains(member.Name, StringComparer.Ordinal))),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(item => Named(item, isName)),
        JsonValueKind.String when isName => [json.GetString()!],
        _ => [],
    };
}
