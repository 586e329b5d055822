using System.Text.Json;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Commands.Lists;

namespace Doorstep.Host.Api;

/// <summary>The filter of a list of cases as it stands in an address.</summary>
internal sealed record CaseFilterQuery(string? Key, string? Person, string? State, string? Status, string? Hold, string? Team, string? AgeMin, string? AgeMax)
{
    public CaseFilter Read(List<Fault> faults)
    {
        var before = faults.Count;
        var (least, most) = (Days(AgeMin, "ageMin", faults), Days(AgeMax, "ageMax", faults));
        var filter = new CaseFilter(Key, Person, State, Status, Hold, Team, least, most);
        faults.AddRange(filter.Faults().Where(fault => !faults.Skip(before).Any(known => known.Path == fault.Path)));
        return filter;
    }

    private static int? Days(string? text, string name, List<Fault> faults) => text is null ? null : CaseQueryEndpoints.Number(text, name, 0, 0, CaseFilter.DaysMax, faults);
}

/// <summary>The filter of a list of cases, in addresses and in bodies.</summary>
internal static class CaseFilters
{
    public static RouteHandlerBuilder Filters(this RouteHandlerBuilder endpoint) => endpoint
        .Query("key", "Start of the business key, in either case of letters.").Query("person", "Token of the person; names are sealed and not looked for.")
        .Query("state", "A state path, such as Contact/RemoteContact, or its first part.").Query("status", "A faulted case is running as well.", [.. CaseFilter.Statuses])
        .Query("hold", "A hold that is open.", [.. CaseFilter.Holds]).Query("team", "The unit, agency or agent that works the case, by its name in the registers.")
        .Query("ageMin", "Whole days since the case began, at least.", 0, CaseFilter.DaysMax, 0).Query("ageMax", "Whole days since the case began, at most.", 0, CaseFilter.DaysMax, CaseFilter.DaysMax);

    /// <summary>The member <c>filter</c> of a body; one that is left out asks about nothing.</summary>
    public static CaseFilter Read(JsonElement body, List<Fault> faults)
    {
        if (!body.TryGetProperty("filter", out var json) || json.ValueKind == JsonValueKind.Null) return new CaseFilter();
        if (json.ValueKind != JsonValueKind.Object)
        {
            faults.Add(new Fault("filter", "must be an object."));
            return new CaseFilter();
        }

        var wrong = new List<Fault>(RequestBody.Unknown(json, "key", "person", "state", "status", "hold", "team", "ageMin", "ageMax"));
        string? Text(string name) => RequestBody.Text(json, name, wrong);
        var filter = new CaseFilter(
            Text("key"), Text("person"), Text("state"), Text("status"), Text("hold"), Text("team"), RequestBody.Whole(json, "ageMin", wrong), RequestBody.Whole(json, "ageMax", wrong));
        faults.AddRange(wrong.Select(fault => fault with { Path = $"filter.{fault.Path}" }));
        return filter;
    }
}
