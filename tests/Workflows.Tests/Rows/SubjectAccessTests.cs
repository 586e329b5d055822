using System.Text.Json;
using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Access;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Tests.Acts;
using Doorstep.Workflows.Tests.Collections;
using Doorstep.Workflows.Tests.Engine;

namespace Doorstep.Workflows.Tests.Rows;

/// <summary>S31: the customer may have the record, and nobody else's.</summary>
public sealed class SubjectAccessTests
{
    [Fact]
    public async Task S31_An_access_request_returns_the_record_with_third_parties_redacted_and_the_journal_says_to_whom()
    {
        await using var house = await ActHouse.OpenAsync(ActHouse.Afternoon);
        var id = await house.StartLoanAsync("L-1");
        await house.RaiseAsync(id, "c1", "ComplaintFiled", new { category = "TONE", accused = "agent_7" });
        await house.RaiseAsync(id, "s1", "StatementMade", new { text = "agent_7 was rude. 我很难过。" });

        var given = (await house.Sender.Send(new GiveSubjectAccess(id, "k1", "ACCESS", "Letter of 1 March.", ActHouse.Customer, ActHouse.Lin))).Value();

        var text = JsonSerializer.Serialize(given.Extract, FactJson.Options);
        text.ShouldContain("我很难过");
        text.ShouldContain("欠款");
        text.ShouldContain("What is owed");
        text.ShouldNotContain("agent_7");
        given.Extract.Withheld.ShouldBeGreaterThan(5);
        given.Hash.ShouldBe(given.Extract.Hash());
        var row = (await house.JournalAsync(id))[^1];
        (row.EventType, row.Actor, row.Sequence).ShouldBe((nameof(SubjectAccessGiven), "user:lin", given.Sequence));
        row.EventData.ShouldContain(given.Hash);
        row.EventData.ShouldContain("Letter of 1 March.");
        (await house.Sender.Send(new GiveSubjectAccess(id, "k1", "ACCESS", "Again.", ActHouse.Customer, ActHouse.Lin))).Refusal().Kind.ShouldBe(RefusalKind.Conflict);
    }

    [Fact]
    public async Task S31_a_request_without_purpose_reason_or_requester_is_refused_with_every_fault()
    {
        await using var house = await ActHouse.OpenAsync(ActHouse.Afternoon);

        (await house.Sender.Send(new GiveSubjectAccess("none", null, "SALES", null, " ", ActHouse.Lin))).Refusal().Faults.Select(fault => fault.Path).ShouldBe(["Idempotency-Key", "purpose", "reason", "requester"]);
    }

    [Fact]
    public void S31_whatever_facts_a_case_has_heard_no_token_of_anybody_else_leaves()
    {
        var start = JsonElement.Parse(
                """
                {"schema":"case.start/1","timezone":"Asia/Shanghai","case":{"externalRef":"SYN-1"},"debt":{"currency":"CNY","principal":1,"interest":0,"penalty":0,"fees":0,"total":1,"dpd":9},
                 "customer":{"token":"cust_syn_1","displayName":"测试客户甲","contactPoints":[{"kind":"PHONE","value":"+00-1","owner":"SELF"},{"kind":"PHONE","value":"+00-22-NEIGHBOUR","owner":"THIRD_PARTY"}]},
                 "related":[{"role":"GUARANTOR","token":"cust_syn_guarantor"}],"assignment":{"unit":"B","agent":"agent_secret"}}
                """);
        var file = (CaseFile)Books.Folder.Open(start, Files.Monday);
        foreach (var kind in FactCatalogue.Kinds.Values.OrderBy(kind => kind.Name, StringComparer.Ordinal)) file = file.With(kind.Name, JsonElement.Parse(kind.Shape.Example().ToJsonString()), id: kind.Name);
        file = file.With("StatementMade", new { text = "Ask cust_syn_guarantor or +00-22-NEIGHBOUR or agent_secret." }, id: "last");

        var lines = AccessExtract.Of("c1", file, [start], Files.Monday).Parts.SelectMany(part => part.Lines).ToArray();

        var text = string.Join('\n', lines.Select(line => $"{line.Field}={line.Value}"));
        foreach (var other in (string[])["cust_syn_guarantor", "NEIGHBOUR", "agent_secret", "synthetic agent", "synthetic accused", "synthetic by", "synthetic requester"]) text.ShouldNotContain(other);
        text.ShouldContain("customer.displayName=测试客户甲");
        text.ShouldContain(".value=+00-1");
        lines.ShouldAllBe(line => line.Zh.Length > 0 && line.En.Length > 0);
    }

    [Fact]
    public void S31_a_field_that_nobody_has_named_is_withheld()
    {
        var file = Files.Open();
        var more = file with { Sections = file.Sections.SetItem("new", JsonElement.Parse("""{"token":"cust_of_another"}""")) };

        AccessExtract.Of("c1", more, [], Files.Monday).ShouldSatisfyAllConditions(
            extract => extract.Withheld.ShouldBe(AccessExtract.Of("c1", file, [], Files.Monday).Withheld + 1),
            extract => JsonSerializer.Serialize(extract, FactJson.Options).ShouldNotContain("cust_of_another"));
    }
}
