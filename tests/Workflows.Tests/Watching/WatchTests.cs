using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using Doorstep.Workflows.Outbox;
using Doorstep.Workflows.Storage.Overview;
using Doorstep.Workflows.Tests.Acts;
using Doorstep.Workflows.Tests.Engine;
using Doorstep.Workflows.Tests.House;
using Doorstep.Workflows.Tests.Outbox;
using Doorstep.Workflows.Watching;
using Microsoft.Extensions.DependencyInjection;
using static Doorstep.Workflows.Tests.Definitions.Definition;

namespace Doorstep.Workflows.Tests.Watching;

/// <summary>What the engine shows of itself. Other tests work in the same process, so only what bears this test's names is looked at.</summary>
public sealed partial class WatchTests
{
    private static readonly string[] Tags = ["definition", "cause", "outcome", "guard", "act", "risk", "status", "channel"];

    [Fact]
    public void The_operations_page_says_of_every_instrument_what_to_do_about_it() => Row().Matches(Repository.Read("docs/operations.md")).Select(row => row.Groups[1].Value)
        .ShouldBe(Instruments(_ => { }).Names, ignoreOrder: true);

    [Fact]
    public async Task Steps_refusals_lateness_and_batches_are_counted_under_names_that_are_no_persons_and_no_cases()
    {
        var seen = new ConcurrentQueue<(string Instrument, Dictionary<string, object?> Tags)>();
        using var listener = Instruments(seen.Enqueue).Listener;
        await using var house = await ActHouse.OpenAsync(ActHouse.Night);
        await house.SeedAsync(Machines.Reminder("watched-reminder"));
        await house.StartAsync("watched-reminder", "LN-WATCHED");
        var loan = await house.StartLoanAsync("LN-CALL");
        await house.RaiseAsync(loan, "e-1", "CallNow");
        await house.Relay.RunAsync(TestContext.Current.CancellationToken);
        await house.PassAsync(TimeSpan.FromDays(6));

        seen.Where(one => one.Instrument == "doorstep.transitions" && Equals(one.Tags["definition"], "watched-reminder")).Select(one => (one.Tags["cause"], one.Tags["outcome"])).ShouldBe([("start", "accepted"), ("deadline", "accepted")]);
        seen.ShouldContain(one => one.Instrument == "doorstep.guard.refusals" && Equals(one.Tags["guard"], "G1 Hours") && Equals(one.Tags["act"], "CALL"));
        foreach (var name in (string[])["doorstep.deadline.lateness", "doorstep.sweep.duration", "doorstep.commit.batch.size", "doorstep.commit.duration", "doorstep.grain.activations", "doorstep.outbox.deliveries"])
            seen.ShouldContain(one => one.Instrument == name, name);
        seen.SelectMany(one => one.Tags.Keys).Distinct().Except(Tags).ShouldBeEmpty();
        var values = seen.SelectMany(one => one.Tags.Values).Select(value => value?.ToString()).ToHashSet();
        foreach (var secret in (string[])["LN-WATCHED", loan, ActHouse.Customer, ActHouse.Phone]) values.ShouldNotContain(secret);
    }

    [Fact]
    public async Task One_trace_follows_an_event_to_its_commit_and_on_to_the_webhook_also_when_another_process_delivers()
    {
        await using var receiver = new Receiver();
        await using var house = await EngineHouse.OpenAsync(new EnginePlan
        {
            Definitions = [Of("A", [State("A")], [Way("A", "A", OnEvent("Say"), action: Machines.Publish("Said"))]).Named("traced")],
            Outbox = new OutboxOptions { Webhooks = [new WebhookOptions { Name = "crm", Url = receiver.Url, Secret = "a secret of some length" }] },
        });
        var id = await house.StartAsync("traced", "loan-1");
        using var request = new Activity("request").SetIdFormat(ActivityIdFormat.W3C);
        request.ActivityTraceFlags = ActivityTraceFlags.Recorded;
        request.Start();
        await house.RaiseAsync(id, "e-1", "Say");
        request.Stop();
        (await house.Store.OutboxAsync(null, id, 10, TestContext.Current.CancellationToken)).ShouldHaveSingleItem().Trace.ShouldNotBeNull().ShouldContain(request.TraceId.ToHexString());

        await house.CrashAsync();
        await house.Relay.RunAsync(TestContext.Current.CancellationToken);

        receiver.Arrived.ShouldHaveSingleItem().Trace.ShouldNotBeNull().ShouldSatisfyAllConditions(
            trace => trace.ShouldStartWith($"00-{request.TraceId.ToHexString()}-"), trace => trace.ShouldNotContain(request.SpanId.ToHexString()), trace => trace.ShouldEndWith("-01"));
    }

    [Fact]
    public async Task Where_nobody_records_a_trace_none_is_kept_and_none_is_sent()
    {
        await using var house = await EngineHouse.OpenAsync(Of("A", [State("A")], [Way("A", "A", OnEvent("Say"), action: Machines.Publish("Said", isLocal: true))]).Named("untraced"));
        var id = await house.StartAsync("untraced", "loan-1");

        await house.RaiseAsync(id, "e-1", "Say");

        (await house.Store.OutboxAsync(null, id, 10, TestContext.Current.CancellationToken)).ShouldHaveSingleItem().Trace.ShouldBeNull();
    }

    [Fact]
    public async Task The_outbox_is_measured_by_what_is_due_what_waits_and_what_was_given_up()
    {
        await using var house = await EngineHouse.OpenAsync(new EnginePlan
        {
            Definitions = [Of("A", [State("A")], [Way("A", "A", OnEvent("Say"), action: Machines.Publish("Said"))]).Named("measured")],
            Outbox = new OutboxOptions { AttemptsMax = 1, Webhooks = [new WebhookOptions { Name = "crm", Url = new Uri("http://127.0.0.1:1/"), Secret = "a secret of some length" }] },
        });
        var (id, level) = (await house.StartAsync("measured", "loan-1"), house.Services.GetRequiredService<OutboxLevel>());
        var said = house.Clock.GetUtcNow();
        await house.RaiseAsync(id, "e-1", "Say");
        house.Clock.Advance(TimeSpan.FromMinutes(1));

        (await level.ReadAsync(house.Clock.GetUtcNow(), TestContext.Current.CancellationToken)).ShouldBe(new OutboxReading(1, 0, 0, said));
        (await level.ReadAsync(said.AddSeconds(-1), TestContext.Current.CancellationToken)).ShouldBe(new OutboxReading(0, 1, 0, null));
        await house.Relay.RunAsync(TestContext.Current.CancellationToken);
        (await level.ReadAsync(house.Clock.GetUtcNow(), TestContext.Current.CancellationToken)).ShouldBe(new OutboxReading(0, 0, 1, null));
    }

    /// <summary>Listens to the engine's meter.</summary>
    private static (MeterListener Listener, HashSet<string> Names) Instruments(Action<(string Instrument, Dictionary<string, object?> Tags)> see)
    {
        var (listener, names) = (new MeterListener(), new HashSet<string>(StringComparer.Ordinal));
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name != Watch.Name) return;
            names.Add(instrument.Name);
            self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => see((instrument.Name, Read(tags))));
        listener.SetMeasurementEventCallback<int>((instrument, _, tags, _) => see((instrument.Name, Read(tags))));
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => see((instrument.Name, Read(tags))));
        System.Runtime.CompilerServices.RuntimeHelpers.RunClassConstructor(typeof(Watch).TypeHandle);
        listener.Start();
        return (listener, names);
    }

    private static Dictionary<string, object?> Read(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var read = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in tags) read[name] = value;
        return read;
    }

    [GeneratedRegex(@"^\| `(doorstep\.[a-z.]+)` \| [^|]{10,} \| [^|]{20,} \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
