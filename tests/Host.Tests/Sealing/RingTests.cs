using System.Collections.Immutable;
using System.Net;
using System.Text;
using Doorstep.Host.Tests.Running;
using Microsoft.Data.Sqlite;

namespace Doorstep.Host.Tests.Sealing;

/// <summary>What somebody finds who has the disk, or the database, or the key ring, over several starts in one data folder.</summary>
public sealed class RingTests : IDisposable
{
    private const string Name = "Sealing-Zhang 封存张三";
    private const string Phone = "+00-0000-4711-0815";
    private const string Street = "17 Sealing Lane 封存路17号";
    private const string Words = "I lost my work and my mother is ill, said for sealing.";
    private const string OldSecret = "old-secret-0123456789abcdef0123456789";
    private const string NewSecret = "new-secret-0123456789abcdef0123456789";

    private readonly string _folder = Directory.CreateTempSubdirectory("doorstep-ring-").FullName;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task S26_The_disk_and_the_log_say_nothing_about_anybody_and_the_record_is_whole_after_a_start()
    {
        string id;
        LogBook log;
        await using (var house = await StartAsync())
        {
            log = house.Log;
            id = await TellEverythingAsync(house);
            await house.RelayAsync();
        }

        Everything().ShouldContain(id, Case.Sensitive, "this looks at the files that hold the case");
        foreach (var said in (string[])[Name, Phone, Street, Words, "封存"])
        {
            Everything().ShouldNotContain(said);
            log.Lines.ShouldNotContain(line => line.Contains(said, StringComparison.Ordinal));
        }

        await using var again = await StartAsync();
        (await again.Client.GetAnswerAsync($"/api/v1/cases/{id}/journal/verify"))["intact"].ShouldBe("true");
    }

    [Fact]
    public async Task A_copy_of_the_database_without_its_ring_starts_nothing_and_changes_nothing()
    {
        await using (var house = await StartAsync()) await TellEverythingAsync(house);
        Directory.Move(Path.Combine(_folder, "keys"), Path.Combine(_folder, "elsewhere"));

        (await Should.ThrowAsync<InvalidOperationException>(() => StartAsync())).Message.ShouldStartWith("The database is sealed, and the key ring that is here does not open it. Put back the folder 'keys'");

        Directory.Delete(Path.Combine(_folder, "keys"), recursive: true);
        Directory.Move(Path.Combine(_folder, "elsewhere"), Path.Combine(_folder, "keys"));
        await using var again = await StartAsync();
    }

    [Fact]
    public async Task A_secret_closes_the_ring_and_another_one_can_follow_it()
    {
        await using (var house = await StartAsync(OldSecret)) await TellEverythingAsync(house);
        var ring = string.Concat(Directory.GetFiles(Path.Combine(_folder, "keys")).Select(File.ReadAllText));
        ring.ShouldContain("<closed");
        ring.ShouldNotContain("<masterKey");
        ring.ShouldNotContain("<value>");

        (await Should.ThrowAsync<InvalidOperationException>(() => StartAsync())).Message.ShouldContain("DOORSTEP_KEYS_SECRET");
        (await Should.ThrowAsync<InvalidOperationException>(() => StartAsync(NewSecret))).Message.ShouldContain("DOORSTEP_KEYS_SECRET");
        await using var again = await StartAsync(NewSecret, OldSecret);
    }

    [Fact]
    public async Task The_folder_of_the_keys_of_sessions_becomes_the_ring()
    {
        await using (await StartAsync()) await Task.CompletedTask;
        Directory.Move(Path.Combine(_folder, "keys"), Path.Combine(_folder, "session-keys"));

        await using var again = await StartAsync();

        Directory.Exists(Path.Combine(_folder, "session-keys")).ShouldBeFalse();
    }

    private static async Task<string> TellEverythingAsync(RunningDoorstep house)
    {
        var loan = Loan.Body("SYN-SEALED-1");
        loan["customer"]!["displayName"] = Name;
        loan["customer"]!["contactPoints"]!.AsArray()[0]!["value"] = Phone;
        loan["customer"]!["addresses"]!.AsArray()[0]!["text"] = Street;
        var id = (await house.Client.PostAnswerAsync("/api/v1/cases", loan.ToJsonString())).With(HttpStatusCode.Accepted)["caseId"];
        (await house.Client.TellAsync(id, "said-1", "StatementMade", $$"""{"text":"{{Words}}"}""")).With(HttpStatusCode.OK);
        return id;
    }

    /// <summary>Every file of the folder, as text.</summary>
    private string Everything()
    {
        SqliteConnection.ClearAllPools();
        return string.Concat(Directory.GetFiles(_folder, "*", SearchOption.AllDirectories).Select(file => Encoding.UTF8.GetString(File.ReadAllBytes(file))));
    }

    private async Task<RunningDoorstep> StartAsync(params ImmutableArray<string> secrets)
    {
        var house = new RunningDoorstep { DataFolder = _folder, KeepsData = true, RingSecrets = secrets, LogLevel = Microsoft.Extensions.Logging.LogLevel.Trace };
        try
        {
            await house.InitializeAsync();
            return house;
        }
        catch
        {
            await house.DisposeAsync();
            throw;
        }
    }
}
