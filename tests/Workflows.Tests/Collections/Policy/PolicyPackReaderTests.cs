using System.Text.Json.Nodes;
using Doorstep.Workflows.Collections.Policy;
using static Doorstep.Workflows.Tests.Collections.Policy.Packs;

namespace Doorstep.Workflows.Tests.Collections.Policy;

public sealed class PolicyPackReaderTests
{
    [Fact]
    public void A_pack_is_read_whole()
    {
        Cn.Reference.ShouldBe("CN-2026.1");
        Cn.EffectiveFrom.ShouldBe(new DateTimeOffset(2026, 1, 29, 16, 0, 0, TimeSpan.Zero));
        (Cn.TimezoneRule, Cn.HolidayCalendar).ShouldBe(("CUSTOMER", "cn"));
        Cn.Number("visit.minAgents").Given().ShouldBe(2);
        Cn.Window("contact.window").Given().ShouldBe(new LocalWindow(new TimeOnly(8, 0), new TimeOnly(22, 0)));
        Cn.Flag("visit.unannounced").Given().ShouldBeFalse();
        Cn.Words("visit.entry").Given().ShouldBe(["EXPRESS_CONSENT", "STAY_OUTSIDE_BY_DEFAULT"]);
        Cn.Parameters["visit.minAgents"].Citation.ShouldBe("[CBA] art. 22");
        Cn.Parameters["visit.minAgents"].Certainty.ShouldBe(Certainty.V2);
        Cn.Parameters["calls.per7Days"].Citation.ShouldStartWith("product default: ");
        Cn.Parameters["calls.per7Days"].Type.Say(Cn.Value("calls.per7Days").Given()).ShouldBe("At most 14 attempts to call one person in seven days.");
    }

    [Fact]
    public void Every_fault_is_told_at_once()
    {
        var pack = Json();
        pack["version"] = "2026";
        pack["effectiveFrom"] = "2026-02-30T00:00:00+08:00";
        pack["hardGuards"] = new JsonArray("G1", "G2", "G4", "G6", "G8", "G13", "G99");
        pack["colours"] = "blue";
        pack.Parameter("calls.per7Days")["value"] = 51;
        pack.Parameter("contact.window")["value"] = "22:00-08:00";
        pack.Parameter("visit.unannounced")["value"] = "no";
        pack.Parameter("visit.minAgents").Remove("citation");
        pack.Parameter("digital.perWeek")["certainty"] = "V3";
        pack.Parameter("visits.perMonth")["name"] = "visit.perMonths";
        pack["parameters"]!.AsArray().Remove(pack.Parameter("coolingOff.days"));

        var read = pack.Read();

        read.Pack.ShouldBeNull();
        read.Faults.Select(fault => fault.ToString()).ShouldBe(
        [
            "colours: 'colours' is not a member of a policy pack. Known are: $schema, citations, effectiveFrom, hardGuards, holidayCalendar, id, jurisdiction, parameters, signedBy, timezoneRule, version.",
            $"parameters[{IndexOf("contact.window")}].value: contact.window: \"22:00-08:00\" is not a window of hours such as \"08:00-22:00\" that ends later than it begins.",
            $"parameters[{IndexOf("calls.per7Days")}].value: calls.per7Days: 51 is not a whole number from 0 to 50.",
            $"parameters[{IndexOf("digital.perWeek")}].certainty: 'V3' is not a tag. Known are: V1, V2, M, D.",
            $"parameters[{IndexOf("visits.perMonth")}].name: 'visit.perMonths' is not a parameter of policy packs; did you mean 'visits.perMonth'?",
            $"parameters[{IndexOf("visit.minAgents")}].citation: is missing: what law or rule says so for visit.minAgents; for a product default, tagged D, why it was chosen.",
            $"parameters[{IndexOf("visit.unannounced")}].value: visit.unannounced: \"no\" is not true or false.",
            "parameters: 'coolingOff.days' is missing: a whole number from 0 to 90, in days.",
            "parameters: 'visits.perMonth' is missing: a whole number from 0 to 5, in visits.",
            "version: '2026' is not a year and a number, such as '2026.1'.",
            "effectiveFrom: '2026-02-30T00:00:00+08:00' is not a point in time with its offset, such as '2026-01-30T00:00:00+08:00'.",
            "hardGuards[6]: \"G99\" is not a guard of the house: they are G1 to G17.",
        ], ignoreOrder: true);
    }

    [Theory]
    [InlineData("plan.maxMonths", "61", "plan.maxMonths: 61 is not a whole number from 1 to 60.")]
    [InlineData("plan.maxMonths", "0", "plan.maxMonths: 0 is not a whole number from 1 to 60.")]
    [InlineData("plan.maxMonths", "12.5", "plan.maxMonths: 12.5 is not a whole number from 1 to 60.")]
    [InlineData("plan.maxMonths", "\"60\"", "plan.maxMonths: \"60\" is not a whole number from 1 to 60.")]
    [InlineData("plan.maxMonths", "null", "plan.maxMonths: is missing: a whole number from 1 to 60.")]
    [InlineData("visit.idDisclosure", "[]", "visit.idDisclosure: [] is not a list of at least one of these, each once: ID, AUTHORISATION, FIRM.")]
    [InlineData("visit.idDisclosure", "[\"ID\",\"FIRMS\"]", "visit.idDisclosure: \"FIRMS\" is not a word of this parameter; did you mean 'FIRM'?")]
    [InlineData("visit.idDisclosure", "[\"ID\",7]", "visit.idDisclosure: 7 is not a word of this parameter. Known are: AUTHORISATION, FIRM, ID.")]
    [InlineData("visit.idDisclosure", "[\"ID\",\"ID\"]", "visit.idDisclosure: 'ID' stands in the list more than once.")]
    [InlineData("contact.window", "\"8:00-22:00\"", "contact.window: \"8:00-22:00\" is not a window of hours such as \"08:00-22:00\" that ends later than it begins.")]
    [InlineData("contact.window", "\"08:00-08:00\"", "contact.window: \"08:00-08:00\" is not a window of hours such as \"08:00-22:00\" that ends later than it begins.")]
    [InlineData("dispute.window", "\" \"", "dispute.window: \" \" is not text of 1 to 500 characters.")]
    public void A_value_of_the_wrong_kind_or_outside_its_range_is_refused(string name, string value, string message)
    {
        var pack = Json();
        pack.Parameter(name)["value"] = JsonNode.Parse(value);

        pack.Read().Faults.ShouldHaveSingleItem().Message.ShouldBe(message);
    }

    [Theory]
    [InlineData("calls.per7Days", "D", null)]
    [InlineData("calls.per7Days", "D", " ")]
    [InlineData("visit.minAgents", "V2", "")]
    public void A_value_without_a_source_is_refused_and_a_product_default_without_its_reason_too(string name, string tag, string? citation)
    {
        var pack = Json();
        (pack.Parameter(name)["certainty"], pack.Parameter(name)["citation"]) = (tag, citation);

        pack.Read().Faults.ShouldHaveSingleItem().ToString().ShouldBe(
            $"parameters[{IndexOf(name)}].citation: is missing: what law or rule says so for {name}; for a product default, tagged D, why it was chosen.");
    }

    [Theory]
    [InlineData("complaint.days", 31, "complaint.days is 31, which is more than complaint.complexDays, 30.")]
    [InlineData("limitation.firstAlarmMonths", 35, "limitation.firstAlarmMonths is 35, which is more than limitation.secondAlarmMonths, 34.")]
    [InlineData("limitation.secondAlarmMonths", 36, "limitation.secondAlarmMonths is 36: the alarm must ring before the 36 months of limitation are over.")]
    [InlineData("contact.window", "09:30-22:00", "visit.window 09:00-20:00 is not within contact.window 09:30-22:00.")]
    public void Values_that_contradict_each_other_are_refused(string name, object value, string message)
    {
        var pack = Json();
        pack.Parameter(name)["value"] = value is int number ? number : (string)value;

        pack.Read().Faults.ShouldHaveSingleItem().Message.ShouldBe(message);
    }

    [Fact]
    public void A_wrong_unit_a_twin_and_a_source_that_is_not_listed_are_refused()
    {
        var pack = Json();
        pack.Parameter("calls.per7Days")["unit"] = "messages";
        pack.Parameter("visit.minAgents")["citation"] = "[CBB] art. 22";
        pack["parameters"]!.AsArray().Add(pack.Parameter("visit.noticeDays").DeepClone());

        pack.Read().Faults.Select(fault => fault.Message).ShouldBe(
        [
            "'messages' is not the unit of calls.per7Days, which is 'calls'.",
            "visit.minAgents cites 'CBB', which is not in 'citations'; did you mean 'CBA'?",
            "'visit.noticeDays' is set twice.",
        ], ignoreOrder: true);
    }

    [Fact]
    public void A_pack_without_the_guards_that_nobody_may_override_is_refused()
    {
        var pack = Json();
        pack["hardGuards"] = new JsonArray("G2", "G4", "G6", "G8", "G13");

        pack.Read().Faults.ShouldHaveSingleItem().Message.ShouldBe("G1 (Hours) is missing: nobody may override it.");
    }

    [Fact]
    public void A_signature_says_who_as_what_and_when()
    {
        var pack = Json();
        pack["signedBy"] = new JsonArray(new JsonObject { ["name"] = "Counsel A", ["role"] = "counsel", ["at"] = "2026-01-20T10:00:00+08:00" }, new JsonObject { ["name"] = "B", ["at"] = "soon", ["stamp"] = 1 });
        pack.Read().Faults.Select(fault => fault.Path).ShouldBe(["signedBy[1].stamp", "signedBy[1].role", "signedBy[1].at"]);

        pack["signedBy"]!.AsArray().RemoveAt(1);
        pack.Read().Pack!.SignedBy.ShouldHaveSingleItem().ShouldBe(new PackSignature("Counsel A", "counsel", new DateTimeOffset(2026, 1, 20, 2, 0, 0, TimeSpan.Zero)));
    }

    [Theory]
    [InlineData("id", "cn", "'cn' is not an id of capitals, digits and hyphens, such as 'CN'.")]
    [InlineData("id", "CN\n", "'CN\n' is not an id of capitals, digits and hyphens, such as 'CN'.")]
    [InlineData("id", "", "is missing.")]
    [InlineData("version", "2026.01", "'2026.01' is not a year and a number, such as '2026.1'.")]
    [InlineData("effectiveFrom", "2026-01-30", "'2026-01-30' is not a point in time with its offset, such as '2026-01-30T00:00:00+08:00'.")]
    [InlineData("effectiveFrom", "2026-01-30T00:00:00", "'2026-01-30T00:00:00' is not a point in time with its offset, such as '2026-01-30T00:00:00+08:00'.")]
    [InlineData("timezoneRule", "Asia/Shangai", "'Asia/Shangai' is neither CUSTOMER nor an IANA time zone such as 'Asia/Shanghai'.")]
    [InlineData("holidayCalendar", "CN", "'CN' is not the id of a calendar in small letters, such as 'cn'.")]
    public void A_member_that_cannot_be_is_refused(string member, string value, string message)
    {
        var pack = Json();
        pack[member] = value;

        var fault = pack.Read().Faults.ShouldHaveSingleItem();
        (fault.Path, fault.Message).ShouldBe((member, message));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("7")]
    [InlineData("")]
    [InlineData("{\"id\":\"CN\",\"id\":\"UK\"}")]
    public void What_is_no_pack_at_all_is_one_fault(string text) => PolicyPackReader.Read(text).Faults.ShouldHaveSingleItem().Path.ShouldBe("");

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"parameters\":7,\"hardGuards\":{},\"citations\":\"x\",\"signedBy\":true}")]
    [InlineData("{\"id\":7,\"parameters\":[7,null,{},{\"name\":7},{\"name\":\"visit.window\",\"value\":{},\"unit\":[],\"citation\":7,\"certainty\":{}}],\"hardGuards\":[null,{}],\"citations\":[7],\"signedBy\":[null]}")]
    public void Whatever_stands_in_it_a_pack_is_refused_and_never_throws(string text) => PolicyPackReader.Read(text).Faults.Length.ShouldBeGreaterThan(5);

    private static int IndexOf(string name) => Json()["parameters"]!.AsArray().TakeWhile(item => (string?)item!["name"] != name).Count();
}
