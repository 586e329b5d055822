using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Doorstep.Host.Tests.Running;
using Microsoft.Data.Sqlite;

namespace Doorstep.Host.Tests.Security;

/// <summary>Keys of services from their issue to their end, over HTTP.</summary>
public sealed class KeyLifeTests(RunningDoorstep doorstep)
{
    private HttpClient Client => doorstep.Client;

    [Fact]
    public async Task A_key_opens_what_its_roles_open_its_secret_is_shown_once_and_its_last_use_is_shown()
    {
        var issued = await IssueAsync(Client, "life-ledger", """["service"]""");
        issued["secret"].ShouldStartWith("dsk_");
        issued.Json["lastUsedAt"].ShouldBeNull();
        issued["issuedBy"].ShouldBe("key:environment");
        issued["expiresAt"].ShouldBe("2031-05-30T01:00:00.000Z");

        using var ledger = doorstep.With(issued["secret"]);
        (await ledger.GetAnswerAsync("/api/v1/cases")).With(HttpStatusCode.OK);
        (await ledger.GetAnswerAsync("/api/v1/keys")).With(HttpStatusCode.Forbidden);

        var listed = await ListedAsync(issued["id"]);
        listed["lastUsedAt"]!.ToString().ShouldBe("2031-03-01T01:00:00.000Z");
        listed["secret"].ShouldBeNull();
        (await LogAsync("actor=key:life-ledger&act=key.use")).ShouldHaveSingleItem()!["subject"]!.ToString().ShouldBe(issued["id"]);
        (await LogAsync("actor=key:life-ledger&act=command.&outcome=refused")).ShouldHaveSingleItem()!["act"]!.ToString().ShouldBe("command.ListKeys");
    }

    [Fact]
    public async Task A_rotated_key_opens_with_both_secrets_until_the_overlap_is_over_and_ends_on_its_day()
    {
        var clock = new StandingClock(RunningDoorstep.Morning);
        await using var house = new RunningDoorstep { Clock = clock };
        await house.InitializeAsync();
        var issued = await IssueAsync(house.Client, "rotated", """["service"]""");
        using var before = house.With(issued["secret"]);
        (await before.GetAnswerAsync("/api/v1/cases")).With(HttpStatusCode.OK);

        var rotated = (await house.Client.PostAnswerAsync($"/api/v1/keys/{issued["id"]}/rotate", """{"overlap":"PT24H","reason":"synthetic"}""")).With(HttpStatusCode.OK);
        rotated["secret"].ShouldNotBe(issued["secret"]);
        using var after = house.With(rotated["secret"]);
        (await before.GetAnswerAsync("/api/v1/cases")).With(HttpStatusCode.OK);
        (await after.GetAnswerAsync("/api/v1/cases")).With(HttpStatusCode.OK);

        clock.Advance(TimeSpan.FromHours(24));
        (await before.GetAnswerAsync("/api/v1/cases")).With(HttpStatusCode.Unauthorized);
        (await after.GetAnswerAsync("/api/v1/cases")).With(HttpStatusCode.OK);

        clock.Advance(TimeSpan.FromDays(90));
        (await after.GetAnswerAsync("/api/v1/cases")).With(HttpStatusCode.Unauthorized)["detail"].ShouldBe("This key is not known, it has ended, or it was revoked.");
    }

    [Fact]
    public async Task A_secret_that_was_replaced_opens_not_a_second_past_its_overlap_and_the_key_ends_when_the_rotation_says()
    {
        var clock = new StandingClock(RunningDoorstep.Morning);
        await using var house = new RunningDoorstep { Clock = clock };
        await house.InitializeAsync();
        var issued = await IssueAsync(house.Client, "short", """["service"]""");
        using var before = house.With(issued["secret"]);
        var ends = RunningDoorstep.Morning.AddDays(3).ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);

        var rotated = (await house.Client.PostAnswerAsync($"/api/v1/keys/{issued["id"]}/rotate", $$"""{"overlap":"PT2S","expiresAt":"{{ends}}","reason":"synthetic"}""")).With(HttpStatusCode.OK);
        using var after = house.With(rotated["secret"]);
        (await before.GetAnswerAsync("/api/v1/cases")).With(HttpStatusCode.OK);
        clock.Advance(TimeSpan.FromSeconds(2));
        (await before.GetAnswerAsync("/api/v1/cases")).With(HttpStatusCode.Unauthorized);
        (await after.GetAnswerAsync("/api/v1/cases")).With(HttpStatusCode.OK);
        clock.Advance(TimeSpan.FromDays(3));

        (await after.GetAnswerAsync("/api/v1/cases")).With(HttpStatusCode.Unauthorized);
        (await house.Client.PostAnswerAsync($"/api/v1/keys/{issued["id"]}/rotate", """{"expiresAt":"2099-01-01T00:00:00Z","reason":"synthetic"}""")).With(HttpStatusCode.BadRequest).Json["errors"]![0]!["path"]!.ToString().ShouldBe("expiresAt");
    }

    [Fact]
    public async Task A_revoked_key_opens_nothing_from_the_same_moment_and_for_ever()
    {
        var issued = await IssueAsync(Client, "life-revoked", """["service"]""");
        using var key = doorstep.With(issued["secret"]);
        (await key.GetAnswerAsync("/api/v1/cases")).With(HttpStatusCode.OK);

        (await Client.PostAnswerAsync($"/api/v1/keys/{issued["id"]}/revoke", """{"reason":"synthetic"}""")).With(HttpStatusCode.OK)["revokedAt"].ShouldNotBeEmpty();

        (await key.GetAnswerAsync("/api/v1/cases")).With(HttpStatusCode.Unauthorized);
        (await Client.PostAnswerAsync($"/api/v1/keys/{issued["id"]}/rotate", """{"reason":"synthetic"}""")).With(HttpStatusCode.Conflict);
        (await Client.PostAnswerAsync($"/api/v1/keys/{issued["id"]}/revoke", """{"reason":"synthetic"}""")).With(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_key_that_cannot_be_issued_is_told_every_fault_at_once()
    {
        var answer = (await Client.PostAnswerAsync("/api/v1/keys", """{"name":"No Name","roles":["administrator","king"],"expiresAt":"2040-01-01T00:00:00Z"}""")).With(HttpStatusCode.BadRequest);

        answer.Json["errors"]!.AsArray().Select(error => error!["path"]!.ToString()).ShouldBe(["name", "roles[0]", "roles[1]", "reason", "expiresAt"], ignoreOrder: true);
        (await Client.PostAnswerAsync("/api/v1/keys", """{"name":"life-agent","roles":["agent"],"reason":"synthetic","secret":"mine"}""")).With(HttpStatusCode.BadRequest).Json["errors"]!.AsArray()
            .Select(error => error!["path"]!.ToString()).ShouldContain("secret", "nobody brings a secret along");
        await IssueAsync(Client, "life-twice", """["service"]""");
        (await Client.PostAnswerAsync("/api/v1/keys", """{"name":"life-twice","roles":["service"],"reason":"synthetic"}""")).With(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_key_of_one_tenant_neither_sees_nor_moves_nor_starts_the_cases_of_another()
    {
        var id = await Client.StartAsync("SYN-TENANT-1");
        using var other = await doorstep.KeyAsync("life-other-bank", "Service", tenant: "other-bank");
        using var own = await doorstep.KeyAsync("life-own-bank", "Service", tenant: "synthetic-bank");

        foreach (var path in (string[])["", "/journal", "/deadlines", "/why", "/acts"])
        {
            (await other.GetAnswerAsync($"/api/v1/cases/{id}{path}")).With(HttpStatusCode.NotFound).Text.ShouldNotContain("SYN-TENANT-1");
            (await own.GetAnswerAsync($"/api/v1/cases/{id}{path}")).With(HttpStatusCode.OK);
        }

        (await other.TellAsync(id, "e1", "InboundMessage", """{"textRef":"r"}""")).With(HttpStatusCode.NotFound);
        (await other.PostAnswerAsync($"/api/v1/cases/{id}/reveal", """{"field":"customer.displayName","purpose":"CONTACT","reason":"synthetic"}""")).With(HttpStatusCode.NotFound);
        (await other.GetAnswerAsync("/api/v1/cases?limit=200")).With(HttpStatusCode.OK).Text.ShouldNotContain("synthetic-bank");
        (await own.GetAnswerAsync("/api/v1/cases?limit=200")).With(HttpStatusCode.OK).Text.ShouldContain("synthetic-bank");
        (await other.PostAnswerAsync("/api/v1/cases", Loan.Body("SYN-TENANT-2").ToJsonString())).With(HttpStatusCode.Forbidden);
        (await other.GetAnswerAsync("/api/v1/outcomes?from=2031-01-01&to=2031-02-01")).With(HttpStatusCode.Forbidden);
        (await LogAsync($"actor=key:life-other-bank&caseId={id}&outcome=refused")).Count.ShouldBe(7);
    }

    [Fact]
    public async Task Secrets_are_stored_as_hashes_only()
    {
        var folder = Directory.CreateTempSubdirectory("doorstep-secrets-").FullName;
        try
        {
            string secret;
            await using (var house = new RunningDoorstep { DataFolder = folder, KeepsData = true })
            {
                await house.InitializeAsync();
                secret = (await IssueAsync(house.Client, "hidden", """["service"]"""))["secret"];
                using var key = house.With(secret);
                (await key.GetAnswerAsync("/api/v1/cases")).With(HttpStatusCode.OK);
                house.Log.Lines.ShouldNotContain(line => line.Contains(secret, StringComparison.Ordinal));
            }

            SqliteConnection.ClearAllPools();
            foreach (var file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
                Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)).Contains(secret, StringComparison.Ordinal).ShouldBeFalse(file);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<Answer> IssueAsync(HttpClient client, string name, string roles) =>
        (await client.PostAnswerAsync("/api/v1/keys", $$"""{"name":"{{name}}","roles":{{roles}},"reason":"synthetic"}""")).With(HttpStatusCode.Created);

    private async Task<JsonNode> ListedAsync(string id) => (await Client.GetAnswerAsync("/api/v1/keys")).With(HttpStatusCode.OK).Json.AsArray().Single(key => key!["id"]!.ToString() == id)!;

    private async Task<JsonArray> LogAsync(string query) => (await Client.GetAnswerAsync($"/api/v1/access-log?{query}")).With(HttpStatusCode.OK).Json["items"]!.AsArray();
}
