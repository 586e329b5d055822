namespace Doorstep.Workflows.Tests.Collections.Communication;

public sealed class TemplateLinterTests
{
    [Theory]
    [InlineData("reminder.en.liquid", "{{ totalDue | money }}", "some money", "does not say 'totalDue'")]
    [InlineData("reminder.zh-CN.liquid", "{{ daysOverdue }}", "几", "does not say 'daysOverdue'")]
    [InlineData("demand.en.liquid", "{{ lawBasis }}", "the law", "does not say 'lawBasis'")]
    public void S4_a_missing_amount_or_number_of_days_is_a_fault(string file, string old, string @new, string said) =>
        Letters.FaultsOf(file, old, @new).ShouldHaveSingleItem().ShouldStartWith(said);

    [Theory]
    [InlineData("reminder.en.liquid", "the regulator")]
    [InlineData("reminder.zh-CN.liquid", "热线")]
    public void S59_a_notice_that_does_not_say_where_to_complain_is_a_fault(string file, string @new) =>
        Letters.FaultsOf(file, "{{ complaints }}", @new).ShouldHaveSingleItem().ShouldStartWith("does not say where the customer can complain");

    [Fact]
    public void S4_a_notice_that_does_not_say_how_to_object_is_a_fault() =>
        Letters.Faults("reminder", "{{ institution }} {{ totalDue | money }} {{ daysOverdue }} {{ complaints }} {{ verifyPage }}").ShouldBe(
            ["does not say that and how the customer can object (S4). Write what to do if something is wrong."]);

    [Fact]
    public void S44_a_template_that_cannot_be_checked_is_a_fault() =>
        Letters.Faults("voicemail", "{{ institution }}, please call {{ phone }}.").ShouldBe(
            ["does not say how to check that it is genuine (S44). Add {{ verifyPage }} or {{ verifyCode }}."]);

    [Fact]
    public void A_sender_without_a_name_is_a_fault() =>
        Letters.FaultsOf("reminder.en.liquid", "{{ institution }}", "Your bank").ShouldBe(["does not name the institution. Begin with {{ institution }}, so that nobody has to guess who writes."]);

    [Fact]
    public void A_debt_fact_before_the_senders_name_is_a_fault() =>
        Letters.Faults("reminder", "{{ totalDue | money }} {{ institution }} {{ daysOverdue }} {{ complaints }} object {{ verifyPage }}").ShouldBe(
            ["says 'totalDue' before it says who writes. Name {{ institution }} first ([CBA], first contact)."]);

    [Theory]
    [InlineData("noOneHome")]
    [InlineData("thirdPartyLocate")]
    [InlineData("voicemail")]
    public void S28_a_debt_field_where_anybody_may_see_it_is_a_fault(string @class) =>
        Letters.Faults(@class, "{{ institution }} {{ officer }} {{ phone }} {{ verifyPage }} {{ daysOverdue }}").ShouldBe(
            [$"'daysOverdue' is a debt fact, and anybody may see a message of class '{@class}' (S28). Leave it out."]);

    [Fact]
    public void A_field_that_the_class_does_not_have_is_told_with_the_nearest() =>
        Letters.Faults("voicemail", "{{ institution }} {{ phone }} {{ verifyPag }} {{ verifyCode }}").ShouldBe(["'verifyPag' is not a field of class 'voicemail'; did you mean 'verifyPage'?"]);

    [Fact]
    public void Front_data_names_the_fields_that_are_used_and_no_others() =>
        Letters.Faults("voicemail", "{{ institution }} {{ phone }} {{ verifyPage }}", fields: "institution, phone, officer").ShouldBe(
            ["uses verifyPage without naming it in 'fields'.", "names officer in 'fields' and does not use it."]);

    [Fact]
    public void A_field_inside_a_loop_or_a_condition_counts_as_used() =>
        Letters.Faults("voicemail", "{{ institution }} {{ phone }} {{ verifyPage }}{% if totalDue > 5 %}!{% endif %}{% for x in fees %}{{ x }}{% endfor %}").Length.ShouldBe(2);

    [Fact]
    public void What_must_be_said_must_not_hang_on_a_condition() =>
        Letters.FaultsOf("reminder.en.liquid", "{{ complaints }}", "{% if customerName %}{% if caseRef %}x{% endif %}{{ complaints }}{% endif %}").ShouldHaveSingleItem()
            .ShouldStartWith("does not say where the customer can complain");

    [Theory]
    [InlineData("{% include 'other' %}", "include")]
    [InlineData("{% assign x = phone %}", "assign")]
    [InlineData("{% raw %}x{% endraw %}", "raw")]
    public void Tags_that_could_hide_words_are_refused(string tag, string name) =>
        Letters.Faults("voicemail", "{{ institution }} {{ phone }} {{ verifyPage }} " + tag, fields: "institution, phone, verifyPage").ShouldContain(
            $"uses the tag '{name}'. Templates may use: if, elsif, else, endif, unless, endunless, for, endfor.");

    [Theory]
    [InlineData("en", "We would very much like you to know that whenever it suits you on any of the days of this week or the next you may call us.", "words; easy reading allows 18")]
    [InlineData("en", "Administrative considerations necessitate immediate clarification.", "have four or more syllables")]
    [InlineData("zh-CN", "我们非常希望您能够在本周或者下周的任何一个方便的时间给我们打一个电话说明一下您目前的情况。", "characters; easy reading allows 28")]
    public void S33_easy_reading_refuses_what_is_hard_to_read(string language, string sentence, string said)
    {
        var body = "{{ institution }}\n{{ phone }}\n{{ verifyPage }}\n" + sentence;

        Letters.Faults("voicemail", body, language, "EASY_READ").ShouldContain(message => message.Contains(said, StringComparison.Ordinal));
        Letters.Faults("voicemail", body, language).ShouldBeEmpty();
    }
}
