using System.Net;
using System.Text.RegularExpressions;
using Doorstep.Host.Supervision;
using Doorstep.Host.Tests.Running;
using Doorstep.Host.Tests.Security;
using Doorstep.Workflows.Collections.Acts;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Doorstep.Host.Tests.Supervision;

/// <summary>The console's pages as the server writes them: who comes in, in which language, and what a page may do.</summary>
public sealed partial class ConsoleTests(RunningDoorstep doorstep)
{
    public static TheoryData<string> Everywhere { get; } = [.. ConsolePages.All.Select(place => place.Path), "/console/cases/x"];

    [Theory]
    [MemberData(nameof(Everywhere))]
    public async Task A_stranger_is_led_to_sign_in_and_back_to_the_page(string path)
    {
        using var browser = doorstep.Browser();

        (await browser.PageAsync(path)).With(HttpStatusCode.Redirect).Message.Headers.Location!.ToString().ShouldBe($"/sign-in?returnTo={Uri.EscapeDataString(path)}");
        (await browser.SignInAsync("administrator", RunningDoorstep.Key, path)).With(HttpStatusCode.Redirect).Message.Headers.Location!.ToString().ShouldBe(path);
    }

    [Theory]
    [InlineData("agent")]
    [InlineData("designer")]
    public async Task Whoever_has_no_role_for_it_comes_in_nowhere(string role)
    {
        await doorstep.LetInAsync($"con-{role}", role);
        using var browser = doorstep.Browser();
        await browser.SignInAsync($"con-{role}", ConsoleVisitors.Password);

        foreach (var path in Everywhere.Select(row => row.Data)) (await browser.PageAsync(path, "zh-CN")).With(HttpStatusCode.Forbidden).Text.ShouldContain("您无权访问此页面");
        (await browser.GetAnswerAsync("/_blazor")).With(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task No_key_opens_the_console_whatever_role_it_has()
    {
        foreach (var path in Everywhere.Select(row => row.Data)) (await doorstep.Client.PageAsync(path)).With(HttpStatusCode.Redirect);
        (await doorstep.Client.GetAnswerAsync("/console")).With(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task An_address_that_leads_nowhere_says_so_and_leads_back()
    {
        using var browser = await doorstep.SeatAsync("con-nowhere", "supervisor");

        var page = (await browser.PageAsync("/console/nowhere", "en")).With(HttpStatusCode.OK).Text;

        page.ShouldContain("The console has no page &#x27;/console/nowhere&#x27;.");
        page.ShouldContain("To the desk");
    }

    [Fact]
    public async Task The_desk_says_what_waits_in_the_language_that_was_chosen()
    {
        var id = await doorstep.Client.StartAsync("SYN-CON-DESK");
        await doorstep.Client.TellAsync(id, "con-desk", "ComplaintFiled");
        using var browser = await doorstep.SeatAsync("con-desk", "supervisor");

        (await browser.PageAsync("/console?kind=COMPLAINT")).With(HttpStatusCode.OK).Text.ShouldContain("A complaint is not closed.");
        var chosen = (await browser.GetAnswerAsync("/console/language/zh?returnTo=/console/cases")).With(HttpStatusCode.Redirect);
        chosen.Message.Headers.Location!.ToString().ShouldBe("/console/cases");
        var desk = (await browser.PageAsync("/console?kind=COMPLAINT")).With(HttpStatusCode.OK);

        desk.Text.ShouldContain("<html lang=\"zh-CN\">");
        WebUtility.HtmlDecode(desk.Text).ShouldContain("投诉尚未办结。");
        (await browser.GetAnswerAsync("/console/language/zh?returnTo=https://elsewhere.example")).Message.Headers.Location!.ToString().ShouldBe("/console");
        (await browser.GetAnswerAsync("/console/language/fr")).With(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Cases_are_found_by_their_key_and_what_a_customer_said_is_text_and_masked()
    {
        const string script = "<img src=x onerror=alert(1)>";
        var id = await doorstep.Client.StartAsync($"SYN-CON-{script}");
        await doorstep.Client.TellAsync(id, "con-said", "InboundMessage", $$"""{"textRef":"{{script}}"}""");
        using var browser = await doorstep.SeatAsync("con-encoded", "supervisor");

        foreach (var page in (string[])["/console/cases", $"/console/cases/{id}", $"/console/cases/{id}/override"])
        {
            var text = (await browser.PageAsync(page)).With(HttpStatusCode.OK).Text;
            text.ShouldNotContain(script);
            WebUtility.HtmlDecode(text).ShouldNotContain("测试客户甲");
            WebUtility.HtmlDecode(text).ShouldNotContain("+00-0000-000-001");
        }

        var seen = WebUtility.HtmlDecode((await browser.PageAsync($"/console/cases/{id}")).Text);
        seen.ShouldContain($"SYN-CON-{script}");
        seen.ShouldContain("data-path=\"here\"");
        (await browser.PageAsync("/console/cases/nobody", "zh-CN")).With(HttpStatusCode.OK).Text.ShouldContain("nobody");
    }

    [Fact]
    public async Task The_case_page_has_its_documents_and_says_in_Chinese_what_the_record_says()
    {
        using var browser = await doorstep.SeatAsync("con-documents", "supervisor");
        var id = await doorstep.Client.StartAsync("SYN-CON-DOCS");
        (await doorstep.Client.TellAsync(id, "d-1", "EvidenceUploaded", $$"""{"kind":"CONTRACT","hash":"sha256:{{new string('a', 64)}}","by":"portal","source":"PORTAL"}""")).With(HttpStatusCode.OK);

        var page = WebUtility.HtmlDecode((await browser.PageAsync($"/console/cases/{id}", "zh-CN")).With(HttpStatusCode.OK).Text);

        page.ShouldContain("data-document=\"CONTRACT\"");
        page.ShouldContain("sha256:aaaaaaaaaaaa…");
        page.ShouldContain("“EvidenceUploaded”已存入案卷。");
        page.ShouldContain("<strong>上传证据（EvidenceUploaded）</strong>");
        page.ShouldMatch("data-cap=\"calls.per7Days\".*?<td class=\"number\">\\d+</td><td class=\"number\">14</td>");
    }

    [Fact]
    public async Task Whoever_sees_some_tenants_only_has_a_desk_of_their_cases()
    {
        (await doorstep.Client.PostAnswerAsync("/api/v1/people", $$"""{"name":"con-tenant","roles":["supervisor"],"tenants":["another-bank"],"password":"{{ConsoleVisitors.Password}}","reason":"synthetic"}""")).With(HttpStatusCode.Created);
        var id = await doorstep.Client.StartAsync("SYN-CON-TENANT");
        var body = Loan.Body("SYN-CON-TENANT-OWN");
        body["tenant"] = "another-bank";
        var own = (await doorstep.Client.PostAnswerAsync("/api/v1/cases", body.ToJsonString())).With(HttpStatusCode.Accepted)["caseId"];
        foreach (var (one, key) in new[] { (id, "con-tenant-1"), (own, "con-tenant-2") }) await doorstep.Client.TellAsync(one, key, "ComplaintFiled");
        using var browser = doorstep.Browser();
        await browser.SignInAsync("con-tenant", ConsoleVisitors.Password);

        var desk = (await browser.PageAsync("/console?kind=COMPLAINT")).With(HttpStatusCode.OK).Text;
        desk.ShouldContain($"data-case=\"{own}\"");
        desk.ShouldNotContain($"data-case=\"{id}\"");
        desk.ShouldContain("<b>1</b>");
        // The trend is the whole house's.
        desk.ShouldNotContain("class=\"spark\"");
        var cases = (await browser.PageAsync("/console/cases")).With(HttpStatusCode.OK).Text;
        cases.ShouldContain("SYN-CON-TENANT-OWN");
        cases.ShouldNotContain($"data-case=\"{id}\"");
        // Every page of an own case opens; the policy of overrides is no secret of the house.
        foreach (var page in (string[])["", "/override"]) WebUtility.HtmlDecode((await browser.PageAsync($"/console/cases/{own}{page}")).Text).ShouldNotContain("This is not yours to ask.", Case.Sensitive, page);
        (await browser.PageAsync($"/console/cases/{own}")).With(HttpStatusCode.OK).Text.ShouldContain("SYN-CON-TENANT-OWN");
        WebUtility.HtmlDecode((await browser.PageAsync("/console/portfolio")).With(HttpStatusCode.OK).Text).ShouldContain("This is not yours to ask.");
        WebUtility.HtmlDecode((await browser.PageAsync($"/console/cases/{id}", "zh-CN")).With(HttpStatusCode.OK).Text).ShouldContain("没有这个案件。");
    }

    [Fact]
    public async Task What_comes_due_is_on_the_calendar_and_on_the_list_of_its_day()
    {
        var id = await doorstep.Client.StartAsync("SYN-CON-DUE");
        await doorstep.RelayAsync();
        var due = (await doorstep.Client.GetAnswerAsync($"/api/v1/cases/{id}/deadlines")).With(HttpStatusCode.OK).Json.AsArray().Select(one => one!["dueAt"]?.ToString()).OfType<string>().First();
        using var browser = await doorstep.SeatAsync("con-due", "compliance");

        var day = WebUtility.HtmlDecode((await browser.PageAsync($"/console/deadlines?day={due[..10]}")).With(HttpStatusCode.OK).Text);

        day.ShouldContain($"Due on {due[..10]}");
        day.ShouldContain("The next four weeks, by days of UTC");
        WebUtility.HtmlDecode((await browser.PageAsync("/console/deadlines?day=yesterday", "zh-CN")).With(HttpStatusCode.OK).Text).ShouldContain("已逾期");
    }

    [Fact]
    public async Task A_message_that_was_given_up_is_shown_with_its_cause_and_only_those_who_may_try_it_again()
    {
        var id = await doorstep.Client.StartAsync("SYN-CON-PARKED");
        var store = doorstep.Services.GetRequiredService<ICaseStore>();
        // No relay writes again what was delivered, so that it stays as it is put here.
        OutboxRecord? message = null;
        for (var round = 0; round < 600 && message is null; round++)
        {
            await doorstep.RelayAsync();
            message = await store.OutboxAsync(OutboxStatus.Delivered, id, 1) is [var delivered, ..] ? delivered : null;
            if (message is null) await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        message.ShouldNotBeNull();
        await store.SaveOutboxAsync(message with { Status = OutboxStatus.Parked, Attempts = 9, LastError = "The other side said <no>." });
        using var supervisor = await doorstep.SeatAsync("con-outbox", "supervisor");
        using var compliance = await doorstep.SeatAsync("con-outbox-reader", "compliance");

        var seen = Row((await supervisor.PageAsync("/console/outbox")).With(HttpStatusCode.OK).Text, message.Key);
        seen.ShouldContain("The other side said &lt;no&gt;.");
        seen.ShouldContain("<button");
        Row((await compliance.PageAsync("/console/outbox", "zh-CN")).With(HttpStatusCode.OK).Text, message.Key).ShouldNotContain("<button");

        static string Row(string page, string key) => page[page.IndexOf($"data-message=\"{key}\"", StringComparison.Ordinal)..].Split("</tr>")[0];
    }

    [Fact]
    public async Task A_list_is_taken_out_by_the_pages_own_form_and_by_no_other()
    {
        var id = await doorstep.Client.StartAsync("SYN-CON-EXPORT");
        using var browser = await doorstep.SeatAsync("con-export", "supervisor");
        var page = (await browser.PageAsync("/console/cases")).With(HttpStatusCode.OK).Text;
        var token = FormToken().Match(page).Groups[1].Value;
        Dictionary<string, string> form = new() { ["key"] = "syn-con-export", ["purpose"] = "COMPLAINT", ["reason"] = "Synthetic.", ["__RequestVerificationToken"] = WebUtility.HtmlDecode(token) };

        var file = (await browser.AskAsync(new HttpRequestMessage(HttpMethod.Post, "/console/cases/export") { Content = new FormUrlEncodedContent(form) })).With(HttpStatusCode.OK);
        form.Remove("__RequestVerificationToken");
        var forged = await browser.AskAsync(new HttpRequestMessage(HttpMethod.Post, "/console/cases/export") { Content = new FormUrlEncodedContent(form) });

        file.Text.ShouldContain($"{id},");
        file.Message.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        forged.Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task S63_Harm_stands_beside_the_money_and_cases_where_they_are()
    {
        var id = await doorstep.Client.StartAsync("SYN-CON-HARM");
        await doorstep.Client.TellAsync(id, "con-harm", "ComplaintFiled");
        using var browser = await doorstep.SeatAsync("con-harm", "supervisor");

        var page = WebUtility.HtmlDecode((await browser.PageAsync("/console/portfolio", "zh-CN")).With(HttpStatusCode.OK).Text);

        Complaints().Match(page).Groups[1].Value.ShouldNotBe("0");
        page.ShouldContain("金额");
        page.ShouldContain("overdue-visit: ");
        foreach (var chart in (string[])["over-time", "harm-days"]) page[page.IndexOf($"data-chart=\"{chart}\"", StringComparison.Ordinal)..].Split("</section>")[0].ShouldContain("<polyline");
        page.ShouldContain("开始 → ");
    }

    [Fact]
    public void Every_guard_and_every_kind_of_refusal_has_its_words_in_both_languages()
    {
        foreach (var guard in typeof(Guard).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Guard)) && !type.IsAbstract).Select(type => (Guard)Activator.CreateInstance(type, nonPublic: true)!))
        {
            var name = $"{guard.Number} {guard.Name}";
            GuardWords.Name(name, isChinese: false).ShouldBe(name);
            GuardWords.Name(name, isChinese: true).ShouldMatch($@"^{guard.Number} \p{{IsCJKUnifiedIdeographs}}+\z");
            GuardWords.Rule(name, isChinese: true).ShouldNotBeNull();
        }

        foreach (var kind in Enum.GetValues<RefusalKind>()) RefusalWords.Of(kind, "x", [new Fault("body.reason", "y")], isChinese: true).ShouldMatch(@"^\p{IsCJKUnifiedIdeographs}[^x]+：x 理由: y\z");
        RefusalWords.Of(RefusalKind.Busy, "x", [new Fault("reason", "y")], isChinese: false).ShouldBe("x reason: y");
    }

    [Fact]
    public void Letters_stand_out_from_their_ground()
    {
        var colours = ConsoleTheme.Colours;
        (string Letters, string Ground)[] pairs =
        [
            (colours.TextPrimary.Value, colours.Background.Value), (colours.TextSecondary.Value, colours.Background.Value), (colours.TextSecondary.Value, colours.Surface.Value), (colours.PrimaryContrastText.Value, colours.Primary.Value),
            (colours.Primary.Value, colours.Background.Value), (colours.Error.Value, colours.Background.Value), (colours.Warning.Value, colours.Background.Value), (colours.Info.Value, colours.Background.Value),
            (colours.Success.Value, colours.Background.Value), (colours.AppbarText.Value, colours.AppbarBackground.Value), ("#ffffff", "#12508a"), ("#1c2733", "#ddeefc"), ("#b35900", "#ffffff"),
        ];

        pairs.Where(pair => Contrast(pair.Letters, pair.Ground) < 4.5).ShouldBeEmpty();
        Contrast("#777777", "#ffffff").ShouldBeLessThan(4.5, "A grey that is too light would be noticed.");
    }

    [Fact]
    public async Task A_page_runs_scripts_of_this_house_only_and_is_kept_by_nobody()
    {
        using var browser = await doorstep.SeatAsync("con-policy", "compliance");
        var page = (await browser.PageAsync("/console")).With(HttpStatusCode.OK);

        var policy = page.Message.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldContain("script-src 'self';");
        policy.ShouldNotContain("unsafe-eval");
        policy.ShouldNotContain("http");
        page.Message.Headers.CacheControl!.ToString().ShouldBe("no-store");
        LoadedFrom().Matches(page.Text).Select(match => match.Groups[1].Value).Where(from => from != "data:,").ShouldAllBe(from => from.StartsWith('/'));
        foreach (var asset in (string[])["/_content/MudBlazor/MudBlazor.min.css", "/_content/MudBlazor/MudBlazor.min.js", "/console/assets/console.css", "/console/assets/console.js", "/_framework/blazor.web.js"])
        {
            page.Text.ShouldContain(asset);
            (await browser.GetAnswerAsync(asset)).With(HttpStatusCode.OK);
        }

        (await browser.GetAnswerAsync("/_content/MudBlazor/none.js")).With(HttpStatusCode.NotFound);
    }

    /// <summary>WCAG 2.1: (lighter + 0.05) / (darker + 0.05).</summary>
    private static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string colour)
    {
        var parts = Enumerable.Range(0, 3).Select(index => Convert.ToInt32(colour.Substring(1 + (2 * index), 2), 16) / 255.0).Select(part => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4)).ToArray();
        return (0.2126 * parts[0]) + (0.7152 * parts[1]) + (0.0722 * parts[2]);
    }

    [GeneratedRegex("<th scope=\"row\">投诉</th>.*?</span> (\\d+)</td>", RegexOptions.Singleline)]
    private static partial Regex Complaints();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]*)\"")]
    private static partial Regex FormToken();

    [GeneratedRegex("(?:<script|<link|<img)[^>]*(?:src|href)=\"([^\"]*)\"")]
    private static partial Regex LoadedFrom();
}
