using System.Net;
using System.Text.Json.Nodes;
using Doorstep.Host.Tests.Running;
using Microsoft.Data.Sqlite;

namespace Doorstep.Host.Tests.Faults;

public sealed class BrokenCaseTests(RunningDoorstep doorstep)
{
    [Fact]
    public async Task What_breaks_on_our_side_says_nothing_about_itself_and_is_logged_under_its_trace()
    {
        var id = await doorstep.Client.StartAsync("SYN-BROKEN-1");
        await Sql($"UPDATE cases SET snapshot = x'00' WHERE id = '{id}'");

        var answer = await doorstep.Client.GetAnswerAsync($"/api/v1/cases/{id}");

        var trace = answer["traceId"];
        answer.ShouldRead(
            """
            500 application/problem+json
            {
              "type": "urn:doorstep:problem:fault",
              "title": "Something broke on our side.",
              "status": 500,
              "detail": "Nothing was kept unless it was acknowledged: send it again. Our log has more under this traceId."
            }
            """);
        answer.Message.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"], "an answer about an error has the headers of every other");
        doorstep.Log.Lines.ShouldContain(line => line.Contains($"GET /api/v1/cases/{{id}} broke. Trace {trace}", StringComparison.Ordinal) && line.Contains("Exception", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_journal_row_that_was_changed_is_found()
    {
        var id = await doorstep.Client.StartAsync("SYN-BROKEN-2");
        await doorstep.Client.TellAsync(id, "pay-1", "PaymentReceived", """{"amount":100}""");
        await Sql($$"""UPDATE journal SET event_data = '{"amount":900}' WHERE case_id = '{{id}}' AND sequence = 2""");

        (await doorstep.Client.GetAnswerAsync($"/api/v1/cases/{id}/journal/verify")).ShouldRead(
            """
            200 application/json
            {
              "intact": false,
              "rows": null,
              "headHash": null,
              "firstBroken": 2,
              "break": "content",
              "explanation": "The content of row 2 does not give its hash: the row was changed."
            }
            """);
    }

    private async Task Sql(string statement)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(doorstep.DataFolder, "doorstep.db")}");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements are this test's own.
        command.CommandText = statement;
#pragma warning restore CA2100
        (await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken)).ShouldBe(1);
    }
}
