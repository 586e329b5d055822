using System.Text.Json;
using Doorstep.Workflows.Collections;

namespace Doorstep.Benchmarks;

/// <summary>Two states that a payment leads between, each with a deadline of thirty days: a transition cancels one deadline and arms another. No script.</summary>
internal static class BenchDefinition
{
    public const string Id = "bench";

    public static string Json { get; } = JsonSerializer.Serialize(new
    {
        definitionId = Id, name = "Benchmark", version = 1, variables = Array.Empty<object>(),
        root = new
        {
            id = "sm", type = "Elsa.StateMachine", initialState = "Calm",
            states = new[] { new { name = "Calm" }, new { name = "Pressed" }, new { name = "Late" } },
            transitions = new[]
            {
                Way("paid", "Calm", "Pressed", "Elsa.Event", "eventName", "PaymentReceived"), Way("paid again", "Pressed", "Calm", "Elsa.Event", "eventName", "PaymentReceived"),
                Way("late", "Calm", "Late", "Elsa.Delay", "timeSpan", "P30D"), Way("late too", "Pressed", "Late", "Elsa.Delay", "timeSpan", "P30D"),
                Way("paid late", "Late", "Calm", "Elsa.Event", "eventName", "PaymentReceived"),
            },
        },
    });

    public const string Event = """{"amount":1}""";

    /// <summary>A synthetic loan of a person of its own.</summary>
    public static JsonElement StartBody(int number, string definition) => JsonSerializer.SerializeToElement(new
    {
        schema = StartCaseBody.Schema, idempotencyKey = $"SYN-{number}", tenant = "synthetic-bank", policyPack = "CN-2026.1", definition = new { key = definition }, timezone = "Asia/Shanghai", history = new { },
        @case = new { externalRef = $"SYN-LN-{number}", product = "CONSUMER_LOAN", openedReason = "DPD_THRESHOLD" },
        debt = new { currency = "CNY", principal = 1_842_050, interest = 61_230, penalty = 4_100, fees = 0, total = 1_907_380, unit = "fen", dpd = 45, bucket = "M2", oldestDue = "2026-10-01" },
        customer = new { token = $"cust_{number}", displayName = $"测试客户{number}", language = "zh-CN", represented = false },
        assignment = new { unit = "BRANCH-TEST" },
    });

    private static Dictionary<string, object> Way(string name, string from, string to, string trigger, string member, string value) => new()
    {
        ["name"] = name, ["from"] = from, ["to"] = to,
        ["trigger"] = new Dictionary<string, object>
        {
            ["id"] = name, ["nodeId"] = name, ["type"] = trigger, ["version"] = 1,
            [member] = new { typeName = "String", expression = new { type = "Literal", value } },
        },
    };
}
