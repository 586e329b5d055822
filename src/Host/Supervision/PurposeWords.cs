using Doorstep.Host.Api;
using Doorstep.Workflows.Commands.Access;
using Doorstep.Workflows.Definitions;

namespace Doorstep.Host.Supervision;

/// <summary>What personal data is shown for, as people read it.</summary>
internal static class PurposeWords
{
    private static readonly Dictionary<string, Words> Names = new(StringComparer.Ordinal)
    {
        ["CONTACT"] = new("Contact", "联系"), ["VISIT"] = new("Visit", "外访"), ["HARDSHIP"] = new("Hardship", "困难帮扶"), ["DISPUTE"] = new("Objection", "异议"),
        ["COMPLAINT"] = new("Complaint", "投诉"), ["LEGAL"] = new("Legal", "法律程序"), [RevealPurposes.Audit] = new("Audit", "审计"),
    };

    /// <summary>The purposes that a reader may have.</summary>
    public static IEnumerable<string> For(bool isCompliance) => RevealPurposes.All.Where(purpose => isCompliance || purpose != RevealPurposes.Audit);

    public static string Name(string purpose, bool isChinese) => Names.TryGetValue(purpose, out var words) ? words.In(isChinese) : purpose;
}
