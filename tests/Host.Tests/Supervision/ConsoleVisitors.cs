using System.Net;
using Doorstep.Host.Tests.Running;
using Doorstep.Host.Tests.Security;

namespace Doorstep.Host.Tests.Supervision;

/// <summary>People who use the console.</summary>
internal static class ConsoleVisitors
{
    public const string Password = "four words nobody else";

    /// <summary>Lets a person in who has a role.</summary>
    public static async Task LetInAsync(this RunningDoorstep doorstep, string name, string role) =>
        (await doorstep.Client.PostAnswerAsync("/api/v1/people", $$"""{"name":"{{name}}","roles":["{{role}}"]{{(role == "agent" ? $",\"agent\":\"{name}\"" : "")}},"password":"{{Password}}","reason":"synthetic"}"""))
            .With(HttpStatusCode.Created);

    /// <summary>A browser in which a person with a role is signed in.</summary>
    public static async Task<HttpClient> SeatAsync(this RunningDoorstep doorstep, string name, string role)
    {
        await doorstep.LetInAsync(name, role);
        var browser = doorstep.Browser();
        (await browser.SignInAsync(name, Password, "/console")).With(HttpStatusCode.Redirect).Message.Headers.Location!.ToString().ShouldBe("/console");
        return browser;
    }

    /// <summary>Asks for a page as a browser does.</summary>
    public static Task<Answer> PageAsync(this HttpClient browser, string path, string language = "en")
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept", "text/html").ShouldBeTrue();
        request.Headers.TryAddWithoutValidation("Accept-Language", language).ShouldBeTrue();
        return browser.AskAsync(request);
    }
}
