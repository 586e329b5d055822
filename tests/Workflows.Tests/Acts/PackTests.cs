using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Commands.Access;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Tests.Collections.Policy;
using Doorstep.Workflows.Tests.Engine;
using static Doorstep.Workflows.Tests.Acts.ActHouse;

namespace Doorstep.Workflows.Tests.Acts;

/// <summary>Versions of rules as they come into force while cases run (domain.md b.1 rule 7).</summary>
public sealed class PackTests
{
    [Fact]
    public async Task A_stricter_version_applies_to_acts_that_are_planned_already()
    {
        await using var house = await OpenAsync(Afternoon);
        var id = await house.StartLoanAsync("LN-1");
        await house.RaiseAsync(id, "e1", "CallNow");
        await PostAsync(house, "08:00-12:00");
        (await house.AskAsync(id, "posted is not approved")).Value().Outcome.ShouldBe(ActOutcome.Allowed);
        (await house.Sender.Send(new ApprovePolicyPack("CN-2026.2", Zhao))).Value().ApprovedBy.ShouldBe(Zhao.Name);

        await house.Relay.RunAsync();

        var decided = (await house.DecisionsAsync(id))[^1];
        (decided.Allowed, decided.NextTryAt).ShouldBe((false, Morning));
        decided.Decision.ShouldContain("\"contact.window\":\"08:00-12:00\"");
    }

    [Fact]
    public async Task A_looser_version_applies_only_to_acts_that_are_planned_after_its_approval()
    {
        await using var house = await OpenAsync(Afternoon);
        await PostAsync(house, "08:00-12:00");
        (await house.Sender.Send(new ApprovePolicyPack("CN-2026.2", Zhao))).Value();
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        var (before, after) = (await house.StartLoanAsync("LN-1"), await house.StartLoanAsync("LN-2"));
        await house.RaiseAsync(before, "e1", "CallNow");
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        await PostAsync(house, "08:00-22:00", "2026.3");
        (await house.Sender.Send(new ApprovePolicyPack("CN-2026.3", Zhao))).Value();
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        await house.RaiseAsync(after, "e1", "CallNow");

        await house.Relay.RunAsync();

        (await house.DecisionsAsync(before)).Select(act => (act.Allowed, act.Pack)).ShouldBe([(false, "CN-2026.2")]);
        (await house.DecisionsAsync(after)).Select(act => (act.Allowed, act.Pack)).ShouldBe([(true, "CN-2026.3")]);
    }

    [Fact]
    public async Task A_version_takes_two_people_and_never_changes()
    {
        await using var house = await OpenAsync(Afternoon);
        await PostAsync(house, "08:00-12:00");

        (await house.Sender.Send(new ApprovePolicyPack("CN-2026.2", Lin))).Refusal().Reason.ShouldBe("'user:lin' has posted 'CN-2026.2'; somebody else has to approve it. A key counts as whoever issued it, so two keys of one issuer are one person.");
        (await house.Sender.Send(new PostPolicyPack(Version("08:00-13:00"), Zhao))).Refusal().Kind.ShouldBe(RefusalKind.Conflict);
        (await house.Sender.Send(new PostPolicyPack(Version("08:00-12:00"), Zhao))).Value().PostedBy.ShouldBe(Lin.Name, "the same again is nothing");
        (await house.Sender.Send(new ApprovePolicyPack("CN-2026.2", Zhao))).Value();
        (await house.Sender.Send(new ApprovePolicyPack("CN-2026.2", Zhao))).Refusal().Kind.ShouldBe(RefusalKind.Conflict);
        (await house.Sender.Send(new DiffPolicyPacks("CN-2026.1", "CN-2026.2", Lin))).Value().Select(change => change.Sentence)
            .ShouldContain("contact.window narrows from 08:00-22:00 to 08:00-12:00: stricter, applies to running cases at once.");
        (await house.Sender.Send(new DiffPolicyPacks("CN-2026.1", "CN-2026.9", Lin))).Refusal().Kind.ShouldBe(RefusalKind.NotFound);
    }

    [Fact]
    public async Task The_shipped_rules_come_in_once_and_a_changed_file_is_refused()
    {
        await using var house = await OpenAsync(Afternoon);
        (await house.Sender.Send(new ImportPolicies("workflow-definitions", Actor.House))).Value();
        (await house.Sender.Send(new ListPolicyPacks(Lin))).Value().Select(pack => (pack.Reference, pack.ApprovedBy)).ShouldBe([("CN-2026.1", "doorstep"), ("UK-2026.1", "doorstep"), ("US-REGF-2026.1", "doorstep")]);

        var folder = Path.Combine(house.Folder, "changed");
        Directory.CreateDirectory(Path.Combine(folder, "policy-packs"));
        var pack = Packs.Json();
        pack["jurisdiction"] = "elsewhere";
        await File.WriteAllTextAsync(Path.Combine(folder, "policy-packs", "cn.json"), pack.ToJsonString(), TestContext.Current.CancellationToken);

        (await house.Sender.Send(new ImportPolicies(folder, Actor.House))).Refusal().Faults.ShouldHaveSingleItem().Path.ShouldBe("policy-packs/cn.json: version");
    }

    [Fact]
    public async Task B1_rule_7_a_key_is_whoever_issued_it_and_two_keys_of_one_issuer_are_one_person()
    {
        await using var house = await OpenAsync(Afternoon);
        var (eyes, other) = (new Actor("user:eyes", [Role.Administrator]), new Actor("user:other", [Role.Administrator]));
        async Task<Actor> KeyAsync(Actor issuer, string name)
        {
            var key = (await house.Sender.Send(new IssueKey(name, ["Compliance"], [], null, null, System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name)), "synthetic", issuer))).Value();
            return new Actor($"key:{key.Name}", [Role.Compliance]) { IssuedBy = key.IssuedBy };
        }

        var (first, second, third) = (await KeyAsync(eyes, "cmp1"), await KeyAsync(eyes, "cmp2"), await KeyAsync(other, "cmp3"));
        (await house.Sender.Send(new PostPolicyPack(Version("08:00-22:00"), first))).Value();

        foreach (var same in new[] { first, second, eyes })
            (await house.Sender.Send(new ApprovePolicyPack("CN-2026.2", same))).Refusal().Reason.ShouldContain("somebody else has to approve it");
        (await house.Sender.Send(new ApprovePolicyPack("CN-2026.2", third))).Value().ApprovedBy.ShouldBe("key:cmp3");
    }

    [Fact]
    public async Task A_key_that_was_used_before_is_answered_as_then_and_the_answer_says_so()
    {
        await using var house = await OpenAsync(Afternoon);
        var id = await house.StartLoanAsync("LN-1");
        var first = (await house.AskAsync(id, "k1")).Value();
        (first.Outcome, first.IsReplayed, first.At).ShouldBe((ActOutcome.Allowed, false, Afternoon));
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        await house.RaiseAsync(id, "e1", "CeaseContactRequested");

        (await house.AskAsync(id, "k1")).Value().ShouldBe(first with { IsReplayed = true });
        (await house.AskAsync(id, "k2")).Value().Outcome.ShouldBe(ActOutcome.Refused);
    }

    private static async Task PostAsync(EngineHouse house, string window, string version = "2026.2") => (await house.Sender.Send(new PostPolicyPack(Version(window, version), Lin))).Value().ApprovedAt.ShouldBeNull();

    private static string Version(string window, string version = "2026.2")
    {
        var pack = Packs.Json();
        pack["version"] = version;
        pack.Parameter("contact.window")["value"] = window;
        pack.Parameter("visit.window")["value"] = "09:00-12:00";
        return pack.ToJsonString();
    }
}
