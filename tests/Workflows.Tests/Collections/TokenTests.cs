using System.Reflection;
using System.Text.Json;
using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Acts;
using Doorstep.Workflows.Collections.Facts;

namespace Doorstep.Workflows.Tests.Collections;

/// <summary>Where a token has to stand no number of a person is kept (domain.md e, PIPL art. 6 and 28). Every number here is invented or a published example.</summary>
public sealed class TokenTests
{
    [Theory]
    [InlineData("11010519491231002X", "a resident identity number")]
    [InlineData("vault:11010519491231002x", "a resident identity number")]
    [InlineData("id11010519491231002X", "a resident identity number")]
    [InlineData("110105 19491231 002X", "a resident identity number")]
    [InlineData("１１０１０５１９４９１２３１００２Ｘ", "a resident identity number")]
    [InlineData("4111111111111111", "the number of a bank card")]
    [InlineData("4111 1111 1111 1111", "the number of a bank card")]
    [InlineData("card:4111-1111-1111-1111", "the number of a bank card")]
    [InlineData("cust_4111111111111111_1", "the number of a bank card")]
    [InlineData("6222020000000000000", "the number of a bank card")]
    [InlineData("13800138000", "a telephone number")]
    [InlineData("+86 138 0013 8000", "a telephone number")]
    [InlineData("tel:+8613800138000", "a telephone number")]
    [InlineData("num_13800138000", "a telephone number")]
    [InlineData("010-62345678", "a telephone number")]
    [InlineData("+00-0000-000-001", "a telephone number")]
    public void A_raw_number_is_no_token(string text, string what) => RawNumber.In(text).ShouldNotBeNull().ShouldStartWith(what);

    [Theory]
    [InlineData("cust_syn_7f3a")]
    [InlineData("vault:syn/1")]
    [InlineData("SYN-LN-900001")]
    [InlineData("11010519491231002" + "1")] // the check digit is wrong
    [InlineData("4111111111111112")] // so is this one
    [InlineData("3f2504e0-4f89-11d3-9a0c-030512345678")]
    [InlineData("123456789012-x-4111")]
    [InlineData("20310301")]
    [InlineData("synthetic numberToken")]
    public void A_token_is_a_token(string text) => RawNumber.In(text).ShouldBeNull();

    [Fact]
    public void Every_field_that_is_named_a_token_refuses_a_raw_number()
    {
        var types = typeof(Fact).Assembly.GetTypes().Where(type => type.GetCustomAttribute<ReportedAttribute>() is not null)
            .Concat([typeof(Doorstep.Workflows.Collections.People.Customer), typeof(RelatedStart), typeof(AssignmentStart), typeof(Agent), typeof(Authorisation)]);
        var fields = from type in types
                     from parameter in type.GetConstructors().Where(constructor => constructor.GetParameters().Length > 0).SelectMany(constructor => constructor.GetParameters())
                     where parameter.Name!.EndsWith("Token", StringComparison.Ordinal) || parameter.Name is "Agent" or "Agents"
                     select (Field: $"{type.Name}.{parameter.Name}", IsToken: parameter.GetCustomAttribute<TokenAttribute>() is not null);

        fields.Where(field => !field.IsToken).Select(field => field.Field).ShouldBeEmpty();
        fields.Count().ShouldBeGreaterThan(15);
    }

    [Theory]
    [InlineData("cust_syn_1 ")]
    [InlineData("cust syn 1")]
    [InlineData("ｃust_syn_1")]
    [InlineData("cust_syn_1\u200b")]
    [InlineData("сust_syn_1")] // a Cyrillic letter
    public void A_token_that_only_looks_like_another_is_refused_for_it_would_be_another_person(string token)
    {
        var body = System.Text.Json.Nodes.JsonNode.Parse(Reference.Walk.Body().GetRawText())!.AsObject();
        body["customer"]!["token"] = token;

        StartCaseBody.Check(JsonElement.Parse(body.ToJsonString()), ["CN-2026.1"]).ShouldHaveSingleItem().ToString().ShouldContain("ASCII characters without spaces");
    }

    [Theory]
    [InlineData("customer", """{"token":"11010519491231002X"}""", "customer.token")]
    [InlineData("customer", """{"token":"c","idDocToken":"vault:11010519491231002X"}""", "customer.idDocToken")]
    [InlineData("related", """[{"role":"GUARANTOR","token":"13800138000"}]""", "related[0].token")]
    public void A_case_does_not_start_with_a_raw_number_and_the_answer_does_not_repeat_it(string section, string json, string path)
    {
        var body = System.Text.Json.Nodes.JsonNode.Parse(Reference.Walk.Body().GetRawText())!.AsObject();
        body[section] = System.Text.Json.Nodes.JsonNode.Parse(json);

        var fault = StartCaseBody.Check(JsonElement.Parse(body.ToJsonString()), ["CN-2026.1"]).ShouldHaveSingleItem();

        fault.Path.ShouldBe(path);
        fault.Message.ShouldSatisfyAllConditions(message => message.ShouldContain("Send a token of your own"), message => message.ShouldNotContain("1949"), message => message.ShouldNotContain("138001"));
    }

    [Theory]
    [InlineData("ContactAttempted", """{"channel":"CALL","result":"NO_ANSWER","numberToken":"13800138000"}""", "numberToken")]
    [InlineData("VisitCheckedIn", """{"agents":["agent_syn_1","4111111111111111"]}""", "agents[1]")]
    [InlineData("CaseAssigned", """{"unit":"U-1","agent":"+8613800138000"}""", "agent")]
    public void An_event_with_a_raw_number_in_place_of_a_token_is_refused(string type, string data, string field) =>
        FactCatalogue.Check(type, JsonElement.Parse(data)).ShouldHaveSingleItem().Field.ShouldBe(field);

    [Theory]
    [InlineData("张伟")]
    [InlineData("the man with the red jacket")]
    [InlineData("13800138000")]
    public void S61_No_complaint_is_turned_away_for_the_way_in_which_it_names_somebody(string accused)
    {
        FactCatalogue.Check("ComplaintFiled", JsonSerializer.SerializeToElement(new { accused })).ShouldBeEmpty();
        Files.Open().With("ComplaintFiled", new { accused }).Rights.OpenComplaints.ShouldHaveSingleItem().Accused.ShouldBe(accused);
    }
}
