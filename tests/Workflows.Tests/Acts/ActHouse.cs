using System.Text.Json;
using System.Text.Json.Nodes;
using Doorstep.Workflows.Collections.Communication;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Outbox;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Acts;
using Doorstep.Workflows.Tests.Engine;
using Microsoft.Extensions.DependencyInjection;
using static Doorstep.Workflows.Tests.Definitions.Definition;

namespace Doorstep.Workflows.Tests.Acts;

/// <summary>A house with the shipped rules, somebody who carries acts out, and cases of loans.</summary>
internal static class ActHouse
{
    public const string Customer = "cust_syn_1";
    public const string Phone = "+00-0000-000-001";

    /// <summary>A Monday, five in the afternoon in Shanghai.</summary>
    public static readonly DateTimeOffset Afternoon = new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero);

    /// <summary>Five past ten that evening.</summary>
    public static readonly DateTimeOffset Night = new(2026, 11, 2, 14, 5, 0, TimeSpan.Zero);

    /// <summary>Eight the next morning.</summary>
    public static readonly DateTimeOffset Morning = new(2026, 11, 3, 0, 0, 0, TimeSpan.Zero);

    public static readonly Actor Lin = new("user:lin", [Role.Compliance]);
    public static readonly Actor Zhao = new("user:zhao", [Role.Compliance]);

    /// <summary>Plans a call when it is told to, and closes when everything is paid.</summary>
    public static JsonObject Caller() => Of("Waiting", [State("Waiting"), State("Calling", entry: PlanAct("CALL")), State("Elsewhere"), State("Paid")],
    [
        Way("Waiting", "Calling", OnEvent("CallNow"), name: "call"),
        Way("Calling", "Elsewhere", OnEvent("GoOn"), name: "on"),
        Way("Elsewhere", "Calling", OnEvent("Back"), name: "back"),
        Way("*", "Paid", OnEvent("PaymentReceived"), Script("case.debt.total === 0"), name: "paid"),
    ]).Named("caller");

    public static JsonObject PlanAct(string kind, params (string Name, JsonNode? Value)[] inputs) => Activity("Doorstep.PlanAct", [("kind", Literal(kind)), .. inputs]);

    public static async Task<EngineHouse> OpenAsync(DateTimeOffset now, Func<ICaseStore, ICaseStore>? wrap = null, Institution? institution = null)
    {
        var house = await EngineHouse.OpenAsync(new EnginePlan
        {
            Definitions = [Caller()], Now = now, Wrap = wrap ?? (store => store), Institution = institution ?? new EnginePlan().Institution,
            Outbox = new OutboxOptions { Webhooks = [new WebhookOptions { Name = "dialler", Url = new Uri("http://127.0.0.1:1/"), Secret = "a-secret-of-16-or-more" }] },
        });
        (await house.Sender.Send(new ImportPolicies("workflow-definitions", Actor.House))).Value().ShouldBeGreaterThan(3);
        return house;
    }

    public static async Task<string> StartLoanAsync(this EngineHouse house, string loan, object? history = null, string token = Customer, object? customer = null, string zone = "Asia/Shanghai") =>
        (await house.SendStartAsync(loan, history, token, customer, zone)).Value().CaseId;

    public static async Task<Reply<StartAnswer>> SendStartAsync(this EngineHouse house, string loan, object? history = null, string token = Customer, object? customer = null, string zone = "Asia/Shanghai", string? agent = null) =>
        await house.Sender.Send(new StartCase(loan, JsonSerializer.SerializeToElement(new
        {
            schema = "case.start/1", tenant = "synthetic-bank", policyPack = "CN-2026.1", timezone = zone, definition = new { key = "caller" },
            @case = new { externalRef = loan }, debt = new { currency = "CNY", principal = 100_000, interest = 0, penalty = 0, fees = 0, total = 100_000, dpd = 20 },
            customer = Person(token, customer), history = history ?? new { }, assignment = new { unit = "BRANCH-TEST", agent },
        }), EngineHouse.Service));

    /// <summary>The customer of a loan: as told, else one with a name and a verified number.</summary>
    private static JsonNode Person(string token, object? customer)
    {
        var person = JsonSerializer.SerializeToNode(customer ?? new { displayName = "测试客户甲", contactPoints = new[] { new { kind = "PHONE", value = Phone, verified = true, owner = "SELF" } } })!;
        person["token"] = token;
        return person;
    }

    public static ValueTask<Reply<ActAnswer>> AskAsync(this EngineHouse house, string caseId, string key, object? act = null) =>
        house.Sender.Send(new DecideAct(caseId, key, JsonSerializer.SerializeToElement(act ?? new { kind = "CALL" }), EngineHouse.Service));

    /// <summary>The answer to an act that a definition has planned, as the relay asks for it.</summary>
    public static Task<ActAnswer> PlannedAsync(this EngineHouse house, string caseId, string actId, object act) => house.Grains.GetGrain<ICaseGrain>(caseId).Decide(new ActMessage
    {
        ActId = actId, Act = JsonSerializer.Serialize(act), Actor = "guards",
    });

    public static ActStore Acts(this EngineHouse house) => house.Services.GetRequiredService<ActStore>();

    /// <summary>Decisions on the acts of a case, oldest first.</summary>
    public static async Task<ActRecord[]> DecisionsAsync(this EngineHouse house, string caseId) => [.. (await house.Acts().ListAsync(caseId, 1000)).Reverse()];

    /// <summary>The orders to carry acts out that a case has sent.</summary>
    public static async Task<OutboxRecord[]> OrdersAsync(this EngineHouse house, string caseId) =>
        [.. (await house.Store.OutboxAsync(null, caseId, 1000)).Where(message => message.Type == "ActAllowed")];

    /// <summary>The acts that a case has planned, oldest first.</summary>
    public static async Task<OutboxRecord[]> AllPlannedAsync(this EngineHouse house, string caseId) =>
        [.. (await house.Store.OutboxAsync(null, caseId, 1000)).Where(message => message.Type == "PlanAct").OrderBy(message => message.Sequence)];

    /// <summary>The only act that a case has planned.</summary>
    public static async Task<OutboxRecord> PlannedAsync(this EngineHouse house, string caseId) => (await house.AllPlannedAsync(caseId)).ShouldHaveSingleItem();
}
