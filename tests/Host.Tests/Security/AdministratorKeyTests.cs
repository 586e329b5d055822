using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Doorstep.Host.Tests.Running;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Doorstep.Host.Tests.Security;

/// <summary>The first key of a house, over several starts in one data folder.</summary>
public sealed class AdministratorKeyTests : IDisposable
{
    private const string Shown = "Administrator key, shown this once: ";
    private const string First = "first-0123456789abcdef0123456789abcdef";
    private const string Second = "second-0123456789abcdef0123456789abcdef";

    private readonly string _folder = Directory.CreateTempSubdirectory("doorstep-keys-").FullName;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_key_is_made_on_the_first_start_and_shown_once()
    {
        string key;
        await using (var first = await StartAsync(null))
        {
            key = first.Output.ToString().Split('\n').Single(line => line.StartsWith(Shown, StringComparison.Ordinal))[Shown.Length..].Split(' ')[0];
            key.ShouldStartWith("dsk_");
            key.Length.ShouldBe("dsk_".Length + 43);
            (await StatusAsync(first, key)).ShouldBe(HttpStatusCode.OK);
        }

        await using var second = await StartAsync(null);
        second.Output.ToString().ShouldNotContain(Shown);
        second.Output.ToString().ShouldNotContain("dsk_");
        (await StatusAsync(second, key)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_new_key_in_the_environment_takes_the_place_of_the_one_before()
    {
        await using (var first = await StartAsync(First)) (await StatusAsync(first, First)).ShouldBe(HttpStatusCode.OK);
        await using (var again = await StartAsync(First)) (await StatusAsync(again, First)).ShouldBe(HttpStatusCode.OK);

        await using var rotated = await StartAsync(Second);

        (await StatusAsync(rotated, Second)).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(rotated, First)).ShouldBe(HttpStatusCode.Unauthorized);
        rotated.Output.ToString().ShouldNotContain(Second);
    }

    [Fact]
    public async Task A_key_that_was_rotated_away_does_not_come_back()
    {
        await using (await StartAsync(First)) await Task.CompletedTask;
        await using (await StartAsync(Second)) await Task.CompletedTask;

        var refused = await Should.ThrowAsync<InvalidOperationException>(() => StartAsync(First));

        refused.Message.ShouldBe("DOORSTEP_API_KEY is a key that was revoked at 2031-03-01T01:00:00.000Z. Set a new one, such as the output of 'openssl rand -hex 32'.");
    }

    [Fact]
    public async Task A_key_that_no_header_can_carry_is_refused() =>
        (await Should.ThrowAsync<InvalidOperationException>(() => StartAsync("a key"))).Message.ShouldBe("DOORSTEP_API_KEY must be printable ASCII without spaces: it travels in a header.");

    [Fact]
    public async Task A_short_key_is_taken_with_a_warning()
    {
        await using var doorstep = await StartAsync("secret");

        doorstep.Output.ToString().ShouldStartWith("DOORSTEP_API_KEY has 6 characters; take 32 random ones where others can reach this address.");
        (await StatusAsync(doorstep, "secret")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Keys_are_stored_as_hashes_and_logged_nowhere()
    {
        const string wrong = "wrong-0123456789abcdef0123456789abcdef";
        LogBook log;
        await using (var doorstep = await StartAsync(First))
        {
            log = doorstep.Log;
            (await StatusAsync(doorstep, First)).ShouldBe(HttpStatusCode.OK);
            (await StatusAsync(doorstep, wrong)).ShouldBe(HttpStatusCode.Unauthorized);
            var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"u:{wrong}"));
            using var browser = doorstep.ClientWith(new AuthenticationHeaderValue("Basic", basic));
            (await browser.GetAnswerAsync("/docs/")).With(HttpStatusCode.Unauthorized);
            log.Lines.ShouldNotContain(line => line.Contains(basic, StringComparison.Ordinal));
        }

        log.Lines.Count.ShouldBeGreaterThan(100, "everything down to traces is in the book");
        log.Lines.ShouldNotContain(line => line.Contains(First, StringComparison.Ordinal) || line.Contains(wrong, StringComparison.Ordinal));
        SqliteConnection.ClearAllPools();
        var files = Directory.GetFiles(_folder, "*", SearchOption.AllDirectories);
        files.ShouldContain(file => file.EndsWith("doorstep.db", StringComparison.Ordinal));
        foreach (var file in files)
            Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)).Contains(First, StringComparison.Ordinal).ShouldBeFalse(file);
    }

    private async Task<RunningDoorstep> StartAsync(string? key)
    {
        var doorstep = new RunningDoorstep { DataFolder = _folder, KeepsData = true, AdministratorKey = key, LogLevel = LogLevel.Trace };
        try
        {
            await doorstep.InitializeAsync();
            return doorstep;
        }
        catch
        {
            await doorstep.DisposeAsync();
            throw;
        }
    }

    private static async Task<HttpStatusCode> StatusAsync(RunningDoorstep doorstep, string key)
    {
        using var client = doorstep.ClientWith(new AuthenticationHeaderValue("ApiKey", key));
        return (await client.GetAnswerAsync("/api/v1/cases")).Status;
    }
}
