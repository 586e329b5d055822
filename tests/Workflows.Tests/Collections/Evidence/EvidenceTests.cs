using System.Text.Json;
using Doorstep.Workflows.Collections.Evidence;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Relief;
using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Grains;

namespace Doorstep.Workflows.Tests.Collections.Evidence;

public sealed class EvidenceTests
{
    private static readonly DateTimeOffset Now = Files.Monday;

    [Fact]
    public void G13_A_file_is_complete_with_one_item_of_every_group_and_not_with_one_less()
    {
        foreach (var purpose in (EvidencePurpose[])[EvidencePurpose.Visit, EvidencePurpose.PlanAcceptance, EvidencePurpose.LegalFile])
        {
            var items = purpose.Groups.Select(group => Item(group[0])).ToArray();

            EvidenceFile.Faults(purpose, items, false, Now).ShouldBeEmpty();
            foreach (var item in items) EvidenceFile.Faults(purpose, items.Except([item]).ToArray(), false, Now).ShouldHaveSingleItem().ShouldContain($"lacks {item.Kind}");
        }
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void G13_What_is_dated_now_proves_and_what_is_still_to_come_does_not(int milliseconds, bool isComplete)
    {
        EvidenceItem[] items = [Item("PLAN_AGREEMENT") with { TakenAt = Now.AddMilliseconds(milliseconds) }, Item("COMPREHENSION_CHECK")];

        (EvidenceFile.Faults(EvidencePurpose.PlanAcceptance, items, false, Now).Count == 0).ShouldBe(isComplete);
    }

    [Theory]
    [InlineData("sha256:", 64, 'a', true)]
    [InlineData("sha256:", 63, 'a', false)]
    [InlineData("sha256:", 65, 'a', false)]
    [InlineData("sha256:", 64, 'A', false)]
    [InlineData("md5:", 64, 'a', false)]
    public void G13_Evidence_is_hashed_or_refused(string prefix, int digits, char digit, bool isRead)
    {
        List<(string Path, string Message)> faults = [];

        (Read(Json(hash: prefix + new string(digit, digits)), faults) is not null).ShouldBe(isRead);
        faults.Select(fault => fault.Path).ShouldBe(isRead ? [] : ["hash"]);
    }

    [Fact]
    public void Everything_that_is_wrong_with_evidence_is_named_at_once()
    {
        List<(string Path, string Message)> faults = [];

        Read(JsonSerializer.SerializeToElement(new { kind = "PHOTOS", takenAt = "2031-03-03", source = "X", tags = new[] { "" }, gps = "1,2" }), faults).ShouldBeNull();

        faults.Select(fault => fault.Path).ShouldBe(["kind", "hash", "takenAt", "by", "source", "tags[0]", "gps"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("inside dwelling", false, true)]
    [InlineData("INSIDE_DWELLING", false, true)]
    [InlineData("Inside-Dwelling", true, false)]
    [InlineData("OUTSIDE_DWELLING", false, false)]
    [InlineData("WITH_NOTICE", true, true)] // it does not say where
    public void S20_Media_from_inside_a_home_without_consent_is_quarantined(string tag, bool hasConsent, bool isQuarantined)
    {
        foreach (var kind in (string[])["VISIT_VIDEO", "VISIT_RECORDING", "PHOTO"])
            (Read(Json(kind, tags: [tag]), [])!.Quarantine(hasConsent) is not null).ShouldBe(isQuarantined);
    }

    [Fact]
    public void S20_What_is_quarantined_proves_nothing()
    {
        EvidenceItem[] items = [Item("VISIT_REPORT"), Item("VISIT_RECORDING") with { Tags = [EvidenceItem.InsideDwelling] }];

        EvidenceFile.Faults(EvidencePurpose.Visit, items, hasDwellingConsent: true, Now).ShouldBeEmpty();
        EvidenceFile.Faults(EvidencePurpose.Visit, items, hasDwellingConsent: false, Now).Count.ShouldBe(2);
    }

    [Fact]
    public void S41_A_legal_file_without_a_hardship_offer_is_not_complete() =>
        EvidenceFile.Faults(EvidencePurpose.LegalFile, [.. EvidencePurpose.LegalFile.Groups.Select(group => Item(group[0])).Where(item => item.Kind != "HARDSHIP_OFFER")], false, Now)
            .ShouldBe(["G13: LEGAL_FILE lacks HARDSHIP_OFFER."]);

    [Fact]
    public void S56_A_plan_is_not_accepted_before_the_customer_has_shown_to_understand_it() =>
        EvidenceFile.Faults(EvidencePurpose.PlanAcceptance, [Item("ORAL_AGREEMENT_RECORDING")], false, Now).ShouldBe(["G13: PLAN_ACCEPTANCE lacks COMPREHENSION_CHECK."]);

    [Theory]
    [InlineData("startedAt")]
    [InlineData("endedAt")]
    [InlineData("place")]
    [InlineData("participants")]
    [InlineData("conversation")]
    public void S29_Each_missing_field_of_a_visit_report_is_named(string field)
    {
        FactCatalogue.Check(nameof(VisitReportFiled), Report()).ShouldBeEmpty();
        FactCatalogue.Check(nameof(VisitReportFiled), Report(without: field)).ShouldHaveSingleItem().Field.ShouldBe(field);
    }

    [Fact]
    public void S7_A_visit_report_without_what_the_customer_can_pay_is_not_taken() => FactCatalogue.Check(nameof(VisitReportFiled), Report(without: "capacity")).ShouldHaveSingleItem().Field.ShouldBe("capacity");

    [Fact]
    public void A_visit_ends_after_it_began_and_somebody_was_there()
    {
        var report = (VisitReportFiled)Fact.Read(nameof(VisitReportFiled), Report(endedAt: "2031-03-03T10:00:00Z"))!;

        VisitReport.Faults(report with { Participants = [] }).Select(fault => fault.Path).ShouldBe(["endedAt", "participants"]);
    }

    [Fact]
    public void S29_A_visit_report_names_every_agent_who_checked_in()
    {
        var went = Files.Open().With("VisitCheckedIn", new { agents = new[] { "agent_1", "agent_2" } }).With("ActDecided", new { actId = "a-1", kind = "VISIT", purpose = "DEMAND", allowed = true });
        FactRefusal? Refused(params (string Name, string Role)[] there) => CaseFactDoor.Refusal(
            went, (VisitReportFiled)Fact.Read(nameof(VisitReportFiled), Report())! with { Participants = [.. there.Select(one => new VisitParticipant(one.Name, one.Role))] }, new FactMoment("e-2", Files.Monday, TimeZoneInfo.Utc), Files.Rules);

        Refused(("agent_1", "AGENT"), ("cust_syn_1", "CUSTOMER"))!.Faults.ShouldHaveSingleItem().ShouldBe(
            new FactFault("participants", "does not name 'agent_2', who checked in for this visit (S29). Name everybody who was there, each agent in the role AGENT."));
        Refused(("agent_1", "AGENT"), ("agent_2", "COMPANION")).ShouldNotBeNull("whoever came as an agent was there as one");
        Refused(("agent_1", "AGENT"), ("agent_2", "AGENT")).ShouldBeNull();
    }

    private static JsonElement Report(string? without = null, string endedAt = "2031-03-03T10:30:00Z")
    {
        var all = new Dictionary<string, object>
        {
            ["startedAt"] = "2031-03-03T10:00:00Z", ["endedAt"] = endedAt, ["place"] = "HOME", ["conversation"] = "Listened; she works again from May.",
            ["participants"] = new object[] { new { name = "li", role = "AGENT" }, new { name = "cust_syn_1", role = "CUSTOMER" } }, ["capacity"] = new { summary = "Wages from May.", hasSurplus = true },
        };
        if (without is not null) all.Remove(without);
        return JsonSerializer.SerializeToElement(all);
    }

    [Theory]
    [InlineData("FINANCIAL_DOCUMENT", null, null, "docType,issued")]
    [InlineData("FINANCIAL_DOCUMENT", "PAYSLIP", "2031-03-01", "")]
    [InlineData("CONTRACT", "PAYSLIP", "2031-03-01", "docType")]
    [InlineData("CONTRACT", null, null, "")]
    public void S53_A_document_about_money_says_which_and_of_what_day(string kind, string? docType, string? issued, string paths)
    {
        List<(string Path, string Message)> faults = [];

        EvidenceItem.Of(new(kind, EvidenceItem.HashExample, "li", "PORTAL", DocType: docType, Issued: issued is null ? null : DateOnly.Parse(issued, System.Globalization.CultureInfo.InvariantCulture)), Now, faults);

        string.Join(',', faults.Select(fault => fault.Path)).ShouldBe(paths);
    }

    [Fact]
    public void A_tag_that_nobody_knows_is_refused_with_the_one_that_was_meant()
    {
        List<(string Path, string Message)> faults = [];

        Read(Json("PHOTO", tags: ["INSIDE_DWELING"]), faults).ShouldBeNull();
        faults.ShouldHaveSingleItem().Message.ShouldContain("did you mean 'INSIDE_DWELLING'?");
    }

    /// <summary>What the shape says of the data of a fact, and then what the item says of the fact.</summary>
    private static EvidenceItem? Read(JsonElement data, List<(string Path, string Message)> faults)
    {
        faults.AddRange(FactCatalogue.Check(nameof(EvidenceUploaded), data));
        return faults.Count > 0 ? null : EvidenceItem.Of((EvidenceUploaded)Fact.Read(nameof(EvidenceUploaded), data)!, Now, faults);
    }

    private static EvidenceItem Item(string kind) => Read(Json(kind, tags: ["AGREED_PLACE"]), []).ShouldNotBeNull();

    private static JsonElement Json(string kind = "CONTRACT", string? hash = null, string[]? tags = null) => JsonSerializer.SerializeToElement(new
    {
        kind, hash = hash ?? "sha256:" + new string('0', 64), takenAt = "2031-03-02T09:00:00+08:00", by = "li", source = "MOBILE", tags = tags ?? [],
    });
}
