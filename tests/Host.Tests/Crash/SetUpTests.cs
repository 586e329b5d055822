using System.Net;

namespace Doorstep.Host.Tests.Crash;

/// <summary>The first minutes of a newcomer: an empty folder, no key, and a host that may die at any moment of setting itself up.</summary>
[Collection(Processes.Name)]
public sealed class SetUpTests(ITestOutputHelper output)
{
    private const string KeyLine = "Administrator key, shown this once: ";
    private const int Rounds = 4;
    private static readonly string[] Milestones = ["doorstep.db", "doorstep.db", "doorstep.db-wal", "quartz.db"];

    [Fact]
    public async Task A_host_killed_while_it_sets_itself_up_comes_up_cleanly_and_exactly_one_key_opens_it()
    {
        var random = CrashSeed.Random(output);
        for (var round = 0; round < Rounds; round++)
        {
            using var site = new HostSite(key: null);
            CrashDefinition.PutInto(site);
            var shown = await KilledAsync(site, Milestones[round], TimeSpan.FromMilliseconds(random.Next(400)));

            await using var host = HostProcess.Start(site);
            await host.ReadyAsync();
            shown = [.. shown, .. Keys(host)];
            output.WriteLine($"Killed after '{Milestones[round]}': {shown.Length} keys shown.");

            host.Complaints.ShouldBeEmpty();
            var opening = new List<string>();
            foreach (var key in shown)
                if (await OpensAsync(site, key)) opening.Add(key);
            opening.ShouldBe([shown[^1]], $"Round {round}, seed {CrashSeed.Seed}.");
        }
    }

    [Fact]
    public async Task A_first_start_says_where_it_listens_and_its_key_and_nothing_else()
    {
        using var site = new HostSite(key: null);
        await using var host = HostProcess.Start(site);
        await host.ReadyAsync();
        await UntilSaidAsync(host, "  Data ");
        var key = Keys(host).ShouldHaveSingleItem();

        host.Complaints.ShouldBeEmpty();
        Noise(host).ShouldBeEmpty();
        host.Output.ShouldContain($"Doorstep listens on {site.Address.GetLeftPart(UriPartial.Authority)}");
        (await OpensAsync(site, key)).ShouldBeTrue();
        await host.KillAsync();

        await using var second = HostProcess.Start(site);
        await second.ReadyAsync();
        (await OpensAsync(site, key)).ShouldBeTrue();
        (await second.TerminateAsync()).ExitCode.ShouldBe(0);
        second.Complaints.ShouldBeEmpty();
        Noise(second).ShouldBeEmpty();
        Keys(second).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_start_whose_address_is_taken_says_so_in_a_line_and_has_shown_the_key_all_the_same()
    {
        using var site = new HostSite(key: null);
        CrashDefinition.PutInto(site);
        string key;
        using (var squatter = new System.Net.Sockets.TcpListener(IPAddress.Loopback, site.Address.Port))
        {
            squatter.Start();
            await using var host = HostProcess.Start(site);
            (await host.ExitAsync()).ShouldBe(1);
            key = Keys(host).ShouldHaveSingleItem();
            host.Complaints.ShouldHaveSingleItem().ShouldStartWith($"Doorstep cannot start: Failed to bind to address {site.Address.GetLeftPart(UriPartial.Authority)}");
        }

        await using var again = HostProcess.Start(site);
        await again.ReadyAsync();
        (await OpensAsync(site, key)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_data_folder_has_one_house_and_one_that_is_killed_gives_it_back()
    {
        using var site = new HostSite(key: null);
        CrashDefinition.PutInto(site);
        await using (var first = HostProcess.Start(site))
        {
            await first.ReadyAsync();
            await using var second = HostProcess.Start(site);
            (await second.ExitAsync()).ShouldBe(1);
            second.Complaints.ShouldHaveSingleItem().ShouldStartWith("Doorstep cannot start: The data folder");
            Keys(second).ShouldBeEmpty();
            await first.KillAsync();
        }

        await using var again = HostProcess.Start(site);
        await again.ReadyAsync();
    }

    [Fact]
    public async Task A_setting_that_cannot_be_read_keeps_the_host_from_starting_and_is_named_in_a_line()
    {
        using var site = new HostSite();
        CrashDefinition.PutInto(site);
        site.Environment["Doorstep__Outbox__RetryDelay"] = "abc";
        await using var host = HostProcess.Start(site);

        (await host.ExitAsync()).ShouldBe(1);
        host.Complaints.ShouldHaveSingleItem().ShouldBe("Doorstep cannot start: Doorstep:Outbox:RetryDelay is 'abc', which is not a span of time longer than nothing. Write '00:00:02'.");
    }

    private static async Task<string[]> KilledAsync(HostSite site, string milestone, TimeSpan later)
    {
        await using var host = HostProcess.Start(site);
        while (!File.Exists(Path.Combine(site.Data, milestone)) && !host.HasExited) await Task.Delay(TimeSpan.FromMilliseconds(5));
        await Task.Delay(later);
        await host.KillAsync();
        return Keys(host);
    }

    /// <summary>Lines that are neither an address nor the key; details of an address are indented.</summary>
    private static IEnumerable<string> Noise(HostProcess host) =>
        host.Output.Where(line => !line.StartsWith("Doorstep listens on ", StringComparison.Ordinal) && !line.StartsWith("  ", StringComparison.Ordinal) && !line.StartsWith(KeyLine, StringComparison.Ordinal));

    private static string[] Keys(HostProcess host) =>
        [.. host.Output.Where(line => line.StartsWith(KeyLine, StringComparison.Ordinal)).Select(line => line[KeyLine.Length..].Split(' ')[0])];

    private static async Task<bool> OpensAsync(HostSite site, string key)
    {
        using var http = site.Client(key);
        using var answer = await http.GetAsync(new Uri("/api/v1/cases", UriKind.Relative));
        if (answer.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.Unauthorized)) throw new InvalidOperationException($"The list of cases answered {answer.StatusCode}.");
        return answer.StatusCode == HttpStatusCode.OK;
    }

    private static async Task UntilSaidAsync(HostProcess host, string beginning)
    {
        while (!host.Output.Any(line => line.StartsWith(beginning, StringComparison.Ordinal)) && !host.HasExited) await Task.Delay(TimeSpan.FromMilliseconds(20));
    }
}
