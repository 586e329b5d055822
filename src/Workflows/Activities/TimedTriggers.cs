using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Activities;

/// <summary><c>Elsa.Delay</c>: a span of time from when the state was entered. A condition that does not hold starts it again.</summary>
internal sealed class DelayTrigger : TriggerActivityType
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        TypeName = "Elsa.Delay", Category = ActivityCategory.Deadlines, IsTrigger = true,
        DisplayName = new("Delay", "延时"),
        Description = new(
            "Waits for a span of time ('P5D', '00:30:00'). If the condition does not hold then, the delay starts again.", "等待一段时间（如 P5D、00:30:00）。届时条件不成立则重新计时。"),
        Inputs = [new("TimeSpan", "TimeSpan", new("Time span", "时长")) { Default = "00:01:00" }],
    };

    public override Trigger Compile(ActivityNode node) => new After(node.Input("TimeSpan"));

    /// <summary>A point in time some while after it was armed.</summary>
    internal sealed class After(Expression span) : Trigger.Timed
    {
        public override string Text => $"after {span.Text}";

        public override Duration? Span => span is Constant && Duration.TryParse(span.Text, out var constant) ? constant : null;

        public override string TextIn(Scope scope) => $"after {Values.ToText(span.Evaluate(scope))}";

        public override DateTimeOffset DueAt(Scope scope) => Values.ToDuration(span.Evaluate(scope), "The time span").After(scope.Now);
    }
}

/// <summary><c>Elsa.Timer</c>: in a state machine the same as a delay.</summary>
internal sealed class TimerTrigger : TriggerActivityType
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        TypeName = "Elsa.Timer", Category = ActivityCategory.Deadlines, IsTrigger = true,
        DisplayName = new("Timer", "定时器"),
        Description = new("Asks its condition at an interval until it holds.", "按固定间隔检查条件，直到成立。"),
        Inputs = [new("Interval", "TimeSpan", new("Interval", "间隔")) { Default = "00:01:00" }],
    };

    public override Trigger Compile(ActivityNode node) => new DelayTrigger.After(node.Input("Interval"));
}

/// <summary><c>Elsa.StartAt</c>: a date. An interruption does not push it back.</summary>
internal sealed class StartAtTrigger : TriggerActivityType
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        TypeName = "Elsa.StartAt", Category = ActivityCategory.Deadlines, IsTrigger = true,
        DisplayName = new("At a date", "在指定时间"),
        Description = new("Waits for a point in time ('2031-03-01T09:00:00+08:00').", "等待指定时间（如 2031-03-01T09:00:00+08:00）。"),
        Inputs = [new("DateTime", "DateTimeOffset", new("Date and time", "日期时间"), "datetime-picker") { IsRequired = true, Example = "2031-03-01T09:00:00Z" }],
    };

    public override Trigger Compile(ActivityNode node) => new At(node.Input("DateTime"));

    private sealed class At(Expression date) : Trigger.Timed
    {
        public override string Text => $"at {date.Text}";

        public override string TextIn(Scope scope) => $"at {Instants.Text(DueAt(scope))}";

        public override bool IsAbsolute => true;

        public override bool IsOneDay => date is Constant;

        public override bool StaysDue => true;

        public override DateTimeOffset DueAt(Scope scope) => Values.ToInstant(date.Evaluate(scope), "The date");
    }
}
