using System.Text.Json;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Commands.Lists;

namespace Doorstep.Host.Api;

/// <summary>The filter of a list of cases, in addresses and in bodies.</summary>
internal static class CaseFilters
{
    public static RouteHandlerBuilder Filters(this RouteHandlerBuilder endpoint) => endpoint
        .Query("key", "Start of the business key, in either case of letters.").Query("person", "Token of the person; names are sealed and not looked for.")
        .Query("state", "A state path, such as Contact/RemoteContact, or its first part.").Query("status", "A faulted case is running as well.", [.. CaseFilter.Statuses])
        .Query("hold", "A hold that is open.", [.. CaseFilter.Holds]).Query("team", "The unit, agency or agent that works the case, by its name in the registers.")
        .Query("ageMin", "Whole days since the case began, at least.", 0, CaseFilter.DaysMax, 0).Query("ageMax", "Whole days since the case began, at most.", 0, CaseFilter.DaysMax, CaseFilter.DaysMax);

    /// <summary>The filter that stands in an address.</summary>
    public static CaseFilter Read(HttpRequest request, List<Fault> faults)
    {
        var before = faults.Count;
        string? Text(string name) => request.Query.TryGetValue(name, out var text) ? text.ToString() : null;
        int? Days(string name) => Text(name) is { } text ? CaseQueryEndpoints.Number(text, name, 0, 0, CaseFilter.DaysMax, faults) : null;
        var filter = new CaseFilter(Text("key"), Text("person"), Text("state"), Text("status"), Text("hold"), Text("team"), Days("ageMin"), Days("ageMax"));
        faults.AddRange(filter.Faults().Where(fault => !faults.Skip(before).Any(known => known.Path == fault.Path)).ToArray());
        return filter;
    }

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
