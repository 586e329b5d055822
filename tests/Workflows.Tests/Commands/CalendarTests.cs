using System.Text.Json;
using System.Text.Json.Nodes;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Chain;
using Doorstep.Workflows.Tests.Collections.Policy;
using Doorstep.Workflows.Tests.Engine;
using static Doorstep.Workflows.Tests.Acts.ActHouse;
using static Doorstep.Workflows.Tests.Deadlines.Calendars.Shipped;
using static Doorstep.Workflows.Tests.Definitions.Definition;

namespace Doorstep.Workflows.Tests.Commands;

/// <summary>A calendar is changed: shown first, posted by one person, approved by another, and then by every case itself.</summary>
public sealed class CalendarTests
{
    /// <summary>A Monday, nine in Shanghai.</summary>
    private static readonly DateTimeOffset Start = new(2026, 11, 2, 1, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_version_shows_every_fault_at_once_and_takes_two_people()
    {
        await using var house = await OpenAsync();
        var wrong = Calendar().AsObject();
        (wrong["officeHours"], wrong["colour"]) = ("9-17", "red");

        (await house.Sender.Send(new PostCalendar(Element(wrong), " ", Lin))).Refusal().Faults.Select(fault => fault.Path).ShouldBe(["calendar.colour", "calendar.officeHours", "reason"], ignoreOrder: true);
        wrong = Calendar().AsObject();
        wrong["years"]!.AsArray().RemoveAt(1);
        (await house.Sender.Send(new PostCalendar(Element(wrong), "why", Lin))).Refusal().Faults.ShouldHaveSingleItem().Message.ShouldBe("2027 is missing, which version 1 knows. Deadlines were counted by it.");

        var posted = (await PostAsync(house, "2026-11-05")).ShouldNotBeNull();
        (posted.Version, posted.ApprovedAt, posted.Reason).ShouldBe((2, null, "the gazette says so"));
        (await PostAsync(house, "2026-11-05")).Version.ShouldBe(2, "the same again is nothing");
        (await house.Sender.Send(new ApproveCalendar("cn", 2, Lin))).Refusal().Reason.ShouldBe("'user:lin' has posted calendar cn version 2; somebody else has to approve it. A key counts as whoever issued it, so two keys of one issuer are one person.");
        (await house.Sender.Send(new ApproveCalendar("cn", 3, Zhao))).Refusal().Kind.ShouldBe(RefusalKind.NotFound);
        (await PostAsync(house, "2026-11-06")).Version.ShouldBe(3);
        (await house.Sender.Send(new ApproveCalendar("cn", 3, Zhao))).Value().ApprovedBy.ShouldBe(Zhao.Name);
        (await house.Sender.Send(new ApproveCalendar("cn", 2, Zhao))).Refusal().Reason.ShouldStartWith("Version 3 of calendar 'cn' is in force");
        (await house.Sender.Send(new ListCalendars(Lin))).Value().Select(version => $"{version}").ShouldBe(
            ["calendar cn version 1", "calendar cn version 2", "calendar cn version 3", "calendar england version 1", "calendar us-federal version 1"]);
    }

    [Fact]
    public async Task G17_A_version_without_a_holiday_that_the_law_fixes_is_refused()
    {
        await using var house = await OpenAsync();
        var json = Calendar();
        var days = json["years"]![1]!["holidays"]!.AsArray();
        foreach (var day in days.Where(day => ((string)day!["name"]!).Contains("春节", StringComparison.Ordinal)).ToArray()) days.Remove(day);

        (await house.Sender.Send(new PostCalendar(Element(json), "Spring Festival is no holiday", Lin))).Refusal().Faults.Select(fault => fault.Message).ShouldContain(
            "2027 leaves out 2027-02-06, 春节: the law makes it a public holiday (G17), and no calendar takes it away.");
    }

    [Fact]
    public async Task The_preview_shows_from_when_to_when_page_by_page_and_changes_nothing()
    {
        await using var house = await OpenAsync();
        var (one, two) = (await LoanAsync(house, "LN-1"), await LoanAsync(house, "LN-2"));
        await house.StartAsync("plain", "not a loan");
        var before = await house.Store.DeadlinesAsync(one);

        var pages = new List<CalendarPreview>();
        for (string? after = null; pages.Count == 0 || after is not null; after = pages[^1].Next)
            pages.Add((await house.Sender.Send(new PreviewCalendar(Element(Calendar("2026-11-05")), after, 1, Lin))).Value());

        (pages.Count, pages.Sum(page => page.Examined), pages[0].Version).ShouldBe((4, 3, 2));
        pages.SelectMany(page => page.Moves).Select(move => (move.CaseId, move.From, move.To)).ShouldBe(
            new[] { one, two }.Order(StringComparer.Ordinal).Select(id => (id, Day("2026-11-16"), (DateTimeOffset?)Day("2026-11-17"))));
        pages.SelectMany(page => page.Moves).First(move => move.CaseId == one).Sentence.ShouldBe(
            $"Case '{one}': deadline 'late' (P10B of CN-2026.1, calendar cn version 2, Asia/Shanghai) moves from Mon 2026-11-16 09:00 to Tue 2026-11-17 09:00 (Asia/Shanghai), 1 day later.");
        (await house.Recounts.RunAsync(), (await house.Store.DeadlinesAsync(one)).Single()).ShouldBe((0, before.Single()));
        (await house.Sender.Send(new ListCalendars(Lin))).Value().Count.ShouldBe(3);
    }

    [Fact]
    public async Task An_approved_version_moves_armed_deadlines_in_steps_of_their_cases()
    {
        await using var house = await OpenAsync();
        var id = await LoanAsync(house, "LN-1");
        await PostAsync(house, "2026-11-05");
        (await house.Recounts.RunAsync()).ShouldBe(0, "posted is not approved");
        (await house.Sender.Send(new ApproveCalendar("cn", 2, Zhao))).Value();

        (await house.Recounts.RunAsync()).ShouldBe(1);
        (await house.Recounts.RunAsync()).ShouldBe(0, "once is enough");

        (await house.Store.DeadlinesAsync(id)).Single().DueAt.ShouldBe(Day("2026-11-17"));
        var row = (await house.JournalAsync(id))[^1];
        (row.EventType, row.Outcome, row.Decision, row.Actor).ShouldBe(("recount", "recorded", "calendar cn version 2 moved 1 deadline.", "clock"));
        row.Entries.ShouldContain("'late' waits until 2026-11-17T01:00:00.000Z instead of 2026-11-16T01:00:00.000Z (P10B of CN-2026.1, calendar cn version 2, Asia/Shanghai)");
        (await house.Sender.Send(new VerifyJournal(id, EngineHouse.Service))).Value().ShouldBeOfType<ChainVerdict.Intact>();
        (await house.PassAsync(Day("2026-11-16") - Start)).ShouldBe(0);
        (await house.PassAsync(TimeSpan.FromDays(1))).ShouldBe(1);
        (await house.StateAsync(id)).ShouldBe("Late");
    }

    [Fact]
    public async Task A_process_that_dies_after_the_approval_goes_on_where_it_was()
    {
        var fails = true;
        await using var house = await OpenAsync(store => new InterposedStore(store)
        {
            BeforeCommit = step => fails && step.Journal.EventType == "recount" && step.Case.BusinessKey == "LN-2" ? throw new DiedException() : Task.CompletedTask,
        });
        var ids = new[] { await LoanAsync(house, "LN-1"), await LoanAsync(house, "LN-2"), await LoanAsync(house, "LN-3") };
        await PostAsync(house, "2026-11-05");
        (await house.Sender.Send(new ApproveCalendar("cn", 2, Zhao))).Value();

        (await house.Recounts.RunAsync()).ShouldBe(2);
        fails = false;
        await house.CrashAsync();

        (await house.Recounts.RunAsync()).ShouldBe(1);
        foreach (var id in ids) (await house.Store.DeadlinesAsync(id)).Single().DueAt.ShouldBe(Day("2026-11-17"));
    }

    [Fact]
    public async Task S19_a_stricter_pack_moves_running_clocks_on_the_day_that_it_takes_effect()
    {
        await using var house = await OpenAsync();
        var id = await LoanAsync(house, "LN-1");
        var pack = Packs.Json();
        (pack["version"], pack["effectiveFrom"]) = ("2026.2", "2026-11-03T09:00:00+08:00");
        pack.Parameter("clock.escalatedDays")["value"] = 4;
        (await house.Sender.Send(new PostPolicyPack(pack.ToJsonString(), Lin))).Value();
        (await house.Sender.Send(new ApprovePolicyPack("CN-2026.2", Zhao))).Value();

        (await house.Recounts.RunAsync(), (await house.Store.DeadlinesAsync(id)).Single().DueAt).ShouldBe((0, Day("2026-11-16")));
        house.Clock.Advance(TimeSpan.FromDays(1));
        (await house.Recounts.RunAsync(), (await house.Store.DeadlinesAsync(id)).Single().DueAt).ShouldBe((1, Day("2026-11-06")));
        (await house.JournalAsync(id))[^1].Decision.ShouldBe("policy pack CN-2026.2 moved 1 deadline.");
        house.Clock.Advance(TimeSpan.FromMilliseconds(1));
        (await house.Store.DeadlinesAsync(await LoanAsync(house, "LN-2"))).Single().DueAt.ShouldBe(Day("2026-11-09") + TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public async Task What_the_preview_shows_is_what_applying_does()
    {
        await using var house = await OpenAsync();
#pragma warning disable CA5394 // The dice of a test must fall the same way every time.
        var dice = new Random(20261102);
        var ids = new List<string>();
        for (var number = 0; number < 12; number++)
        {
            ids.Add(await LoanAsync(house, $"LN-{number}", days: dice.Next(1, 25)));
            if (number % 3 == 0) await house.RaiseAsync(ids[^1], "hold", "ComplaintFiled");
            house.Clock.Advance(TimeSpan.FromHours(dice.Next(1, 20)));
        }

        for (var version = 2; version < 8; version++)
        {
            var calendar = Element(Calendar([.. Enumerable.Range(0, dice.Next(1, 6)).Select(_ => $"2026-{dice.Next(11, 13)}-{dice.Next(1, 31):D2}").Distinct()]));
            var preview = (await house.Sender.Send(new PreviewCalendar(calendar, null, 1000, Lin))).Value();
            var expected = (await StandAsync(house, ids)).ToDictionary();
            foreach (var move in preview.Moves) expected[move.CaseId] = (move.To, move.Left);

            (await house.Sender.Send(new PostCalendar(calendar, "by chance", Lin))).Value().Version.ShouldBe(version);
            (await house.Sender.Send(new ApproveCalendar("cn", version, Zhao))).Value();
            (await house.Recounts.RunAsync()).ShouldBe(preview.Moves.Length);

            (await StandAsync(house, ids)).ToDictionary().ShouldBe(expected, ignoreOrder: true);
        }
    }

#pragma warning restore CA5394

    private static async Task<Dictionary<string, (DateTimeOffset? DueAt, TimeSpan? Left)>> StandAsync(EngineHouse house, IEnumerable<string> ids)
    {
        var stand = new Dictionary<string, (DateTimeOffset?, TimeSpan?)>();
        foreach (var id in ids)
        {
            var armed = (await house.CaseAsync(id)).Snapshot.Deadlines.Single();
            (await house.Store.DeadlinesAsync(id)).Where(row => row.Transition == "late").Select(row => row.DueAt).ShouldBe(armed.Left is null ? [armed.DueAt] : [], "the due-table says what the case says");
            stand[id] = armed.Left is null ? (armed.DueAt, null) : (null, armed.Left);
        }

        return stand;
    }

    private static async Task<EngineHouse> OpenAsync(Func<ICaseStore, ICaseStore>? wrap = null)
    {
        var house = await EngineHouse.OpenAsync(new EnginePlan { Definitions = [Waiter("waiter", "clock.escalatedDays"), Waiter("plain")], Now = Start, Wrap = wrap ?? (store => store) });
        (await house.Sender.Send(new ImportPolicies("workflow-definitions", Actor.House))).Value();
        (await house.Recounts.RunAsync()).ShouldBe(0);
        return house;
    }

    private static JsonObject Waiter(string id, string? parameter = null) => Of("Waiting", [State("Waiting"), State("Late")],
        [Way("Waiting", "Late", Activity("Doorstep.Deadline", ("within", parameter is null ? Literal("P10B") : Script("`P${case.debt.dpd}B`")), ("parameter", parameter is null ? null : Script("case.debt.dpd === 20 ? 'clock.escalatedDays' : ''")), ("stopsFor", Literal("COMPLAINT"))), name: "late")]).Named(id);

    private static async Task<string> LoanAsync(EngineHouse house, string loan, int days = 20) => (await house.Sender.Send(new StartCase(loan, JsonSerializer.SerializeToElement(new
    {
        schema = "case.start/1", tenant = "synthetic-bank", policyPack = "CN-2026.1", timezone = "Asia/Shanghai", definition = new { key = "waiter" }, @case = new { externalRef = loan },
        debt = new { currency = "CNY", principal = 1000, interest = 0, penalty = 0, fees = 0, total = 1000, dpd = days }, customer = new { token = $"cust_{loan}" },
    }), EngineHouse.Service))).Value().CaseId;

    private static async Task<Doorstep.Workflows.Collections.Clocks.CalendarVersion> PostAsync(EngineHouse house, string holiday) =>
        (await house.Sender.Send(new PostCalendar(Element(Calendar(holiday)), "the gazette says so", Lin))).Value();

    private static JsonNode Calendar(params string[] holidays)
    {
        var json = JsonNode.Parse(Text("cn"))!;
        var (year, days) = (json["years"]!.AsArray()[0]!, json["years"]![0]!["holidays"]!.AsArray());
        foreach (var holiday in holidays.Where(day => !days.Any(known => (string?)known!["day"] == day) && year["workingDays"]!.AsArray().All(known => (string?)known!["day"] != day)))
            days.Add(new JsonObject { ["day"] = holiday, ["name"] = "a day for a test" });
        return json;
    }

    private static JsonElement Element(JsonNode json) => JsonSerializer.SerializeToElement(json);

    /// <summary>Nine in Shanghai.</summary>
    private static DateTimeOffset Day(string day) => DateTimeOffset.Parse($"{day}T01:00:00Z", System.Globalization.CultureInfo.InvariantCulture);
}
