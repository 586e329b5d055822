using System.Text.Json;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Outbox;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Tests.Collections.Policy;
using Doorstep.Workflows.Tests.Engine;

namespace Doorstep.Workflows.Tests.Acts;

/// <summary>A house with the shipped definitions, the shipped rules and somebody who carries acts out.</summary>
internal static class ShippedHouse
{
    /// <summary>A Monday, nine in the morning in Shanghai.</summary>
    public static readonly DateTimeOffset Monday = new(2026, 11, 2, 1, 0, 0, TimeSpan.Zero);

    /// <summary>Those who decide.</summary>
    private static readonly string[] Staff = ["s1", "s2", "l1", "l2", "h1", "h2", "c1", "c2", "m1"];

    private static int _told;

    private static readonly Actor Everybody = new("user:test", [.. Enum.GetValues<Role>()]);

    public static async Task<EngineHouse> OpenAsync()
    {
        var house = await EngineHouse.OpenAsync(new EnginePlan
        {
            Now = Monday, Outbox = new OutboxOptions { Webhooks = [new WebhookOptions { Name = "field", Url = new Uri("http://127.0.0.1:1/"), Secret = "a-secret-of-16-or-more" }] },
        });
        (await house.Sender.Send(new ImportPolicies("workflow-definitions", Actor.House))).Value();
        (await house.Sender.Send(new ImportDefinitions("workflow-definitions", Actor.House))).Value();
        foreach (var name in Staff) await house.SaveAsync(RegisterKind.Staff, name, new { roles = new[] { "REVIEWER", "SUPERVISOR", "CREDIT_COMMITTEE" } });
        return house;
    }

    /// <summary>The shipped house under a version of its pack that sets some lengths otherwise, in force before the case begins.</summary>
    public static async Task<EngineHouse> UnderAsync(params (string Name, int Value)[] changed)
    {
        var house = await OpenAsync();
        var pack = Packs.Json();
        (pack["version"], pack["effectiveFrom"]) = ("2026.2", "2026-01-31T00:00:00+08:00");
        foreach (var (name, value) in changed) pack.Parameter(name)["value"] = value;
        (await house.Sender.Send(new PostPolicyPack(pack.ToJsonString(), ActHouse.Lin))).Value();
        (await house.Sender.Send(new ApprovePolicyPack("CN-2026.2", ActHouse.Zhao))).Value();
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        return house;
    }

    /// <summary>A case of <c>overdue-visit</c> that has come to contact.</summary>
    public static Task<string> BeginAsync(this EngineHouse house, params object[] documents) => house.BeginAsync("LN-1", documents);

    /// <summary>The same under another loan's number: another case of the same person.</summary>
    /// <param name="house">The house.</param>
    /// <param name="loan">The loan.</param>
    /// <param name="documents">Its documents.</param>
    /// <param name="ageBand">Age band of the customer; null: not said.</param>
    public static async Task<string> BeginAsync(this EngineHouse house, string loan, object[] documents, string? ageBand = null)
    {
        var id = (await house.Sender.Send(new StartCase(loan, JsonSerializer.SerializeToElement(new
        {
            schema = "case.start/1", tenant = "synthetic-bank", policyPack = "CN-2026.1", timezone = "Asia/Shanghai", history = new { }, definition = new { key = "overdue-visit" },
            @case = new { externalRef = loan },
            debt = new
            {
                currency = "CNY", principal = 100_000, interest = 0, penalty = 0, fees = 0, total = 100_000, dpd = 20,
                limitation = new { basis = "LAST_INSTALMENT_DUE", starts = "2026-09-01", expires = "2029-09-01" },
            },
            customer = new
            {
                token = "cust_syn_1", displayName = "测试客户甲", language = "zh-CN", ageBand,
                contactPoints = new[] { new { kind = "PHONE", value = "+00-0000-000-001", verified = true, owner = "SELF" } },
                addresses = new[] { new { kind = "HOME", text = "测试市测试路0号", verifiedAt = "2026-10-01" } },
            },
            documents,
        }), EngineHouse.Service))).Value().CaseId;
        await house.SettleAsync();
        return id;
    }

    /// <summary>Lets time pass and everything that is due come true.</summary>
    public static async Task LaterAsync(this EngineHouse house, TimeSpan span)
    {
        house.Clock.Advance(span);
        await house.SettleAsync();
    }

    public static async Task SettleAsync(this EngineHouse house)
    {
        for (var round = 0; round < 4; round++)
        {
            await house.Relay.RunAsync();
            await house.Sweep.RunAsync();
        }
    }

    /// <summary>Reports an event and lets what it plans be decided; gives the state after that.</summary>
    public static async Task<string> TellAsync(this EngineHouse house, string id, string type, object? data = null)
    {
        (await house.Sender.Send(new RaiseEvent(id, $"e-{Interlocked.Increment(ref _told)}", type, null, JsonSerializer.SerializeToElement(data ?? new { }), Everybody))).Value();
        await house.SettleAsync();
        return await house.StateAsync(id);
    }

    /// <summary>Three attempts on two channels on three days, and the thirty days over.</summary>
    public static async Task EscalateAsync(this EngineHouse house, string id)
    {
        foreach (var (channel, result) in ((string, string)[])[("CALL", "NO_ANSWER"), ("LETTER", "DELIVERED"), ("CALL", "NO_ANSWER")])
        {
            await house.LaterAsync(TimeSpan.FromDays(1));
            await house.TellAsync(id, "ContactAttempted", new { channel, result });
        }

        await house.LaterAsync(TimeSpan.FromDays(27));
        (await house.StateAsync(id)).ShouldBe("Escalated");
    }

    /// <summary>A visit that is asked for and approved, with its team and its paper in the registers.</summary>
    public static async Task ApproveVisitAsync(this EngineHouse house, string id)
    {
        await house.EscalateAsync(id);
        await house.RegisterAsync(id);
        await house.TellAsync(id, "EscalationReviewed", new { decision = "VISIT", by = "s1", purpose = "HEAR" });
        await house.TellAsync(id, "VisitReviewed", new { decision = "APPROVED", by = "s2", agents = new[] { "agent_1", "agent_2" }, authorisationId = "AU-1" });
    }

    /// <summary>A visit that is approved, announced and agreed, and the time of the appointment.</summary>
    public static async Task AgreeAsync(this EngineHouse house, string id)
    {
        await house.ApproveVisitAsync(id);
        (await house.TellAsync(id, "AppointmentConfirmed", new { place = "HOME", slot = house.Clock.GetUtcNow().AddDays(6) })).ShouldBe("Visit/AppointmentConfirmed");
        await house.LaterAsync(TimeSpan.FromDays(6));
    }

    /// <summary>An event that is not taken, and why.</summary>
    public static async Task<string> RefusedAsync(this EngineHouse house, string id, string type, object data)
    {
        var refused = (await house.Sender.Send(new RaiseEvent(id, $"e-{Interlocked.Increment(ref _told)}", type, null, JsonSerializer.SerializeToElement(data), Everybody))).Refusal();
        return refused.Faults.IsDefaultOrEmpty ? refused.Reason : string.Join(" ", refused.Faults.Select(fault => $"{fault.Path} {fault.Message}"));
    }

    public static async Task RegisterAsync(this EngineHouse house, string id)
    {
        foreach (var agent in (string[])["agent_1", "agent_2"]) await house.SaveAsync(RegisterKind.Agent, agent, new { trainedUntil = "2027-01-01", hasIdCard = true });
        await house.SaveAsync(RegisterKind.Authorisation, "AU-1", new { caseId = id, agents = new[] { "agent_1", "agent_2" }, from = "2026-11-01", until = "2026-12-31" });
    }

    /// <summary>A visit that has been agreed begins.</summary>
    public static async Task BegunAsync(this EngineHouse house, string id)
    {
        await house.AgreeAsync(id);
        await house.PackAsync(id);
        (await house.TellAsync(id, "VisitCheckedIn", new { agents = new[] { "agent_1", "agent_2" }, authorisationId = "AU-1" })).ShouldBe("Visit/VisitInProgress");
    }

    public static async Task PackAsync(this EngineHouse house, string id) => (await house.Sender.Send(new MakeVisitPack(id, EngineHouse.Service))).Value();

    public static async Task SaveAsync(this EngineHouse house, RegisterKind kind, string key, object entry) =>
        (await house.Sender.Send(new SaveRegisterEntry(kind, key, JsonSerializer.SerializeToElement(entry), ActHouse.Lin))).Value();

    /// <summary>Messages of one type that a case has sent out of the house.</summary>
    public static async Task<OutboxRecord[]> SentAsync(this EngineHouse house, string id, string type) => [.. (await house.Store.OutboxAsync(null, id, 1000)).Where(message => message.Type == type)];

    /// <summary>The last decision on acts with a word in them: a kind or a template.</summary>
    public static async Task<Workflows.Storage.Acts.ActRecord> LastAsync(this EngineHouse house, string id, string word) =>
        (await house.DecisionsAsync(id)).Last(act => act.Kind == word || act.Act.Contains($"\"{word}\"", StringComparison.Ordinal));
}
