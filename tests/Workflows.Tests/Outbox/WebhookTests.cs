using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Outbox;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Tests.Engine;
using static Doorstep.Workflows.Tests.Definitions.Definition;

namespace Doorstep.Workflows.Tests.Outbox;

public sealed class WebhookTests
{
    private const string Secret = "a secret of some length";

    [Fact]
    public async Task A_published_event_arrives_as_a_cloud_event()
    {
        await using var receiver = new Receiver();
        await using var house = await OpenAsync(receiver);
        var id = await house.StartAsync("m", "loan-1");
        await house.RaiseAsync(id, "e-1", "Say", new { amount = 5 });

        (await house.Relay.RunAsync()).ShouldBe(1);

        var arrived = receiver.Arrived.ShouldHaveSingleItem();
        (arrived.Method, arrived.ContentType, arrived.Key).ShouldBe(("POST", "application/cloudevents+json; charset=utf-8", $"{id}/2/0"));
        var cloudEvent = arrived.Event;
        cloudEvent.EnumerateObject().Select(member => member.Name).ShouldBe(["specversion", "id", "source", "type", "subject", "time", "datacontenttype", "data"]);
        cloudEvent.GetProperty("specversion").GetString().ShouldBe("1.0");
        cloudEvent.GetProperty("id").GetString().ShouldBe($"{id}/2/0");
        cloudEvent.GetProperty("source").GetString().ShouldBe($"/doorstep/cases/{id}");
        cloudEvent.GetProperty("type").GetString().ShouldBe("Said");
        cloudEvent.GetProperty("subject").GetString().ShouldBe(id);
        cloudEvent.GetProperty("time").GetDateTimeOffset().ShouldBe(house.Clock.GetUtcNow());
        cloudEvent.GetProperty("time").GetString().ShouldEndWith("Z");
        cloudEvent.GetProperty("datacontenttype").GetString().ShouldBe("application/json");
        cloudEvent.GetProperty("data").GetProperty("amount").GetInt32().ShouldBe(5);
        var kept = (await house.Store.FindOutboxAsync($"{id}/2/0"))!;
        (kept.Status, kept.Attempts, kept.DeliveredAt).ShouldBe((OutboxStatus.Delivered, 1, house.Clock.GetUtcNow()));
        (await house.Relay.RunAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_receiver_can_verify_the_signature_over_timestamp_and_body_and_a_changed_body_does_not_pass()
    {
        await using var receiver = new Receiver();
        await using var house = await OpenAsync(receiver);
        await house.RaiseAsync(await house.StartAsync("m", "loan-1"), "e-1", "Say", new { name = "李伟" });
        await house.Relay.RunAsync();

        var arrived = receiver.Arrived.ShouldHaveSingleItem();

        IsGenuine(arrived, arrived.Body).ShouldBeTrue();
        var forged = arrived.Body.ToArray();
        forged[^3] ^= 1;
        IsGenuine(arrived, forged).ShouldBeFalse();
        var timestamp = long.Parse(arrived.Signature!.Split(',')[0][2..], CultureInfo.InvariantCulture);
        DateTimeOffset.FromUnixTimeSeconds(timestamp).ShouldBe(house.Clock.GetUtcNow());
    }

    [Fact]
    public async Task A_relay_that_dies_between_delivery_and_its_note_delivers_again_under_the_same_key()
    {
        await using var receiver = new Receiver();
        InterposedStore store = null!;
        await using var house = await OpenAsync(receiver, plan => plan with { Wrap = inner => store = new InterposedStore(inner) });
        var id = await house.StartAsync("m", "loan-1");
        await house.RaiseAsync(id, "e-1", "Say");
        store.BeforeSave = _ => throw new DiedException();
        await Should.ThrowAsync<DiedException>(() => house.Relay.RunAsync());

        await house.CrashAsync();
        await house.Relay.RunAsync();

        receiver.Arrived.Select(arrived => arrived.Key).ShouldBe([$"{id}/2/0", $"{id}/2/0"]);
        receiver.Arrived.Select(arrived => arrived.Event.GetProperty("id").GetString()).Distinct().ShouldHaveSingleItem();
        (await house.Store.FindOutboxAsync($"{id}/2/0"))!.Status.ShouldBe(OutboxStatus.Delivered);
    }

    [Fact]
    public async Task A_receiver_that_fails_is_tried_at_growing_intervals_then_the_message_is_parked_and_a_supervisor_may_send_it_again()
    {
        await using var receiver = new Receiver { Answer = _ => Task.FromResult(500) };
        await using var house = await OpenAsync(receiver, plan => plan with { Outbox = plan.Outbox with { AttemptsMax = 5 } });
        var id = await house.StartAsync("m", "loan-1");
        await house.RaiseAsync(id, "e-1", "Say");
        var (key, delays) = ($"{id}/2/0", new List<TimeSpan>());

        for (var attempt = 1; attempt <= 5; attempt++)
        {
            (await house.Relay.RunAsync()).ShouldBe(1);
            (await house.Relay.RunAsync()).ShouldBe(0, "it waits for its next try");
            var failed = (await house.Store.FindOutboxAsync(key))!;
            (failed.Attempts, failed.LastError).ShouldBe((attempt, "127.0.0.1 answered 500 Internal Server Error."));
            if (failed.Status == OutboxStatus.Pending) delays.Add(failed.NextTryAt - house.Clock.GetUtcNow());
            house.Clock.Advance(failed.NextTryAt - house.Clock.GetUtcNow());
        }

        delays.Count.ShouldBe(4);
        for (var index = 0; index < delays.Count; index++) delays[index].TotalSeconds.ShouldBeInRange(Math.Pow(2, index + 1) / 2, Math.Pow(2, index + 1));
        (await house.Sender.Send(new ListOutbox(OutboxStatus.Parked, id, 10, EngineHouse.Supervisor))).Value().ShouldHaveSingleItem().Key.ShouldBe(key);
        house.Clock.Advance(TimeSpan.FromDays(30));
        (await house.Relay.RunAsync()).ShouldBe(0);
        receiver.Arrived.Count.ShouldBe(5);

        receiver.Answer = _ => Task.FromResult(200);
        (await house.Sender.Send(new RetryOutbox(key, " ", EngineHouse.Supervisor))).Refusal().Faults.ShouldHaveSingleItem().Path.ShouldBe("reason");
        (await house.Sender.Send(new RetryOutbox(key, "They are back.", EngineHouse.Supervisor))).Value().Attempts.ShouldBe(0);
        (await house.JournalAsync(id))[^1].Decision.ShouldBe($"Message '{key}' is sent again: They are back.");
        (await house.Relay.RunAsync()).ShouldBe(1);
        (await house.Store.FindOutboxAsync(key))!.Status.ShouldBe(OutboxStatus.Delivered);
        (await house.Sender.Send(new RetryOutbox(key, "They are back.", EngineHouse.Supervisor))).Refusal().Kind.ShouldBe(RefusalKind.Conflict);
        (await house.Sender.Send(new RetryOutbox("nothing", "They are back.", EngineHouse.Supervisor))).Refusal().Kind.ShouldBe(RefusalKind.NotFound);
    }

    [Fact]
    public async Task A_message_is_held_back_and_thrown_away_by_a_person_who_says_why_and_the_record_has_it()
    {
        await using var receiver = new Receiver();
        await using var house = await OpenAsync(receiver);
        var id = await house.StartAsync("m", "loan-1");
        await house.RaiseAsync(id, "e-1", "Say");
        var key = $"{id}/2/0";

        (await house.Sender.Send(new ParkOutbox(key, " ", EngineHouse.Supervisor))).Refusal().Faults.ShouldHaveSingleItem().Path.ShouldBe("reason");
        (await house.Sender.Send(new DiscardOutbox(key, "They have it.", EngineHouse.Supervisor))).Refusal().Kind.ShouldBe(RefusalKind.Conflict);
        (await house.Sender.Send(new ParkOutbox(key, "They ask us to wait.", EngineHouse.Supervisor))).Value().Status.ShouldBe(OutboxStatus.Parked);
        (await house.Relay.RunAsync()).ShouldBe(0);
        (await house.Sender.Send(new DiscardOutbox(key, "They have it.", EngineHouse.Supervisor))).Value().Status.ShouldBe(OutboxStatus.Discarded);
        (await house.Sender.Send(new RetryOutbox(key, "They are back.", EngineHouse.Supervisor))).Refusal().Kind.ShouldBe(RefusalKind.Conflict);
        house.Clock.Advance(TimeSpan.FromDays(30));
        (await house.Relay.RunAsync()).ShouldBe(0);

        receiver.Arrived.ShouldBeEmpty();
        (await house.JournalAsync(id)).TakeLast(2).Select(row => row.Decision).ShouldBe([$"Message '{key}' is held back: They ask us to wait.", $"Message '{key}' is not sent: They have it."]);
    }

    [Fact]
    public async Task A_receiver_that_is_gone_for_good_gets_no_second_try()
    {
        await using var receiver = new Receiver { Answer = _ => Task.FromResult(410) };
        await using var house = await OpenAsync(receiver);
        var id = await house.StartAsync("m", "loan-1");
        await house.RaiseAsync(id, "e-1", "Say");

        await house.Relay.RunAsync();

        var parked = (await house.Store.FindOutboxAsync($"{id}/2/0"))!;
        (parked.Status, parked.Attempts).ShouldBe((OutboxStatus.Parked, 1));
        parked.LastError!.ShouldContain("410");
    }

    [Fact]
    public async Task A_receiver_that_does_not_answer_in_time_has_failed_and_costs_the_round_one_wait()
    {
        var hung = new TaskCompletionSource<int>();
        await using var receiver = new Receiver { Answer = _ => hung.Task };
        await using var house = await OpenAsync(
            receiver, plan => plan with { Outbox = plan.Outbox with { DeliveryTimeMax = TimeSpan.FromSeconds(3), InFlightMax = 1, Patience = TimeSpan.FromSeconds(20) } });
        var ids = await Task.WhenAll(Enumerable.Range(1, 20).Select(number => house.StartAsync("m", $"loan-{number}")));
        foreach (var id in ids) await house.RaiseAsync(id, "e-1", "Say");

        (await house.Relay.RunAsync()).ShouldBe(1);

        var messages = await house.Store.OutboxAsync(OutboxStatus.Pending, null, 100);
        messages.Count.ShouldBe(20);
        messages.Single(message => message.Attempts == 1).LastError!.ShouldContain("did not answer within 00:00:03");
        messages.ShouldAllBe(message => message.NextTryAt > house.Clock.GetUtcNow());
        hung.SetResult(200);
        house.Clock.Advance(TimeSpan.FromSeconds(2));
        receiver.Answer = _ => Task.FromResult(200);
        (await house.Relay.RunAsync()).ShouldBe(20);
        (await house.Store.OutboxAsync(OutboxStatus.Delivered, null, 100)).Count.ShouldBe(20);
    }

    [Fact]
    public async Task Nobody_at_the_address_is_a_failure_and_a_redirect_is_not_followed()
    {
        await using var elsewhere = new Receiver();
        await using var receiver = new Receiver { Answer = _ => Task.FromResult(307) };
        var closed = new Receiver();
        await closed.DisposeAsync();
        await using var house = await OpenAsync(receiver, plan => plan with { Outbox = plan.Outbox with { Webhooks = [.. plan.Outbox.Webhooks, Hook("closed", closed.Url)] } });
        var id = await house.StartAsync("m", "loan-1");
        await house.RaiseAsync(id, "e-1", "Say");

        (await house.Relay.RunAsync()).ShouldBe(2);

        (await house.Store.FindOutboxAsync($"{id}/2/0"))!.LastError!.ShouldContain("307");
        (await house.Store.FindOutboxAsync($"{id}/2/0/closed"))!.LastError.ShouldNotBeNull().ShouldContain("127.0.0.1");
    }

    [Fact]
    public async Task Every_receiver_gets_what_it_wants_under_a_key_of_its_own_and_one_that_is_not_configured_any_more_is_not_forgotten()
    {
        await using Receiver all = new(), some = new();
        await using var house = await OpenAsync(all, plan => plan with { Outbox = plan.Outbox with { Webhooks = [.. plan.Outbox.Webhooks, Hook("some", some.Url, "Other"), Hook("more", some.Url, "Said")] } });
        var id = await house.StartAsync("m", "loan-1");
        await house.RaiseAsync(id, "e-1", "Say");
        await house.CrashAsync(plan => plan with { Outbox = plan.Outbox with { Webhooks = [.. plan.Outbox.Webhooks.Where(hook => hook.Name != "all")] } });

        await house.Relay.RunAsync();

        all.Arrived.ShouldBeEmpty();
        some.Arrived.ShouldHaveSingleItem().Key.ShouldBe($"{id}/2/0/more");
        var waiting = (await house.Store.FindOutboxAsync($"{id}/2/0"))!;
        (waiting.Status, waiting.LastError).ShouldBe((OutboxStatus.Pending, "Webhook 'all' is not configured."));
    }

    private static Task<EngineHouse> OpenAsync(Receiver receiver, Func<EnginePlan, EnginePlan>? change = null)
    {
        var plan = new EnginePlan { Definitions = [Speaker()], Outbox = new OutboxOptions { Webhooks = [Hook("all", receiver.Url)] } };
        return EngineHouse.OpenAsync(change?.Invoke(plan) ?? plan);
    }

    private static WebhookOptions Hook(string name, Uri url, params string[] events) => new() { Name = name, Url = url, Secret = Secret, Events = [.. events] };

    private static JsonObject Speaker() => Of("Quiet", [State("Quiet")],
        [Way("Quiet", "Quiet", OnEvent("Say"), action: Machines.Publish("Said", payload: "event.data"))]).Named("m");

    private static bool IsGenuine(Received received, byte[] body)
    {
        var parts = received.Signature!.Split(',').Select(part => part.Split('=', 2)).ToImmutableDictionary(part => part[0], part => part[1]);
        var signed = Encoding.UTF8.GetBytes($"{parts["t"]}.").Concat(body).ToArray();
        return CryptographicOperations.FixedTimeEquals(Convert.FromHexString(parts["v1"]), HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), signed));
    }
}
