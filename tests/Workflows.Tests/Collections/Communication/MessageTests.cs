using Doorstep.Workflows.Collections.Communication;

namespace Doorstep.Workflows.Tests.Collections.Communication;

public sealed class MessageTests
{
    [Fact]
    public void T19_S34_what_is_about_a_near_day_takes_the_quickest_way_that_the_customer_allows_and_paper_last()
    {
        MessageChannel[] offered = [MessageChannel.Letter, MessageChannel.Email, MessageChannel.Im, MessageChannel.Sms];
        MessageChannel? Way(ChannelWishes wishes) => ChannelChoice.Of(CommunicationProfile.Standard, wishes, offered, isPressing: true).Channel;

        Way(new ChannelWishes()).ShouldBe(MessageChannel.Sms);
        Way(new ChannelWishes { OptedOut = [MessageChannel.Sms] }).ShouldBe(MessageChannel.Letter, "nobody has asked for e-mail");
        Way(new ChannelWishes { OptedOut = [MessageChannel.Sms], OptedIn = [MessageChannel.Email] }).ShouldBe(MessageChannel.Email);
        Way(new ChannelWishes { Chosen = [MessageChannel.Letter, MessageChannel.Im] }).ShouldBe(MessageChannel.Im);
        Way(new ChannelWishes { Chosen = [MessageChannel.Letter] }).ShouldBe(MessageChannel.Letter, "the customer's own choice");
    }

    [Fact]
    public void S32_the_customers_own_choice_wins_over_need_and_segment()
    {
        var facts = new ProfileFacts { OwnChoice = CommunicationProfile.Standard, Needs = ["SIGHT"], SegmentDefault = CommunicationProfile.Digital };

        ProfileChoice.Of(facts).ShouldBe(new ProfileDecision(CommunicationProfile.Standard, "The customer chose STANDARD."));
        ProfileChoice.Of(facts with { OwnChoice = null }).Profile.ShouldBe(CommunicationProfile.EasyRead);
        ProfileChoice.Of(facts with { OwnChoice = null, Needs = [] }).Profile.ShouldBe(CommunicationProfile.Digital);
        ProfileChoice.Of(new ProfileFacts()).Profile.ShouldBe(CommunicationProfile.Standard);
    }

    [Fact]
    public void S33_age_offers_easy_reading_and_decides_nothing()
    {
        ProfileChoice.Of(new ProfileFacts { Age = 59 }).Offer.ShouldBeNull();
        var old = ProfileChoice.Of(new ProfileFacts { Age = 60, SegmentDefault = CommunicationProfile.Digital });
        (old.Profile, old.Offer).ShouldBe((CommunicationProfile.Digital, CommunicationProfile.EasyRead));
        ProfileChoice.Of(new ProfileFacts { Age = 90, OwnChoice = CommunicationProfile.Digital }).Offer.ShouldBeNull();
    }

    [Fact]
    public void S33_easy_reading_brings_large_print_slow_speech_and_half_as_much_time_again() =>
        ProfileTraits.Of(CommunicationProfile.EasyRead).ShouldBe(new ProfileTraits(IsLargePrint: true, IsSlowSpeech: true, IsCarerWelcome: true, SlotFactor: 1.5m));

    [Fact]
    public void S34_an_opt_out_blocks_the_next_message_on_that_channel()
    {
        MessageChannel[] offered = [MessageChannel.Email, MessageChannel.Im, MessageChannel.Letter];
        var wishes = new ChannelWishes { OptedIn = [MessageChannel.Im, MessageChannel.Email] };

        ChannelChoice.Of(CommunicationProfile.Digital, wishes, offered).Channel.ShouldBe(MessageChannel.Im);
        ChannelChoice.Of(CommunicationProfile.Digital, wishes with { OptedOut = [MessageChannel.Im] }, offered).Channel.ShouldBe(MessageChannel.Email);
        ChannelChoice.Of(CommunicationProfile.Digital, wishes with { Chosen = [MessageChannel.Im], OptedOut = [MessageChannel.Im] }, offered)
            .ShouldBe(new ChannelDecision(null, "No channel is left for this message: the customer stopped IM."));
    }

    [Fact]
    public void S34_digital_channels_need_the_customers_word()
    {
        MessageChannel[] offered = [MessageChannel.Email, MessageChannel.Letter];

        ChannelChoice.Of(CommunicationProfile.Digital, new ChannelWishes(), offered).Channel.ShouldBe(MessageChannel.Letter);
        ChannelChoice.Of(CommunicationProfile.Digital, new ChannelWishes(), [MessageChannel.Email]).Because.ShouldContain("has not asked for EMAIL");
        ChannelChoice.Of(CommunicationProfile.Standard, new ChannelWishes { Chosen = [MessageChannel.Email] }, offered).Channel.ShouldBe(MessageChannel.Email);
        ChannelChoice.Of(CommunicationProfile.Standard, new ChannelWishes { Chosen = [MessageChannel.Sms] }, offered).Because.ShouldContain("does not exist for SMS");
    }

    [Theory]
    [InlineData("demand", "HARDSHIP", "Send 'hardshipInvitation' or 'planOffer' instead.")]
    [InlineData("reminder", "HARDSHIP", "asks for money")]
    [InlineData("finalNotice", "DISPUTE", "asks for money")]
    [InlineData("feedbackInvite", "DECEASED", "the family gets a condolence")]
    [InlineData("planOffer", "FRAUD_VICTIM", "only answers are")]
    [InlineData("hardshipInvitation", "DISPUTE", "only replies")]
    [InlineData("feedbackInvite", "DISPUTE", "only replies")]
    [InlineData("visitReminder", "DISPUTE", "only replies")]
    [InlineData("disputeAnswer", "DISPUTE", null)]
    [InlineData("visitCancelled", "DISPUTE", null)]
    [InlineData("transferNotice", "DISPUTE", null)]
    [InlineData("hardshipInvitation", "HARDSHIP", null)]
    [InlineData("condolence", "DECEASED", null)]
    [InlineData("disputeAnswer", "FRAUD_VICTIM", null)]
    [InlineData("demand", "SAFETY", null)]
    public void S25_demands_are_held_back_while_hardship_is_open(string @class, string hold, string? said)
    {
        var why = Suppression.Why(TemplateClasses.All[@class], [hold]);

        if (said is null) why.ShouldBeNull();
        else why.ShouldNotBeNull().ShouldContain(said);
    }

    [Fact]
    public void S28_a_field_of_another_class_never_reaches_a_template()
    {
        var voicemail = Letters.Catalogue.Find("voicemail", MessageChannel.Call, "en", CommunicationProfile.Standard)!;
        var forged = voicemail with { Used = [.. voicemail.Used, "totalDue"] };

        TemplateRenderer.Render(voicemail, Letters.Fields).ShouldBeOfType<Rendered.Text>().Value.ShouldNotContain("19,073");
        TemplateRenderer.Render(forged, Letters.Fields).ShouldBeOfType<Rendered.Refused>().Reasons.ShouldBe(["'totalDue' is not a field of class 'voicemail'."]);
    }

    [Fact]
    public void Everything_that_a_text_lacks_is_told_at_once()
    {
        var template = Letters.Catalogue.Find("reminder", MessageChannel.Sms, "en", CommunicationProfile.Standard)!;
        var fields = Letters.Fields.Where(pair => pair.Key is not ("totalDue" or "phone")).Append(KeyValuePair.Create<string, object>("phone", 1.5)).ToDictionary();

        TemplateRenderer.Render(template, fields).ShouldBeOfType<Rendered.Refused>().Reasons.ShouldBe(
            ["'totalDue' is missing; reminder.sms.en.liquid needs it.", "'phone' is a Double; it must be text, a whole number, a date or a list of texts."]);
    }

    [Fact]
    public void A_text_that_grows_without_end_is_refused()
    {
        var template = Letters.Catalogue.Find("hardshipInvitation", MessageChannel.Letter, "en", CommunicationProfile.Standard)!;

        TemplateRenderer.Render(template, With("options", Enumerable.Repeat("x", 4_000).ToArray())).ShouldBeOfType<Rendered.Refused>().Reasons.ShouldHaveSingleItem();
        TemplateRenderer.Render(template, With("options", Enumerable.Repeat("x", 100_000).ToArray())).ShouldBeOfType<Rendered.Refused>().Reasons.ShouldHaveSingleItem();
    }

    [Fact]
    public void What_is_optional_may_be_missing()
    {
        var template = Letters.Catalogue.Find("disputeAnswer", MessageChannel.Letter, "en", CommunicationProfile.EasyRead)!;

        TemplateRenderer.Render(template, Letters.Fields).ShouldBeOfType<Rendered.Text>().Value.ShouldContain("CNY 18,000.00");
        TemplateRenderer.Render(template, Letters.Fields.Where(pair => pair.Key != "correctedTotal").ToDictionary()).ShouldBeOfType<Rendered.Text>().Value.ShouldNotContain("figure");
    }

    [Fact]
    public void A_message_is_composed_for_the_person_it_is_for()
    {
        var composer = new MessageComposer(Letters.Catalogue);
        var order = new MessageOrder { Class = "reminder", Language = "zh-CN", Fields = Letters.Fields, Profile = new ProfileFacts { Needs = ["READING"] }, Wishes = new ChannelWishes { Chosen = [MessageChannel.Portal] } };

        var message = composer.Compose(order).ShouldBeOfType<Composed.Message>();
        (message.File, message.Channel, message.Profile.Profile).ShouldBe(("reminder.easy.zh-CN.liquid", MessageChannel.Portal, CommunicationProfile.EasyRead));
        composer.Compose(order with { OpenHolds = ["HARDSHIP"] }).ShouldBeOfType<Composed.Refused>();
        composer.Compose(order with { Class = "remindr" }).ShouldBeOfType<Composed.Refused>().Reasons.ShouldBe(["'remindr' is not a class of message; did you mean 'reminder'?"]);
        composer.Compose(order with { Class = "visitCard" }).ShouldBeOfType<Composed.Message>().Channel.ShouldBe(MessageChannel.Card);
    }

    [Fact]
    public void What_somebody_typed_into_a_field_is_read_too() =>
        new MessageComposer(Letters.Catalogue).Compose(new MessageOrder { Class = "disputeAnswer", Language = "en", Fields = With("reason", "Or you go to jail.") })
            .ShouldBeOfType<Composed.Refused>().Reasons.ShouldHaveSingleItem().ShouldStartWith("A value says 'jail' (arrest).");

    [Theory]
    [InlineData("It is 4411 since then.", "It is 9922 since then.", true)]
    [InlineData("It is j00l.", "It is j41l.", false)]
    [InlineData("It is j.0 0 l.", "It is j 4 1 l.", false)]
    [InlineData("It is j\u200B00\u200Bl.", "It is j\u200B41\u200Bl.", false)]
    [InlineData("It is \u062C00l.", "It is j41l.", false)]
    public void What_is_hidden_in_figures_is_found_though_the_same_words_with_other_figures_were_read_before(string before, string now, bool isClean)
    {
        var composer = new MessageComposer(Letters.Catalogue);
        Composed Say(string reason) => composer.Compose(new MessageOrder { Class = "disputeAnswer", Language = "en", Fields = With("reason", reason) });
        Say(before).ShouldBeOfType<Composed.Message>();

        (Say(now) is Composed.Message).ShouldBe(isClean);
        (Say(now) is Composed.Message).ShouldBe(isClean, "and so once more");
    }

    [Fact]
    public void S35_a_feedback_invite_knows_no_amount_and_is_sent_whatever_is_owed()
    {
        TemplateClasses.All["feedbackInvite"].Fields.Intersect(TemplateClasses.DebtFields).ShouldBeEmpty();
        new MessageComposer(Letters.Catalogue).Compose(new MessageOrder { Class = "feedbackInvite", Language = "en", Fields = Letters.Fields, OpenHolds = ["HARDSHIP", "COMPLAINT"] })
            .ShouldBeOfType<Composed.Message>();
    }

    private static Dictionary<string, object> With(string field, object value) => new(Letters.Fields) { [field] = value };
}
