using System.Net;
using Doorstep.Host.Tests.Running;

namespace Doorstep.Host.Tests;

public sealed class ListTests : IAsyncLifetime
{
    private readonly RunningDoorstep _doorstep = new();

    private HttpClient Client => _doorstep.Client;

    public ValueTask InitializeAsync() => _doorstep.InitializeAsync();

    public ValueTask DisposeAsync() => _doorstep.DisposeAsync();

    [Fact]
    public async Task Pages_have_every_case_once_while_new_ones_come_in()
    {
        var before = new List<string>();
        for (var number = 0; number < 23; number++)
        {
            before.Add(await Client.StartAsync($"SYN-LIST-{number}"));
            if (number % 3 == 0) _doorstep.Clock!.Advance(TimeSpan.FromMilliseconds(1));
        }

        var (seen, cursor, page) = (new List<string>(), "", 0);
        do
        {
            var answer = (await Client.GetAnswerAsync($"/api/v1/cases?limit=5{cursor}")).With(HttpStatusCode.OK).Json;
            seen.AddRange(answer["items"]!.AsArray().Select(row => row!["caseId"]!.GetValue<string>()));
            cursor = answer["nextCursor"] is { } next ? $"&cursor={next}" : "";
            _doorstep.Clock!.Advance(TimeSpan.FromMilliseconds(1));
            await Client.StartAsync($"SYN-LATE-{page++}");
        }
        while (cursor.Length > 0);

        seen.Count.ShouldBe(23, "cases that started after the first page was read belong to none of these pages");
        seen.Order().ShouldBe(before.Order());
        page.ShouldBe(5);
    }

    [Fact]
    public async Task Cases_are_found_by_state_status_and_the_start_of_their_names()
    {
        var running = await Client.StartAsync("SYN-FIND-1");
        var closed = await Client.StartAsync("SYN-FIND-2");
        await Client.TellAsync(closed, "gone", "CaseRecalled");
        await _doorstep.RelayAsync();
        await Client.StartAsync("SYN%FIND-3");

        (await FindAsync("state=Contact")).ShouldBe([running]);
        (await FindAsync("state=Contact/RemoteContact")).ShouldBe([running]);
        (await FindAsync("state=Cont")).ShouldBeEmpty();
        (await FindAsync("status=completed")).ShouldBe([closed]);
        (await FindAsync("status=completed&state=Contact")).ShouldBeEmpty();
        (await FindAsync("status=faulted")).ShouldBeEmpty();
        (await FindAsync("q=syn-find")).ShouldBe([running, closed], ignoreOrder: true);
        (await FindAsync($"q={running}")).ShouldBe([running]);
        (await FindAsync("q=%25")).ShouldBeEmpty();
        (await FindAsync("q=%00")).ShouldBeEmpty();
    }

    private async Task<IEnumerable<string>> FindAsync(string query) =>
        (await Client.GetAnswerAsync($"/api/v1/cases?{query}")).With(HttpStatusCode.OK).Json["items"]!.AsArray().Select(row => row!["caseId"]!.GetValue<string>());
}
