using System.Net;
using Doorstep.Host.Tests.Running;

namespace Doorstep.Host.Tests.Faults;

public sealed class AddressFaultTests(RunningDoorstep doorstep)
{
    private HttpClient Client => doorstep.Client;

    [Fact]
    public async Task What_is_not_there_is_named() =>
        (await Client.GetAnswerAsync("/api/v2/cases")).ShouldRead(
            """
            404 application/problem+json
            {
              "type": "urn:doorstep:problem:no-route",
              "title": "Not Found.",
              "status": 404,
              "detail": "There is nothing at '/api/v2/cases'. The documentation is at /docs."
            }
            """);

    [Fact]
    public async Task A_wrong_method_is_told_the_right_ones()
    {
        var answer = await Client.AskAsync(new HttpRequestMessage(HttpMethod.Put, "/api/v1/cases"));

        answer.ShouldRead(
            """
            405 application/problem+json
            {
              "type": "urn:doorstep:problem:method",
              "title": "Method Not Allowed.",
              "status": 405,
              "detail": "'/api/v1/cases' does not take PUT. It takes: GET, POST."
            }
            """);
        answer.Message.Content.Headers.Allow.ShouldBe(["GET", "POST"]);
    }

    [Fact]
    public async Task Everything_that_is_wrong_with_a_lists_address_is_named_at_once() =>
        (await Client.GetAnswerAsync("/api/v1/cases?limit=0&cursor=%00zzz&status=open&stat=x")).ShouldRead(
            """
            400 application/problem+json
            {
              "type": "urn:doorstep:problem:invalid",
              "title": "The request is not valid.",
              "status": 400,
              "detail": "The list cannot be read like this.",
              "errors": [
                {
                  "path": "limit",
                  "message": "'0' is not a number from 1 to 200."
                },
                {
                  "path": "cursor",
                  "message": "'\u0000zzz' is not a cursor. Take it from nextCursor of the page before."
                },
                {
                  "path": "status",
                  "message": "'open' is not a status. Statuses are: running, completed, faulted."
                },
                {
                  "path": "stat",
                  "message": "'stat' is not known here; did you mean 'state'?"
                }
              ]
            }
            """);

    [Theory]
    [InlineData("/api/v1/cases?stats=running", "stats", "'stats' is not known here; did you mean 'state'?")]
    [InlineData("/api/v1/cases?limit=201", "limit", "'201' is not a number from 1 to 200.")]
    [InlineData("/api/v1/cases?limit=five", "limit", "'five' is not a number from 1 to 200.")]
    [InlineData("/api/v1/cases?limit=1&limit=2", "limit", "'1,2' is not a number from 1 to 200.")]
    [InlineData("/api/v1/cases?limit=%2B5", "limit", "'+5' is not a number from 1 to 200.")]
    [InlineData("/api/v1/cases?cursor=", "cursor", "'' is not a cursor. Take it from nextCursor of the page before.")]
    [InlineData("/api/v1/cases?cursor=OTk5OTk5OTk5OTk5OTk5OTk5LmE", "cursor", "'OTk5OTk5OTk5OTk5OTk5OTk5LmE' is not a cursor. Take it from nextCursor of the page before.")]
    [InlineData("/api/v1/cases/x/journal?after=-1", "after", "'-1' is not a number from 0 to 2147483647.")]
    [InlineData("/api/v1/cases/x/journal?limit=501", "limit", "'501' is not a number from 1 to 500.")]
    [InlineData("/api/v1/cases/x/why?verbose=1", "verbose", "'verbose' is not known here.")]
    [InlineData("/api/v1/definitions/visit?version=0", "version", "'0' is not a number from 1 to 2147483647.")]
    [InlineData("/api/v1/outbox?status=pending,parked", "status", "'pending,parked' is not a status. Statuses are: pending, delivered, parked, discarded.")]
    [InlineData("/api/v1/outbox?status=1", "status", "'1' is not a status. Statuses are: pending, delivered, parked, discarded.")]
    public async Task What_is_wrong_with_an_address_is_quoted(string address, string path, string message)
    {
        var error = (await Client.GetAnswerAsync(address)).With(HttpStatusCode.BadRequest).Json["errors"]!.AsArray().ShouldHaveSingleItem()!;

        error["path"]!.GetValue<string>().ShouldBe(path);
        error["message"]!.GetValue<string>().ShouldBe(message);
    }

    [Theory]
    [InlineData("a%0D%0ASet-Cookie:%20x=1", "a\r\nSet-Cookie: x=1")]
    [InlineData("..%2F..%2Fetc%2Fpasswd", "..%2F..%2Fetc%2Fpasswd")]
    [InlineData("%F0%9F%92%A3", "💣")]
    [InlineData("'%3B%20DROP%20TABLE%20cases%3B--", "'; DROP TABLE cases;--")]
    public async Task An_id_that_is_none_is_simply_not_found(string written, string read)
    {
        var answer = await Client.GetAnswerAsync($"/api/v1/cases/{written}");

        answer.With(HttpStatusCode.NotFound)["detail"].ShouldBe($"There is no case '{read}'.");
        answer.Message.Headers.Contains("Set-Cookie").ShouldBeFalse();
    }

    [Fact]
    public async Task An_id_of_seven_thousand_letters_is_not_found_in_two_thousand()
    {
        var answer = await Client.GetAnswerAsync($"/api/v1/cases/{new string('x', 7000)}");

        answer.With(HttpStatusCode.NotFound)["detail"].Length.ShouldBe(2000);
    }

    /// <summary>Kestrel itself refuses these before anything of ours sees them; what counts is that it does.</summary>
    [Theory]
    [InlineData("GET /api/v1/cases/a%00b HTTP/1.1\r\nHost: x\r\n\r\n", "HTTP/1.1 400")]
    [InlineData("GET /api/v1/cases HTTP/1.1\r\nHost: x\r\nIdempotency-Key: a\rb\r\n\r\n", "HTTP/1.1 400")]
    [InlineData("GET /api/v1/cases HTTP/1.1\r\nHost: x\r\nIdempotency-Key: a\0b\r\n\r\n", "HTTP/1.1 400")]
    [InlineData("POST /api/v1/cases HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}", "HTTP/1.1 400")]
    [InlineData("GET /api/v1/cases HTTP/1.1\r\n\r\n", "HTTP/1.1 400")]
    [InlineData("GET / HTTP/9.9\r\nHost: x\r\n\r\n", "HTTP/1.1 505")]
    public async Task Requests_that_are_not_HTTP_are_refused_and_the_service_lives_on(string request, string expected)
    {
        (await doorstep.SayAsync(request)).ShouldStartWith(expected);
        (await Client.GetAnswerAsync("/health/ready")).With(HttpStatusCode.OK);
    }
}
