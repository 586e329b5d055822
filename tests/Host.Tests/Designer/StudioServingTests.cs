using System.Net;
using System.Net.Http.Headers;
using Doorstep.Host.Studio;
using Doorstep.Host.Tests.Running;

namespace Doorstep.Host.Tests.Designer;

/// <summary>Elsa Studio's files and our pages around them. What needs the bundle is left out where npm could not bring it.</summary>
public sealed class StudioServingTests(RunningDoorstep doorstep)
{
    internal static bool HasBundle { get; } = new StudioFiles(Path.Combine(AppContext.BaseDirectory, "studio")).AreThere;

    internal const string NoBundle = "Elsa Studio was not restored: no Node.js or no network when this was built.";

    [Theory]
    [InlineData("_framework/blazor.webassembly.js", "text/javascript", "no-cache")]
    [InlineData("_content/MudBlazor/MudBlazor.min.css", "text/css", "no-cache")]
    [InlineData("*.wasm", "application/wasm", "public, max-age=31536000, immutable")]
    [InlineData("*.dat", "application/octet-stream", "public, max-age=31536000, immutable")]
    public async Task A_file_of_the_bundle_comes_compressed_under_its_own_type_and_is_kept_as_long_as_it_is_the_same(string name, string type, string cache)
    {
        Assert.SkipUnless(HasBundle, NoBundle);
        var folder = Path.Combine(AppContext.BaseDirectory, "studio");
        var file = name.StartsWith('*') ? Path.GetRelativePath(folder, Directory.GetFiles(Path.Combine(folder, "_framework"), name)[0]) : name;
        using var stranger = doorstep.ClientWith(null);

        foreach (var (coding, ending) in ((string, string)[])[("br", ".br"), ("gzip", ".gz"), ("identity", "")])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/studio/{file}");
            request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue(coding));
            var answer = await stranger.SendAsync(request);

            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            answer.Content.Headers.ContentType!.MediaType.ShouldBe(type);
            answer.Content.Headers.ContentEncoding.ShouldBe(ending.Length == 0 ? [] : [coding]);
            answer.Headers.Vary.ShouldContain("Accept-Encoding");
            answer.Headers.GetValues("Cache-Control").Single().ShouldBe(cache);
            (await answer.Content.ReadAsByteArrayAsync()).ShouldBe(await File.ReadAllBytesAsync(Path.Combine(folder, file + ending)));
        }
    }

    [Fact]
    public async Task A_file_that_did_not_change_is_not_sent_again()
    {
        Assert.SkipUnless(HasBundle, NoBundle);
        using var stranger = doorstep.ClientWith(null);
        var first = await stranger.GetAnswerAsync("/studio/_framework/dotnet.js");
        using var again = new HttpRequestMessage(HttpMethod.Get, "/studio/_framework/dotnet.js");
        again.Headers.IfNoneMatch.Add(first.Message.Headers.ETag!);

        (await stranger.AskAsync(again)).With(HttpStatusCode.NotModified);
    }

    [Theory]
    [InlineData("/studio/index.html")]
    [InlineData("/studio/package.json")]
    [InlineData("/studio/../doorstep.db")]
    [InlineData("/studio/%2e%2e/appsettings.json")]
    [InlineData("/studio/nothing")]
    public async Task What_is_not_of_the_bundle_is_not_served(string path)
    {
        Assert.SkipUnless(HasBundle, NoBundle);
        (await doorstep.Client.GetAnswerAsync(path)).With(HttpStatusCode.NotFound).Message.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task The_pages_run_nothing_that_is_not_from_here()
    {
        Assert.SkipUnless(HasBundle, NoBundle);
        using var stranger = doorstep.ClientWith(null);
        var page = (await stranger.GetAnswerAsync("/sign-in")).With(HttpStatusCode.OK);

        var policy = page.Message.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldStartWith("default-src 'none'; ");
        policy.Split(' ', ';').Where(word => word.Contains("://", StringComparison.Ordinal) || word is "*" or "https:" or "http:" or "'unsafe-eval'").ShouldBeEmpty();
        policy.Split(';').Single(part => part.Contains("script-src", StringComparison.Ordinal)).ShouldNotContain("unsafe-inline");
    }

    [Fact]
    public async Task Without_the_bundle_one_sentence_says_what_is_missing()
    {
        await using var bare = new RunningDoorstep { StudioFolder = Path.Combine(AppContext.BaseDirectory, "no-such-folder") };
        await bare.InitializeAsync();

        var answer = (await bare.Client.GetAnswerAsync("/studio/workflows/definitions")).With(HttpStatusCode.ServiceUnavailable);

        answer.Text.ShouldContain("install Node.js 20 or later, make sure that the npm registry can be reached, and build again.");
    }

    [Fact]
    public async Task The_icon_that_browsers_ask_for_by_themselves_needs_nobody_signed_in()
    {
        using var stranger = doorstep.ClientWith(null);

        (await stranger.GetAnswerAsync("/favicon.ico")).Status.ShouldBe(HasBundle ? HttpStatusCode.OK : HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Links_that_know_nothing_of_the_base_path_lead_to_it() =>
        (await doorstep.Client.GetAnswerAsync("/workflows/definitions/visit/edit")).With(HttpStatusCode.Redirect).Message.Headers.Location!.ToString().ShouldBe("/studio/workflows/definitions/visit/edit");
}
