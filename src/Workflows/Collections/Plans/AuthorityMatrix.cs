using System.Collections.Immutable;

namespace Doorstep.Workflows.Collections.Plans;

/// <summary>What people of one role may grant alone (S18).</summary>
/// <param name="Role">Its name in the register, such as <c>AGENT</c>.</param>
/// <param name="WaiverPercentMax">Share of what is owed that may be given up, in whole percent.</param>
/// <param name="WaiverAmountMax">The same as an amount, in minor units; both limits hold.</param>
/// <param name="MonthsMax">Months of a plan.</param>
/// <param name="WriteOffMax">The largest debt whose write-off such a person may agree to, in minor units; 0 for none.</param>
public sealed record Authority(string Role, int WaiverPercentMax, long WaiverAmountMax, int MonthsMax, long WriteOffMax);

/// <summary>Somebody who grants or agrees.</summary>
/// <param name="Id">As the journal names it.</param>
/// <param name="Role">The role in which that person does so.</param>
public sealed record Approver(string Id, string Role);

/// <summary>What is to be granted. Minor units.</summary>
/// <param name="Owed">What is owed before.</param>
/// <param name="Waived">What the bank gives up.</param>
/// <param name="Months">Months of the plan; 0 without one.</param>
/// <param name="IsWriteOff">Whether the debt is written off (T60).</param>
public sealed record Concession(long Owed, long Waived, int Months, bool IsWriteOff = false);

/// <summary>The register of who may grant what (G11): <c>workflow-definitions/registers/authority-matrix.json</c>.</summary>
/// <param name="Version">Which one, as decisions name it.</param>
/// <param name="Authorities">One for each role, in the order of the register.</param>
/// <param name="Currency">Of its amounts.</param>
/// <param name="Others">Other currencies, each with what a hundred minor units of the register are in it: no rate of exchange, but what the house lets people grant there.</param>
public sealed record AuthorityMatrix(string Version, ImmutableArray<Authority> Authorities, string Currency, ImmutableSortedDictionary<string, int> Others)
{
    /// <summary>The register's own name for its shape.</summary>
    public const string Schema = "authority-matrix/1";

    private const long AmountMax = 1_000_000_000_000_00;

    /// <summary>The matrix for debts in a currency; null where nobody has said what may be granted in it.</summary>
    public AuthorityMatrix? In(string currency) => currency == Currency ? this : Others.TryGetValue(currency, out var percent)
        ? this with
        {
            Version = $"{Version}/{currency}", Currency = currency,
            Authorities = [.. Authorities.Select(one => one with { WaiverAmountMax = Currencies.Share(one.WaiverAmountMax, percent), WriteOffMax = Currencies.Share(one.WriteOffMax, percent) })],
        }
        : null;

    /// <summary>Reads the register; null where anything is wrong, and then every fault is noted.</summary>
    public static AuthorityMatrix? Read(string text, ICollection<(string Path, string Message)> faults)
    {
        var before = faults.Count;
        if (FieldReader.Parse(text, faults) is not { } root) return null;
        root.Only("schema", "version", "source", "currency", "others", "roles").Choice("schema", [Schema]);
        root.Text("source");
        var (currency, others) = Currencies.Read(root);
        var (version, roles) = (root.Text("version"), root.Once("roles", [.. root.Items("roles").Select(Authority)], authority => authority.Role).ToImmutableArray());
        if (roles.IsEmpty) root.Fault("roles", "is empty: nobody could grant anything.");
        return faults.Count > before ? null : new(version, roles, currency, others);
    }

    private static Authority Authority(FieldReader json)
    {
        json.Only("role", "waiverPercentMax", "waiverAmountMax", "monthsMax", "writeOffMax");
        return new(json.Text("role"), (int)json.Count("waiverPercentMax", 100), json.Count("waiverAmountMax", AmountMax), (int)json.Count("monthsMax", InstalmentSchedule.MonthsMax), json.Count("writeOffMax", AmountMax));
    }
}
