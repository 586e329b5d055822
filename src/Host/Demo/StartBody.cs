using System.Globalization;
using System.Text.Json;
using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Communication;

namespace Doorstep.Host.Demo;

/// <summary>The body that starts an invented case (domain.md e). Every value is synthetic.</summary>
internal static class StartBody
{
    /// <summary>Who speaks in a demonstration.</summary>
    public static Institution Bank { get; } = new()
    {
        Name = "测试银行", NameEnglish = "Test Bank", Phone = "+00-0000-000-100", VerifyPage = "verify.example.invalid", FeedbackPage = "feedback.example.invalid", Officer = "客服", OfficerEnglish = "customer care",
    };

    public static JsonElement Of(Story story)
    {
        var daysPastDue = story.Dice.From(1, 30) + (story.Bucket switch { "M1" => 0, "M2" => 30, "M3" => 60, _ => 90 });
        var (interest, penalty) = (story.Total / 40, story.Total / 500);
        return JsonSerializer.SerializeToElement(new
        {
            schema = StartCaseBody.Schema, idempotencyKey = story.Key, tenant = "synthetic-bank", policyPack = "CN-2026.1",
            definition = new { key = "overdue-visit" }, timezone = "Asia/Shanghai", history = new { },
            @case = new { externalRef = story.Key, product = "CONSUMER_LOAN", openedReason = "DPD_THRESHOLD" },
            debt = new
            {
                currency = "CNY", principal = story.Total - interest - penalty, interest, penalty, fees = 0, total = story.Total, unit = "fen",
                dpd = daysPastDue, bucket = story.Bucket, oldestDue = Day(story.StartAt.AddDays(-daysPastDue)),
                limitation = new { basis = "LAST_INSTALMENT_DUE", starts = Day(story.StartAt.AddDays(-daysPastDue)), expires = Day(story.StartAt.AddDays(-daysPastDue).AddYears(3)) },
            },
            customer = new
            {
                token = $"cust_{story.Key}", displayName = $"测试客户{story.Number}", language = story.Dice.Percent(90) ? "zh-CN" : "en", represented = story.Dice.Percent(1),
                ageBand = story.Dice.Pick((70, "30-44"), (15, "18-29"), (15, "60+")), preferences = Wishes(story),
                contactPoints = new[] { new { kind = "PHONE", value = $"+00-0000-{story.Number:000-000}", verified = true, owner = "SELF" } },
                addresses = new[] { new { kind = "HOME", text = "测试市测试路0号", verifiedAt = Day(story.StartAt.AddDays(-60)) } },
            },
            documents = new[] { new { kind = "STATEMENT", hash = $"sha256:{story.Number:x64}" } },
            assignment = new { unit = "BRANCH-TEST" },
        });
    }

    /// <summary>Most say nothing; some want fewer ways or narrower hours than the law allows.</summary>
    private static object Wishes(Story story) => story.Dice.Pick<object>(
        (75, new { }), (10, new { notBefore = "10:00", notAfter = "18:00" }), (8, new { channels = new[] { "SMS", "LETTER" } }), (7, new { optOut = new[] { "SMS" } }));

    private static string Day(DateTimeOffset at) => at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
