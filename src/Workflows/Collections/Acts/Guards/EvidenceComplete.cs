using System.Text.Json;
using Doorstep.Workflows.Collections.Evidence;
using Doorstep.Workflows.Collections.Facts;

namespace Doorstep.Workflows.Collections.Acts.Guards;

/// <summary>G13: what goes to a court or a bureau rests on a hashed document, and nothing in it is quarantined; what puts a bureau's data right needs no proof of the debt. A visit takes a pack along that is whole, has the
/// ledger's total of this moment, is not older than a day, and in hardship listens (S10, S11).</summary>
internal sealed class EvidenceComplete : Guard
{
    public override string Number => "G13";

    public override string Name => "Evidence";

    public override bool AppliesTo(PlannedAct act) => act.Kind is ActKind.LegalReferral or ActKind.Visit || act is { Kind: ActKind.CreditReport, Purpose: not ActPurpose.Service };

    public override Verdict Judge(GuardContext context)
    {
        if (context.Act.Kind == ActKind.Visit) return Pack(context);
        if (context.File.Relief.Evidence.Select(item => item.Quarantine(hasDwellingConsent: false)).OfType<string>().FirstOrDefault() is { } apart) return Verdict.Refuse(apart);
        return HasProof(context.File) ? Verdict.Pass : Verdict.Refuse("There is no hashed document that proves the debt.");
    }

    /// <summary>Whether a hashed document is there that proves the debt.</summary>
    internal static bool HasProof(CaseFile file) => file.Relief.Evidence.Select(item => item.Hash).Concat(AtStart(file)).Any(hash => !string.IsNullOrWhiteSpace(hash));

    private static Verdict Pack(GuardContext context) => context.Number("visitPack.maxAgeHours", hours =>
    {
        if (VisitPack.Latest(context.File) is not { } pack) return Verdict.Refuse("There is no visit pack. Make one first.");
        var faults = pack.Faults(context.File.Debt.Total, context.Now, TimeSpan.FromHours(hours));
        if (context.File.Hold.Has(Hold.Hardship) && pack.RendersDemand) faults = faults.Append("The pack is not one that listens, and hardship is open. Make a new one.");
        return faults.ToArray() is { Length: > 0 } against ? Verdict.Refuse(string.Join(" ", against)) : Verdict.Pass;
    });

    private static IEnumerable<string?> AtStart(CaseFile file) =>
        file.Sections.TryGetValue("documents", out var documents) && documents.ValueKind == JsonValueKind.Array ? documents.EnumerateArray().Select(document => document.Text("hash")) : [];
}
