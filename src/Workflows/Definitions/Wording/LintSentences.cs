namespace Doorstep.Workflows.Definitions.Wording;

/// <summary>The liveness lint's sentences.</summary>
internal static class LintSentences
{
    public static (string En, string Zh)[] All { get; } =
    [
        ("State '{state}' has no exit, so the case ends in it. {repair}", "状态“{state}”没有出口，案件在此结束。若有意如此，请标记 \"final\": true 或命名为“Closed…”，否则请添加出口；仅在其他流程内运行的流程，请在选项中设为可用作活动。"),
        ("State '{state}' has no clock: a case can wait in it for ever. Add a Doorstep.Deadline, here or around it.", "状态“{state}”没有计时：案件可能在此无限等待。请在此处或其外层添加 Doorstep.Deadline。"),
        ("'{id}' ends in '{state}', and no way of '{outer}' takes that outcome. Add a transition with the condition event.outcome == '{outcome}'.", "“{id}”以“{state}”结束，而“{outer}”没有承接该结果的转换。请添加条件为 event.outcome == '{outcome}' 的转换。"),
        ("From state '{state}' no way leads to an end of the case. Add a transition that comes to an end.", "从状态“{state}”无法到达案件的终点。请添加通向终态的转换。"),
        ("State '{state}' does not take {fact} ({basis}). Add a transition from '*' that waits for {events}.", "状态“{state}”不接收 {fact}（{basis}）。请添加从“*”出发、等待 {events} 的转换。"),
        ("State '{state}' and {count} more does not take {fact} ({basis}). Add a transition from '*' that waits for {events}.", "状态“{state}”等 {count} 处不接收 {fact}（{basis}）。请添加从“*”出发、等待 {events} 的转换。"),
        ("This loop goes round by itself: it waits for no event and has no end. Wait for an event in it, or count: let one of its ways ask that a variable is under a whole number of at most 100 (variables.Rounds < 3), set it to itself and one more on that very way (variables.Rounds + 1), and write it nowhere else in the loop.", "此循环会自行运转：既不等待事件也没有终点。请在其中等待事件，或计数：让其中一条转换要求某变量小于不超过 100 的整数（variables.Rounds < 3），在同一转换上将其加一（variables.Rounds + 1），且循环内别处不得改写。"),
        ("'{state}' ends the case, and a demand is planned in it ({text}). A closed case asks for nothing any more (b.2): plan notices and corrections there, with another purpose.", "“{state}”结束案件，却在其中计划了催收（{text}）。已结案件不再催收（b.2）：该处只应计划通知与更正，并使用其他目的。"),
        ("This way reaches {place} without the guards' yes ({basis}). {repair}", "此路径未经守则放行即到达 {place}（{basis}）。请用 Doorstep.PlanAct 计划该行动，并等待 ActDecided 的放行结果。"),
        ("This way reaches '{place}' with fewer than {count} decisions of people ({basis}). Put a review in between; reviews are: {names}.", "此路径到达“{place}”前的人工决定少于 {count} 次（{basis}）。请在中间加入复核：{names}。"),
        ("This way reaches {place} without {what} ({basis}). {repair}", "此路径未经 {what} 即到达 {place}（{basis}）。{repair}"),
        ("'{key}' takes a case by itself where '{word}' of '{decision}' would take it (T18, b.1 rule 9). Let it wait for the decision, or lead it to a person.", "“{key}”会自动把案件带到本应由“{decision}”的“{word}”决定的去处（T18，b.1 规则 9）。请等待该决定，或交由人员处理。"),
        ("'{key}' leaves the state at once, and a person decides there ('{decision}', T18). Let it wait for the decision.", "“{key}”立即离开该状态，而该处应由人员决定（“{decision}”，T18）。请等待该决定。"),
        ("'{key}' ends the waiting for '{decision}' after a time that depends on the case ('{text}'), so nobody can say that a person has time to decide (T18). Write a length, or name one of the policy pack.", "“{key}”在取决于案件的时间（“{text}”）后结束对“{decision}”的等待，无法确认人员有时间决定（T18）。请写明时长或指定政策包参数。"),
        ("'{key}' ends the waiting for '{decision}' {text}, before a person can decide (T18). Write {min} or more, or name the review's length of the policy pack.", "“{key}”过早结束对“{decision}”的等待（{text}），人员来不及决定（T18）。请写 {min} 以上，或指定政策包的复核时长。"),
        ("The timer of '{key}' runs {span}, longer than '{state}' may wait. Write {max} or less{text}.", "“{key}”的计时为 {span}，超过“{state}”允许的等待时间。请写 {max} 以内{text}。"),
        ("The timer of '{key}' ('{text}') is computed, so it could not be checked that it runs {max} at most.", "“{key}”的计时（“{text}”）由计算得出，无法检查其是否不超过 {max}。"),
        ("The name of an event that goes out here depends on the case, so nobody can say where it goes. Write the name of a task of the house, or use Doorstep.PlanAct.", "此处外发事件的名称取决于案件，无法确认去向。请写明内部任务名称，或使用 Doorstep.PlanAct。"),
        ("'{name}' goes out here past the guards: it is no task of the house{hint} Whatever reaches a person or an institution outside is an act: use Doorstep.PlanAct.", "“{name}”绕过守则外发：它不是内部任务。凡触达外部个人或机构的都是行动，请使用 Doorstep.PlanAct。"),
        ("The name of an event that a case is told here depends on the case, so nobody can say what it is told. Write the name.", "此处告知案件的事件名称取决于案件，无法确认内容。请写明名称。"),
        ("'{name}' is told to a case here as if it had happened. Whoever saw it reports it; a definition tells a case only events of its own.", "此处把“{name}”当作已发生的事实告知案件。事实应由见证者上报；流程只能告知案件自身的事件。"),
        ("'{key}' cannot be optional: {reason}", "“{key}”不能设为可跳过：{reason}"),
        ("'{id}' is usable as an activity, so it is a part of other definitions and no case starts in it. Its exits, clocks and what stands behind a review are checked together with the one that runs it.", "“{id}”设为可用作活动，是其他流程的一部分，案件不从此开始。其出口、计时与复核之后的内容随运行它的流程一起检查。"),
        ("'{id}' has more than {count} places with everything inside it, too many to check. Cut it into fewer or smaller submachines.", "“{id}”连同其内部共有超过 {count} 处位置，过多而无法检查。请拆分为更少或更小的子流程。"),
    ];
}
