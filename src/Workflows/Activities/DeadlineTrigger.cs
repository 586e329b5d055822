using Doorstep.Workflows.Deadlines.Calendars;
using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Activities;

/// <summary><c>Doorstep.Deadline</c>: a length, counted by the rules, the calendar and the clock of the case, that once over stays over: its condition is asked
/// again at every later fact (semantics 3).</summary>
internal sealed class DeadlineTrigger : TriggerActivityType
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        TypeName = "Doorstep.Deadline", Category = ActivityCategory.Deadlines, IsTrigger = true,
        DisplayName = new("Deadline", "期限"),
        Description = new(
            "A deadline ('P10B' business days, 'P30D', 'P60M', 'P10D served P3D end-of-day'). Once due it stays due: if the condition does not hold yet, every later fact asks again.",
            "期限（如 P10B 为 10 个工作日、P30D、P60M、P10D served P3D end-of-day）。到期后持续有效：条件尚不成立时，之后每个事实都会再次检查。"),
        Inputs =
        [
            new("Within", "String", new("Within", "期限")) { IsRequired = true, Example = "P10B" },
            new("Parameter", "String", new("Length of the policy pack", "政策包参数"), "dropdown") { Example = "clock.escalatedDays", OptionsFrom = OptionSource.Lengths },
            new("StopsFor", "String", new("Stops for holds", "暂停计时的冻结"), "dropdown") { Default = "NONE", OptionsFrom = OptionSource.Holds },
            new("Risk", "String", new("Whose right it keeps", "保障谁的权利"), "dropdown") { Options = RiskWords.Options },
            new("WhenLate", "String", new("After an outage", "停机之后"), "dropdown") { Default = LateWords.Apply, Options = LateWords.Options },
        ],
    };

    public override Trigger Compile(ActivityNode node)
    {
        var (within, parameter) = (node.Input("Within"), node.Input("Parameter"));
        var (holds, fault) = HoldNames.Read(node.Input("StopsFor"));
        if (fault is not null) node.Fault("stopsFor", fault);
        var (risk, unknown) = RiskWords.Read(node.Input("Risk"), within, parameter);
        if (unknown is not null) node.Fault("risk", unknown);
        var (isRevalidated, unfit) = LateWords.Read(node.Input("WhenLate"), risk);
        if (unfit is not null) node.Fault("whenLate", unfit);
        if (within is Constant { Text: { Length: > 0 } written }) CheckText(node, DeadlineText.Read(written), holds);
        if (parameter is Constant { Text: { Length: > 0 } named } && !ClockWords.Parameters.Contains(ParameterText.Read(named).Name, StringComparer.Ordinal))
            node.Fault("parameter", $"'{named}' is not a length that policy packs set{Nearest.Hint(ParameterText.Read(named).Name, ClockWords.Parameters)}");
        return new Deadline(within, parameter is Constant { Text: "" } ? null : parameter, holds, risk, isRevalidated);
    }

    private static void CheckText(ActivityNode node, DeadlineText text, HoldNames holds)
    {
        if (text.Fault is { } wrong) node.Fault("within", wrong);
        if (text.Spec is { NeverStops: true } && holds != HoldNames.None) node.Fault("stopsFor", "The deadline 'never-stops', and holds are named that would stop it. Write one of the two.");
    }

    private sealed class Deadline(Expression within, Expression? parameter, HoldNames holds, DeadlineRisk risk, bool isRevalidated) : Trigger.Timed
    {
        public override DeadlineRisk Risk => risk;

        public override string Text => parameter is null ? $"after {within.Text}" : $"after {parameter.Text}, else {within.Text}";

        public override bool StaysDue => true;

        public override bool IsRevalidated => isRevalidated;

        public override bool StopsFor(string hold) => holds.Contains(hold);

        public override Duration? Span => within is Constant ? DeadlineText.Read(within.Text).Longest : null;

        public override Duration? Least => within is Constant ? DeadlineText.Read(within.Text).Least : null;

        public override (string Name, int Times)? Parameter => parameter is Constant && ParameterText.Read(parameter.Text) is var named ? (named.Name, named.Times) : null;

        public override bool IsComputed => within is not Constant || parameter is not (null or Constant);

        public override string TextIn(Scope scope) => $"after {Reckon(scope).By}";

        public override DateTimeOffset DueAt(Scope scope) => Reckon(scope).Until;

        public override Reckoning Reckon(Scope scope) => (scope.Clocks ?? CalendarClocks.Plain).Reckon(
            Values.ToText(within.Evaluate(scope)), parameter is null || Values.ToText(parameter.Evaluate(scope)) is not { Length: > 0 } named ? null : named, scope.Now);
    }
}
