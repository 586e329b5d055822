using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Dispatches;

namespace Doorstep.Workflows.Tests.Storage;

/// <summary>The ledger of what leaves, as files.</summary>
public sealed class DispatchLedgerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("doorstep-dispatch-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Lines_are_read_as_they_were_written_and_say_nothing_of_what_the_message_says()
    {
        using var ledger = Open();
        var message = Message(1) with { Destination = "webhook:a\tb", Type = "Said\n", Payload = """{"name":"Li Wei"}""" };

        ledger.Leave([message], "g1");
        ledger.Settle(message, DispatchOutcome.Delivered);

        var lines = ledger.Read().ToArray();
        lines[0].ShouldBeOfType<DispatchLine.Leaving>().ShouldSatisfyAllConditions(
            line => (line.Generation, line.Key, line.CaseId, line.Sequence, line.Type, line.Destination).ShouldBe(("g1", message.Key, "c1", 1, "Said\n", "webhook:a\tb")), line => line.Hash.ShouldBe(DispatchLine.HashOf(message)));
        lines[1].ShouldBeOfType<DispatchLine.Settled>().ShouldSatisfyAllConditions(line => line.Key.ShouldBe(message.Key), line => line.Outcome.ShouldBe(DispatchOutcome.Delivered));
        Directory.GetFiles(_folder, "dispatch-*").Select(File.ReadAllText).ShouldAllBe(text => !text.Contains("Li Wei", StringComparison.Ordinal));
    }

    [Fact]
    public void A_line_that_was_cut_off_takes_no_other_with_it()
    {
        using (var ledger = Open()) ledger.Leave([Message(1)], "g1");
        var file = Directory.GetFiles(_folder, "dispatch-*").ShouldHaveSingleItem();
        using (var cut = new FileStream(file, FileMode.Open)) cut.SetLength(cut.Length - 5);

        using (var ledger = Open()) ledger.Leave([Message(2)], "g1");

        using var read = Open();
        read.Read().ShouldHaveSingleItem().ShouldBeOfType<DispatchLine.Leaving>().Key.ShouldBe("c1/2/0");
    }

    [Fact]
    public void The_oldest_files_go_and_the_last_lines_are_found()
    {
        using var ledger = Open();

        for (var number = 1; number <= 200; number++) ledger.Leave([Message(number)], "g1");

        Directory.GetFiles(_folder, "dispatch-*").Length.ShouldBe(3);
        var kept = ledger.Read().Cast<DispatchLine.Leaving>().Select(line => line.Sequence).ToArray();
        kept.ShouldBe(Enumerable.Range((int)kept[0], kept.Length).Select(number => (long)number));
        (kept.Length, kept[^1]).ShouldSatisfyAllConditions(of => of.Item1.ShouldBeInRange(16, 60), of => of.Item2.ShouldBe(200));
        ledger.Tail(300).Cast<DispatchLine.Leaving>().Last().Sequence.ShouldBe(200);
        ledger.Tail(300).Count().ShouldBeLessThan(8);
    }

    private DispatchLedger Open() => new(new DispatchOptions { Folder = _folder, FileBytesMax = 2000, FilesMax = 3 }, TimeProvider.System);

    private static OutboxRecord Message(int number) => new($"c1/{number}/0", "c1", "webhook:crm", "Said", "{}", DateTimeOffset.UnixEpoch) { Sequence = number };
}
