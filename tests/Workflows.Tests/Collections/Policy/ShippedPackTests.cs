using Doorstep.Workflows.Collections.Policy;
using Doorstep.Workflows.Kernel;
using static Doorstep.Workflows.Tests.Collections.Policy.Packs;

namespace Doorstep.Workflows.Tests.Collections.Policy;

/// <summary>The packs that are shipped say what domain.md (c) says.</summary>
public sealed class ShippedPackTests
{
    /// <summary>The rows of the table.</summary>
    private static readonly string[] Rows =
    [
        "contact.window", "contact.windowEdge", "visit.window", "calls.connectedPerDay", "calls.attemptsPerDayPerNumber", "calls.per7Days", "calls.conversationCooldownDays", "digital.perWeek",
        "visits.perMonth", "visit.minAgents", "visit.noticeDays", "visit.unannounced", "visit.workplace", "visit.entry", "visit.recording", "visit.idDisclosure", "identity.firstContact",
        "voicemail.policy", "thirdParty.contact", "notice.initial", "dispute.window", "dispute.effect", "creditReport.preNotice", "creditReport.keep", "plan.maxMonths", "plan.stopsCollection",
        "plan.content", "extension.request", "moratorium.days", "adviser.holdDays", "capacity.effect", "complaint.days", "record.retention", "pia.retention", "sensitiveData.consent",
        "automatedDecision", "agency.whitelist", "agent.hire", "pay.kpi", "limitation", "aiVoice", "prohibited",
    ];

    public static TheoryData<string> Shipped => [.. FileNames];

    [Theory]
    [MemberData(nameof(Shipped))]
    public void A_shipped_pack_has_no_fault_and_lies_in_a_file_of_its_name(string file)
    {
        var read = PolicyPackReader.Read(Text(file));

        read.Faults.ShouldBeEmpty();
        $"{read.Pack!.Reference}.json".ToLowerInvariant().ShouldBe(file);
    }

    [Fact]
    public void The_folder_holds_these_packs_and_their_schema() =>
        Directory.GetFiles(Folder).Select(Path.GetFileName).ShouldBe([.. FileNames, "policy-pack.schema.json"], ignoreOrder: true);

    [Fact]
    public void The_catalogue_has_every_row_of_the_table_and_the_chinese_pack_sets_them_all()
    {
        Rows.Except(ParameterCatalogue.Names).ShouldBeEmpty();
        Rows.Except(Cn.Parameters.Keys).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Nobody_has_signed_a_shipped_pack_and_no_value_without_a_source_claims_one(string file)
    {
        var pack = Packs.Shipped(file);

        pack.SignedBy.ShouldBeEmpty();
        pack.Parameters.Values.Where(parameter => parameter.Certainty != Certainty.D && parameter.Citation.Contains("product default", StringComparison.Ordinal) && !parameter.Citation.Contains(';', StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    public void The_law_of_a_place_is_what_its_shipped_pack_cites(string file)
    {
        var pack = Packs.Shipped(file);
        var place = PlaceLaw.Places.Single(place => pack.Id.StartsWith(place, StringComparison.Ordinal));
        long Number(string name) => ((PolicyValue.Number)pack.Parameters[name].Value).Value;

        PackLaw.Faults(Values.Parse(Text(file)), pack, null).ShouldBeEmpty();
        PlaceLaw.Limits(place).Where(one => Number(one.Key) != one.Value || pack.Parameters[one.Key].Certainty is Certainty.D or Certainty.M).ShouldBeEmpty();
        PlaceLaw.Words(place).Keys.Except(pack.Parameters.Keys).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("calls.connectedPerDay", 3, 1, 1)]
    [InlineData("calls.per7Days", 14, 7, 3)]
    [InlineData("calls.conversationCooldownDays", 1, 7, 3)]
    [InlineData("digital.perWeek", 3, 3, 3)]
    [InlineData("visits.perMonth", 1, 1, 1)]
    [InlineData("visit.minAgents", 2, 2, 2)]
    [InlineData("plan.maxMonths", 60, 60, 60)]
    [InlineData("moratorium.days", 0, 0, 60)]
    [InlineData("complaint.days", 15, 15, 56)]
    [InlineData("creditReport.keep", 5, 7, 6)]
    [InlineData("limitation", 3, 3, 6)]
    [InlineData("record.retention", 5, 3, 6)]
    public void A_number_is_the_one_of_its_jurisdiction(string name, long cn, long us, long uk) =>
        new[] { "cn-2026.1.json", "us-regf-2026.1.json", "uk-2026.1.json" }.Select(file => Packs.Shipped(file).Number(name).Given()).ShouldBe([cn, us, uk]);

    [Theory]
    [InlineData("contact.window", "08:00-22:00", "08:00-21:00", "08:00-20:00")]
    [InlineData("visit.window", "09:00-20:00", "08:00-21:00", "09:00-20:00")]
    public void A_window_is_the_one_of_its_jurisdiction(string name, string cn, string us, string uk) =>
        new[] { "cn-2026.1.json", "us-regf-2026.1.json", "uk-2026.1.json" }.Select(file => Packs.Shipped(file).Window(name).Given().ToString()).ShouldBe([cn, us, uk]);

    /// <summary>The default clocks of domain.md b.2, and the lengths of holds of b.4.</summary>
    [Theory]
    [InlineData("clock.intakeDays", 1, "business days")]
    [InlineData("clock.remoteContactDays", 30, "days")]
    [InlineData("remote.minAttempts", 3, "attempts")]
    [InlineData("remote.minChannels", 2, "channels")]
    [InlineData("remote.minDays", 3, "days")]
    [InlineData("clock.unreachableDays", 30, "days")]
    [InlineData("thirdParty.contact", 3, "failures")]
    [InlineData("clock.escalatedDays", 10, "business days")]
    [InlineData("hardship.docsDays", 20, "days")]
    [InlineData("hardship.decisionDays", 10, "business days")]
    [InlineData("hardship.afterDecisionDays", 14, "days")]
    [InlineData("clock.planOfferedDays", 14, "days")]
    [InlineData("plan.reviewMonths", 6, "months")]
    [InlineData("plan.graceDays", 7, "days")]
    [InlineData("promise.maxDays", 14, "days")]
    [InlineData("promise.graceDays", 3, "days")]
    [InlineData("clock.visitReviewDays", 3, "business days")]
    [InlineData("visit.noticeDays", 5, "days")]
    [InlineData("clock.appointmentReplyDays", 7, "days")]
    [InlineData("visit.bankReschedulesMax", 2, "changes")]
    [InlineData("clock.visitMinutes", 60, "minutes")]
    [InlineData("clock.visitCheckInMinutes", 20, "minutes")]
    [InlineData("clock.visitReportHours", 24, "hours")]
    [InlineData("clock.visitReportReviewDays", 2, "business days")]
    [InlineData("clock.evasionReviewDays", 20, "business days")]
    [InlineData("evasion.replyDays", 10, "days")]
    [InlineData("clock.legalReviewDays", 10, "business days")]
    [InlineData("limitation.firstAlarmMonths", 30, "months")]
    [InlineData("limitation.secondAlarmMonths", 34, "months")]
    [InlineData("clock.interventionAckHours", 4, "business hours")]
    [InlineData("clock.interventionDays", 2, "business days")]
    [InlineData("dispute.creditDataDays", 20, "days")]
    [InlineData("dispute.otherDays", 15, "days")]
    [InlineData("adviser.holdDays", 30, "days")]
    [InlineData("coolingOff.days", 7, "days")]
    [InlineData("visitPack.maxAgeHours", 24, "hours")]
    [InlineData("agentRest.hours", 24, "hours")]
    public void A_clock_of_the_chinese_pack_is_the_default_of_the_field(string name, long value, string unit)
    {
        Cn.Number(name).Given().ShouldBe(value);
        ParameterCatalogue.Types[name].Unit.ShouldBe(unit);
    }

    [Fact]
    public void Every_sentence_has_its_place_for_the_value_and_ends() =>
        ParameterCatalogue.Types.Values.Where(type => !type.Sentence.Contains("{0}", StringComparison.Ordinal) || !type.Sentence.EndsWith('.') || type.Unit.Length == 0).ShouldBeEmpty();
}
