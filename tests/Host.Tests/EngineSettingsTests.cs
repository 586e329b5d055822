using Doorstep.Host.Setup;
using Doorstep.Workflows.Collections.Communication;
using Doorstep.Workflows.Deadlines.Outages;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Outbox;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Dispatches;
using Microsoft.Extensions.Configuration;

namespace Doorstep.Host.Tests;

/// <summary>The configuration section <c>Doorstep</c>.</summary>
public sealed class EngineSettingsTests
{
    [Fact]
    public void Without_anything_there_are_the_defaults()
    {
        var (outbox, bounds, _, _, _) = Read();

        outbox.ShouldBe(new OutboxOptions());
        bounds.ShouldBe(new Bounds());
    }

    [Fact]
    public void What_is_set_is_read()
    {
        var (outbox, bounds, _, _, _) = Read(
            ("Outbox:RetryDelay", "00:00:05"), ("Outbox:RetryDelayMax", "PT1M"), ("outbox:attemptsmax", "3"), ("Bounds:MicroStepsMax", "7"), ("Bounds:ExpressionTimeMax", "00:00:09"), ("Bounds:ExpressionBytesMax", "5000000000"),
            ("Outbox:Webhooks:0:Url", "https://crm.example/a"), ("Outbox:Webhooks:0:Secret", "0123456789abcdef"), ("Outbox:Webhooks:0:Events:0", "A"), ("Outbox:Webhooks:0:Events:1", "B"),
            ("Outbox:Ledger:Folder", "elsewhere"), ("Outbox:Ledger:FilesMax", "3"), ("Outbox:Ledger:FileBytesMax", "1000000"), ("Outbox:Ledger:MarkEvery", "PT5S"));

        (outbox.RetryDelay, outbox.RetryDelayMax, outbox.AttemptsMax).ShouldBe((TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(1), 3));
        outbox.Ledger.ShouldBe(new DispatchOptions { Folder = "elsewhere", FilesMax = 3, FileBytesMax = 1_000_000, MarkEvery = TimeSpan.FromSeconds(5) });
        bounds.ShouldBe(new Bounds { MicroStepsMax = 7, ExpressionTimeMax = TimeSpan.FromSeconds(9), ExpressionBytesMax = 5_000_000_000 });
        outbox.Webhooks.ShouldHaveSingleItem().ShouldSatisfyAllConditions(hook => hook.Name.ShouldBe("crm.example"), hook => hook.Events.ShouldBe(["A", "B"]));
    }

    [Fact]
    public void Every_limit_of_a_step_can_be_set()
    {
        foreach (var property in typeof(Bounds).GetProperties())
            Should.Throw<InvalidOperationException>(() => Read(($"Bounds:{property.Name}", "none"))).Message.ShouldStartWith($"Doorstep:Bounds:{property.Name} is 'none', which is not a ");
    }

    [Theory]
    [InlineData("Outbox:RetryDelay", "abc", "Doorstep:Outbox:RetryDelay is 'abc', which is not a span of time longer than nothing. Write '00:00:02'.")]
    [InlineData("Outbox:AttemptsMax", "0", "Doorstep:Outbox:AttemptsMax is '0', which is not a whole number from 1 to 2147483647. Write '12'.")]
    [InlineData("Outbx:AttemptsMax", "3", "Doorstep:Outbx:AttemptsMax is not a setting; did you mean 'Doorstep:Outbox:AttemptsMax'?")]
    [InlineData("Outbox:Webhooks:0:Secrt", "x", "Doorstep:Outbox:Webhooks:0:Secrt is not a setting; did you mean 'Doorstep:Outbox:Webhooks:#:Secret'?")]
    [InlineData("Outbox:Webhooks:0:Url", "ftp://x", "Doorstep:Outbox:Webhooks:0:Url is 'ftp://x', which is not an http(s) address. Write 'https://crm.example/doorstep'.")]
    public void What_cannot_be_read_is_named_with_what_would_work(string name, string value, string said) =>
        Should.Throw<InvalidOperationException>(() => Read((name, value))).Message.ShouldContain(said);

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once_in_one_line() =>
        Should.Throw<InvalidOperationException>(() => Read(("Outbox:RetryDelay", "abc"), ("Bounds:FramesMax", "-1"), ("Bonds:FramesMax", "1"))).Message.ShouldBe(
            "Doorstep:Outbox:RetryDelay is 'abc', which is not a span of time longer than nothing. Write '00:00:02'. Doorstep:Bounds:FramesMax is '-1', which is not a whole number from 1 to 2147483647. Write '4'. "
            + "Doorstep:Bonds:FramesMax is not a setting; did you mean 'Doorstep:Bounds:FramesMax'?");

    [Fact]
    public void Webhooks_of_one_name_keep_the_service_from_starting()
    {
        (string, string)[] hooks =
        [
            ("Outbox:Webhooks:0:Url", "https://crm.example/a"), ("Outbox:Webhooks:0:Secret", "a-secret-of-16-or-more"),
            ("Outbox:Webhooks:1:Url", "https://crm.example/b"), ("Outbox:Webhooks:1:Secret", "a-secret-of-16-or-more"),
        ];

        Should.Throw<InvalidOperationException>(() => Read(hooks)).Message.ShouldStartWith("Two receivers of Doorstep:Outbox:Webhooks are called 'crm.example'");
        Read([.. hooks, ("Outbox:Webhooks:1:Name", "b")]).Outbox.Webhooks.Select(hook => hook.Name).ShouldBe(["crm.example", "b"]);
    }

    [Fact]
    public void How_much_goes_into_one_commit_can_be_set()
    {
        Read(("Storage:CommitStepsMax", "64"), ("Storage:CommitWaitMax", "00:00:01")).Storage.ShouldBe(new StorageOptions { CommitStepsMax = 64, CommitWaitMax = TimeSpan.FromSeconds(1) });

        Should.Throw<InvalidOperationException>(() => Read(("Storage:CommitStepsMax", "100000"))).Message.ShouldBe("Doorstep:Storage: CommitStepsMax is '100000'; it goes from 1 to 10000.");
    }

    [Fact]
    public void Who_speaks_is_read_and_nobody_is_made_up()
    {
        Read().Institution.ShouldBe(Institution.Unknown);
        Read(("Institution:Name", "测试银行"), ("Institution:VerifyPage", "verify.example.invalid")).Institution.ShouldBe(new Institution { Name = "测试银行", VerifyPage = "verify.example.invalid" });
        Should.Throw<InvalidOperationException>(() => Read(("Institution:Nam", "x"))).Message.ShouldContain("did you mean 'Doorstep:Institution:Name'?");
    }

    [Fact]
    public void The_pace_after_an_outage_can_be_set() => Read(("CatchUp:PerSecond", "50"), ("CatchUp:HearAfter", "00:30:00")).CatchUp
        .ShouldBe(new CatchUpOptions { PerSecond = 50, HearAfter = TimeSpan.FromMinutes(30) });

    private static (OutboxOptions Outbox, Bounds Bounds, StorageOptions Storage, Institution Institution, CatchUpOptions CatchUp) Read(params (string Name, string Value)[] settings) => EngineSettings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create($"Doorstep:{setting.Name}", (string?)setting.Value))).Build(), new OutboxOptions());
}
