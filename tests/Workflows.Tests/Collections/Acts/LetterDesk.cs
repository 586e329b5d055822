using System.Collections.Immutable;
using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Acts;
using Doorstep.Workflows.Collections.Acts.Wording;
using Doorstep.Workflows.Collections.Communication;
using Doorstep.Workflows.Collections.Policy;
using Doorstep.Workflows.Tests.Collections.Communication;
using Doorstep.Workflows.Tests.Collections.Policy;

namespace Doorstep.Workflows.Tests.Collections.Acts;

/// <summary>Puts acts about one made-up case into words, with the shipped templates, on Monday, 2 March 2026.</summary>
internal static class LetterDesk
{
    public static readonly DateOnly Today = new(2026, 3, 2);

    private static readonly Institution Bank = new() { Name = "测试银行", NameEnglish = "Test Bank", Phone = "+00-0000-000-100", VerifyPage = "verify.example.invalid", Officer = "客服", OfficerEnglish = "customer care" };

    public static PolicyPack Pack(string name) => Packs.Shipped($"{name}-2026.1.json");

    /// <summary>The case under a pack, in a language.</summary>
    public static CaseFile File(PolicyPack pack, string language, string? profile = null) => ActWorld.Open(body =>
    {
        body["policyPack"] = pack.Reference;
        body["customer"]!["language"] = language;
        body["customer"]!["displayName"] = "测试客户甲";
        if (profile is not null) body["customer"]!["commsProfile"] = profile;
        body["debt"]!["contractDate"] = "2024-05-10";
    });

    public static WordedAct Put(PlannedAct act, CaseFile file, PolicyPack pack, ImmutableArray<OfferedSlot> slots = default, params ImmutableArray<Agent> staff)
    {
        var shelf = new TemplateShelf();
        shelf.Take(Letters.Catalogue);
        var rules = PackInForce.For([new ApprovedPack(pack, ActWorld.Ten.AddDays(-20))], pack.Reference, ActWorld.Ten, ActWorld.Ten).Given();
        var days = new NamedDays([], Clocks.Rules.Clocks(), file.Zone, ActWorld.Ten);
        return new ActWording(shelf, Bank).Put(ActRoutes.Of(act, file, Letters.Catalogue, Today), file, file.Holds, Today, "ABCD-EFGH", slots.IsDefault ? [] : slots, rules, days, staff);
    }

    public static WordedAct Letter(string template, CaseFile file, PolicyPack pack, Recipient recipient = Recipient.Customer, params ImmutableArray<Agent> staff) =>
        Put(new PlannedAct(ActKind.Letter, ActPurpose.LegalNotice, recipient, Template: template), file, pack, default, staff);

    /// <summary>The text of a letter that nothing stands against.</summary>
    public static string Text(string template, CaseFile file, PolicyPack? pack = null, Recipient recipient = Recipient.Customer, params ImmutableArray<Agent> staff)
    {
        var worded = Letter(template, file, pack ?? Packs.Cn, recipient, staff);
        worded.Refusals.ShouldBeEmpty();
        return worded.Messages.ShouldHaveSingleItem().Text;
    }
}
