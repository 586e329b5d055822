using Doorstep.Workflows.Collections.Facts;

namespace Doorstep.Workflows.Collections.Acts.Guards;

/// <summary>G15: whoever has a lawyer is not contacted directly (S62, 12 CFR 1006.6(b)(2)), and what the law wants to be told goes to the lawyer or the debt adviser as well: neither is bypassed
/// by calling something a notice.</summary>
internal sealed class NotRepresented : Guard
{
    public override string Number => "G15";

    public override string Name => nameof(NotRepresented);

    public override bool AppliesTo(PlannedAct act) => act.IsContact && act.Recipient == Recipient.Customer;

    public override Verdict Judge(GuardContext context) => Speaker(context.File, context.Act.Purpose) is { } speaker ? Verdict.Refuse($"A {speaker} speaks for the customer; contact the {speaker}.") : Verdict.Pass;

    /// <summary>Who has to be told instead of the customer; null: nobody, the customer is. An adviser is for demands, which his hold blocks, and for notices; help still goes to the customer (b.4).</summary>
    internal static string? Speaker(CaseFile file, ActPurpose purpose) =>
        file.Customer.Represented == true || file.Hold.Has(Hold.Represented) ? "lawyer"
        : purpose == ActPurpose.LegalNotice && file.Hold.Has(Hold.Adviser) ? "debt adviser"
        : null;
}
