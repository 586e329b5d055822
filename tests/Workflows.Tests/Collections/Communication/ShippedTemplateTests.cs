using Doorstep.Workflows.Collections.Communication;

namespace Doorstep.Workflows.Tests.Collections.Communication;

public sealed class ShippedTemplateTests
{
    public static TheoryData<string> Files => [.. Directory.GetFiles(Path.Combine("workflow-definitions", "templates"), "*.liquid").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Fact]
    public void Every_shipped_template_passes_the_linter_and_none_is_missing() => Letters.Shipped.Faults.Select(fault => fault.ToString()).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_shipped_template_renders_and_what_comes_out_is_clean(string file)
    {
        var template = Letters.Catalogue.Templates.Single(candidate => candidate.File == file);

        var text = TemplateRenderer.Render(template, Letters.Fields).ShouldBeOfType<Rendered.Text>().Value;

        text.ShouldNotContain("{");
        text.ShouldContain("测试银行");
        Letters.Catalogue.Phrases.Find(text, template.Class.Name, [.. template.Profiles.Select(Codes.Of)]).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("zh-CN", "19,073.80元", "2031年3月1日")]
    [InlineData("en", "CNY 19,073.80", "1 March 2031")]
    public void S4_a_demand_says_amounts_days_consequences_rights_and_whom_to_ask(string language, string amount, string day)
    {
        var template = Letters.Catalogue.Find("demand", MessageChannel.Letter, language, CommunicationProfile.Standard)!;

        var text = TemplateRenderer.Render(template, Letters.Fields).ShouldBeOfType<Rendered.Text>().Value;

        foreach (var said in (string[])[amount, day, "45", "12378", "12363", "verify.example.invalid", "民法典 676"]) text.ShouldContain(said);
    }

    [Fact]
    public void S4_a_final_notice_promises_no_day_that_a_decision_may_forestall_and_claims_no_failure_to_reach()
    {
        foreach (var template in Letters.Catalogue.Templates.Where(one => one.Class.Name == "finalNotice"))
        {
            var text = TemplateRenderer.Render(template, Letters.Fields).ShouldBeOfType<Rendered.Text>().Value;

            text.ShouldContain(template.Language == "en" ? "by 20 March 2031 at the latest" : "最晚2031年3月20日", customMessage: template.File);
            text.ShouldContain(template.Language == "en" ? "as soon as you can" : "请尽快", customMessage: template.File);
            foreach (var claim in (string[])["before that day", "在此之前", "在那天之前", "联系上", "could not reach"]) text.ShouldNotContain(claim, customMessage: template.File);
        }
    }

    [Fact]
    public void S33_an_easy_letter_names_the_account_and_an_easy_demand_its_parts()
    {
        foreach (var template in Letters.Catalogue.Templates.Where(one => one.Profiles.Contains(CommunicationProfile.EasyRead) && one.Channels.Contains(MessageChannel.Letter)))
        {
            if (template.Class.Name is "demand" or "reminder" or "finalNotice" or "planOffer") template.Always.ShouldContain("caseRef", template.File);
            if (template.Class.Name is "demand" or "planOffer") ((string[])["principal", "interest", "penalty", "fees", "asOf"]).Except(template.Always).ShouldBeEmpty(template.File);
        }
    }

    [Theory]
    [InlineData("en", "not forgiven, unless a letter of ours says so", "the credit register", "a new holder", "Call +00-0000-000-001")]
    [InlineData("zh-CN", "不等于免除欠款", "征信", "转给别人", "请打+00-0000-000-001")]
    public void T60_the_notice_of_a_write_off_says_what_it_means_and_whom_to_ask(string language, params string[] said)
    {
        var text = TemplateRenderer.Render(Letters.Catalogue.Find("writeOffNotice", MessageChannel.Letter, language, CommunicationProfile.Standard)!, Letters.Fields).ShouldBeOfType<Rendered.Text>().Value;

        foreach (var one in said) text.ShouldContain(one);
    }

    [Fact]
    public void S62_every_letter_to_a_customer_can_say_whose_account_it_is_about() =>
        Letters.Catalogue.Templates.Where(template => template.Class is { Audience: Audience.Customer, HasRights: true } && template.Channels.Contains(MessageChannel.Letter) && !template.Optional.Contains("onBehalfOf")).Select(template => template.File).ShouldBeEmpty();

    [Fact]
    public void S44_every_template_says_how_to_check_that_it_is_genuine() =>
        Letters.Catalogue.Templates.Where(template => !template.Used.Contains("verifyPage") && !template.Used.Contains("verifyCode")).ShouldBeEmpty();

    [Fact]
    public void S59_every_notice_shows_where_to_complain() =>
        Letters.Catalogue.Templates.Where(template => template.Class.HasRights && !template.Always.Contains("complaints")).ShouldBeEmpty();

    [Fact]
    public void S28_no_class_that_anybody_may_see_has_a_debt_field() =>
        TemplateClasses.All.Values.Where(one => one.Audience == Audience.Anybody).SelectMany(one => one.Fields).Intersect(TemplateClasses.DebtFields).ShouldBeEmpty();
}
