using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Doorstep.Host.Designer;
using Doorstep.Host.Tests.Running;
using Doorstep.Workflows.Activities;
using Doorstep.Workflows.Definitions;

namespace Doorstep.Host.Tests.Designer;

/// <summary>What Studio's toolbox and editors are made from.</summary>
public sealed class DescriptorTests(RunningDoorstep doorstep)
{
    private HttpClient Client => doorstep.Client;

    [Fact]
    public async Task Every_activity_that_runs_is_offered_and_no_other()
    {
        var answer = await Client.ElsaAsync("/descriptors/activities?Refresh=True");

        answer.ShouldFit("descriptors-activities");
        var items = answer["items"]!.AsArray();
        items.Where(item => item!["isBrowsable"]!.GetValue<bool>()).Select(item => item!["typeName"]!.ToString()).ShouldBe(ActivityCatalogue.Types.Select(type => type.Descriptor.TypeName), ignoreOrder: true);
        items.ShouldNotContain(item => item!["typeName"]!.ToString() == "Elsa.StateMachine", "Studio offers for a slot what has a descriptor, and a machine does not run in one");
        items.Select(item => $"{item!["typeName"]} {item["version"]}").ShouldBeUnique("a double one ends Studio");
        items.ShouldAllBe(item => item!["category"] != null && item["customProperties"] is JsonObject);
    }

    [Fact]
    public void Every_activity_stands_in_a_group_that_has_words_in_both_languages() =>
        ActivityCatalogue.Types.Select(type => type.Descriptor.Category).Distinct().Except(ActivityCategory.All.Select(words => words.En)).ShouldBeEmpty();

    [Fact]
    public void A_drop_down_always_has_something_to_choose_from() =>
        ActivityCatalogue.Types.SelectMany(type => type.Descriptor.Inputs.Where(input => input.UiHint == "dropdown" && input.Options.IsEmpty && input.OptionsFrom == Workflows.Definitions.OptionSource.Own)
            .Select(input => $"{type.Descriptor.TypeName}.{input.Name}")).ShouldBeEmpty();

    [Fact]
    public void Every_input_and_output_says_what_it_does_in_both_languages() =>
        ActivityCatalogue.Types.SelectMany(type => type.Descriptor.Inputs.Where(input => (input.Note ?? DescriptorWords.OfInput(input.Name)) is null && input.Example is null).Select(input => $"{type.Descriptor.TypeName}.{input.Name}")
            .Concat(type.Descriptor.Outputs.Where(output => DescriptorWords.OfOutput(output).Note.Zh.Length == 0))).ShouldBeEmpty();

    [Fact]
    public void Every_value_that_the_house_fixes_has_words_beside_its_code() =>
        ActivityCatalogue.Types.SelectMany(type => type.Descriptor.Inputs).SelectMany(input => input.Options).Concat(Enum.GetValues<Workflows.Collections.Facts.Hold>().Select(Workflows.Collections.Facts.FactJson.Word))
            .Distinct().Where(value => OptionWords.Of(value, isChinese: true) == value || OptionWords.Of(value, isChinese: false) == value).ShouldBeEmpty();

    [Fact]
    public async Task A_designer_reads_words_and_the_definition_keeps_the_code()
    {
        using var client = doorstep.ClientWith(Client.DefaultRequestHeaders.Authorization);
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("zh-CN");

        var inputs = (await client.ElsaAsync("/descriptors/activities/Doorstep.PlanAct"))["inputs"]!.AsArray().ToDictionary(input => input!["name"]!.ToString());

        inputs["Recipient"]!["uiSpecifications"]!["dropdown"]!["selectList"]!["items"]!.AsArray().Select(item => (item!["text"]!.ToString(), item["value"]!.ToString())).ShouldContain(("第三方（THIRD_PARTY）", "THIRD_PARTY"));
        inputs["Fields"]!["description"]!.ToString().ShouldContain("G14");
        (await Client.ElsaAsync("/descriptors/activities/Doorstep.Deadline/options/stopsFor", """{"context":{}}"""))["items"]!["dropdown"]!["selectList"]!["items"]!.AsArray().Select(item => item!["text"]!.ToString())
            .ShouldContain("Every hold but: Dispute (ALL EXCEPT DISPUTE)");
    }

    [Theory]
    [InlineData("zh-CN,zh;q=0.9,en;q=0.8", "等待案件收到该名称的事件。", "流程")]
    [InlineData("en-GB", "Waits until an event with this name is reported on the case.", "Flow")]
    [InlineData("fr", "Waits until an event with this name is reported on the case.", "Flow")]
    public async Task Activities_speak_the_language_of_the_designer(string language, string description, string category)
    {
        using var client = doorstep.ClientWith(Client.DefaultRequestHeaders.Authorization);
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);

        var found = await client.ElsaAsync("/descriptors/activities/Elsa.Event");

        found.ShouldFit("descriptors-activity-Event");
        (found["description"]!.ToString(), found["category"]!.ToString()).ShouldBe((description, category));
    }

    [Fact]
    public async Task Events_are_chosen_from_the_catalogue_and_the_definitions_and_what_is_written_is_kept()
    {
        var answer = await Client.ElsaAsync("/descriptors/activities/Elsa.Event/options/eventName", """{"context":{"eventName":{"expression":{"type":"Literal","value":"OfOurOwn"}}}}""");

        answer.ShouldFit("descriptors-activity-options");
        var values = answer["items"]!["dropdown"]!["selectList"]!["items"]!.AsArray().Select(item => item!["value"]!.ToString()).ToArray();
        values.ShouldContain("PaymentReceived");
        values.ShouldContain("IntakeChecked", "a definition publishes it");
        values.ShouldContain("OfOurOwn");
        answer["items"]!["Refresh"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task The_same_descriptors_are_not_sent_twice()
    {
        var answer = await Client.GetAnswerAsync("/elsa/api/descriptors/activities");
        answer.Message.Headers.CacheControl!.ToString().ShouldBe("no-cache, private");

        // Other tests publish definitions with events of their own meanwhile, and those are in the answer too.
        for (var asked = 0; asked < 50 && answer.Status == HttpStatusCode.OK; asked++)
        {
            using var again = new HttpRequestMessage(HttpMethod.Get, "/elsa/api/descriptors/activities");
            again.Headers.IfNoneMatch.Add(new EntityTagHeaderValue(answer.Message.Headers.ETag!.Tag));
            answer = await Client.AskAsync(again);
        }

        answer.With(HttpStatusCode.NotModified);
    }

    [Theory]
    [InlineData("/descriptors/expression-descriptors", "descriptors-expression-descriptors")]
    [InlineData("/descriptors/variables", "descriptors-variables")]
    [InlineData("/descriptors/storage-drivers", "descriptors-storage-drivers")]
    [InlineData("/features/installed", "features-installed")]
    [InlineData("/package/version", "package-version")]
    public async Task A_list_has_the_shape_that_was_recorded_and_is_not_empty(string path, string shape)
    {
        var answer = await Client.ElsaAsync(path);

        answer.ShouldFit(shape);
        if (answer["items"] is JsonArray items) items.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("workflow-activation-strategies")]
    [InlineData("incident-strategies")]
    [InlineData("log-persistence-strategies")]
    [InlineData("commit-strategies/workflows")]
    [InlineData("commit-strategies/activities")]
    [InlineData("output-converters?sourceType=String&destinationType=Int32")]
    public async Task Settings_that_the_engine_has_not_are_empty_lists(string list) =>
        (await Client.ElsaAsync($"/descriptors/{list}"))["items"]!.AsArray().ShouldBeEmpty();

    [Fact]
    public async Task A_single_activity_is_not_run_and_the_answer_says_why()
    {
        var answer = await Client.ElsaAsync("/tests/activities", """{"workflowDefinitionHandle":{"definitionVersionId":"visit:1"},"activityHandle":{"activityNodeId":"x"}}""");

        answer.ShouldFit("tests-activities");
        answer["status"]!.ToString().ShouldBe("Faulted");
        (await Client.PostAnswerAsync("/elsa/api/scripting/javascript/type-definitions/overdue-visit", "{}")).With(HttpStatusCode.OK).Text.ShouldContain("declare function getPlanRoute(): any;");
    }
}
