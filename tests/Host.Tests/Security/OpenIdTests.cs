using System.Net;
using System.Text.Json;
using Doorstep.Host.Tests.Running;

namespace Doorstep.Host.Tests.Security;

/// <summary>Signing in with a provider of the bank's own.</summary>
public sealed class OpenIdTests
{
    [Fact]
    public async Task Whom_the_provider_names_and_an_administrator_knows_is_signed_in_with_the_rights_of_this_house()
    {
        await using var provider = await TestProvider.StartAsync();
        await using var house = await HouseAsync(provider);
        using var browser = house.Browser();
        (await browser.GetAnswerAsync("/sign-in")).With(HttpStatusCode.OK).Text.ShouldContain("Sign in with The bank");

        (await ComeAsync(browser)).With(HttpStatusCode.Unauthorized).Text.ShouldContain($"{provider.Issuer} {provider.Subject}");
        await AddAsync(house, $"{provider.Issuer} {provider.Subject}", "li.wei");
        var came = (await ComeAsync(browser)).With(HttpStatusCode.OK);

        came.Text.ShouldContain("url=/console");
        came.Message.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("doorstep-session=", StringComparison.Ordinal)).ToLowerInvariant().ShouldContain("samesite=strict");
        (await browser.GetAnswerAsync("/account")).With(HttpStatusCode.OK).Text.ShouldContain("li.wei");
        (await house.Client.PostAnswerAsync("/api/v1/people/li.wei/shut-out", """{"reason":"synthetic"}""")).With(HttpStatusCode.OK);
        (await ComeAsync(browser)).With(HttpStatusCode.Unauthorized);
        (await house.Client.GetAnswerAsync("/api/v1/access-log?actor=user:li.wei&act=sign-in")).Text.ShouldContain("openid");
    }

    [Fact]
    public async Task What_another_key_has_signed_or_nobody_has_asked_for_signs_nobody_in()
    {
        await using var provider = await TestProvider.StartAsync();
        await using var house = await HouseAsync(provider);
        await AddAsync(house, $"{provider.Issuer} {provider.Subject}", "li.wei");
        using var browser = house.Browser();

        provider.IsForged = true;
        (await ComeAsync(browser)).With(HttpStatusCode.Unauthorized).Text.ShouldContain("The provider did not say who you are.");
        provider.IsForged = false;
        (await browser.GetAnswerAsync("/sign-in/openid/callback?code=x&state=y")).With(HttpStatusCode.Unauthorized);

        // An answer to one browser is none to another.
        var asked = await AskAsync(browser);
        using var other = house.Browser();
        (await other.GetAnswerAsync(asked)).With(HttpStatusCode.Unauthorized);
        (await other.GetAnswerAsync("/account")).With(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_subject_is_one_persons_and_written_as_the_provider_says_it()
    {
        await using var provider = await TestProvider.StartAsync();
        await using var house = await HouseAsync(provider);
        await AddAsync(house, "https://login.example 1", "one");

        (await house.Client.PostAnswerAsync("/api/v1/people", Person("https://login.example 1", "two"))).With(HttpStatusCode.Conflict).Text.ShouldContain("'one' already");
        (await house.Client.PutAnswerAsync("/api/v1/people/one", """{"roles":["compliance"],"subject":"https://login.example 2","reason":"synthetic"}""")).With(HttpStatusCode.OK)["subject"].ShouldBe("https://login.example 2");
        foreach (var wrong in (string[])["", "1", "no-address 1", "https://login.example 1 2"])
            (await house.Client.PostAnswerAsync("/api/v1/people", Person(wrong, "three"))).With(HttpStatusCode.BadRequest).Text.ShouldContain("is not an issuer, a space and a subject");
    }

    private static async Task<RunningDoorstep> HouseAsync(TestProvider provider)
    {
        var house = new RunningDoorstep
        {
            Settings = new Dictionary<string, string?>
            {
                ["Doorstep:OpenId:Authority"] = provider.Issuer, ["Doorstep:OpenId:ClientId"] = TestProvider.Client, ["Doorstep:OpenId:ClientSecret"] = TestProvider.Secret, ["Doorstep:OpenId:Name"] = "The bank",
            },
        };
        await house.InitializeAsync();
        return house;
    }

    /// <summary>To the provider and back with its answer.</summary>
    private static async Task<Answer> ComeAsync(HttpClient browser) => await browser.GetAnswerAsync(await AskAsync(browser));

    /// <summary>To the provider; gives the way back.</summary>
    private static async Task<string> AskAsync(HttpClient browser)
    {
        var asked = (await browser.GetAnswerAsync("/sign-in/openid?returnTo=/console")).With(HttpStatusCode.Redirect).Message.Headers.Location!;
        using var elsewhere = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var answer = await elsewhere.GetAsync(asked, TestContext.Current.CancellationToken);
        return answer.Headers.Location!.PathAndQuery;
    }

    private static async Task AddAsync(RunningDoorstep house, string subject, string name) => (await house.Client.PostAnswerAsync("/api/v1/people", Person(subject, name))).With(HttpStatusCode.Created);

    private static string Person(string subject, string name) => JsonSerializer.Serialize(new { name, roles = new[] { "supervisor" }, subject, reason = "synthetic" });
}
