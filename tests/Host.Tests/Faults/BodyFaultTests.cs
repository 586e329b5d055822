using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Doorstep.Host.Tests.Running;

namespace Doorstep.Host.Tests.Faults;

public sealed class BodyFaultTests(RunningDoorstep doorstep)
{
    private HttpClient Client => doorstep.Client;

    [Fact]
    public async Task A_body_that_is_not_JSON_is_told_where_it_breaks() =>
        (await Client.PostAnswerAsync("/api/v1/cases", "{\"schema\":\n  oops}")).ShouldRead(
            """
            400 application/problem+json
            {
              "type": "urn:doorstep:problem:invalid",
              "title": "The request is not valid.",
              "status": 400,
              "detail": "The body is not JSON that we can read: 'o' is an invalid start of a value. Line 2, byte 3."
            }
            """);

    [Theory]
    [InlineData("", "The body is empty; it must be a JSON object.")]
    [InlineData("[1]", "The body must be a JSON object, not [1].")]
    [InlineData("null", "The body must be a JSON object, not null.")]
    [InlineData("""{"a":1,"a":2}""", "The body is not JSON that we can read: Duplicate property 'a' encountered during deserialization.")]
    [InlineData("""{"a":1}{"b":2}""", "The body is not JSON that we can read: '{' is invalid after a single JSON value. Expected end of data. Line 1, byte 8.")]
    [InlineData("""{"a":1,}""", "The body is not JSON that we can read: The JSON object contains a trailing comma at the end which is not supported in this mode. Change the reader options. Line 1, byte 8.")]
    [InlineData("""{"a":1 // so""", "The body is not JSON that we can read: '/' is invalid after a value. Expected either ',', '}', or ']'. Line 1, byte 8.")]
    public async Task What_is_not_an_object_is_refused(string body, string detail) =>
        (await Client.PostAnswerAsync("/api/v1/cases", body)).With(HttpStatusCode.BadRequest)["detail"].ShouldBe(detail);

    [Fact]
    public async Task A_body_that_is_not_UTF8_is_refused_wherever_it_is_wrong()
    {
        foreach (var bytes in (byte[][])[[.. "{\"tenant\":\"t"u8, 0xFF, .. "\"}"u8], [.. "{\"t"u8, 0xC3, .. "\":1}"u8], [0xFE, 0xFF, 0, (byte)'{', 0, (byte)'}']])
            (await Client.PostAnswerAsync("/api/v1/cases", Json(bytes))).With(HttpStatusCode.BadRequest)["detail"].ShouldBe("The body is not UTF-8.");
    }

    [Fact]
    public async Task A_byte_order_mark_does_no_harm() =>
        (await Client.PostAnswerAsync("/api/v1/cases", Json([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Loan.Body("SYN-BOM-1").ToJsonString())]))).With(HttpStatusCode.Accepted);

    [Fact]
    public async Task Text_that_no_database_could_keep_is_refused_with_its_place()
    {
        var answer = await Client.PostAnswerAsync("/api/v1/cases", """{"a":["x",{"b\u0000c":1}],"d":"\uD800","e":{"f":"g\u0000"}}""");

        answer.ShouldRead(
            """
            400 application/problem+json
            {
              "type": "urn:doorstep:problem:invalid",
              "title": "The request is not valid.",
              "status": 400,
              "detail": "The body has text that cannot be kept.",
              "errors": [
                {
                  "path": "a[1]",
                  "message": "has the character U+0000 in it, which cannot be kept."
                },
                {
                  "path": "d",
                  "message": "has half of a surrogate pair in it (\\uD800 to \\uDFFF), which is no character."
                },
                {
                  "path": "e.f",
                  "message": "has the character U+0000 in it, which cannot be kept."
                }
              ]
            }
            """);
        (await Client.PostAnswerAsync("/api/v1/cases", """{"\uDC00":1}""")).With(HttpStatusCode.BadRequest)["detail"]
            .ShouldBe("The body has a member whose name is no text: half of a surrogate pair is in it.");
    }

    [Fact]
    public async Task A_body_may_be_thirty_two_deep_and_such_a_case_can_be_read_back()
    {
        var id = await Client.StartAsync("SYN-DEEP-1");

        (await Client.TellAsync(id, "deep", "IntakeChecked", Nested(32 - 1))).With(HttpStatusCode.OK);
        var tooDeep = await Client.TellAsync(id, "deeper", "IntakeChecked", Nested(32));

        tooDeep.With(HttpStatusCode.BadRequest)["detail"].ShouldStartWith("The body is not JSON that we can read: The maximum configured depth of 32 has been exceeded.");
        (await Client.GetAnswerAsync($"/api/v1/cases/{id}")).With(HttpStatusCode.OK);
        (await Client.GetAnswerAsync($"/api/v1/cases/{id}/journal")).With(HttpStatusCode.OK);
        (await Client.TellAsync(id, "gone", "CaseRecalled")).With(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=gb18030")]
    [InlineData(null)]
    public async Task A_body_that_is_not_announced_as_JSON_in_UTF8_is_refused(string? mediaType)
    {
        var content = new ByteArrayContent("{}"u8.ToArray());
        content.Headers.ContentType = mediaType is null ? null : MediaTypeHeaderValue.Parse(mediaType);

        (await Client.PostAnswerAsync("/api/v1/cases", content)).ShouldRead(
            $$"""
            415 application/problem+json
            {
              "type": "urn:doorstep:problem:media-type",
              "title": "The body must be JSON.",
              "status": 415,
              "detail": "'{{mediaType}}' is not 'application/json' in UTF-8."
            }
            """);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_over_two_mebibytes_is_refused_whether_or_not_its_length_is_announced(bool isAnnounced)
    {
        var content = Json(Encoding.UTF8.GetBytes($$"""{"a":"{{new string('x', 2 * 1024 * 1024)}}"}"""));
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/cases") { Content = content };
        if (!isAnnounced) request.Headers.TransferEncodingChunked = true;
        request.Headers.ExpectContinue = true;

        (await Client.AskAsync(request)).ShouldRead(
            """
            413 application/problem+json
            {
              "type": "urn:doorstep:problem:too-large",
              "title": "The body is too large.",
              "status": 413,
              "detail": "A body may have 2097152 bytes (2 MiB). Send documents elsewhere and their hashes here."
            }
            """);
    }

    private static string Nested(int depth) => string.Concat(Enumerable.Repeat("""{"a":""", depth - 1)) + "{}" + new string('}', depth - 1);

    private static ByteArrayContent Json(byte[] bytes) => new(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
}
