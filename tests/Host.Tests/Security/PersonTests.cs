using System.Net;
using System.Text.Json.Nodes;
using Doorstep.Host.Tests.Running;

namespace Doorstep.Host.Tests.Security;

/// <summary>People who sign in: their passwords, their sessions, their rights.</summary>
public sealed class PersonTests(RunningDoorstep doorstep)
{
    private const string Password = "four words nobody else";

    private HttpClient Client => doorstep.Client;

    [Fact]
    public async Task Whoever_is_let_in_signs_in_and_acts_in_the_own_name_with_the_own_rights()
    {
        await AddAsync(Client, "p.supervisor", "supervisor");
        using var browser = doorstep.Browser();
        (await browser.SignInAsync("p.supervisor", Password)).With(HttpStatusCode.Redirect).Message.Headers.Location!.ToString().ShouldBe("/account");
        (await browser.GetAnswerAsync("/account")).With(HttpStatusCode.OK).Text.ShouldContain("p.supervisor");

        using var page = await doorstep.PageAsync(browser);
        var id = await Client.StartAsync("SYN-PERSON-1");
        (await page.TellAsync(id, "e1", "InboundMessage", """{"textRef":"r"}""")).With(HttpStatusCode.OK);
        (await page.GetAnswerAsync($"/api/v1/cases/{id}/journal")).Json["items"]!.AsArray().ShouldContain(step => step!["actor"]!.ToString() == "user:p.supervisor");
        (await page.GetAnswerAsync("/api/v1/people")).With(HttpStatusCode.Forbidden);
        (await page.PostAnswerAsync("/api/v1/definitions", "{}")).With(HttpStatusCode.Forbidden);

        (await LogAsync("actor=user:p.supervisor&act=sign-in")).ShouldHaveSingleItem()!["allowed"]!.GetValue<bool>().ShouldBeTrue();
        (await LogAsync($"actor=user:p.supervisor&caseId={id}&act=case.read")).ShouldHaveSingleItem();
        (await LogAsync("actor=user:p.supervisor&act=command.ListPeople&outcome=refused")).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_somebody_out_for_a_quarter_of_an_hour_and_an_administrator_unlocks()
    {
        var clock = new StandingClock(RunningDoorstep.Morning);
        await using var house = new RunningDoorstep { Clock = clock };
        await house.InitializeAsync();
        await AddAsync(house.Client, "ana", "compliance");
        using var browser = house.Browser();

        await WrongAsync(5);
        (await browser.SignInAsync("ana", Password)).With(HttpStatusCode.Unauthorized);
        clock.Advance(TimeSpan.FromMinutes(15));
        (await browser.SignInAsync("ana", Password)).With(HttpStatusCode.Redirect);

        await WrongAsync(5);
        (await house.Client.GetAnswerAsync("/api/v1/people")).Json.AsArray().Single(person => person!["name"]!.ToString() == "ana")!["lockedUntil"].ShouldNotBeNull();
        (await house.Client.PostAnswerAsync("/api/v1/people/ana/password", """{"password":"other words for somebody","reason":"synthetic"}""")).With(HttpStatusCode.OK);
        (await browser.SignInAsync("ana", "other words for somebody")).With(HttpStatusCode.Redirect);
        (await house.Client.GetAnswerAsync("/api/v1/access-log?actor=user:ana&act=sign-in&outcome=refused")).Json["items"]!.AsArray().Count.ShouldBe(11);

        async Task WrongAsync(int times)
        {
            for (var time = 0; time < times; time++) (await browser.SignInAsync("ana", "wrong words for somebody")).With(HttpStatusCode.Unauthorized);
        }
    }

    [Fact]
    public async Task Guesses_that_come_side_by_side_count_one_by_one()
    {
        await AddAsync(Client, "p.guessed", "compliance");
        var browsers = Enumerable.Range(0, 8).Select(_ => doorstep.Browser()).ToArray();

        await Task.WhenAll(browsers.Select(browser => browser.SignInAsync("p.guessed", "wrong words for somebody")));

        (await browsers[0].SignInAsync("p.guessed", Password)).With(HttpStatusCode.Unauthorized);
        foreach (var browser in browsers) browser.Dispose();
    }

    [Fact]
    public async Task Nobody_learns_from_the_answer_whether_a_name_is_there()
    {
        await AddAsync(Client, "p.known", "compliance");
        using var browser = doorstep.Browser();

        static string Said(Answer answer) => System.Text.RegularExpressions.Regex.Match(answer.With(HttpStatusCode.Unauthorized).Text, "role=\"alert\"[^>]*>([^<]*)<").Groups[1].Value;
        var known = Said(await browser.SignInAsync("p.known", "wrong words for somebody"));

        known.ShouldStartWith("Name or password is wrong");
        Said(await browser.SignInAsync("p.unknown", "wrong words for somebody")).ShouldBe(known);
        Said(await browser.SignInAsync("p.known' OR '1'='1", "x' OR '1'='1")).ShouldBe(known);
    }

    [Fact]
    public async Task A_session_ends_with_other_rights_with_another_password_when_shut_out_and_when_signed_out()
    {
        await AddAsync(Client, "p.sessions", "supervisor");
        await EndsAsync(Password, _ => Client.PutAnswerAsync("/api/v1/people/p.sessions", """{"roles":["compliance"],"reason":"synthetic"}"""));
        await EndsAsync(Password, _ => Client.PostAnswerAsync("/api/v1/people/p.sessions/password", """{"password":"other words for somebody","reason":"synthetic"}"""));
        await EndsAsync("other words for somebody", browser => browser.SendFormAsync("/account", "/sign-out"), HttpStatusCode.Redirect);
        await EndsAsync("other words for somebody", _ => Client.PostAnswerAsync("/api/v1/people/p.sessions/shut-out", """{"reason":"synthetic"}"""));

        using var late = doorstep.Browser();
        (await late.SignInAsync("p.sessions", "other words for somebody")).With(HttpStatusCode.Unauthorized);
        (await Client.PostAnswerAsync("/api/v1/people/p.sessions/let-in", """{"reason":"synthetic"}""")).With(HttpStatusCode.OK);
        (await late.SignInAsync("p.sessions", "other words for somebody")).With(HttpStatusCode.Redirect);

        async Task EndsAsync(string password, Func<HttpClient, Task<Answer>> end, HttpStatusCode status = HttpStatusCode.OK)
        {
            using var browser = doorstep.Browser();
            (await browser.SignInAsync("p.sessions", password)).With(HttpStatusCode.Redirect);
            using var page = await doorstep.PageAsync(browser);
            (await page.GetAnswerAsync("/api/v1/cases")).With(HttpStatusCode.OK);
            (await end(browser)).With(status);
            (await page.GetAnswerAsync("/api/v1/cases")).With(HttpStatusCode.Unauthorized);
            (await browser.GetAnswerAsync("/account")).With(HttpStatusCode.Redirect);
        }
    }

    [Fact]
    public async Task Signing_in_makes_a_new_session_whatever_the_browser_brought_along_and_a_copied_cookie_ends_with_it()
    {
        await AddAsync(Client, "p.fixed", "supervisor");
        using var browser = doorstep.Browser();
        var first = Cookie(await browser.SignInAsync("p.fixed", Password));
        var second = Cookie(await browser.SignInAsync("p.fixed", Password));
        second.ShouldNotBe(first);

        (await browser.SendFormAsync("/account", "/sign-out")).With(HttpStatusCode.Redirect);
        using var thief = doorstep.ClientWith(null);
        thief.DefaultRequestHeaders.Add("Cookie", $"doorstep-session={second}");
        (await thief.GetAnswerAsync("/account")).With(HttpStatusCode.Redirect);

        static string Cookie(Answer answer) => answer.Message.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("doorstep-session=", StringComparison.Ordinal))["doorstep-session=".Length..].Split(';')[0];
    }

    [Fact]
    public async Task Forms_without_the_pages_token_do_nothing()
    {
        await AddAsync(Client, "p.forged", "supervisor");
        using var browser = doorstep.Browser();
        (await browser.PostAnswerAsync("/sign-in", new FormUrlEncodedContent([KeyValuePair.Create("name", "p.forged"), KeyValuePair.Create("password", Password)]))).With(HttpStatusCode.BadRequest);
        (await browser.SignInAsync("p.forged", Password)).With(HttpStatusCode.Redirect);

        (await browser.PostAnswerAsync("/account/password", new FormUrlEncodedContent([KeyValuePair.Create("current", Password), KeyValuePair.Create("password", "other words for somebody")]))).With(HttpStatusCode.BadRequest);
        (await browser.PostAnswerAsync("/sign-out", content: null)).With(HttpStatusCode.BadRequest);
        (await browser.GetAnswerAsync("/account")).With(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Somebody_changes_the_own_password_and_shows_the_one_before()
    {
        await AddAsync(Client, "p.changes", "supervisor");
        using var browser = doorstep.Browser();
        await browser.SignInAsync("p.changes", Password);

        (await ChangeAsync("wrong words for somebody", "other words for somebody")).With(HttpStatusCode.BadRequest).Text.ShouldContain("The password now is wrong.");
        (await ChangeAsync(Password, "short")).With(HttpStatusCode.BadRequest);
        (await ChangeAsync(Password, "p.changes is my name")).With(HttpStatusCode.BadRequest).Text.ShouldContain("It has your name in it.");
        (await ChangeAsync(Password, "other words for somebody")).With(HttpStatusCode.Redirect);

        (await browser.GetAnswerAsync("/account")).With(HttpStatusCode.OK);
        using var again = doorstep.Browser();
        (await again.SignInAsync("p.changes", Password)).With(HttpStatusCode.Unauthorized);
        (await again.SignInAsync("p.changes", "other words for somebody")).With(HttpStatusCode.Redirect);

        Task<Answer> ChangeAsync(string current, string password) => browser.SendFormAsync("/account", "/account/password", ("current", current), ("password", password));
    }

    [Fact]
    public async Task The_first_administrator_signs_in_with_the_key_until_it_has_chosen_a_password()
    {
        await using var house = new RunningDoorstep();
        await house.InitializeAsync();
        using var browser = house.Browser();
        (await browser.SignInAsync("administrator", RunningDoorstep.Key)).With(HttpStatusCode.Redirect);

        (await browser.SendFormAsync("/account", "/account/password", ("password", RunningDoorstep.Key))).With(HttpStatusCode.BadRequest).Text.ShouldContain("no key");
        (await browser.SendFormAsync("/account", "/account/password", ("password", Password))).With(HttpStatusCode.Redirect);

        using var again = house.Browser();
        (await again.SignInAsync("administrator", RunningDoorstep.Key)).With(HttpStatusCode.Unauthorized);
        (await again.SignInAsync("administrator", Password)).With(HttpStatusCode.Redirect);
        using var page = await house.PageAsync(again);
        (await page.PutAnswerAsync("/api/v1/people/administrator", """{"roles":["administrator","supervisor"],"reason":"synthetic"}""")).With(HttpStatusCode.UnprocessableEntity)["detail"].ShouldStartWith("Nobody changes its own rights.");
    }

    [Fact]
    public async Task Nobody_approves_what_was_asked_for_with_a_key_that_the_same_person_issued()
    {
        await AddAsync(Client, "p.issuer", "administrator");
        using var browser = doorstep.Browser();
        await browser.SignInAsync("p.issuer", Password);
        using var page = await doorstep.PageAsync(browser);
        var issued = (await page.PostAnswerAsync("/api/v1/keys", """{"name":"p-second-hand","roles":["compliance"],"reason":"synthetic"}""")).With(HttpStatusCode.Created);
        using var key = doorstep.With(issued["secret"]);
        var posted = (await page.PostAnswerAsync("/api/v1/calendars",
            """{"calendar":{"id":"p-issuer","name":"An example","weekend":["SATURDAY","SUNDAY"],"officeHours":"09:00-17:00","years":[{"year":2032,"projected":false,"source":"Gazette","holidays":[{"day":"2032-01-01","name":"New Year"}],"workingDays":[]}]},"reason":"synthetic"}""")).With(HttpStatusCode.OK);

        (await key.PostAnswerAsync($"/api/v1/calendars/p-issuer/{posted["version"]}/approve", content: null)).With(HttpStatusCode.UnprocessableEntity)["detail"].ShouldContain("somebody else has to approve it");
        (await Client.PostAnswerAsync($"/api/v1/calendars/p-issuer/{posted["version"]}/approve", content: null)).With(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_agent_sees_the_cases_that_are_assigned_and_no_others()
    {
        await using var house = new RunningDoorstep();
        await house.InitializeAsync();
        (await house.Client.PutAnswerAsync("/api/v1/agents/p-agent", """{"trainedUntil":"2034-01-01","hasIdCard":true}""")).With(HttpStatusCode.OK);
        var (mine, other) = (await house.Client.StartAsync("SYN-PERSON-A1"), await house.Client.StartAsync("SYN-PERSON-A2"));
        (await house.Client.TellAsync(mine, "a1", "CaseAssigned", """{"unit":"B","agent":"p-agent"}""")).With(HttpStatusCode.OK);
        (await house.Client.PostAnswerAsync("/api/v1/people", $$"""{"name":"p.agent","roles":["agent"],"agent":"p-agent","password":"{{Password}}","reason":"synthetic"}""")).With(HttpStatusCode.Created);
        using var browser = house.Browser();
        await browser.SignInAsync("p.agent", Password);
        using var page = await house.PageAsync(browser);

        (await page.GetAnswerAsync("/api/v1/cases")).With(HttpStatusCode.OK).Json["items"]!.AsArray().Select(row => row!["caseId"]!.ToString()).ShouldBe([mine]);
        (await page.GetAnswerAsync($"/api/v1/cases/{mine}")).With(HttpStatusCode.OK);
        (await page.GetAnswerAsync($"/api/v1/cases/{other}")).With(HttpStatusCode.Forbidden);
        (await page.TellAsync(other, "e1", "InboundMessage", """{"textRef":"r"}""")).With(HttpStatusCode.Forbidden);
        (await house.Client.GetAnswerAsync($"/api/v1/access-log?actor=user:p.agent&caseId={other}&outcome=refused")).Json["items"]!.AsArray().Count.ShouldBe(2);
    }

    [Fact]
    public async Task S48_Agents_ask_for_the_counselling_line_and_nobody_learns_that_they_did()
    {
        await using var house = new RunningDoorstep { Settings = new Dictionary<string, string?> { ["Doorstep:Counselling:Phone"] = "+00-0000-000-777", ["Doorstep:Counselling:Hours"] = "24 h" } };
        await house.InitializeAsync();
        using var agent = await house.KeyAsync("troubled", "Agent", agent: "agent_syn_1");
        using var supervisor = await house.KeyAsync("curious", "Supervisor");

        (await agent.GetAnswerAsync("/api/v1/counselling")).With(HttpStatusCode.OK)["phone"].ShouldBe("+00-0000-000-777");
        (await supervisor.GetAnswerAsync("/api/v1/counselling")).With(HttpStatusCode.Forbidden);

        (await house.Client.GetAnswerAsync("/api/v1/access-log?limit=500")).Text.ShouldNotContain("ounselling\",\"allowed\":true");
        house.Log.Lines.ShouldNotContain(line => line.Contains("counselling", StringComparison.OrdinalIgnoreCase) && line.Contains("troubled", StringComparison.Ordinal));
    }

    private static async Task AddAsync(HttpClient client, string name, string role) =>
        (await client.PostAnswerAsync("/api/v1/people", $$"""{"name":"{{name}}","roles":["{{role}}"],"password":"{{Password}}","reason":"synthetic"}""")).With(HttpStatusCode.Created).Text.ShouldNotContain("AQAAAA");

    private async Task<JsonArray> LogAsync(string query) => (await Client.GetAnswerAsync($"/api/v1/access-log?{query}")).With(HttpStatusCode.OK).Json["items"]!.AsArray();
}
