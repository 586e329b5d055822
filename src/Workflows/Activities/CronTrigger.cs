using Cronos;
using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Activities;

/// <summary><c>Elsa.Cron</c>: the next time that a cron expression names, in UTC, with or without seconds.</summary>
internal sealed class CronTrigger : TriggerActivityType
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        TypeName = "Elsa.Cron", Category = ActivityCategory.Deadlines, IsTrigger = true,
        DisplayName = new("Cron", "Cron 定时"),
        Description = new("Waits for the next time that a cron expression names (UTC).", "等待 Cron 表达式的下一个时间点（UTC）。"),
        Inputs = [new("CronExpression", "String", new("Cron expression", "Cron 表达式")) { IsRequired = true, Example = "0 9 * * 1" }],
    };

    public override Trigger Compile(ActivityNode node)
    {
        var expression = node.Input("CronExpression");
        if (expression is Constant { Text: { Length: > 0 } text })
        {
            var cron = Parse(text);
            if (cron is null) node.Fault("cronExpression", $"'{text}' is not a cron expression. Write '0 9 * * 1' for Mondays at nine.");
            else if (cron.GetNextOccurrence(DateTimeOffset.UnixEpoch, TimeZoneInfo.Utc) is null) node.Fault("cronExpression", $"'{text}' names no time that ever comes.");
        }

        return new Cron(expression);
    }

    private static CronExpression? Parse(string text)
    {
        var fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
        return CronExpression.TryParse(text, fields == 6 ? CronFormat.IncludeSeconds : CronFormat.Standard, out var parsed) ? parsed : null;
    }

    private sealed class Cron(Expression expression) : Trigger.Timed
    {
        public override string Text => $"cron {expression.Text}";

        public override string TextIn(Scope scope) => $"cron {Values.ToText(expression.Evaluate(scope))}";

        public override bool IsAbsolute => true;

        public override DateTimeOffset DueAt(Scope scope)
        {
            var text = Values.ToText(expression.Evaluate(scope));
            var cron = Parse(text) ?? throw new StepFaultException("expression", $"'{text}' is not a cron expression.");
            return cron.GetNextOccurrence(scope.Now, TimeZoneInfo.Utc) ?? DateTimeOffset.MaxValue;
        }
    }
}
