using System.Net;
using Doorstep.Host.Tests.Designer;
using Doorstep.Host.Tests.Running;
using PuppeteerSharp;

namespace Doorstep.Host.Tests.Supervision;

/// <summary>A supervisor's day in a real browser.</summary>
public sealed class ConsoleBrowserTests(RunningDoorstep doorstep, ConsoleBrowser browser) : IClassFixture<ConsoleBrowser>
{
    private static readonly string? Shots = Environment.GetEnvironmentVariable("DOORSTEP_SHOTS");

    /// <summary>What a person who hears the page or uses no mouse needs; the names of what is missing.</summary>
    private const string Audit =
        """
        (() => {
          const missing = [];
          const named = element => (element.getAttribute('aria-label') ?? element.innerText ?? '').trim().length > 0;
          if (!document.documentElement.lang) missing.push('html has no lang');
          if (!document.title) missing.push('no title');
          if (document.querySelectorAll('h1').length !== 1) missing.push('not one h1');
          if (document.querySelectorAll('main').length !== 1) missing.push('not one main');
          let level = 0;
          for (const heading of document.querySelectorAll('main h1, main h2, main h3')) {
            const now = Number(heading.tagName[1]);
            if (now > level + 1) missing.push(`${heading.tagName} '${heading.innerText}' comes after h${level}`);
            level = now;
          }
          for (const field of document.querySelectorAll('input:not([type=hidden]), select, textarea')) if (!field.labels?.length || !named(field.labels[0])) missing.push(`field '${field.id}' has no label`);
          for (const control of document.querySelectorAll('a[href], button, summary')) if (!named(control)) missing.push(`${control.outerHTML.slice(0, 80)} has no name`);
          for (const cell of document.querySelectorAll('th')) if (!cell.scope) missing.push(`th '${cell.innerText}' has no scope`);
          const ids = [...document.querySelectorAll('[id]')].map(element => element.id);
          for (const id of new Set(ids.filter((id, index) => ids.indexOf(id) !== index))) missing.push(`id '${id}' is there twice`);
          for (const by of document.querySelectorAll('[aria-labelledby]')) if (!document.getElementById(by.getAttribute('aria-labelledby'))) missing.push(`'${by.getAttribute('aria-labelledby')}' labels something and is not there`);
          // Contrast of every text that is seen (WCAG 2.1, 1.4.3): 4.5, for large letters 3. A ground that lets the one below through is mixed with it.
          const parts = text => { const found = (text.match(/[\d.]+/g) ?? []).map(Number); return { rgb: found.slice(0, 3), alpha: found.length > 3 ? found[3] : found.length === 3 ? 1 : 0 }; };
          const mix = (over, under) => over.rgb.map((value, index) => value * over.alpha + under[index] * (1 - over.alpha));
          const ground = element => { const own = parts(getComputedStyle(element).backgroundColor); return own.alpha === 1 ? own.rgb : mix(own.rgb.length ? own : { rgb: [0, 0, 0], alpha: 0 }, element.parentElement ? ground(element.parentElement) : [255, 255, 255]); };
          const light = rgb => rgb.map(value => value / 255).map(value => value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4).reduce((sum, value, index) => sum + value * [0.2126, 0.7152, 0.0722][index], 0);
          const faint = new Set();
          for (const element of document.querySelectorAll('body *')) {
            if (element.disabled || element.closest('[disabled], [aria-hidden=true]') || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) || element.getClientRects().length === 0) continue;
            if (![...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.textContent.trim().length > 0) && !(element.matches('input, select, textarea') && (element.value || element.placeholder))) continue;
            const style = getComputedStyle(element), size = parseFloat(style.fontSize), letters = parts(element instanceof SVGElement ? style.fill : style.color);
            if (letters.rgb.length < 3) continue;
            const box = element instanceof SVGElement ? element.parentElement.querySelector(':scope > rect') : null, fill = box ? parts(getComputedStyle(box).fill) : null;
            const under = fill ? mix(fill, ground(element)) : ground(element), [low, high] = [light(mix(letters, under)), light(under)].sort((left, right) => left - right), ratio = (high + 0.05) / (low + 0.05);
            if (ratio < (size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5)) faint.add(`contrast of ${element.tagName.toLowerCase()}.${element.className.baseVal ?? element.className} is ${ratio.toFixed(2)}: '${(element.value || element.innerText || element.textContent).trim().slice(0, 40)}'`);
          }
          missing.push(...faint);
          return missing.join('\n');
        })()
        """;

    private StudioBrowser Console => browser.Open!;

    [Fact]
    public async Task A_supervisor_finds_a_stuck_case_reads_why_and_a_hold_is_let_go_by_two_persons()
    {
        Assert.SkipWhen(browser.Open is null, "There is no Chromium; ./test installs it where it can.");
        await doorstep.LetInAsync("con-first", "supervisor");
        await doorstep.LetInAsync("con-second", "compliance");
        var id = await doorstep.Client.StartAsync("SYN-CON-DAY");
        await doorstep.RelayAsync();
        await doorstep.Client.TellAsync(id, "con-day-1", "ComplaintFiled");
        await Console.SignInAsync(ConsoleVisitors.Password, "con-first", "/console");

        // The desk leads to the case; the case says where it stands, how it came there and what comes next.
        await Console.ReadyAsync();
        await Console.ClickAsync("a[data-kind=COMPLAINT]");
        await Console.UntilAsync($"document.querySelector('tr[data-case=\"{id}\"]') !== null");
        await NothingIsMissingAsync("desk");
        await Console.ClickAsync($"tr[data-case=\"{id}\"] a");
        await Console.SeesAsync("A complaint is not closed.");
        await Console.SeesAsync("If nothing happens before");
        await Console.UntilAsync("document.querySelector('[data-path=here]') !== null");
        await NothingIsMissingAsync("case");

        // It goes on while it is looked at.
        await Console.UntilAsync("document.querySelector('[data-row]') !== null");
        await doorstep.Client.TellAsync(id, "con-day-2", "ContactAttempted", """{"channel":"CALL","result":"NO_ANSWER"}""");
        await Console.SeesAsync("ContactAttempted");

        // One value, for a purpose.
        await Console.Page.SelectAsync("#reveal-field", "customer.contactPoints[0].value");
        await Console.FillAsync("#reveal-reason", "She asked to be called back.");
        await Console.ClickAsync("#reveal");
        await Console.SeesAsync("+00-0000-000-001");

        // A hold at once; letting it go takes a second person.
        await Console.ClickAsync("#to-override");
        await OverrideAsync("ADD_HOLD", "SAFETY", "Done. The record has it.");
        await OverrideAsync("RELEASE_HOLD", "SAFETY", "it waits for a second person");
        await Console.GoAsync($"/console/cases/{id}");
        await Console.UntilAsync("document.querySelector('[data-status=pending] [data-act=Withdraw]') !== null && document.querySelector('[data-act=Approve]') === null");

        await Console.SignInAsync(ConsoleVisitors.Password, "con-second", "/console");
        await Console.ReadyAsync();
        await Console.ClickAsync($"tr[data-approval] a[href^=\"/console/cases/{id}\"]");
        await Console.UntilAsync("document.querySelector('[data-hold=SAFETY]') !== null");
        await Console.FillAsync("[data-status=pending] input", "I have read the file.");
        await Console.ClickAsync("[data-act=Approve]");
        await Console.UntilAsync("document.querySelector('[data-hold=SAFETY]') === null && document.querySelectorAll('[data-status=applied]').length === 2");
        await Console.ClickAsync("#verify");
        await Console.SeesAsync("Intact:");

        var released = (await doorstep.Client.GetAnswerAsync($"/api/v1/cases/{id}/overrides")).With(HttpStatusCode.OK).Json.AsArray().Single(one => one!["record"]!["verb"]!["verb"]!.ToString() == "RELEASE_HOLD")!;
        (released["requestedBy"]!.ToString(), released["record"]!["approval"]!["by"]!.ToString()).ShouldBe(("user:con-first", "user:con-second"));
        (await doorstep.Client.GetAnswerAsync($"/api/v1/access-log?caseId={id}&limit=200")).With(HttpStatusCode.OK).Text.ShouldContain("customer.contactPoints[0].value");
        NobodyElseWasAsked();
    }

    [Fact]
    public async Task What_nobody_may_do_is_explained_and_keys_and_languages_lead_everywhere()
    {
        Assert.SkipWhen(browser.Open is null, "There is no Chromium; ./test installs it where it can.");
        await doorstep.LetInAsync("con-keys", "supervisor");
        var id = await doorstep.Client.StartAsync("SYN-CON-KEYS");
        await Console.Page.EmulateTimezoneAsync("Asia/Tokyo");
        await Console.SignInAsync(ConsoleVisitors.Password, "con-keys", "/console");
        await Console.ReadyAsync();

        // By keys alone: to the list, to its search, to the case.
        await Console.Page.Keyboard.DownAsync("Alt");
        await Console.Page.Keyboard.PressAsync("2");
        await Console.UntilAsync("location.pathname === '/console/cases' && document.querySelector('#q') !== null");
        await Console.Page.Keyboard.PressAsync("/");
        await Console.Page.Keyboard.UpAsync("Alt");
        await Console.UntilAsync("document.activeElement.id === 'q'");
        await Console.Page.Keyboard.TypeAsync("SYN-CON-KEYS");
        await Console.Page.Keyboard.PressAsync("Enter");
        await Console.UntilAsync($"document.querySelectorAll('tr[data-case]').length === 1 && document.querySelector('tr[data-case=\"{id}\"]') !== null");
        await NothingIsMissingAsync("cases");
        await Console.Page.FocusAsync($"tr[data-case=\"{id}\"] a");
        await Console.Page.Keyboard.PressAsync("Enter");
        await Console.SeesAsync("What comes next");
        // Nine in the morning where the customer is, ten where the reader is.
        await Console.UntilAsync("document.querySelector('#stands').innerText.includes('2031-03-01 10:00 (customer: 2031-03-01 09:00)')");

        await Console.GoAsync($"/console/cases/{id}/override");
        await Console.ReadyAsync();
        await Console.ClickAsync("details summary");
        await Console.SeesAsync("Nobody visits alone");
        await NothingIsMissingAsync("override");
        await Task.WhenAll(Console.Page.WaitForNavigationAsync(new NavigationOptions { WaitUntil = [WaitUntilNavigation.DOMContentLoaded] }), Console.Page.ClickAsync("#language"));
        await Console.ReadyAsync();
        await Console.SeesAsync("人工干预");
        (await Console.Page.EvaluateExpressionAsync<string>("document.documentElement.lang")).ShouldBe("zh-CN");
        foreach (var place in Doorstep.Host.Supervision.ConsolePages.All)
        {
            await Console.GoAsync(place.Path);
            await Console.ReadyAsync();
            await Console.SeesAsync(place.Name.Zh);
            await NothingIsMissingAsync($"{place.Path[1..].Replace('/', '-')}-zh");
        }

        await Console.GoAsync("/console/language/en");
        await Console.Page.EmulateTimezoneAsync("UTC");
        NobodyElseWasAsked();
    }

    [Fact]
    public async Task S39_S61_What_waits_for_a_person_is_taken_up_and_ended_on_the_page_of_the_case()
    {
        Assert.SkipWhen(browser.Open is null, "There is no Chromium; ./test installs it where it can.");
        await doorstep.LetInAsync("con-help", "supervisor");
        var id = await doorstep.Client.StartAsync("SYN-CON-HELP");
        await doorstep.RelayAsync();
        await doorstep.Client.TellAsync(id, "con-help-1", "DistressReported", """{"kind":"SELF_HARM"}""");
        await doorstep.Client.TellAsync(id, "con-help-2", "ComplaintFiled");
        await Console.SignInAsync(ConsoleVisitors.Password, "con-help", $"/console/cases/{id}");
        await Console.ReadyAsync();
        await NothingIsMissingAsync("waiting");

        await PressAsync("[data-tell=EmergencyAcknowledged]", "document.querySelector('[data-waiting=EMERGENCY]') !== null && document.querySelector('[data-tell=EmergencyAcknowledged]') === null");
        for (var left = await CountAsync("[data-tell=EmergencyStepDone]"); left > 0; left--)
        {
            await PressAsync("[data-tell=EmergencyStepDone]", $"document.querySelectorAll('[data-tell=EmergencyStepDone]').length <= {left - 1}");
        }

        await Console.FillAsync("[data-waiting=EMERGENCY] input", "A doctor is with her.");
        await PressAsync("[data-tell=EmergencyClosed]", "document.querySelector('[data-waiting=EMERGENCY]') === null");
        // Without the written answer the page says what is missing, and nothing is lost.
        await Console.FillAsync("[data-waiting=COMPLAINT] input", "SOLVED");
        await PressAsync("[data-tell=ComplaintClosed]", "document.body.innerText.includes('answerRef')");
        (await Console.Page.EvaluateExpressionAsync<string>("document.querySelector('[data-waiting=COMPLAINT] input').value")).ShouldBe("SOLVED");
        await Console.FillAsync("[data-waiting=COMPLAINT] .field:nth-of-type(2) input", "ANS-1");
        await PressAsync("[data-tell=ComplaintClosed]", "document.querySelector('[data-waiting=COMPLAINT]') === null");

        var steps = (await doorstep.Client.GetAnswerAsync($"/api/v1/cases/{id}/journal?limit=100")).With(HttpStatusCode.OK).Json["items"]!.AsArray();
        foreach (var type in (string[])["EmergencyAcknowledged", "EmergencyClosed", "ComplaintClosed"]) steps.Single(step => step!["eventType"]?.ToString() == type)!["actor"]!.ToString().ShouldBe("user:con-help");
        NobodyElseWasAsked();
    }

    /// <summary>Presses a button once the page says that it hears presses, and waits for what it does.</summary>
    private async Task PressAsync(string button, string done)
    {
        await Console.UntilAsync($"!document.querySelector('[aria-busy=\"true\"]') && !!document.querySelector('{button}')");
        await Console.Page.EvaluateExpressionAsync($"document.querySelector('{button}').click()");
        await Console.UntilAsync(done);
    }

    private Task<int> CountAsync(string selector) => Console.Page.EvaluateExpressionAsync<int>($"document.querySelectorAll('{selector}').length");

    [Fact]
    public async Task A_page_that_goes_on_by_itself_changes_what_has_changed_and_nothing_else()
    {
        Assert.SkipWhen(browser.Open is null, "There is no Chromium; ./test installs it where it can.");
        await doorstep.LetInAsync("con-calm", "supervisor");
        var id = await doorstep.Client.StartAsync("SYN-CON-CALM");
        await doorstep.RelayAsync();
        await Console.SignInAsync(ConsoleVisitors.Password, "con-calm", $"/console/cases/{id}");
        await Console.ReadyAsync();
        await Console.UntilAsync("document.querySelector('[data-row]') !== null && document.querySelector('[data-path=here]') !== null");
        await Console.FillAsync("#reveal-reason", "half a sentence");
        await Console.Page.EvaluateExpressionAsync(
            """
            window.kept = [...document.querySelectorAll('main h1, main section, #stands, #stands *, [data-row], #reveal-reason')];
            window.blank = false;
            new MutationObserver(() => { window.blank ||= !document.querySelector('#stands') || !!document.querySelector('.wait'); }).observe(document.body, { childList: true, subtree: true });
            """);

        for (var step = 0; step < 3; step++)
        {
            var before = await Console.Page.EvaluateExpressionAsync<string>("document.querySelector('[data-sequence]').innerText");
            await doorstep.Client.TellAsync(id, $"con-calm-{step}", "ContactAttempted", """{"channel":"CALL","result":"NO_ANSWER"}""");
            await Console.UntilAsync($"document.querySelector('[data-sequence]').innerText !== '{before}'");
        }

        (await Console.Page.EvaluateExpressionAsync<string>("window.kept.filter(element => !element.isConnected).map(element => element.outerHTML.slice(0, 80)).join(' | ')")).ShouldBe("", "what says the same is drawn anew");
        (await Console.Page.EvaluateExpressionAsync<bool>("window.blank")).ShouldBeFalse("the page was blank in between");
        (await Console.Page.EvaluateExpressionAsync<string>("document.querySelector('#reveal-reason').value")).ShouldBe("half a sentence");
        NobodyElseWasAsked();
    }

    [Fact]
    public async Task A_supervisor_keeps_a_view_opens_it_again_and_removes_it()
    {
        Assert.SkipWhen(browser.Open is null, "There is no Chromium; ./test installs it where it can.");
        await doorstep.LetInAsync("con-views", "supervisor");
        var id = await doorstep.Client.StartAsync("SYN-CON-VIEW");
        await doorstep.Client.TellAsync(id, "con-view", "DisputeRaised");
        await Console.SignInAsync(ConsoleVisitors.Password, "con-views", "/console/cases");
        await Console.ReadyAsync();

        await Console.FillAsync("#q", "syn-con-view");
        await Console.Page.SelectAsync("#hold", "DISPUTE");
        await Console.FillAsync("#view-name", "Objections");
        await Console.ClickAsync("form:has(#view-name) button");
        await Console.UntilAsync("document.querySelector('[data-view=Objections]') !== null");
        await Console.GoAsync("/console/cases");
        await Console.ReadyAsync();
        await Console.ClickAsync("[data-view=Objections] button");
        await Console.UntilAsync($"document.querySelectorAll('tr[data-case]').length === 1 && document.querySelector('tr[data-case=\"{id}\"]') !== null && document.querySelector('#hold').value === 'DISPUTE'");
        await NothingIsMissingAsync("views");
        await Console.ClickAsync("[data-view=Objections] button + button");
        await Console.UntilAsync("document.querySelector('[data-view=Objections]') === null");
        NobodyElseWasAsked();
    }

    /// <summary>Fills in an override as a person does: what, what would come of it, why. Other tests relay this house's effects, so the case may move after the preview: the page says so, and one previews again.</summary>
    private async Task OverrideAsync(string verb, string subject, string said)
    {
        for (var attempt = 1; attempt <= 5; attempt++)
        {
            await doorstep.RelayAsync();
            await Console.UntilAsync($"document.querySelector('#verb option[value={verb}]') !== null");
            await Console.Page.SelectAsync("#verb", verb);
            await Console.UntilAsync($"document.querySelector('#consequences') === null && document.querySelector('#subject option[value={subject}]') !== null");
            await Console.Page.SelectAsync("#subject", subject);
            await Console.ClickAsync("#preview");
            await Console.UntilAsync("document.querySelector('#consequences [data-consequences]') !== null");
            // The fields of the verb before may still have stood there: then something else was previewed, and one chooses again.
            if (!await Console.Page.EvaluateExpressionAsync<bool>($"document.querySelector('#consequences [data-consequences]').innerText.includes('{subject}')")) continue;
            await Console.FillAsync("#text", "The building is safe again, or is not.");
            await Console.FillAsync("#ticket", "SYN-T-1");
            await Console.ClickAsync("#ask");
            await Console.UntilAsync($"document.body.innerText.includes('{said}') || document.body.innerText.includes('has moved')");
            // The button that was pressed is gone: whoever works by keyboard goes on from what was said.
            await Console.UntilAsync("document.activeElement !== document.body");
            if (await Console.IsSeenAsync(said, TimeSpan.Zero)) return;
        }

        Assert.Fail($"'{said}' was not said. {await Console.TellAsync()}");
    }

    private async Task NothingIsMissingAsync(string name)
    {
        (await Console.Page.EvaluateExpressionAsync<string>(Audit)).ShouldBe("", name);
        await Console.ShootAsync(Shots, $"console-{name}");
    }

    private void NobodyElseWasAsked()
    {
        Console.Errors.ShouldBeEmpty();
        Console.Foreign.ShouldBeEmpty();
    }
}
