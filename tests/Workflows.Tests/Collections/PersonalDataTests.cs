using System.Text.Json;
using Doorstep.Workflows.Collections.Access;

namespace Doorstep.Workflows.Tests.Collections;

public sealed class PersonalDataTests
{
    [Theory]
    [InlineData("""{"displayName":"测试客户甲"}""", """{"displayName":"测**"}""")]
    [InlineData("""{"contactPoints":[{"kind":"PHONE","value":"+00-0000-000-001"},{"kind":"EMAIL","value":"a@b"}]}""", """{"contactPoints":[{"kind":"PHONE","value":"***01"},{"kind":"EMAIL","value":"•••"}]}""")]
    [InlineData("""{"value":"no contact point","rate":7}""", """{"value":"no contact point","rate":7}""")]
    [InlineData("""{"a":{"b":[{"text":"said"}]},"words":["one","two"],"text":""}""", """{"a":{"b":[{"text":"•••"}]},"words":["•••","•••"],"text":""}""")]
    [InlineData("""{"strangers":{"number:0af3":"2026-11-02T09:00:00Z"}}""", """{"strangers":["2026-11-02T09:00:00Z"]}""")]
    [InlineData("""{"reason":{"code":"OUTAGE","text":"The gateway was down."}}""", """{"reason":{"code":"OUTAGE","text":"The gateway was down."}}""")]
    [InlineData("""{"displayName":"𠮷田"}""", """{"displayName":"𠮷**"}""")]
    [InlineData("""{"to":"12345😀"}""", """{"to":"***😀"}""")]
    [InlineData("""{"token":"cust_syn_1","total":1907380,"text":null}""", """{"token":"cust_syn_1","total":1907380,"text":null}""")]
    public void S26_A_list_shows_the_first_letter_of_a_name_the_end_of_a_number_and_no_words(string json, string shown) =>
        JsonElement.DeepEquals(PersonalData.Masked(JsonElement.Parse(json)), JsonElement.Parse(shown)).ShouldBeTrue(PersonalData.Masked(JsonElement.Parse(json)).GetRawText());

    [Fact]
    public void S26_Notes_and_variables_of_a_step_are_masked_and_what_the_machine_did_is_not() =>
        PersonalData.MaskedLines(JsonElement.Parse("""[{"kind":"note","text":"said"},{"kind":"stateEntered","text":"Open"}]""")).GetRawText()
            .ShouldBe(JsonSerializer.Serialize(JsonElement.Parse("""[{"kind":"note","text":"•••"},{"kind":"stateEntered","text":"Open"}]""")));

    [Fact]
    public void S26_An_agent_needs_to_know_what_is_assigned_what_is_to_be_visited_and_what_was_visited_last()
    {
        var file = Files.Open();
        NeedToKnow.Has(file, null).ShouldBeFalse();
        NeedToKnow.Has(file, "agent_7").ShouldBeFalse();
        NeedToKnow.Has(file.With("CaseAssigned", new { unit = "BRANCH-TEST", agent = "agent_7" }), "agent_7").ShouldBeTrue();

        var approved = file.With("VisitReviewed", new { decision = "APPROVED", by = "b", agents = new[] { "agent_8", "agent_9" } });
        NeedToKnow.Has(approved, "agent_8").ShouldBeTrue();
        NeedToKnow.Has(approved, "agent_7").ShouldBeFalse();

        var over = approved.With("VisitCheckedIn", new { agents = new[] { "agent_8", "agent_9" } }).With("VisitCheckedOut", new { });
        NeedToKnow.Has(over, "agent_9").ShouldBeTrue("the report is to be written");
        NeedToKnow.Has(over, "agent_7").ShouldBeFalse();
        var next = over.With("VisitCheckedIn", new { agents = new[] { "agent_7", "agent_8" } }).With("VisitCheckedOut", new { });
        NeedToKnow.Has(next, "agent_9").ShouldBeFalse("another team was there since");
        NeedToKnow.Has(next.With("ComplaintFiled", new { accused = "agent_8" }), "agent_8").ShouldBeFalse("who is complained about is off the case");
    }
}
