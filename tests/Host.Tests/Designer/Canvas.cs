using System.Text.Json;
using Doorstep.Host.Tests.Running;

namespace Doorstep.Host.Tests.Designer;

/// <summary>A designer's hands on the canvas of a definition in Studio 3.8.2.</summary>
internal sealed class Canvas(StudioBrowser studio, RunningDoorstep doorstep, string definitionId)
{
    private const string Menus = "[...document.querySelectorAll('details.state-machine-designer__create-menu')]";
    private const string LastButton = "[...document.querySelectorAll('.mud-dialog-actions button')].at(-1)";

    /// <summary>Number of states that are drawn.</summary>
    public const string States = "document.querySelectorAll('g[data-shape=\"elsa-state-machine-state\"]').length";

    /// <summary>States of the whole machine, or that of a name, stand in the part of the canvas that is in sight, and nothing lies over them.</summary>
    public static string InSight(string name = "") =>
        $$"""
        (states => states.length > 0 && states.every(state => {
          const box = state.querySelector('rect').getBoundingClientRect();
          return !!document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2)?.closest('[id^="state-machine-container"]');
        }))([...document.querySelectorAll('g[data-shape="elsa-state-machine-state"]')].filter(state => state.textContent.includes({{Text(name)}})))
        """;

    public async Task OpenAsync(int states)
    {
        await studio.GoAsync($"/studio/workflows/definitions/{definitionId}/edit");
        await studio.UntilAsync($"{States} >= {states}");
        await studio.UntilAsync("document.body.dataset.tidied === 'true'");
        await studio.UntilAsync(InSight());
    }

    /// <summary>Adds a state; it is selected then.</summary>
    public async Task AddStateAsync(string name)
    {
        await OpenMenuAsync("Add state", name);
        await ClickInMenuAsync("Add state");
        await studio.UntilAsync($"document.querySelector('.state-machine-inspector__control--name')?.value === {Text(name)}");
    }

    /// <summary>Calls the selected state otherwise.</summary>
    public async Task RenameAsync(string name)
    {
        await SetAsync("document.querySelector('.state-machine-inspector__control--name')", name);
        await studio.UntilAsync($"[...document.querySelectorAll('g[data-shape=\"elsa-state-machine-state\"]')].some(state => state.textContent.includes({Text(name)}))");
    }

    /// <summary>Adds a transition; it is selected then.</summary>
    public async Task AddTransitionAsync(string name, string from, string to)
    {
        await OpenMenuAsync("Add transition", name);
        foreach (var (index, state) in new[] { from, to }.Index())
        {
            var list = $"document.querySelectorAll('details[open] select')[{index}]";
            await SetAsync(list, $"[...{list}.options].find(option => option.textContent.trim() === {Text(state)}).value", isScript: true);
        }

        await ClickInMenuAsync("Add transition");
        await studio.UntilAsync($"document.querySelector('.state-machine-transition-inspector__details-route')?.innerText.replace(/\\s+/g, ' ').includes({Text($"{from} → {to}")}) || document.querySelector('.state-machine-transition-inspector__details-route')?.textContent.replace(/\\s+/g, ' ').trim() === {Text($"{from} → {to}")}");
    }

    /// <summary>Puts an activity into the trigger of the selected transition, until Studio has saved it: what is changed while an earlier save is answered gets lost there.</summary>
    public async Task TriggerAsync(string way, string type)
    {
        await SavedAsync(way);
        for (var attempt = 1; attempt <= 4; attempt++)
        {
            if (attempt == 1 || !await studio.Page.EvaluateExpressionAsync<bool>(Trigger(type))) await PutTriggerAsync(type);
            if (await IsSavedAsync(way, TimeSpan.FromSeconds(45), type)) return;
        }

        Assert.Fail($"The trigger '{type}' of '{way}' was not saved. {await studio.TellAsync()}");
    }

    private static string Trigger(string type) => $"!!document.querySelector('[data-testid=state-machine-transition-trigger-definition]')?.textContent.includes({Text(type)})";

    private async Task PutTriggerAsync(string type)
    {
        await studio.Page.EvaluateExpressionAsync($"{Menus}.forEach(menu => menu.open = false)");
        await studio.ClickAsync("[data-transition-slot=trigger] button[data-slot-action=add]");
        await studio.ClickAsync($"[data-activity-type=\"{type}\"]");
        await studio.UntilAsync($"document.querySelector('[data-activity-type=\"{type}\"]').ariaSelected !== 'false' && !{LastButton}.disabled");
        await studio.Page.EvaluateExpressionAsync($"{LastButton}.click()");
        await studio.UntilAsync(Trigger(type));
        await Task.Delay(1500); // The panel with its inputs is drawn after that.
    }

    /// <summary>Chooses from a list of the selected activity's inputs. Studio draws its panels in its own time: whoever clicks too early clicks again.</summary>
    public async Task ChooseAsync(string label, string value)
    {
        for (var attempt = 1; attempt <= 10; attempt++)
        {
            await studio.UntilAsync($"!!({Input(label)})");
            var box = await studio.Page.EvaluateExpressionAsync<decimal[]>($"(() => {{ const box = {Input(label)}; if (!box) return []; box.scrollIntoView({{ block: 'center' }}); const at = box.getBoundingClientRect(); return [at.x + 80, at.y + 20]; }})()");
            if (box.Length == 2) await studio.Page.Mouse.ClickAsync(box[0], box[1]);
            await Task.Delay(1500);
            await studio.Page.EvaluateExpressionAsync($"[...document.querySelectorAll('.mud-popover-open *')].filter(one => one.childElementCount === 0 && one.textContent.trim() === {Text(value)}).at(-1)?.click()");
            await Task.Delay(1500);
            if (await studio.Page.EvaluateExpressionAsync<bool>($"{Input(label)}?.querySelector('input')?.value === {Text(value)} || {Input(label)}?.innerText.includes({Text(value)})")) return;
        }

        Assert.Fail($"'{value}' could not be chosen for '{label}'.");
    }

    /// <summary>Writes into an input of the selected transition's activity. What is written while Studio answers an earlier save is lost there, as a trigger is: whoever does not find it saved writes again.</summary>
    public async Task WriteAsync(string way, string label, string value)
    {
        for (var attempt = 1; attempt <= 4; attempt++)
        {
            await studio.UntilAsync($"!!({Input(label)})");
            if (attempt > 1) await SetAsync($"{Input(label)}.querySelector('input,textarea')", "");
            await SetAsync($"{Input(label)}.querySelector('input,textarea')", value);
            if (await IsSavedAsync(way, TimeSpan.FromSeconds(45), Text(value))) return;
        }

        Assert.Fail($"'{value}' of '{way}' was not saved. {await studio.TellAsync()}");
    }

    /// <summary>The condition of the selected transition, in JavaScript.</summary>
    public async Task OnlyIfAsync(string script)
    {
        await studio.ClickAsync("[data-testid=state-machine-transition-condition-edit]");
        await studio.ClickAsync("[data-mode=provider]");
        await studio.Page.WaitForSelectorAsync("[data-testid=condition-editor-provider-expression]");
        await SetAsync("document.querySelector('[data-testid=condition-editor-provider-expression]')", script);
        await studio.ClickAsync("[data-testid=condition-editor-apply]");
        await studio.UntilAsync("document.querySelector('[data-testid=condition-editor-apply]') === null");
    }

    /// <summary>Presses the button that publishes.</summary>
    public Task PublishAsync() => studio.ClickAsync("[role=toolbar] button.mud-icon-button.mud-primary-text");

    /// <summary>The same until the page answers with a text. Where Studio did not hear the click while it was drawing, the page is opened again, as a person would.</summary>
    public async Task PublishAsync(string answer, int states)
    {
        for (var click = 1; click <= 5; click++)
        {
            await PublishAsync();
            if (await studio.IsSeenAsync(answer, TimeSpan.FromSeconds(30 * click))) return;
            TestContext.Current.TestOutputHelper?.WriteLine($"Publishing was not answered with '{answer}'. {await studio.TellAsync()}");
            await OpenAsync(states);
        }

        Assert.Fail($"Publishing was not answered with '{answer}'. {await studio.TellAsync()}");
    }

    /// <summary>Waits until Studio has saved by itself what the stored text then contains.</summary>
    public async Task SavedAsync(params string[] texts)
    {
        for (var round = 0; round < 1200; round++)
        {
            var stored = (await doorstep.Client.GetAnswerAsync($"/api/v1/definitions/{definitionId}")).Text;
            if (texts.All(text => stored.Contains(text, StringComparison.Ordinal))) return;
            await Task.Delay(100);
        }

        Assert.Fail($"Not saved: {string.Join(", ", texts)}\n{(await doorstep.Client.GetAnswerAsync($"/api/v1/definitions/{definitionId}")).Json["definition"]!["root"]!["transitions"]!.AsArray().TakeLast(3).Aggregate("", (text, way) => text + way!.ToJsonString())}");
    }

    /// <summary>Waits until Studio has saved a transition with some texts in it.</summary>
    public async Task WaySavedAsync(string way, params string[] texts) =>
        (await IsSavedAsync(way, TimeSpan.FromMinutes(2), texts)).ShouldBeTrue($"'{way}' was not saved with {string.Join(", ", texts)}.");

    /// <summary>Whether Studio saves a transition with some texts in it within a time.</summary>
    private async Task<bool> IsSavedAsync(string way, TimeSpan patience, params string[] texts)
    {
        for (var began = TimeProvider.System.GetTimestamp(); TimeProvider.System.GetElapsedTime(began) < patience; await Task.Delay(200))
        {
            var stored = (await doorstep.Client.GetAnswerAsync($"/api/v1/definitions/{definitionId}")).Json["definition"]!["root"]!["transitions"]!.AsArray();
            if (stored.FirstOrDefault(one => one!["name"]?.ToString() == way)?.ToJsonString() is { } text && texts.All(wanted => text.Contains(wanted, StringComparison.Ordinal))) return true;
        }

        return false;
    }

    private async Task OpenMenuAsync(string menu, string name)
    {
        await studio.Page.EvaluateExpressionAsync($"{Menus}.forEach(menu => menu.open = menu.querySelector('summary').textContent.trim() === {Text(menu)})");
        await studio.Page.WaitForSelectorAsync("details[open] input");
        await SetAsync("document.querySelector('details[open] input')", name);
    }

    private Task ClickInMenuAsync(string button) =>
        studio.Page.EvaluateExpressionAsync($"[...document.querySelectorAll('details[open] button')].find(button => button.textContent.trim() === {Text(button)}).click()");

    /// <summary>Sets a field and says so, as leaving it does.</summary>
    private async Task SetAsync(string field, string value, bool isScript = false)
    {
        await studio.Page.EvaluateExpressionAsync($"(() => {{ const field = {field}; field.value = {(isScript ? value : Text(value))}; field.dispatchEvent(new Event('input', {{ bubbles: true }})); field.dispatchEvent(new Event('change', {{ bubbles: true }})); }})()");
        await Task.Delay(500); // Studio draws what follows from it.
    }

    private static string Input(string label) =>
        $"[...document.querySelectorAll('.mud-input-control')].find(one => one.offsetParent !== null && one.getBoundingClientRect().width > 100 && [...one.querySelectorAll('label')].some(name => name.innerText.trim() === {Text(label)}))";

    private static string Text(string text) => JsonSerializer.Serialize(text);
}
