using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Acts;
using Doorstep.Workflows.Collections.Acts.Wording;
using Doorstep.Workflows.Collections.Policy;
using Doorstep.Workflows.Tests.Collections.Policy;

namespace Doorstep.Workflows.Tests.Collections.Acts;

/// <summary>What stands in the letters that leave is true, can be answered, and is said in words.</summary>
public sealed class LetterWordsTests
{
    private static readonly string[] Collecting = ["reminder", "demand", "finalNotice", "preAction"];
    private static readonly DateTimeOffset Ten = ActWorld.Ten;

    [Theory]
    [InlineData("reminder")]
    [InlineData("demand")]
    [InlineData("finalNotice")]
    [InlineData("preAction")]
    [InlineData("creditReportNotice")]
    public void S4_a_letter_names_the_day_of_the_ledgers_figures_and_the_days_overdue_of_that_day(string template)
    {
        var file = LetterDesk.File(Packs.Cn, "en").With("BalanceUpdated", new { principal = 90_000, interest = 0, penalty = 0, fees = 0, dpd = 45 }, Ten.AddDays(-10));
        var paid = file.With("PaymentReceived", new { amount = 10_000 }, Ten.AddDays(-3));

        foreach (var (known, day, overdue, sum) in new[] { (file, "20 February 2026", "45 days", "CNY 900.00"), (paid, "27 February 2026", "52 days", "CNY 800.00") })
        {
            var text = LetterDesk.Text(template, known);
            foreach (var said in (string[])[day, overdue, sum]) text.ShouldContain(said);
            text.ShouldNotContain("on 2 March 2026");
        }
    }

    [Theory]
    [InlineData("en", "STANDARD", "This is an attempt to collect a debt, and what you tell us will be used for that purpose.")]
    [InlineData("en", "EASY_READ", "This is an attempt to collect a debt, and what you tell us will be used for that purpose.")]
    [InlineData("zh-CN", "STANDARD", "我们联系您是为了收回一笔欠款，您告诉我们的情况会用于这个目的。")]
    [InlineData("zh-CN", "EASY_READ", "我们联系您是为了收回一笔欠款，您告诉我们的情况会用于这个目的。")]
    public void S19_where_the_rules_want_it_a_notice_says_that_a_debt_is_collected_and_elsewhere_it_does_not(string language, string profile, string said)
    {
        foreach (var template in Collecting)
        {
            LetterDesk.Text(template, LetterDesk.File(LetterDesk.Pack("us-regf"), language, profile), LetterDesk.Pack("us-regf")).ShouldContain(said, customMessage: template);
            LetterDesk.Text(template, LetterDesk.File(Packs.Cn, language, profile)).ShouldNotContain(said, customMessage: template);
        }

        var sms = new PlannedAct(ActKind.Sms, Template: "reminder");
        LetterDesk.Put(sms, LetterDesk.File(LetterDesk.Pack("us-regf"), language, profile), LetterDesk.Pack("us-regf")).Messages.ShouldHaveSingleItem().Text.ShouldContain(said);
        LetterDesk.Put(sms, LetterDesk.File(Packs.Cn, language, profile), Packs.Cn).Messages.ShouldHaveSingleItem().Text.ShouldNotContain(said);
    }

    [Fact]
    public void G3_S19_a_call_says_that_a_debt_is_collected_only_after_it_is_proven_who_is_there()
    {
        var us = LetterDesk.Pack("us-regf");
        var file = LetterDesk.File(us, "en");

        var said = LetterDesk.Put(ActWorld.Call, file, us).Messages;

        said.Select(part => part.Template).ShouldBe(["CALL_OPENING", "CALL_DISCLOSURE", "VOICEMAIL"]);
        said.Select(part => part.Text.Contains("collect a debt", StringComparison.Ordinal)).ShouldBe([false, true, false]);
        LetterDesk.Put(ActWorld.Call with { Purpose = ActPurpose.Service }, file, us).Messages.Select(part => part.Template).ShouldBe(["CALL_OPENING", "VOICEMAIL"]);
        LetterDesk.Put(ActWorld.Call, LetterDesk.File(Packs.Cn, "en"), Packs.Cn).Messages.Select(part => part.Template).ShouldBe(["CALL_OPENING", "VOICEMAIL"]);
    }

    [Theory]
    [InlineData("en", "- It looks as if money or goods went to somebody else.\n- Some papers seem to say that you can pay.\n", "The name or the use of the loan")]
    [InlineData("zh-CN", "- 看起来有财产转给了别人。\n- 有材料似乎说明您有能力还款。\n", "借款人或用途")]
    public void T50_a_letter_about_a_suspicion_names_its_signs_so_that_they_can_be_answered(string language, string named, string other)
    {
        var text = LetterDesk.Text("evasionReply", LetterDesk.File(Packs.Cn, language).With("EvasionSuspected", new { kinds = new[] { "ASSETS_MOVED", "ABLE_TO_PAY", "NOT_REACHED" }, by = "a1" }, Ten.AddDays(-1)));

        text.ShouldContain(named);
        text.ShouldNotContain(other);
    }

    [Theory]
    [InlineData("en", "STANDARD", "On 1 January 2026 the balance was CNY 1,000.00: principal CNY 900.00, interest CNY 60.00, penalty interest CNY 30.00, fees CNY 10.00.", "you do not take a new credit card")]
    [InlineData("zh-CN", "EASY_READ", "到2026年1月1日，您要还1,000.00元。\n包括：\n- 借的钱：900.00元", "您不再申办新的信用卡")]
    public void T31_an_offer_says_the_balance_and_its_parts_and_that_no_new_card_is_taken_where_it_is_so(string language, string profile, string balance, string card)
    {
        object Offer(bool noNewCard) => new
        {
            by = "h1", role = "CREDIT_COMMITTEE", reason = "synthetic", months = 4, instalment = 25_000, firstDue = "2026-04-01", total = 100_000, accrues = false, liabilities = "synthetic", noNewCard,
        };
        var file = LetterDesk.File(Packs.Cn, language, profile);

        var text = LetterDesk.Text("planOffer", file.With("PlanProposed", Offer(true), Ten.AddDays(-1)));

        text.ShouldContain(balance);
        text.ShouldContain(card);
        LetterDesk.Text("planOffer", file.With("PlanProposed", Offer(false), Ten.AddDays(-1))).ShouldNotContain(card);
    }

    [Theory]
    [InlineData("en", "ANSWER-1", "The reason: see document ANSWER-1.\n")]
    [InlineData("en", "The rate of 2025 was applied twice.", "The reason: The rate of 2025 was applied twice.\n")]
    [InlineData("zh-CN", "ANSWER-1", "理由：见文件ANSWER-1。\n")]
    [InlineData("zh-CN", "2025年的利率重复计算了。", "理由：2025年的利率重复计算了。\n")]
    public void S23_an_answer_names_its_document_or_says_its_reason_and_ends_once(string language, string answerRef, string reason)
    {
        var file = LetterDesk.File(Packs.Cn, language).With("DisputeRaised", new { ground = "AMOUNT" }, Ten.AddDays(-5)).With("DisputeResolved", new { result = "REJECTED", answerRef }, Ten.AddDays(-1));

        var text = LetterDesk.Text("disputeAnswer", file);

        text.ShouldContain(reason);
        text.ShouldContain(language == "en" ? "something is wrong: the amount. Thank you." : "您提出的问题：金额。");
    }

    [Fact]
    public void T58_a_decision_without_hardship_is_said_gently_and_its_reason_ends_once()
    {
        var text = LetterDesk.Text("hardshipDecision", LetterDesk.File(Packs.Cn, "zh-CN")
            .With("HardshipDeclared", new { reason = "JOB_LOSS", source = "CUSTOMER" }, Ten.AddDays(-5)).With("HardshipAssessed", new { decision = "NO_HARDSHIP", by = "h1", reason = "收入没有变化。" }, Ten.AddDays(-1)));

        text.ShouldContain("暂时没有看出还款有困难。\n理由：收入没有变化。\n");
    }

    [Theory]
    [InlineData("en", "UPHELD", "You complained about: how our people behaved.", "Our answer: your complaint is right.")]
    [InlineData("en", "X_17", "You complained about: how our people behaved.", "Our answer: we have looked into it.")]
    [InlineData("zh-CN", "PARTLY_UPHELD", "您投诉的问题：我们人员的态度和做法。", "处理结果：您的投诉部分成立。")]
    public void S61_a_complaint_is_answered_in_words_and_not_in_codes(string language, string result, string about, string answer)
    {
        var text = LetterDesk.Text("complaintAnswer", LetterDesk.File(Packs.Cn, language)
            .With("ComplaintFiled", new { category = "CONDUCT" }, Ten.AddDays(-5)).With("ComplaintClosed", new { result, answerRef = "a1", by = "s1" }, Ten.AddDays(-1)));

        text.ShouldContain(about);
        text.ShouldContain(answer);
    }

    [Theory]
    [InlineData("en", "These two people would come: two members of our team (staff numbers ag1, ag2).", "Li Hua (staff number ag1), staff member ag2", "- 7 January 2027, between 09:00 and 20:00\n", "It is about: how things are with you.")]
    [InlineData("zh-CN", "来的两个人：我们的两位工作人员（工号ag1、ag2）。", "Li Hua（工号ag1）、工作人员（工号ag2）", "- 2027年1月7日，09:00至20:00\n", "内容是：听听您的情况。")]
    public void S44_an_invitation_names_people_times_and_its_purpose_in_words(string language, string numbers, string names, string slot, string purpose)
    {
        var file = LetterDesk.File(Packs.Cn, language).With("EscalationReviewed", new { decision = "VISIT", by = "s1", purpose = "HEAR" }, Ten.AddDays(-2));
        var act = new PlannedAct(ActKind.AppointmentInvitation, Template: "appointmentInvitation", Team: ["ag1", "ag2"]);
        string Invite(params Agent[] staff) => LetterDesk.Put(act, file, Packs.Cn, [new OfferedSlot(new DateOnly(2027, 1, 7), new LocalWindow(new TimeOnly(9, 0), new TimeOnly(20, 0)))], [.. staff]).Messages.ShouldHaveSingleItem().Text;

        var text = Invite(new Agent("ag1"), new Agent("ag2"));

        foreach (var said in (string[])[numbers, slot, purpose]) text.ShouldContain(said);
        Invite(new Agent("ag1", DisplayName: "Li Hua")).ShouldContain(names);
    }

    [Theory]
    [InlineData("en", null, "this is staff member ag1 of Test Bank")]
    [InlineData("en", "Li Hua", "this is Li Hua (staff number ag1) of Test Bank")]
    [InlineData("zh-CN", null, "我是测试银行的工作人员（工号ag1）")]
    public void S51_a_caller_has_a_name_or_a_staff_number_that_can_be_checked(string language, string? name, string said)
    {
        var file = LetterDesk.File(Packs.Cn, language).With("CaseAssigned", new { unit = "team_syn", agent = "ag1" }, Ten.AddDays(-2));

        LetterDesk.Put(ActWorld.Call, file, Packs.Cn, default, new Agent("ag1", DisplayName: name)).Messages[0].Text.ShouldContain(said);
        StaffWords.Wanted(new RoutedAct(ActWorld.Call, null, null, []), file).ShouldBe(["ag1"]);
    }

    [Theory]
    [InlineData("en", Recipient.Adviser, "Dear adviser of 测试客户甲,\n\nThis is about the account of 测试客户甲. Where it says \"you\", it means 测试客户甲.\n")]
    [InlineData("zh-CN", Recipient.Guardian, "测试客户甲的监护人，您好。\n\n这封信说的是测试客户甲的账户。文中的“您”指测试客户甲。\n")]
    public void S62_a_letter_to_whoever_stands_for_the_customer_says_whose_account_it_is_about(string language, Recipient recipient, string said)
    {
        var file = LetterDesk.File(Packs.Cn, language);

        LetterDesk.Text("creditReportNotice", file, recipient: recipient).ShouldContain(said);
        LetterDesk.Text("creditReportNotice", file).ShouldNotContain(language == "en" ? "account of" : "文中的");
    }

    [Theory]
    [InlineData("en", "Dear family,", "Dear administrator of the estate of 测试客户甲,", "When there is a person for the estate")]
    [InlineData("zh-CN", "尊敬的家属：", "尊敬的测试客户甲的遗产管理人：", "有了遗产管理人")]
    public void T45_a_condolence_speaks_to_the_family_until_an_administrator_is_named_and_then_to_the_administrator(string language, string family, string administrator, string asked)
    {
        var file = LetterDesk.File(Packs.Cn, language).With("CustomerDeceased", new { evidence = "REPORTED" }, Ten.AddDays(-5));
        var named = file.With("EstateRepresentativeNamed", new { representative = "estate_syn_1", contact = "测试市测试路2号" }, Ten.AddDays(-1));

        var (first, second) = (LetterDesk.Text("condolence", file, recipient: Recipient.EstateAdministrator), LetterDesk.Text("condolence", named, recipient: Recipient.EstateAdministrator));

        (first.Contains(family, StringComparison.Ordinal), first.Contains(asked, StringComparison.Ordinal)).ShouldBe((true, true));
        second.ShouldContain(administrator);
        (second.Contains(family, StringComparison.Ordinal), second.Contains(asked, StringComparison.Ordinal)).ShouldBe((false, false));
    }

    [Fact]
    public void T57_a_notice_of_transfer_names_day_sum_and_where_the_new_holder_is_reached()
    {
        var file = LetterDesk.File(Packs.Cn, "en");

        var text = LetterDesk.Text("transferNotice", file.With("DebtTransferred", new { newHolder = "Holder Ltd", notifiedOn = "2026-02-20", transferredOn = "2026-02-25", contact = "+00-0000-000-700" }, Ten.AddDays(-1)));

        foreach (var said in (string[])["Holder Ltd, since 25 February 2026.", "On 1 January 2026 there was CNY 1,000.00 to pay.", "You reach Holder Ltd here: +00-0000-000-700."]) text.ShouldContain(said);
        LetterDesk.Text("transferNotice", file.With("DebtTransferred", new { newHolder = "Holder Ltd", notifiedOn = "2026-02-20" }, Ten.AddDays(-1))).ShouldNotContain("You reach");
    }

    [Fact]
    public void S19_the_first_notice_names_the_end_of_the_time_to_dispute_where_the_rules_have_one()
    {
        var us = LetterDesk.Pack("us-regf");

        // Monday, 2 March, five business days until it counts as received, and thirty days.
        LetterDesk.Text("demand", LetterDesk.File(us, "en"), us).ShouldContain("ask for proof of it, by 8 April 2026. Do it in writing.");
        LetterDesk.Text("demand", LetterDesk.File(Packs.Cn, "en")).ShouldNotContain("Do it in writing");
    }
}
