using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Doorstep.Host.Tests.Running;

namespace Doorstep.Host.Tests.Faults;

public sealed class StartFaultTests(RunningDoorstep doorstep)
{
    private HttpClient Client => doorstep.Client;

    [Fact]
    public async Task Every_fault_of_a_loans_start_is_named_at_once()
    {
        var body = Loan.Body("SYN-FAULT-1");
        body["timezon"] = "Asia/Shanghai";
        body.Remove("timezone");
        body["policyPack"] = "CN-2025.9";
        body["debt"]!["total"] = 1907381;
        body["debt"]!["intrest"] = 1;
        body["customer"]!["idNumber"] = "110101199003070000";
        body["definition"]!["versoin"] = 2;
        body["risk"] = "low";

        (await Client.PostAnswerAsync("/api/v1/cases", body.ToJsonString())).ShouldRead(
            """
            400 application/problem+json
            {
              "type": "urn:doorstep:problem:invalid",
              "title": "The request is not valid.",
              "status": 400,
              "detail": "The case cannot be started as it is.",
              "errors": [
                {
                  "path": "definition.versoin",
                  "message": "'versoin' is not known here; did you mean 'version'?"
                },
                {
                  "path": "timezon",
                  "message": "'timezon' is not known here; did you mean 'timezone'?"
                },
                {
                  "path": "customer.idNumber",
                  "message": "'idNumber' is not known here. Known are: addresses, ageBand, commsProfile, contactPoints, displayName, idDocToken, language, preferences, represented, segmentProfile, supportNeeds, token."
                },
                {
                  "path": "risk",
                  "message": "\"low\" is not an object with score, model, reasonCodes, alerts."
                },
                {
                  "path": "debt.intrest",
                  "message": "'intrest' is not known here; did you mean 'interest'?"
                },
                {
                  "path": "policyPack",
                  "message": "'CN-2025.9' is not an approved pack. Approved packs: CN-2026.1, UK-2026.1, US-REGF-2026.1."
                },
                {
                  "path": "timezone",
                  "message": "is missing: the customer's IANA time zone, such as 'Asia/Shanghai'. Without it nobody may be contacted."
                },
                {
                  "path": "debt.total",
                  "message": "1907381 is not the sum of principal, interest, penalty and fees, which is 1907380."
                }
              ]
            }
            """);
    }

    [Fact]
    public async Task A_body_that_says_nothing_is_told_everything_it_must_say() =>
        Errors(await Client.PostAnswerAsync("/api/v1/cases", """{"schema":"case.start/1"}""")).ShouldBe(
            """
            Idempotency-Key: is missing: your own key of this start, so that a repetition is recognised.
            definition.key: is missing: the definition to run, such as 'overdue-visit'.
            tenant: is missing: whose case it is.
            case.externalRef: is missing: your own name for the loan.
            customer.token: is missing: your own token for the person, never an identity number.
            policyPack: is missing. Approved packs: CN-2026.1, UK-2026.1, US-REGF-2026.1.
            timezone: is missing: the customer's IANA time zone, such as 'Asia/Shanghai'. Without it nobody may be contacted.
            debt: is missing: what is owed.
            """);

    [Fact]
    public async Task A_generic_start_is_checked_as_well() =>
        Errors(await Client.PostAnswerAsync(
            "/api/v1/cases", """{"schema":"workflow.start/1","idempotencyKey":"k","tenant":7,"definition":{"key":"visit","version":"1"},"busnessKey":"b","input":[]}""")).ShouldBe(
            """
            definition.version: "1" is not a version. Write a number from 1, or leave it out for the published one.
            busnessKey: 'busnessKey' is not known here; did you mean 'businessKey'?
            tenant: 7 is no name. Write whose case it is, or leave it out for 'default'.
            businessKey: is missing: your own name for what the case is about.
            input: [] is not an object.
            definition.key: Definition 'visit' is usable as an activity: it runs inside other definitions, and no case starts in it.
            """);

    [Theory]
    [InlineData("principal", "-1", "debt.principal: -1 is not a whole number from 0.")]
    [InlineData("principal", "12.5", "debt.principal: 12.5 is not a whole number from 0.")]
    [InlineData("principal", "1e3", "debt.principal: 1e3 is not a whole number from 0.")]
    [InlineData("principal", "\"1842050\"", "debt.principal: \"1842050\" is not a whole number from 0.")]
    [InlineData("principal", "99999999999999999999", "debt.principal: 99999999999999999999 is not a whole number from 0; the most is 1000000000000000.")]
    [InlineData("dpd", "null", "debt.dpd: is missing: a whole number from 0 to 36525.")]
    [InlineData("currency", "\"yuan\"", "debt.currency: \"yuan\" is not an ISO 4217 code, such as \"CNY\".")]
    public async Task An_amount_that_is_none_is_quoted(string member, string json, string expected)
    {
        var body = Loan.Body("SYN-FAULT-2").ToJsonString();
        var debt = JsonNode.Parse(body)!["debt"]!;
        debt[member] = null;
        var written = Loan.Body("SYN-FAULT-2");
        written["debt"] = debt.DeepClone();

        Errors(await Client.PostAnswerAsync("/api/v1/cases", written.ToJsonString().Replace($"\"{member}\":null", $"\"{member}\":{json}", StringComparison.Ordinal))).ShouldBe(expected);
    }

    [Fact]
    public async Task A_time_zone_that_is_none_is_quoted() =>
        Errors(await Changed("timezone", "Beijing")).ShouldBe("timezone: 'Beijing' is not an IANA time zone. Write 'Asia/Shanghai'.");

    [Fact]
    public async Task A_schema_that_nobody_knows_is_quoted() =>
        Errors(await Changed("schema", "case.start/2")).ShouldBe("schema: \"case.start/2\" is not a start that we know. Write 'case.start/1' or 'workflow.start/1'.");

    [Fact]
    public async Task A_definition_that_is_not_there_is_told_with_the_nearest_one()
    {
        var body = Loan.Body("SYN-FAULT-3");
        body["definition"] = new JsonObject { ["key"] = "overdue-vist" };

        (await Client.PostAnswerAsync("/api/v1/cases", body.ToJsonString())).ShouldRead(
            """
            422 application/problem+json
            {
              "type": "urn:doorstep:problem:impossible",
              "title": "This cannot be done.",
              "status": 422,
              "detail": "There is no definition 'overdue-vist'; did you mean 'overdue-visit'?",
              "errors": [
                {
                  "path": "definition.key",
                  "message": "There is no definition 'overdue-vist'; did you mean 'overdue-visit'?"
                }
              ]
            }
            """);
    }

    [Fact]
    public async Task A_definition_that_is_not_there_is_told_with_every_other_fault()
    {
        var body = Loan.Body("SYN-FAULT-10");
        body["definition"] = new JsonObject { ["key"] = "overdue-vist", ["version"] = "x" };
        body["customer"]!["dispName"] = "A.";
        body["debt"]!["unit"] = "pence";

        Errors(await Client.PostAnswerAsync("/api/v1/cases", body.ToJsonString())).ShouldBe(
            """
            definition.version: "x" is not a version. Write a number from 1, or leave it out for the published one.
            customer.dispName: 'dispName' is not known here; did you mean 'displayName'?
            debt.unit: "pence" is not one of fen, cent, penny, minor; did you mean 'penny'?
            definition.key: There is no definition 'overdue-vist'; did you mean 'overdue-visit'?
            """);
    }

    [Fact]
    public async Task A_version_that_is_not_the_published_one_is_told_which_is()
    {
        var body = Loan.Body("SYN-FAULT-4");
        body["definition"]!["version"] = 3;

        (await Client.PostAnswerAsync("/api/v1/cases", body.ToJsonString())).With(HttpStatusCode.UnprocessableEntity)["detail"]
            .ShouldBe("Definition 'overdue-visit' is published in version 1, not 3. Start with version 1 or leave it out.");
    }

    [Fact]
    public async Task The_header_and_the_member_must_not_contradict_each_other() =>
        Errors(await Client.PostAnswerAsync("/api/v1/cases", Loan.Body("SYN-FAULT-5").ToJsonString(), ("Idempotency-Key", "other")))
            .ShouldBe("Idempotency-Key: The header says 'other', the body's idempotencyKey 'start-SYN-FAULT-5'. Send one of them, or the same.");

    [Fact]
    public async Task The_header_twice_is_refused()
    {
        var body = Loan.Body("SYN-FAULT-6").ToJsonString();

        var answer = await doorstep.SayAsync(
            $"POST /api/v1/cases HTTP/1.1\r\nHost: x\r\nAuthorization: ApiKey {RunningDoorstep.Key}\r\nConnection: close\r\nContent-Type: application/json\r\n"
            + $"Idempotency-Key: one\r\nIdempotency-Key: two\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");

        answer.ShouldStartWith("HTTP/1.1 400 Bad Request");
        answer.ShouldContain("""{"path":"Idempotency-Key","message":"is there 2 times; send it once."}""");
    }

    [Fact]
    public async Task Names_have_at_most_two_hundred_characters()
    {
        var body = Loan.Body("SYN-FAULT-7");
        body["tenant"] = new string('t', 201);
        body["case"]!["externalRef"] = new string('r', 201);
        body["idempotencyKey"] = new string('k', 201);

        Errors(await Client.PostAnswerAsync("/api/v1/cases", body.ToJsonString())).ShouldBe(
            """
            Idempotency-Key: has 201 characters; at most 200 are allowed.
            tenant: has 201 characters; at most 200 are allowed.
            case.externalRef: has 201 characters; at most 200 are allowed.
            """);
    }

    [Fact]
    public async Task A_hundred_faults_are_enough_and_a_long_name_is_cut()
    {
        var body = Loan.Body("SYN-FAULT-8");
        body[new string('x', 100_000)] = 1;
        for (var number = 0; number < 2000; number++) body[$"unknown{number}"] = 1;

        var answer = await Client.PostAnswerAsync("/api/v1/cases", body.ToJsonString());

        answer.With(HttpStatusCode.BadRequest).Json["errors"]!.AsArray().Count.ShouldBe(100);
        answer.Text.Length.ShouldBeLessThan(100_000);
    }

    private static string Errors(Answer answer) =>
        string.Join('\n', answer.With(HttpStatusCode.BadRequest).Json["errors"]!.AsArray().Select(error => $"{error!["path"]}: {error["message"]}"));

    private Task<Answer> Changed(string member, string value)
    {
        var body = Loan.Body("SYN-FAULT-9");
        body[member] = value;
        return Client.PostAnswerAsync("/api/v1/cases", body.ToJsonString());
    }
}
