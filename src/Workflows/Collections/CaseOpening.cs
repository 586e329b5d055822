using System.Collections.Immutable;
using System.Text.Json;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Holds;
using Doorstep.Workflows.Collections.Legal;
using Doorstep.Workflows.Collections.People;
using Doorstep.Workflows.Collections.Risk;

namespace Doorstep.Workflows.Collections;

/// <summary>Opens a case file from the body that starts a case and that was checked before.</summary>
internal static class CaseOpening
{
    public static CaseFile Open(JsonElement start, DateTimeOffset now)
    {
        var customer = Read<Customer>(start, "customer") ?? Customer.Unknown;
        var risk = Read<RiskStart>(start, "risk");
        var file = new CaseFile
        {
            Sections = CaseFile.SectionsOf(start), Debt = Debt.Read(start.Member("debt")), Customer = customer,
            Contact = ContactHistory.None with { Since = now },
            Promise = Read<HistoryStart>(start, "history")?.Ptp is { } earlier ? Promises.None with { Kept = earlier.Kept, Broken = earlier.Broken } : Promises.None,
            Consents = Read<ImmutableArray<Consent>?>(start, "consents") is { IsDefault: false } consents ? new Consents(consents) : Consents.None,
            Hold = Holds(start, customer, new FactMoment("start", now, TimeZoneInfo.Utc)), Assignment = Read<Assignment>(start, "assignment") ?? Assignment.None,
            Legal = Read<Limitation>(start.Member("debt"), "limitation") is { } limitation ? new LegalFile(limitation) : LegalFile.None,
            Risk = risk is null ? RiskFile.None : new RiskFile(risk.Score, risk.Model, risk.ReasonCodes),
        };
        // A balance of a day to come is one of today: what is paid from now on is not in it.
        var today = LocalTime.DayOf(now, file.Zone);
        var debt = file.Debt with { SaidOn = file.Debt.SaidOn < today ? file.Debt.SaidOn : today };
        return file with { Debt = debt.AsOf > today ? debt with { AsOf = today } : debt };
    }

    /// <summary>The holds that the body names, and those that what it says of the customer brings: a representative, a minor, a need.</summary>
    private static HoldList Holds(JsonElement start, Customer customer, FactMoment moment) =>
        HoldList.None.With([.. Read<ImmutableArray<Hold>?>(start, "holds") ?? [], .. customer.Represented == true ? [Hold.Represented] : Array.Empty<Hold>(), .. customer.MayBeMinor ? [Hold.Incapacity] : Array.Empty<Hold>(), .. customer.IsVulnerable ? [Hold.Vulnerable] : Array.Empty<Hold>()], moment);

    private static T? Read<T>(JsonElement json, string name) => Kernel.Values.IsNull(json.Member(name)) ? default : json.Member(name).Deserialize<T>(FactJson.Options);
}
