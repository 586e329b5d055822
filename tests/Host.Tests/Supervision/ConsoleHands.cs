using System.Text.Json;
using Doorstep.Host.Tests.Designer;

namespace Doorstep.Host.Tests.Supervision;

/// <summary>A supervisor's hands on a page of the console.</summary>
internal static class ConsoleHands
{
    /// <summary>The page answers: the server draws it, and what is clicked is heard.</summary>
    public static async Task ReadyAsync(this StudioBrowser browser)
    {
        await browser.UntilAsync("document.body.dataset.live === 'yes'");
        await browser.UntilAsync("document.querySelector('main h1') !== null && document.querySelector('.wait') === null");
    }

    /// <summary>Types into a field what it then has and nothing else, and leaves it.</summary>
    public static async Task FillAsync(this StudioBrowser browser, string selector, string text)
    {
        await browser.Page.WaitForSelectorAsync(selector);
        await browser.Page.EvaluateExpressionAsync($"document.querySelector({JsonSerializer.Serialize(selector)}).value = ''");
        await browser.Page.FocusAsync(selector);
        await browser.Page.Keyboard.TypeAsync(text);
        await browser.Page.Keyboard.PressAsync("Tab");
    }
}
